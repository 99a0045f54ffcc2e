"""docs/control.md tells the numbers that the program uses, and every code of a reason. `python -m tests.control.test_docs` writes them."""

from __future__ import annotations

import re
from pathlib import Path

from rasid.control import bearing, count, events, force, verdict
from rasid.lexicon.evidence import SECTIONS, load_weights

PAGE = Path(__file__).parents[2] / "docs" / "control.md"


def numbers() -> str:
    """The table of weights."""
    weights = load_weights()
    rows = ["| number | value | reason |", "|---|---|---|"]
    for section, (names, _, _) in SECTIONS.items():
        for name in names:
            rows.append(f"| `{section}.{name}` | {getattr(weights, section)[name]:g} | {weights.why[f'{section}.{name}']} |")
    return "\n".join(rows)


def tolerance() -> str:
    """The table of days by which reports may differ."""
    rows = ["| kind | days |", "|---|---|"]
    rows += [f"| `{kind}` | {days} |" for kind, days in events.TOLERANCE.items()]
    rows.append(f"| no time given | the {events.UNDATED_DAYS} days before it was printed |")
    rows.append(f"| a denial | answers the {events.DENIAL_DAYS} days before it |")
    rows.append(f"| an interval longer than {events.VAGUE_DAYS} days | joins only when a single event fits |")
    return "\n".join(rows)


def filled(text: str) -> str:
    """The page with its tables."""
    for mark, table in (("numbers", numbers()), ("tolerance", tolerance())):
        text = re.sub(f"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", lambda m, t=table: f"{m[1]}\n{t}\n\n{m[2]}", text, flags=re.S)
    return text


def test_the_numbers_of_the_page_are_those_of_the_program() -> None:
    text = PAGE.read_text("utf-8")
    assert text.count("<!-- /") == 2
    assert filled(text) == text, "run `python -m tests.control.test_docs`"
    assert (count.TIMES, count.MORE) == (4, 6), "the page says: four times the lower and six more"


def test_every_code_of_a_reason_is_on_the_page() -> None:
    text = PAGE.read_text("utf-8")
    codes = {*SECTIONS["base"][0], *SECTIONS["interest"][0], *(f"origin_{kind}" for kind in SECTIONS["origin"][0])}
    for module in (bearing, force, verdict):
        source = Path(module.__file__).read_text("utf-8")
        codes |= set(re.findall(r'Factor\("(\w+)"', source)) | set(re.findall(r'\(\("?\(?"(\w+)", ', source))
        codes |= set(re.findall(r'append\(\("(\w+)"', source))
    assert {"superseded", "left", "against_change", "dissolved", "undated", "guest"} <= codes
    missing = sorted(c for c in codes if f"`{c}`" not in text)
    assert not missing


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text("utf-8")), "utf-8")
