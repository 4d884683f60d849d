"""The JSON Schema of a rule file, for editors and for whoever writes rules outside this project."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from rettidig.regler.former.grundform import Gruppe, TimetalVaerdi
from rettidig.regler.former.proever import Beloeb
from rettidig.regler.indlaes import Regelfil

UDKAST = "https://json-schema.org/draft/2020-12/schema"
TITEL = "Rettidig: en lovfil"
SOM_SKREVET: dict[Any, JsonSchemaValue] = {
    get_args(Gruppe)[1].func: {"type": "string", "pattern": r"^6\.([1-9]|1[0-3])$"},
    get_args(TimetalVaerdi)[1].func: {
        "anyOf": [{"type": "string", "pattern": r"^\d+(\.\d{1,4})?$"}, {"type": "integer"}]
    },
    get_args(Beloeb)[1].func: {"anyOf": [{"type": "string", "pattern": r"^\d+(\.\d{1,2})?$"}, {"type": "integer"}]},
}
"""How a value that is read into a number is written in YAML: a group as "6.2", hours and kroner as exact text."""


class _SomSkrevet(GenerateJsonSchema):
    """Describes what stands in the file, not what it is read into."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        skrevet = SOM_SKREVET.get(schema["function"]["function"])
        return super().function_before_schema(schema) if skrevet is None else dict(skrevet)


def json_skema() -> dict[str, Any]:
    """The schema (JSON Schema, draft 2020-12) of one rule file as it is written in YAML, dates as ISO texts."""
    return skema_for(Regelfil, TITEL)


def skema_for(model: type[BaseModel], titel: str) -> dict[str, Any]:
    """The schema of any file read by a model, as it is written in YAML."""
    return {
        "$schema": UDKAST,
        **model.model_json_schema(schema_generator=_SomSkrevet, mode="validation"),
        "title": titel,
    }


def skriv_skema(fil: Path) -> Path:
    """Writes the schema to a file, the same bytes every time."""
    fil.parent.mkdir(parents=True, exist_ok=True)
    fil.write_text(skema_tekst(), encoding="utf-8", newline="\n")
    return fil


def skema_tekst() -> str:
    """The schema as the text of its file."""
    return som_fil(json_skema())


def som_fil(skema: Mapping[str, Any]) -> str:
    """A schema as text, the same every time."""
    return json.dumps(skema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
