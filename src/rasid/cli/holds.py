"""`rasid holds`: who holds a place on a day, as known on a day, and on whose word."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Any

import msgspec

from rasid.cli.desk import Desk, checked_day, checked_format, desk, print_json, today
from rasid.cli.terminal import Paint, isolate, wants_colour
from rasid.messages import known as has_words
from rasid.messages import t

if TYPE_CHECKING:
    from rasid.model.control import Control, Weighted

FORMATS = ("text", "json")
#: Reasons shown on each side without --why.
SHOWN = 3


class Options(msgspec.Struct, frozen=True):
    """What was asked. on, known: ISO days, "" for today and for all that is known now."""

    place: str
    on: str = ""
    known: str = ""
    why: bool = False
    reviews: bool = True
    db: str = ""
    format: str = "text"


def run(options: Options) -> int:
    """Print the answer. Raises UsageError, StoreError."""
    checked_format(options.format, FORMATS)
    on = checked_day(options.on, "--on", today())
    known = checked_day(options.known, "--known")
    with desk(options.db, reviewed=options.reviews, known=known) as at:
        place = at.place(options.place)
        answer = at.index_of(place).holds(place, on, known)
        if options.format == "json":
            print_json(as_json(at, answer))
        else:
            lines = described(at, answer, options.why, Paint(wants_colour(sys.stdout)))
            sys.stdout.write("\n".join(lines) + "\n")
    return 0


def as_json(at: Desk, c: Control, reasons: bool = True) -> dict[str, Any]:
    """An answer as JSON has it: holder None when nobody is known to hold it; weights are log-odds, strongest first."""
    out: dict[str, Any] = {
        **at.named_by(c.place),
        "on": c.on,
        "known": c.known,
        "holder": at.actor(c.holder),
        "status": c.status,
        "confidence": c.confidence,
        "since": c.since,
        "last_heard": c.last_heard,
        "contested": c.contested,
        "rivals": [at.short_actor(r) for r in c.rivals],
    }
    if reasons:
        out |= {"for": _items(at, c.pro), "against": _items(at, c.con), "kept": _items(at, c.kept)}
    return out


def _items(at: Desk, items: tuple[Weighted, ...]) -> list[dict[str, Any]]:
    out = []
    for w in items:
        facts = msgspec.to_builtins(w)
        facts |= {"actor": at.short_actor(w.actor), "chain": list(w.chain), "inferred": w.inferred}
        facts["via"] = at.short_place(w.via) if w.via else None
        original = at.original_of(w.report)
        facts["copy_of"] = {"name": original.id, "outlet": original.outlet, "published": original.published} if original else None
        out.append(facts)
    return out


def described(at: Desk, c: Control, why: bool, paint: Paint) -> list[str]:
    """The lines of the readable view."""
    head = f"{paint('bold', isolate(at.place_label(c.place)))}  {paint('dim', c.place)}"
    lines = [f"{head}  {t('holds.on', day=isolate(c.on))}" + (f"  {t('holds.known', day=isolate(c.known))}" if c.known else "")]
    holder = f"{paint('name', isolate(at.actor_name(c.holder)))}  {paint('dim', c.holder)}" if c.holder else t("holds.nobody")
    lines.append(f"  {t('holds.holder')}: {holder}")
    status = t(f"control.{c.status}")
    lines.append(f"  {t('holds.status')}: {status}" + (f"  {t('holds.confidence', share=f'{c.confidence:.0%}')}" if c.confidence else ""))
    if c.rivals:
        lines.append(f"  {t('holds.rivals')}: {t('view.list').join(isolate(at.actor_name(r)) for r in c.rivals)}")
    if c.contested:
        lines.append(f"  {t('holds.contested')}")
    if c.since:
        lines.append(f"  {t('holds.since')}: {isolate(c.since)}")
    if c.last_heard:
        lines.append(f"  {t('holds.last_heard')}: {isolate(c.last_heard)}{age(c)}")
    for label, items in ((t("holds.for"), c.pro), (t("holds.against"), c.con), (t("holds.kept"), c.kept if why else ())):
        shown = items if why else items[:SHOWN]
        if shown:
            lines.append(f"  {label}:")
        for w in shown:
            lines += reason(at, w, why, paint)
        if len(items) > len(shown):
            lines.append(f"    {t('holds.more', count=len(items) - len(shown))}")
    return lines


def age(c: Control) -> str:
    """How old the newest evidence was on the day asked for."""
    days = (dt.date.fromisoformat(c.on) - dt.date.fromisoformat(c.last_heard)).days
    return "  " + t("holds.age", days=days) if days > 0 else ""


def reason(at: Desk, w: Weighted, why: bool, paint: Paint) -> list[str]:
    """The lines of one piece of evidence: weight, what, who, day, chain; its words; and (why) what made the weight."""
    actor = isolate(at.actor_name(w.actor))
    what = t("holds.held_before") if w.inferred else t(f"event.{w.event}")
    if w.status != "occurred":
        what += f" ({t(f'status.{w.status}')})"
    chain = t("view.chain_arrow").join(isolate(c) for c in w.chain)
    via = "  " + t("holds.via", place=isolate(at.place_label(w.via))) if w.via else ""
    lines = [
        f"    {isolate(f'{w.weight:+5.2f}')}  {isolate(w.day or w.known)}  {actor} · {what}{via}  [{chain}]",
        f"           {paint('dim', isolate(w.evidence))}",
    ]
    if why and (original := at.original_of(w.report)) is not None:
        lines.append(f"           {t('holds.copy', outlet=isolate(original.outlet or original.id), day=isolate(original.published))}")
    if why and w.why and w.why[0].value:
        parts = [f"{words(f.rule)} {f.value:g}" for f in w.why]
        lines.append(f"           {t('holds.weight')}: {' × '.join(parts)}")
    return lines


def words(rule: str) -> str:
    """What a rule of weighing is called."""
    if has_words(f"why.{rule}"):
        return t(f"why.{rule}")
    return t(f"event.{rule}") if has_words(f"event.{rule}") else rule
