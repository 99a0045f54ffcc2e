"""The JSON Schema of one line of `rasid read --format jsonl`, made from the records themselves."""

from __future__ import annotations

from inspect import cleandoc
from typing import Any

import msgspec

from rasid.cli.formats import ALWAYS, Line
from rasid.model import EVENTS, SCHEMA_VERSION, Report

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILE = f"schema/reading-{SCHEMA_VERSION}.json"
REPORT_FILE = f"schema/report-{SCHEMA_VERSION}.json"


def reading_schema() -> dict[str, Any]:
    """The schema. Every statement has its main slots (formats.ALWAYS); events and version are closed lists."""
    (top,), parts = msgspec.json.schema_components([Line], ref_template="#/$defs/{name}")
    line = parts.pop("Line")
    line["properties"]["schema"] = {"const": SCHEMA_VERSION}
    statement = parts["Statement"]
    statement["required"] = [k for k in statement["properties"] if k in ALWAYS or k in statement["required"]]
    statement["properties"]["event"] = {"enum": list(EVENTS)}
    for part in (line, *parts.values()):
        if "description" in part:
            part["description"] = cleandoc(part["description"])  # Python 3.13 does so on its own
    assert top == {"$ref": "#/$defs/Line"}
    return {"$schema": DIALECT, **line, "title": "Reading", "$defs": dict(sorted(parts.items()))}


def report_schema() -> dict[str, Any]:
    """The schema of one line of JSON Lines that `rasid read` takes. Only the text must be there; other keys are kept out."""
    _, parts = msgspec.json.schema_components([Report], ref_template="#/$defs/{name}")
    report = parts.pop("Report")
    report["required"] = ["text"]
    report["properties"]["id"] = {"type": ["string", "integer"]}
    report["properties"]["forwarded"] = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}], "default": []}
    report["description"] = cleandoc(report["description"])
    return {"$schema": DIALECT, **report}


def report_schema_text() -> str:
    """The schema of reports as the file in the documentation holds it."""
    return msgspec.json.format(msgspec.json.encode(report_schema()), indent=2).decode() + "\n"


def schema_text() -> str:
    """The schema as the file in the documentation holds it."""
    return msgspec.json.format(msgspec.json.encode(reading_schema()), indent=2).decode() + "\n"
