"""A page as PDF: the HTML of the brief set by WeasyPrint, whose Pango joins and orders Arabic letters as they are written."""

from __future__ import annotations

import logging
from importlib.resources import files
from pathlib import Path

from rasid.errors import UsageError
from rasid.messages import t


def as_pdf(page: str) -> bytes:
    """The bytes of a PDF of an HTML page, which may ask for nothing from outside. Raises UsageError when WeasyPrint or Pango is missing."""
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:  # OSError: Pango, a library of the system
        raise UsageError(t("brief.no_pdf"), "--format=pdf", t("brief.no_pdf.do")) from error
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    fonts = FontConfiguration()
    style = CSS(string=_style(), font_config=fonts, url_fetcher=URLFetcher(allowed_protocols=("file",)))
    made = HTML(string=page, url_fetcher=URLFetcher(allowed_protocols=())).write_pdf(stylesheets=[style], font_config=fonts)
    return bytes(made)


def _style() -> str:
    """How it looks on paper, in the font that comes with matplotlib, which has Arabic: what the system has need not."""
    import matplotlib

    style = files("rasid.messages").joinpath("paper.css").read_text("utf-8")
    for cut, name in (("plain", "DejaVuSans.ttf"), ("bold", "DejaVuSans-Bold.ttf")):
        style = style.replace(f"{{{cut}}}", (Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name).as_uri())
    return style
