"""`rasid export`: the ledger in files that other programs read."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from rasid.cli.desk import checked_day, opened_store, today
from rasid.cli.lists import window
from rasid.cli.terminal import isolate
from rasid.errors import UsageError
from rasid.export.formats import FORMATS, Format, Writer, writer
from rasid.messages import LOCALES, locale, spoken, t

if TYPE_CHECKING:
    from rasid.export.data import Exported, Summary, What

STANDARD_OUTPUT = "-"


class Options(msgspec.Struct, frozen=True):
    """What was asked. start, end, on, known: ISO days, "" for open, today and now; lang: "" for the format's own."""

    format: str
    output: str = STANDARD_OUTPUT
    what: str = ""
    start: str = ""
    end: str = ""
    on: str = ""
    known: str = ""
    lang: str = ""
    reviews: bool = True
    force: bool = False
    db: str = ""


def run(options: Options) -> int:
    """Write the file. Raises UsageError, StoreError."""
    format = checked(options.format)
    what = _what(options.what, format)
    window(options.start, options.end)
    on, known = checked_day(options.on, "--on", today()), checked_day(options.known, "--known")
    if options.lang and options.lang not in LOCALES:
        raise UsageError(" | ".join(LOCALES), f"--lang {isolate(options.lang)}")
    if options.output == STANDARD_OUTPUT and not format.text:
        raise UsageError(t("export.not_text", name=format.name), "-o -", t("export.not_text_do"))
    from rasid.pipeline.exporting import Asked, Gatherer
    from rasid.pipeline.world import world

    asked = Asked(
        what=what,
        start=options.start,
        end=options.end,
        on=on,
        known=known,
        lang=options.lang,
        reviews=options.reviews,
        outlines=format.outlines,
    )
    write = writer(format.name)
    with opened_store(options.db, read_only=True) as store, Gatherer(store, world()) as ledger:
        _not_the_ledger(options.output, store.where)
        data = _worded(ledger.gather(asked), options.lang, format.worded)
        if format.own:
            done = _owned(write, data, options.output, options.force)
        elif format.path:
            with delivered(options.output, options.force) as path:
                done = write(data, path)
        else:
            with streamed(options.output, options.force) as out:
                done = write(data, out)
    _tell(options.output, done)
    return 0


def _worded(data: Exported, lang: str, always: bool) -> Exported:
    """What is given to a writer, with the words of its language: the one asked for, else the one in use. always: it must have one."""
    from rasid.cli.glosses import gloss
    from rasid.cli.phrases import words

    lang = lang or locale()

    def said(family: str, code: str) -> str:
        with spoken(lang):
            return words(family, code)

    def explained(rule: str) -> str:
        with spoken(lang):
            return gloss(rule)

    return replace(data, lang=lang if always else data.lang, day=today(), words=said, gloss=explained)


def _owned(write: Writer, data: Exported, target: str, force: bool) -> Summary:
    """Have a writer make a file or folder by itself. Raises UsageError as `delivered` does."""
    path = Path(target).resolve()
    if path.is_file() and not force:
        raise UsageError(t("export.exists"), isolate(target), t("export.exists_do"))
    if path.is_dir() and any(path.iterdir()):
        raise UsageError(t("export.folder"), isolate(target), t("export.folder_do"))
    try:
        return write(data, path)
    except OSError as error:
        raise UsageError(t("error.output", file=isolate(target), reason=error.strerror or str(error))) from error


def checked(name: str) -> Format:
    """The format of a name. Raises UsageError that lists the known ones."""
    if name not in FORMATS:
        raise UsageError(t("export.unknown_format", name=isolate(name)), "--format", t("export.known_formats", names=", ".join(FORMATS)))
    return FORMATS[name]


def _what(name: str, format: Format) -> What:
    from rasid.export.data import ALL_WHAT

    if not name:
        return format.what[0]
    for what in ALL_WHAT:
        if what == name:
            if what in format.what:
                return what
            known = t("export.known_formats", names=", ".join(format.what))
            raise UsageError(t("export.not_here", name=format.name, what=what), f"--what {what}", known)
    raise UsageError(t("export.bad_what", name=isolate(name)), "--what", t("export.known_formats", names=", ".join(format.what)))


def _not_the_ledger(target: str, ledger: str) -> None:
    if target != STANDARD_OUTPUT and Path(target).exists() and Path(ledger).exists() and Path(target).samefile(ledger):
        raise UsageError(t("export.is_ledger"), isolate(target), t("export.is_ledger_do"))


def _tell(target: str, done: Summary) -> None:
    """How many rows there are and what is not among them, on standard error."""
    if target != STANDARD_OUTPUT:
        sys.stderr.write(t("export.written", rows=done.rows, file=isolate(target)) + "\n")
    if not done.rows:
        sys.stderr.write(t("export.empty") + "\n")
    for reason, count in sorted(done.left_out.items()):
        sys.stderr.write(t("export.left_out", count=count, why=t(f"export.why.{reason}")) + "\n")


@contextmanager
def streamed(target: str, force: bool) -> Iterator[BinaryIO]:
    """A binary stream to a file or, for "-", to standard output. As `delivered`."""
    if target == STANDARD_OUTPUT:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with delivered(target, force) as path, path.open("wb") as stream:
        yield stream


@contextmanager
def delivered(target: str, force: bool) -> Iterator[Path]:
    """The path of an empty file beside the target, which takes its place when the block ends without error.

    Pipes and devices are written to as they are. Raises UsageError when the target is there already (unless `force`), or cannot be
    written to.
    """
    path = Path(target).resolve()
    try:
        there = path.stat() if path.exists() else None
        if there is not None and stat.S_ISDIR(there.st_mode):
            raise IsADirectoryError(21, os.strerror(21))
        if there is not None and not stat.S_ISREG(there.st_mode):
            yield path
            return
        if there is not None and not force:
            raise UsageError(t("export.exists"), isolate(target), t("export.exists_do"))
        handle, part = tempfile.mkstemp(prefix=f".{path.name[:60]}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise UsageError(t("error.output", file=isolate(target), reason=error.strerror or str(error))) from error
    os.close(handle)
    try:
        yield Path(part)
        mask = os.umask(0)
        os.umask(mask)
        Path(part).chmod(there.st_mode & 0o777 if there is not None else 0o666 & ~mask)
        if force:
            Path(part).replace(path)
        else:
            _put(Path(part), path, target)
    except OSError as error:
        with suppress(OSError):
            Path(part).unlink()
        raise UsageError(t("error.output", file=isolate(target), reason=error.strerror or str(error))) from error
    except BaseException:
        with suppress(OSError):
            Path(part).unlink()
        raise


def _put(part: Path, path: Path, target: str) -> None:
    """Give the file its name, if nobody else has made one of that name meanwhile."""
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise UsageError(t("export.exists"), isolate(target), t("export.exists_do")) from None
    except OSError:  # a file system without links
        part.replace(path)
        return
    part.unlink()
