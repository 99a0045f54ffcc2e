"""Rasid reads conflict reporting, Arabic first, into sourced statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rasid.model import Reading, Report

if TYPE_CHECKING:
    from rasid.pipeline import Reader

__version__ = "0.1.0"
__all__ = ["Reader", "Reading", "Report", "read"]


def read(report: Report) -> Reading:
    """Read one report into statements with the lexicons that ship with Rasid.

    Raises ReportError when it cannot be read (empty, not Arabic, too large).
    """
    from rasid.pipeline import default_reader

    return default_reader().read(report)


def __getattr__(name: str) -> object:
    if name == "Reader":
        from rasid.pipeline import Reader

        return Reader
    raise AttributeError(name)
