"""The built pages that ship: whole, from this machine only, nothing that the policy forbids. Needs no browser."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src" / "rasid" / "web" / "static"


def test_the_page_has_no_script_or_style_of_its_own() -> None:
    page = (STATIC / "index.html").read_text("utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", page) == []
    assert not re.search(r"<style|\sstyle=|\son\w+=|https?://", page)


def test_all_that_is_referred_to_is_there() -> None:
    page = (STATIC / "index.html").read_text("utf-8")
    named = set(re.findall(r'(?:src|href)="\./([^"]+)"', page))
    for file in STATIC.rglob("*.js"):
        named.update(f"assets/{name}" for name in re.findall(r'"\./([\w-]+\.(?:js|css))"', file.read_text("utf-8")))
    for file in STATIC.rglob("*.css"):
        named.update(f"assets/{name}" for name in re.findall(r"url\(\"?\.?/?([\w./-]+\.woff2)", file.read_text("utf-8")))
    assert len(named) > 10
    missing = {name for name in named if not (STATIC / name.replace("assets/assets/", "assets/")).exists()}
    assert not missing


def test_styles_load_nothing_from_elsewhere() -> None:
    for file in STATIC.rglob("*.css"):
        assert re.findall(r"url\(\s*[\"']?https?:", file.read_text("utf-8")) == []


def test_licences_travel_along() -> None:
    text = (STATIC / "licences.txt").read_text("utf-8")
    for name in ("maplibre-gl", "preact", "@fontsource/noto-sans", "@fontsource/noto-sans-arabic"):
        assert f"{name} " in text
    assert "SIL OPEN FONT LICENSE" in text.upper() and "MIT License" in text


def test_the_catalogues_are_in_the_build() -> None:
    """The pages were built after the texts were written."""
    built = "".join(file.read_text("utf-8") for file in (STATIC / "assets").glob("*.js"))
    for language in ("ar", "en"):
        texts: dict[str, str] = json.loads((ROOT / "frontend" / "src" / "messages" / f"{language}.json").read_text("utf-8"))
        lost = [key for key, text in texts.items() if not re.search(r"[\"'`\\\u200e\u200f\n]", text) and text not in built]
        assert not lost


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text("utf-8"))
    assert all("resolved" not in package for package in lock["packages"].values())
    assert all("integrity" in package for name, package in lock["packages"].items() if name)
