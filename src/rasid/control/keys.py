"""From what was read to what is reasoned about: ids of names, days, and the origins of chains.

What makes two chains one: they begin with the same speaker. All speakers of one party are one origin, whatever channel they use and
however many outlets repeat them; a correspondent is an origin of his own; an outlet that only passes on an agency is that agency;
a forwarded post is the post of the channel it was forwarded from, whoever forwards it.
"""

from __future__ import annotations

from rasid.control.days import interval
from rasid.control.theatre import PROVISIONAL, Actors
from rasid.model.control import Origin, OriginKind, Recorded
from rasid.model.records import FORWARDED, Chain, Link, Name, Report, Statement
from rasid.text.fold import fold_word

_PASSES_ON = ("agency", "channel")


def name_key(name: str) -> str:
    """The provisional key of a name that no pack knows."""
    return PROVISIONAL + " ".join(fold_word(name).split())


def key(name: Name) -> str:
    """The id to reason about: the pack's, or a provisional one made of the name."""
    return name.id or name_key(name.name)


def recorded(statement: Statement, report: Report, actors: Actors, outlet: str = "", known: str = "") -> Recorded:
    """A statement of a report as the reasoning takes it.

    outlet: id of the report's outlet, made of its name when not given. known: the day on which the report was published, for reports
    that do not say it (the day on which it was recorded).
    """
    day = report.published or known
    outlet = outlet or (name_key(report.outlet) if report.outlet else "")
    start, end, dated = interval(statement.date, day)
    return Recorded(
        id=statement.id,
        report=report.id,
        event=statement.event,
        known=day,
        origins=origins(statement.chain, statement.source, outlet or report.id, actors, day),
        places=_keys(statement.place),
        agents=_keys(statement.agent),
        targets=_keys(statement.target),
        start=start,
        end=end,
        dated=dated,
        status=statement.status,
        extent=statement.extent,
        killed=statement.killed,
        injured=statement.injured,
        chain=told_by(statement.chain, statement.source, report.outlet),
        evidence=statement.evidence,
    )


def _keys(names: tuple[Name, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key(n) for n in names))


def told_by(chain: Chain, source: tuple[Name, ...], outlet: str) -> tuple[str, ...]:
    """The names of a chain, from the outlet to the first speaker, for people to read."""
    names = [link.name for link in chain.links] or [outlet, *(s.name for s in source)]
    return tuple(dict.fromkeys(n for n in names if n))


def origins(chain: Chain, source: tuple[Name, ...], outlet: str, actors: Actors, day: str) -> tuple[Origin, ...]:
    """Where a statement comes from: one origin for each independent first speaker. outlet: its id or key."""
    nobody = ""
    if passed := [link for link in chain.links if link.channel == FORWARDED]:
        own = passed[-1].id or name_key(passed[-1].name)
        nobody = f"unnamed:{outlet}:{own}" if passed[-1].kind == "unnamed" else ""
        outlet = own
        chain = Chain(tuple(link for link in chain.links if link.channel != FORWARDED))
    links = {link.name: link for link in chain.links}
    found = [_speaker(links.get(s.name) or Link("", s.name), s, outlet, actors, day) for s in source]
    if not found:
        passing = [k for k in chain.links if k.kind in _PASSES_ON]
        found = [_medium(passing[-1].id or name_key(passing[-1].name), "agency", actors, day)] if passing else []
    if not found:
        found = [Origin(nobody, "unnamed") if nobody else _medium(outlet, "outlet", actors, day)]
    return tuple({o.key: o for o in found}.values())


def _medium(medium: str, kind: OriginKind, actors: Actors, day: str) -> Origin:
    """An outlet or agency that answers for it itself; a party's own medium speaks for the party."""
    side = actors.speaks_for(medium, day)
    return party(side) if side else Origin(f"{kind}:{medium}", kind)


def party(actor: str) -> Origin:
    """The one origin of all that a party says."""
    return Origin(f"party:{actor}", "party", actor)


def _speaker(link: Link, source: Name, outlet: str, actors: Actors, day: str) -> Origin:
    """The origin of one first speaker: the party it speaks for, else what it is."""
    if link.kind == "correspondent":
        side = actors.speaks_for(outlet, day)
        return party(side) if side else Origin(f"correspondent:{outlet}", "correspondent")
    own = source.id or link.id
    for who in (own or name_key(source.name), name_key(link.organisation) if link.organisation else ""):
        if who and (side := actors.speaks_for(who, day)):
            return party(side)
    if own and actors.independent_outlet(own):
        return Origin(f"monitor:{own}", "monitor")
    if link.kind == "unnamed":
        return Origin(f"unnamed:{outlet}:{name_key(source.name)}", "unnamed")
    if link.kind == "agency":
        return Origin(f"agency:{key(source)}", "agency")
    return Origin(f"person:{key(source)}", "person")
