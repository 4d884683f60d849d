"""What is done before the server answers the first request: tables, static files, and a look at the settings."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from rettidig.drift.fejl import ServerFejl
from rettidig.drift.forbindelse import DATABASE_URL, er_indlejret
from rettidig.drift.server.indstillinger import UDVIKLING, er_udvikling

WEBSETTINGS = "rettidig.drift.websettings"
VAERTER = "RETTIDIG_VAERTER"
PROXY = "RETTIDIG_PROXY"
NODE_MODULES = "RETTIDIG_NODE_MODULES"
NOEGLE = "RETTIDIG_NOEGLE"
_KORTESTE_NOEGLE = 50
_SIKRE_SSL = {"verify-full", "verify-ca"}
_PROJEKT = Path(__file__).resolve().parents[4]
_DESIGN = Path("dkfds") / "dist"


def klargoer() -> bool:
    """Have everything ready; returns whether the embedded database had to be started.

    Raises ``DriftFejl`` with one clear sentence when something is missing or unsafe.
    """
    kontroller_miljoeet()
    os.environ["DJANGO_SETTINGS_MODULE"] = WEBSETTINGS
    hent_design()
    from rettidig.drift.opstart import klar

    startet = klar()
    kontroller_indstillinger()
    saml_statisk()
    return startet


def kontroller_miljoeet() -> None:
    """Refuse to run for others with what is only fit for trying out."""
    if er_udvikling():
        return
    vaerter = [navn.strip() for navn in os.environ.get(VAERTER, "").split(",") if navn.strip()]
    if not vaerter:
        raise ServerFejl("uden_vaerter", variabel=VAERTER, udvikling=UDVIKLING)
    if any("*" in navn for navn in vaerter):
        raise ServerFejl("alle_vaerter", variabel=VAERTER)
    if os.environ.get(PROXY) != "1":
        raise ServerFejl("uden_proxy", variabel=PROXY)
    noegle = os.environ.get(NOEGLE, "").strip()
    if noegle and len(noegle) < _KORTESTE_NOEGLE:
        raise ServerFejl("kort_noegle", variabel=NOEGLE, mindst=_KORTESTE_NOEGLE)
    if not er_indlejret():
        from rettidig.drift.forbindelse import database

        valgt = database()
        vaert = str(valgt["HOST"])
        lokal = not vaert or vaert.startswith("/") or vaert in {"localhost", "127.0.0.1", "::1"}
        if not lokal and valgt["OPTIONS"].get("sslmode") not in _SIKRE_SSL:
            raise ServerFejl("database_uden_tls", variabel=DATABASE_URL)


def kontroller_indstillinger() -> None:
    """Run Django's own checks; for others than this machine also those of safety, and any remark stops the start."""
    from django.core import checks

    fundet = checks.run_checks(include_deployment_checks=not er_udvikling())
    alvorlige = [m for m in fundet if m.level >= (checks.ERROR if er_udvikling() else checks.WARNING)]
    alvorlige = [m for m in alvorlige if not m.is_silenced()]
    if alvorlige:
        raise ServerFejl("usikre_indstillinger", koder=", ".join(sorted({str(m.id) for m in alvorlige})))


def hent_design() -> None:
    """Fetch the design system's package by npm where it is missing, in a tree that has a lock for it."""
    pakker = Path(os.environ.get(NODE_MODULES) or _PROJEKT / "node_modules")
    if (pakker / _DESIGN).is_dir() or pakker.parent != _PROJEKT or not (_PROJEKT / "package-lock.json").exists():
        return
    npm = shutil.which("npm") or shutil.which("npm", path=str(Path(sys.executable).parent))
    if npm is None:
        raise ServerFejl("uden_npm")
    svar = subprocess.run(
        [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
        cwd=_PROJEKT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
        env={**os.environ, "PATH": f"{os.environ.get('PATH', '')}{os.pathsep}{Path(sys.executable).parent}"},
    )
    if svar.returncode or not (pakker / _DESIGN).is_dir():
        linjer = [linje for linje in svar.stdout.splitlines() if linje.strip()] or ["?"]
        raise ServerFejl("npm_fejl", grund=linjer[0].strip()[:200])


def saml_statisk() -> None:
    """Collect the static files to the one folder they are served from."""
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import call_command
    from django.core.management.base import CommandError

    try:
        call_command("collectstatic", verbosity=0, interactive=False, clear=False)
    except (OSError, CommandError, ImproperlyConfigured, ValueError) as fejl:
        raise ServerFejl("statiske_filer", grund=" ".join(str(fejl).split())[:200]) from fejl
