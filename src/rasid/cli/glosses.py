"""What each rule of the reader does, in words: messages/rules.json, by the rule's id or the beginning of it."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from rasid.messages import locale


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Rule id (or its beginning, up to a dot) to its gloss by locale."""
    loaded: dict[str, dict[str, str]] = json.loads(files("rasid.messages").joinpath("rules.json").read_text("utf-8"))
    return loaded


def gloss(rule: str) -> str:
    """The gloss of a rule in the locale in use: of its id, else of the longest beginning that has one, else ""."""
    known = catalogue()
    while rule and rule not in known:
        rule = rule.rpartition(".")[0]
    return known[rule][locale()] if rule else ""
