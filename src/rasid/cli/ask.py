"""`rasid ask`: a file of questions with their right answers, put to the ledger, as a table with a count."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from rasid.cli.desk import Desk, checked_day, checked_format, desk, print_json
from rasid.cli.terminal import Paint, isolate, wants_colour
from rasid.errors import FormatError, UsageError
from rasid.messages import t

if TYPE_CHECKING:
    from rasid.model.control import Control, Silence

FORMATS = ("text", "json")
EXIT_WRONG = 1


class Question(msgspec.Struct, frozen=True):
    """Who holds `place` on a day. holder: the right name, None for nobody; any: one of these is right; holder_not: none of these.

    status: the right status, or_status: another that is right too (whoever the holder is); claims: who is said to hold it, for `disputed`.
    """

    place: str
    on: str
    known: str = ""
    holder: str | msgspec.UnsetType | None = msgspec.UNSET
    any: tuple[str, ...] = ()
    holder_not: tuple[str, ...] = ()
    status: str = ""
    or_status: str = ""
    claims: tuple[str, ...] = ()
    why: str = ""


class Unsaid(msgspec.Struct, frozen=True):
    """A silence that must be known: of whom, about what, until when."""

    actor: str
    about: str
    until: str = ""


class Questions(msgspec.Struct, frozen=True):
    """A file of questions."""

    questions: tuple[Question, ...] = ()
    silences: tuple[Unsaid, ...] = ()
    comment: str = ""


def load(file: str) -> Questions:
    """The questions of a file. Raises UsageError when it cannot be opened, FormatError when it is something else."""
    try:
        data = Path(file).read_bytes()
    except OSError as error:
        raise UsageError(t("failure.unreadable", reason=error.strerror or str(error)), isolate(file)) from error
    try:
        return msgspec.json.decode(data, type=Questions)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise FormatError(t("ask.bad_file", reason=error), isolate(file), t("ask.file_form")) from error


def run(file: str, db: str, format: str, reviews: bool = True) -> int:
    """Print questions, right answers and answers; 1 when one is wrong. Raises UsageError, FormatError, StoreError."""
    checked_format(format, FORMATS)
    asked = load(file)
    with desk(db, reviewed=reviews) as at:
        rows = [_answer(at, q) for q in asked.questions]
        unsaid = [_silence(at, s) for s in asked.silences]
    right, quiet = sum(r["right"] for r in rows), sum(s["right"] for s in unsaid)
    if format == "json":
        print_json(
            {"questions": rows, "silences": unsaid, "right": right, "of": len(rows), "silences_right": quiet, "silences_of": len(unsaid)}
        )
    else:
        sys.stdout.write("\n".join(_table(rows, unsaid, Paint(wants_colour(sys.stdout)))) + "\n")
    return 0 if right == len(rows) and quiet == len(unsaid) else EXIT_WRONG


def _answer(at: Desk, q: Question) -> dict[str, Any]:
    """One question with what was expected, what the ledger says and whether that is right. A place nobody knows is answered as unknown."""
    on, known = checked_day(q.on, "on"), checked_day(q.known, "known")
    try:
        place = at.place(q.place)
    except UsageError:
        place = at.world.resolver.resolve(q.place).id
    c = at.as_of(known).asked.holds([place], on, known)[place]
    return {
        "place": q.place,
        "on": on,
        "known": known,
        "expected": {
            "holder": list(q.any) or ([q.holder] if isinstance(q.holder, str) else []),
            "nobody": q.holder is None,
            "not": list(q.holder_not),
            "status": [s for s in (q.status, q.or_status) if s],
            "claims": list(q.claims),
        },
        "answered": {
            "holder": at.short_actor(c.holder),
            "status": c.status,
            "confidence": c.confidence,
            "claims": [at.short_actor(r) for r in c.rivals],
        },
        "right": right(at, q, c),
    }


def right(at: Desk, q: Question, c: Control) -> bool:
    """Whether an answer is right: holder (if one is asked for) and status (if one is asked for) and the claimants of a dispute."""
    if q.or_status and c.status == q.or_status:
        return True
    wanted = q.any or ((q.holder,) if isinstance(q.holder, str) else ())
    good = any(means(at, n, c.holder, q.on) for n in wanted) if wanted else (q.holder is not None or not c.holder)
    good = good and not any(means(at, n, c.holder, q.on) for n in q.holder_not)
    if q.status:
        good = good and c.status == q.status
    return good and all(any(means(at, n, r, q.on) for r in (*c.rivals, c.holder)) for n in q.claims)


def means(at: Desk, name: str, actor: str, day: str) -> bool:
    """Whether a name means an actor on a day: it is a name of it, or of the body that it belongs to."""
    from rasid.text.fold import fold_word

    if not actor:
        return False
    if fold_word(name) in {fold_word(n) for n in (*at.world.actor_names(actor), at.actor_name(actor))}:
        return True
    actors = at.world.actors.actors
    for theatre in {"", actors.get(actor).theatre if actor in actors else ""}:
        meant = at.world.actor_id(name, day, theatre)
        if meant and (meant == actor or (meant in actors and actor in actors and actors.covers(meant, actor, day))):
            return True
    return False


def _silence(at: Desk, s: Unsaid) -> dict[str, Any]:
    until = checked_day(s.until, "until")
    found = next((x for x in at.asked.silences(until) if means(at, s.actor, x.actor, until or x.until) and _about(at, s.about, x)), None)
    answered = {"actor": at.short_actor(found.actor), "about": found.about, "until": found.until} if found else None
    return {"actor": s.actor, "about": s.about, "until": until, "answered": answered, "right": found is not None}


def _about(at: Desk, words: str, found: Silence) -> bool:
    """Whether a silence speaks of the same: at least half of the words asked for stand in what it says, or go on in its sentence."""
    from rasid.text.fold import fold_word

    told, stored = at.quoted([found.statement])[found.statement].statement, at.store.ask(lambda view: view.stored(found.report))
    sentence = found.about
    if stored is not None:
        text = stored.report.title if told.evidence_span.field == "title" else stored.report.text
        sentence = text[told.evidence_span.start :].split("\n")[0].split(". ")[0]
    asked = {fold_word(w) for w in words.split()}
    return 2 * len(asked & {fold_word(w.strip(".،؛")) for w in sentence.split()}) >= len(asked)


def _table(rows: list[dict[str, Any]], unsaid: list[dict[str, Any]], paint: Paint) -> list[str]:
    lines = []
    for r in rows:
        known = "  " + t("holds.known", day=isolate(r["known"])) if r["known"] else ""
        lines.append(f"{_mark(r['right'], paint)}  {isolate(r['place'])}  {isolate(r['on'])}{known}")
        lines.append(f"     {t('ask.expected')}: {_expected(r['expected'])}")
        lines.append(f"     {t('ask.answered')}: {_answered(r['answered'])}")
    for s in unsaid:
        lines.append(f"{_mark(s['right'], paint)}  {t('ask.silence')}: {isolate(s['actor'])}  {isolate(s['about'])}  {isolate(s['until'])}")
        if s["answered"]:
            lines.append(f"     {t('ask.answered')}: {isolate(s['answered']['about'])}")
    lines.append("")
    lines.append(t("ask.count", right=sum(r["right"] for r in rows), of=len(rows)))
    if unsaid:
        lines.append(t("ask.silences", right=sum(s["right"] for s in unsaid), of=len(unsaid)))
    return lines


def _mark(good: bool, paint: Paint) -> str:
    return paint("name", t("ask.right")) if good else paint("bad", t("ask.wrong"))


def _expected(e: dict[str, Any]) -> str:
    parts = [t("ask.or").join(isolate(n) for n in e["holder"])] if e["holder"] else [t("holds.nobody")] if e["nobody"] else []
    parts += [t("ask.not", names=t("ask.or").join(isolate(n) for n in e["not"]))] if e["not"] else []
    parts += [t("ask.or").join(t(f"control.{s}") for s in e["status"])] if e["status"] else []
    parts += [t("ask.claims", names=t("view.list").join(isolate(n) for n in e["claims"]))] if e["claims"] else []
    return " · ".join(parts)


def _answered(a: dict[str, Any]) -> str:
    parts = [isolate(a["holder"]["name"]) if a["holder"] else t("holds.nobody"), t(f"control.{a['status']}")]
    parts += [f"{a['confidence']:.0%}"] if a["confidence"] else []
    parts += [t("ask.claims", names=t("view.list").join(isolate(c["name"]) for c in a["claims"]))] if a["claims"] else []
    return " · ".join(parts)
