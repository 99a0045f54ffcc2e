"""Pages of the documentation that are made from the program: commands, rules, lexicon, schema, output in the README.

`python -m rasid.cli.reference docs README.md` writes them; tests/docs checks that they are current.
"""

from __future__ import annotations

import io
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import msgspec

from rasid.cli.glosses import catalogue as glosses
from rasid.cli.schema import FILE, REPORT_FILE, report_schema_text, schema_text
from rasid.messages import catalogue, choose, t
from rasid.model import EVENTS

MADE = "<!-- made by `make generate`; do not edit -->\n"


def cli_page() -> str:
    """Every command with its help and options, as `rasid COMMAND --help` has them."""
    from typer.main import get_command

    from rasid.cli.app import build

    choose("en")
    try:
        group: Any = get_command(build())
        out = [MADE, f"# {t('doc.cli')}\n", t("doc.cli.intro") + "\n"]
        with group.make_context("rasid", [], resilient_parsing=True) as context:
            out += [f"```text\n{group.get_help(context).rstrip()}\n```\n"]
            for name in group.list_commands(context):
                out += _command(f"rasid {name}", group.get_command(context, name))
    finally:
        choose("")
    return "\n".join(out)


def _command(name: str, command: Any) -> list[str]:
    """The help of a command, and of the commands in it when it is a group."""
    with command.make_context(name, [], parent=None, resilient_parsing=True) as context:
        out = [f"## {name}\n", f"```text\n{command.get_help(context).rstrip()}\n```\n"]
        for inner in command.list_commands(context) if hasattr(command, "list_commands") else ():
            out += _command(f"{name} {inner}", command.get_command(context, inner))
    return out


def rules_page() -> str:
    """Every family of rules with what it does, in both languages."""
    words = catalogue("en")
    out = [MADE, f"# {words['doc.rules']}\n", words["doc.rules.intro"] + "\n", words["doc.rules.head"], "|---|---|---|"]
    out += [f"| `{rule}` | {text['en']} | {text['ar']} |" for rule, text in sorted(glosses().items())]
    return "\n".join(out) + "\n"


def lexicon_page() -> str:
    """The words of every event, the keys of an entry, and how many entries each lexicon file has."""
    from rasid.lexicon.lint import KEYS
    from rasid.lexicon.loader import load

    words = catalogue("en")
    lemmas: defaultdict[str, list[str]] = defaultdict(list)
    files: Counter[str] = Counter()
    for entry in load().entries:
        files[entry.file] += 1
        if entry.cls == "event" and entry.lemma not in lemmas[entry.event]:
            lemmas[entry.event].append(entry.lemma)
    out = [MADE, f"# {words['doc.lexicon']}\n", words["doc.lexicon.intro"] + "\n"]
    for event in EVENTS:
        out += [f"## {event}\n", words["doc.lexicon.event"].format(gloss=words[f"event.{event}"], n=len(lemmas[event]))]
        out += ["", " · ".join(sorted(lemmas[event])) + "\n"]
    out += [f"## {words['doc.lexicon.keys']}\n", words["doc.lexicon.keys.head"], "|---|---|"]
    for key in sorted(KEYS):
        told = words[f"doc.lexicon.key.{key}"].replace("|", "\\|")
        out.append(f"| `{key}` | {told} |")
    out += [f"\n## {words['doc.lexicon.files']}\n", words["doc.lexicon.files.head"], "|---|---|"]
    out += [f"| `{file}` | {n} |" for file, n in sorted(files.items())]
    return "\n".join(out) + "\n"


_SHOWN = re.compile(r"(<!-- (output|statement): ([^\n]+) -->\n```\w+\n)(.*?)(```\n<!-- end -->)", re.S)
_SKETCHED = ("event", "agent", "target", "place", "date", "source", "status", "trigger", "evidence")


def with_output(text: str) -> str:
    """A page with the real output of the commands it names between its `<!-- output: … -->` marks."""
    return _SHOWN.sub(lambda m: m[1] + (_output if m[2] == "output" else _sketch)(m[3].split()) + m[5], text)


def _output(arguments: list[str]) -> str:
    """What a command prints, without the direction marks, which a web page does not need."""
    from rasid.cli.main import main as rasid

    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()):
        rasid([*arguments, "--lang-ui", "en"])
    choose("")
    return out.getvalue().translate({0x2068: None, 0x2069: None}).strip("\n") + "\n"


def _sketch(arguments: list[str]) -> str:
    """The first statement of a file, names and main slots only."""
    printed = _output(["read", *arguments, "--format", "jsonl"])
    statement = msgspec.json.decode(printed.splitlines()[0])["statements"][0]
    sketch = {k: statement[k] for k in _SKETCHED}
    for slot in ("agent", "target", "place", "source"):
        sketch[slot] = [{k: n[k] for k in ("name", "mentions", "id") if k in n} for n in sketch[slot]]
    return msgspec.json.format(msgspec.json.encode(sketch), indent=2).decode() + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "cli.md": cli_page,
    "rules.md": rules_page,
    "lexicon.md": lexicon_page,
    FILE: schema_text,
    REPORT_FILE: report_schema_text,
}


def main(folder: str, readme: str) -> int:
    """Write all pages into a folder, and the output into the README."""
    for name, page in PAGES.items():
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(), "utf-8")
        print(path)
    path = Path(readme)
    path.write_text(with_output(path.read_text("utf-8")), "utf-8")
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
