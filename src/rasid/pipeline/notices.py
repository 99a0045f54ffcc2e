"""What is new, out of the ledger: changes of control, and disputes over whether an attacker has come in."""

from __future__ import annotations

from collections.abc import Mapping

from rasid.control.index import ControlIndex
from rasid.export.data import Cited
from rasid.export.notices import Notice, identity, of_change
from rasid.ledger import Told
from rasid.model.control import Dispute
from rasid.pipeline.exporting import FIRST, Gatherer


def notices(index: ControlIndex, told: Mapping[str, Told], names: Gatherer, today: str, inside: str = "") -> list[Notice]:
    """All that is new up to a day, oldest known first. index, told: of the same statements; inside: a place that all lies in."""

    def here(place: str) -> bool:
        return not inside or place == inside or inside in names.world.places.parents(place)

    cited = {i: names.cited(x) for i, x in told.items()}
    found = [of_change(names.change(c, index, cited)) for c in index.changes(FIRST, today) if here(c.place)]
    found += [_dispute(d, index, cited, names) for d in index.disputes(today) if d.about == "entry" and here(d.place)]
    return sorted(found, key=lambda n: (n.known, n.day, n.id))


def _dispute(d: Dispute, index: ControlIndex, cited: Mapping[str, Cited], names: Gatherer) -> Notice:
    sources = [cited[s] for s in dict.fromkeys(s for side in d.sides for s in side.statements) if s in cited]
    heard = [c.known for c in sources] or [d.on]
    now = index.holds(d.place, d.on)
    holder = names.actor(now.holder) if now.holder else None
    return Notice(
        id=identity("entry", d.place, *sorted(side.actor for side in d.sides)),
        kind="dispute",
        place=names.place(d.place),
        day=min(heard),
        known=max(heard),
        before=holder,
        before_status=now.status,
        after=holder,
        after_status=now.status,
        about="entry",
        rivals=tuple(names.actor(side.actor) for side in d.sides if side.actor),
        cited=tuple(sources),
        lasting=False,
    )
