"""`rasid notify`: posts what is new to the hooks of a file, once or again and again."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from rasid.cli.desk import checked_format, desk, today
from rasid.cli.phrases import words
from rasid.cli.terminal import isolate
from rasid.errors import StoreError, UsageError
from rasid.messages import LOCALES, choose, locale, t

if TYPE_CHECKING:
    from rasid.export.notices import Notice
    from rasid.notify.deliver import Delivered
    from rasid.notify.hooks import Hook, Hooks
    from rasid.notify.outbox import Message

FORMATS = ("text", "json")
#: A hook did not take what it was sent: it waits for the next run.
EXIT_UNDELIVERED = 6
_VERSION = 1


class Options(msgspec.Struct, frozen=True):
    """What was asked. once: look once, instead of until somebody interrupts."""

    file: str
    once: bool = False
    reviews: bool = True
    db: str = ""
    format: str = "text"


def run(options: Options) -> int:
    """Post what is new. Raises UsageError, and StoreError with --once: else the fault is told, and the ledger looked at again later."""
    checked_format(options.format, FORMATS)
    with _told():
        from rasid.notify.hooks import load, secret

        path = Path(options.file)
        hooks = load(path)
        keys = {h.name: secret(h) for h in hooks.hook}
    while True:
        try:
            with _told():
                well = _look(options, path, hooks, keys)
        except StoreError as error:
            if options.once:
                raise
            sys.stderr.write(t("hooks.no_ledger", reason=error, seconds=f"{hooks.every_s:g}") + "\n")
            sys.stderr.flush()
        else:
            if options.once:
                return 0 if well else EXIT_UNDELIVERED
        time.sleep(hooks.every_s)


@contextmanager
def _told() -> Iterator[None]:
    """Tells what is wrong with hooks in the language in use."""
    from rasid.notify.hooks import HookError

    try:
        yield
    except HookError as error:
        detail = f" ({isolate(error.detail)})" if error.detail else ""
        raise UsageError(t(f"hooks.{error.code}") + detail, isolate(error.where), t("hooks.do")) from error


def _look(options: Options, path: Path, hooks: Hooks, keys: dict[str, bytes]) -> bool:
    """One look at the ledger: whether every hook took what there was for it."""
    from rasid.notify.deliver import deliver
    from rasid.notify.hooks import state_file
    from rasid.notify.outbox import opened

    with opened(state_file(path, hooks)) as out:
        found = {h.name: _messages(options, h) for h in hooks.hook} if len({h.inside for h in hooks.hook}) > 1 else None
        common = _messages(options, hooks.hook[0]) if found is None else []
        skipped = {}
        for hook in hooks.hook:
            skipped[hook.name] = out.state.box(hook.name).take(found[hook.name] if found else common, hook.kinds, hook.since)
        out.save()  # before anything is sent: what was found is not lost, whatever happens
        well = True
        for hook in hooks.hook:
            done = deliver(hook, out.state.box(hook.name), keys[hook.name], out.save)
            _say(options, hook, done, skipped[hook.name])
            well = well and not done.failure
    return well


def _messages(options: Options, hook: Hook) -> list[Message]:
    """Everything that could be told to a hook today."""
    with desk(options.db, reviewed=options.reviews) as at:
        inside = at.unit(hook.inside) if hook.inside else ""
        return [message(n) for n in at.notices(today(), inside=inside)]


def message(n: Notice) -> Message:
    """A change as it is posted: facts, sources, and a line for people in both languages."""
    from rasid.export.atom import headline
    from rasid.export.geojson import change, where
    from rasid.notify.outbox import Message

    facts = change(n)
    facts.pop("change")
    before = locale()
    lines: dict[str, Any] = {}
    try:
        for lang in LOCALES:
            choose(lang)
            lines[lang] = headline(n, lang, words)
    finally:
        choose(before)
    place = where(n.place)
    body = {"version": _VERSION, "kind": n.kind, **facts, "place": {"id": place.pop("place_id"), **place}, "text": lines}
    return Message(n.id, n.kind, n.known, body, n.lasting)


def _say(options: Options, hook: Hook, done: Delivered, skipped: int) -> None:
    """Tell what became of a hook: what was sent on standard output, what is wrong on standard error."""
    if options.format == "json":
        facts = {"hook": hook.name, **done._asdict(), "old": skipped}
        sys.stdout.write(msgspec.json.encode(facts).decode() + "\n")
    else:
        sys.stdout.write(t("hooks.sent", hook=isolate(hook.name), sent=done.sent, waiting=done.waiting) + "\n")
        if skipped:
            sys.stdout.write("  " + t("hooks.old", count=skipped) + "\n")
    sys.stdout.flush()
    if done.refused:
        sys.stderr.write(t("hooks.refused", hook=isolate(hook.name), count=done.refused) + "\n")
    if done.failure:
        sys.stderr.write(t("hooks.dead" if done.dead else "hooks.failing", hook=isolate(hook.name), reason=isolate(done.failure)) + "\n")
