"""WACZ in the registry: packages of web archives (warc.py)."""

from __future__ import annotations

from rasid.intake.warc import PACKAGE

FORMAT = PACKAGE
