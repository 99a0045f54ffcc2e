"""What the program says to people, in English and Arabic: one JSON catalogue a language, keys in both."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LOCALES = ("en", "ar")
_chosen: list[str] = []
_spoken: ContextVar[str] = ContextVar("spoken", default="")


@cache
def catalogue(locale: str) -> dict[str, str]:
    """All messages of a locale by key."""
    loaded: dict[str, str] = json.loads(Path(__file__).with_name(f"{locale}.json").read_text("utf-8"))
    return loaded


def choose(locale: str) -> None:
    """Use a locale ("en", "ar") from now on; "" goes back to what the environment says."""
    _chosen[:] = [locale] if locale in LOCALES else []


@contextmanager
def spoken(locale: str) -> Iterator[None]:
    """Use a locale within a block."""
    before = _spoken.set(locale if locale in LOCALES else "")
    try:
        yield
    finally:
        _spoken.reset(before)


def locale(environment: Mapping[str, str] = os.environ) -> str:
    """The locale in use: the spoken one, the chosen one, else RASID_LANG, LC_ALL, LC_MESSAGES, LANG in this order, else English."""
    if chosen := _spoken.get() or next(iter(_chosen), ""):
        return chosen
    for variable in ("RASID_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(variable, "").lower()
        if value:
            return "ar" if value.split("_")[0].split(".")[0] == "ar" else "en"
    return "en"


def t(key: str, **values: object) -> str:
    """The message of a key in the locale in use, its {fields} filled in. Raises KeyError for an unknown key."""
    message = catalogue(locale())[key]
    return message.format(**values) if values else message


def known(key: str) -> bool:
    """Whether a key has a message: for keys built from codes that other parts of Rasid hand out."""
    return key in catalogue("en")
