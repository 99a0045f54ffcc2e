"""The catalogues: the same keys in both languages, all of them used, and no words for people in the code."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rasid import messages
from rasid.intake.failure import CODES
from rasid.model import EVENTS, STATUSES

ROOM = Path(messages.__file__).parent.parent
FACES = ("cli", "demo", "web")
FIELD = re.compile(r"{(\w+)[^}]*}")


def modules(faces: tuple[str, ...] = FACES) -> Iterator[tuple[Path, ast.Module]]:
    for face in faces:
        for path in sorted((ROOM / face).glob("*.py")):
            yield path, ast.parse(path.read_text("utf-8"))


def called(name: str) -> Iterator[ast.Call]:
    for _, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield node


def pattern_of(node: ast.expr) -> str:
    """A regular expression for the keys an argument of t() can be: f-strings have holes."""
    if isinstance(node, ast.Constant):
        return re.escape(str(node.value))
    if isinstance(node, ast.JoinedStr):
        return "".join(".+" if isinstance(v, ast.FormattedValue) else pattern_of(v) for v in node.values)
    if isinstance(node, ast.IfExp):
        return f"(?:{pattern_of(node.body)}|{pattern_of(node.orelse)})"
    raise AssertionError(ast.dump(node))


def looked_up() -> Iterator[str]:
    """Patterns of keys that the documentation takes from the English catalogue: words["doc.rules"]."""
    for _, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "words":
                if isinstance(node.slice, ast.Constant | ast.JoinedStr):
                    yield pattern_of(node.slice)


def test_the_same_keys_and_fields_in_both_languages() -> None:
    english, arabic = messages.catalogue("en"), messages.catalogue("ar")
    assert list(english) == list(arabic)
    for key, text in english.items():
        assert sorted(FIELD.findall(text)) == sorted(FIELD.findall(arabic[key])), key


def test_all_keys_are_used_and_all_used_keys_exist() -> None:
    patterns = [pattern_of(call.args[0]) for call in called("t")]
    patterns += looked_up()
    keys = set(messages.catalogue("en"))
    unused = {k for k in keys if not any(re.fullmatch(p, k) for p in patterns)}
    assert not unused
    missing = [p for p in patterns if not any(re.fullmatch(p, k) for k in keys)]
    assert not missing


def test_every_code_has_words() -> None:
    keys = set(messages.catalogue("en"))
    wanted = {f"event.{e}" for e in EVENTS} | {f"status.{s}" for s in STATUSES} | {f"failure.{c}" for c in CODES}
    assert not wanted - keys


def test_no_words_for_people_in_the_code() -> None:
    """Strings with a space and a letter may be in docstrings, or in errors of programmers; not in what is printed.
    The web's SQL, policy and description for programmers are such strings, so it is not looked at here."""
    for path, tree in modules(("cli", "demo")):
        docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs and node.value[:4] != "<!--":
                assert not re.search(r"[A-Za-z\u0621-\u064a]{2,} [A-Za-z\u0621-\u064a]{2,}", node.value), (
                    f"{path.name}:{node.lineno}: {node.value!r}"
                )


def test_every_rule_of_the_reader_has_a_gloss() -> None:
    """Ids of rules are literals in reading/, or the id of a lexicon entry, which has its gloss there."""
    folder = Path(messages.__file__).parent
    glosses = json.loads((folder / "rules.json").read_text("utf-8"))
    assert all(set(v) == {"en", "ar"} for v in glosses.values())
    literal = re.compile(r'"((?:role|name|speaker|status|time|merge)\.[\w.]+)"')
    rules = {m for p in (folder.parent / "reading").glob("*.py") for m in literal.findall(p.read_text("utf-8"))}
    assert not [r for r in rules if r.partition(".")[0] not in glosses]


def test_every_note_of_the_reader_has_words() -> None:
    reading = Path(messages.__file__).parent.parent / "reading"
    literal = re.compile(r'\.note\(\s*"(\w+)"')
    codes = {m for p in reading.glob("*.py") for m in literal.findall(p.read_text("utf-8"))}
    assert not {c for c in codes if not messages.known(f"note.{c}")}


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "ar_SY.UTF-8"}, "ar"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "ar_SY.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C", "RASID_LANG": "ar"}, "ar"),
    ],
)
def test_locale(environment: dict[str, str], expected: str) -> None:
    assert messages.locale(environment) == expected
