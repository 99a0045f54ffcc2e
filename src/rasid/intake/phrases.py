"""The words that programs put into the files they export, in Arabic and English (exports.json)."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def phrases() -> dict[str, Any]:
    """The whole of exports.json: private, whatsapp, columns, mail."""
    found: dict[str, Any] = json.loads(files("rasid.intake").joinpath("exports.json").read_text("utf-8"))
    return found
