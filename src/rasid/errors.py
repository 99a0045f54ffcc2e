"""The tree of Rasid's errors. Each message is one line: what is wrong, where, and what to do.

RasidError
├── InputError            the data handed in cannot be read
│   ├── ReportError       one report (empty, wrong language, too large, not text)
│   └── FormatError       a file or a line of it (broken JSON, unknown columns)
├── LexiconError          a lexicon or theatre file breaks its schema or its examples
├── UsageError            the caller asked for something that does not exist
└── StoreError            the ledger's database (locked, newer, corrupt, unreachable)
"""

from __future__ import annotations


class RasidError(Exception):
    """Base of all errors that Rasid raises on purpose.

    what:   what is wrong.
    where:  the file, line, report or option concerned; may be empty.
    remedy: what the user can do; may be empty.
    """

    exit_code = 1

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.remedy = what, where, remedy

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}" if self.where else self.what
        return f"{line}; {self.remedy}" if self.remedy else line


class InputError(RasidError):
    """The data handed in cannot be read."""

    exit_code = 3


class ReportError(InputError):
    """One report cannot be read: empty, not Arabic, too large, not text."""

    def __init__(self, code: str, what: str, where: str = "", remedy: str = "") -> None:
        super().__init__(what, where, remedy)
        self.code = code


class FormatError(InputError):
    """A file, or a line of it, is not in the format it should be in."""


class LexiconError(RasidError):
    """A lexicon or theatre file breaks its schema or its own examples."""

    exit_code = 4


class UsageError(RasidError):
    """The caller asked for something that does not exist."""

    exit_code = 2


class StoreError(RasidError):
    """The ledger's database is locked, newer than this program, corrupt or out of reach."""

    exit_code = 5
