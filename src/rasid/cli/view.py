"""The readable view: statements one under the other, the evidence marked, right-to-left kept right."""

from __future__ import annotations

from rasid.cli.terminal import FSI, PDI, Paint, clean, isolate
from rasid.messages import known, t
from rasid.model import Name, Note, Reading, Report, Statement
from rasid.model.records import NAME_SLOTS, REAL_STATUSES

LABEL = 9


def of_reading(report: Report, reading: Reading, paint: Paint) -> str:
    """The block of lines of one report."""
    lines = [heading(report, paint)]
    lines += ["  " + paint("dim", f"{t('view.note')}: {note_text(note)}") for note in reading.notes]
    if not reading.statements:
        lines.append("  " + paint("dim", t("view.no_statements")))
    for number, statement in enumerate(reading.statements, 1):
        lines += ["", *of_statement(report, statement, number, paint)]
    return "\n".join(lines) + "\n"


def heading(report: Report, paint: Paint) -> str:
    """Title, then id, outlet and day of a report on one line."""
    facts = [isolate(report.id), isolate(report.outlet)]
    if report.published:
        facts.append(t("view.published", day=report.published))
    told = " · ".join(f for f in facts if f)
    return f"{paint('bold', isolate(report.title))}  [{told}]" if report.title else f"[{told}]"


def of_statement(report: Report, statement: Statement, number: int, paint: Paint) -> list[str]:
    """The lines of one statement."""
    status = t(f"status.{statement.status}")
    head = [paint("event", t(f"event.{statement.event}"))]
    head.append(status if statement.status in REAL_STATUSES else paint("unreal", status))
    head += [statement.date] if statement.date else []
    lines = [f"{number:>3}  {' · '.join(head)}"]
    for slot in NAME_SLOTS:
        names: tuple[Name, ...] = getattr(statement, slot)
        if names:
            lines.append(_row(slot, t("view.list").join(paint("name", isolate(n.name)) for n in names)))
    if len(statement.chain.links) > 1:
        lines.append(_row("chain", t("view.chain_arrow").join(isolate(link.name) for link in statement.chain.links)))
    if statement.extent:
        lines.append(_row("extent", t(f"extent.{statement.extent}")))
    for slot, count in (("killed", statement.killed), ("injured", statement.injured)):
        if count is not None:
            lines.append(_row(slot, str(count)))
    lines.append(_row("evidence", evidence(statement, paint)))
    return lines


def evidence(statement: Statement, paint: Paint) -> str:
    """The evidence in its own direction, with the trigger in brackets (and in colour)."""
    whole, trigger = statement.evidence, statement.trigger
    at = statement.trigger_span.start - statement.evidence_span.start
    if whole[at : at + len(trigger)] != trigger or at < 0:
        at = whole.find(trigger)
    if at < 0 or not trigger:
        return isolate(whole)
    before, after = whole[:at], whole[at + len(trigger) :]
    return f"{FSI}{clean(before)}{paint('trigger', f'[{clean(trigger)}]')}{clean(after)}{PDI}"


def note_text(note: Note) -> str:
    """A note in words: its own message when there is one, else its code and detail."""
    text = t(f"note.{note.code}", detail=isolate(note.detail)) if known(f"note.{note.code}") else note.code
    return text if known(f"note.{note.code}") or not note.detail else f"{text}: {isolate(note.detail)}"


def _row(label: str, value: str) -> str:
    return f"     {t(f'view.{label}'):{LABEL}} {value}"
