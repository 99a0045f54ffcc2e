"""Reports with all that was read from them, out of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rasid.control.keys import key
from rasid.export.documents import Directory, Document, Stated
from rasid.ledger import Review, Told, View
from rasid.ledger.documents import readers, report_ids
from rasid.model import Name
from rasid.pipeline.territory import Surveyor


def documents(
    view: View, told: Iterable[Told], reviews: Mapping[str, list[Review]], known_from: str = "", known_to: str = "", read_only: bool = False
) -> Iterator[Document]:
    """The reports known in a time, oldest first. told: statements as they stand after reviews; reviews: by statement.

    read_only: only reports that gave a statement. Go through them while the view is open.
    """
    by_report: dict[str, list[Told]] = {}
    for x in told:
        by_report.setdefault(x.report, []).append(x)
    made_by = dict(readers(view.connection))
    for at in report_ids(view.connection, known_from, known_to):
        if read_only and at not in by_report:
            continue
        stored = view.stored(at)
        if stored is None:
            continue
        yield Document(
            id=at,
            report=stored.report,
            sha256=stored.sha256,
            known=stored.known,
            added_at=stored.added_at,
            original=stored.original,
            reader=made_by.get(at, ""),
            statements=tuple(_stated(x, reviews.get(x.id, [])) for x in by_report.get(at, ())),
        )


def _stated(x: Told, reviews: list[Review]) -> Stated:
    s = x.statement
    return Stated(
        id=x.id,
        statement=s,
        agents=_ids(s.agent),
        targets=_ids(s.target),
        places=_ids(s.place),
        known=x.known,
        verdict=reviews[-1].action if reviews else "",
    )


def _ids(names: tuple[Name, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key(n) for n in names))


def directory(surveyor: Surveyor) -> Directory:
    """What the ids in the statements mean."""
    places: dict[str, None] = {}
    actors: dict[str, None] = {}
    for x in surveyor.told.values():
        places.update(dict.fromkeys(_ids(x.statement.place)))
        actors.update(dict.fromkeys(_ids((*x.statement.agent, *x.statement.target))))
        actors.update(dict.fromkeys(o.actor for o in x.recorded.origins if o.actor))
    parties = {a: p for a in actors if (p := surveyor.party(a)) is not None}
    return Directory({p: surveyor.site(p) for p in places}, parties)
