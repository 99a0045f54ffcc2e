"""`rasid lint`: what is wrong in lexicon and theatre files, one line each with file and line."""

from __future__ import annotations

import sys
from pathlib import Path

from rasid.cli.terminal import clean
from rasid.errors import LexiconError, UsageError
from rasid.messages import t


def run(paths: list[str]) -> int:
    """Print the problems of the files (those that ship with Rasid when none are named); 4 when there are any."""
    from rasid.lexicon import lint

    for path in paths:
        if not Path(path).exists():
            raise UsageError(t("failure.not_found"), path)
    problems = lint([Path(path) for path in paths])
    if not paths and not problems:
        from rasid.examples import failing_examples

        problems = failing_examples()
    for problem in problems:
        sys.stdout.write(f"{problem.file}:{problem.line}: {clean(problem.message)}\n")
    sys.stderr.write((t("lint.count", count=len(problems)) if problems else t("lint.clean")) + "\n")
    return LexiconError.exit_code if problems else 0
