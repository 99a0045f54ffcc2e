"""The words that writers of files ask for: a family and a code in it, in the locale in use."""

from __future__ import annotations

from collections.abc import Callable

from rasid.messages import t

_FAMILIES: dict[str, Callable[[str], str]] = {
    "annotated": lambda code: t(f"annotated.{code}"),
    "control": lambda code: t(f"control.{code}"),
    "event": lambda code: t(f"event.{code}"),
    "extent": lambda code: t(f"extent.{code}"),
    "feed": lambda code: t(f"feed.{code}"),
    "layers": lambda code: t(f"layers.{code}"),
    "status": lambda code: t(f"status.{code}"),
    "verdict": lambda code: t(f"verdict.{code}"),
    "view": lambda code: t(f"view.{code}"),
}


def words(family: str, code: str) -> str:
    """The words for a code. Raises KeyError for what has none."""
    return _FAMILIES[family](code)
