"""``python -m rettidig``: the same command line as ``rettidig``."""

from __future__ import annotations

import sys

from rettidig.cli import main

sys.exit(main())
