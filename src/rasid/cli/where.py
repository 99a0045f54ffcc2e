"""`rasid where`: the place of a name, what contains it, how exactly it is known, and what else it may be."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass

import msgspec

from rasid.cli.terminal import Paint, isolate, wants_colour
from rasid.messages import known, locale, t
from rasid.places.gazetteer import Gazetteer
from rasid.places.resolve import Resolution

FORMATS = ("text", "json", "geojson")
EXIT_UNKNOWN = 3


@dataclass(frozen=True)
class Options:
    """What was asked. inside, near: names of what holds the place and of what is beside it."""

    name: str
    inside: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    format: str = "text"


def run(options: Options) -> int:
    """Print where a name is; 3 when no place of that name is known."""
    from rasid.lexicon.theatre import Names
    from rasid.places.choice import Context
    from rasid.places.near import similar
    from rasid.places.resolve import Resolver
    from rasid.places.userdata import load_gazetteer

    names: Names
    names, gazetteer = load_gazetteer()
    found = Resolver(gazetteer).resolve(options.name, context=Context(inside=options.inside, beside=options.near))
    if options.format == "json":
        sys.stdout.write(msgspec.json.encode(found).decode() + "\n")
    elif options.format == "geojson":
        from rasid.places.shapes import feature

        sys.stdout.write(json.dumps(feature(gazetteer, found), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(described(gazetteer, found, Paint(wants_colour(sys.stdout)))) + "\n")
    if also := _actor(names, options.name):
        sys.stderr.write(t("where.actor", name=isolate(also)) + "\n")
    if found.lat is None:
        sys.stderr.write(t("where.unknown", name=isolate(options.name)) + "\n")
        if offered := similar(gazetteer, options.name):
            sys.stderr.write(t("where.similar", names="، ".join(_called(gazetteer, p.id) for p in offered)) + "\n")
        return EXIT_UNKNOWN
    return 0


def _actor(names: object, name: str) -> str:
    """The actor that bears the same name, "" when none does."""
    from rasid.lexicon.theatre import Names
    from rasid.places.spelling import key

    assert isinstance(names, Names)
    asked = tuple(key(name).split())
    for hit in names.by_first.get(asked[0], ()) if asked else ():
        if hit.words == asked and hit.kind == "a":
            return names.actors[hit.index].name
    return ""


def described(gazetteer: Gazetteer, found: Resolution, paint: Paint) -> list[str]:
    """The lines of the readable view; none when nothing is known."""
    if not found.id and found.lat is None:
        return [isolate(found.name) + ": " + t("where.nowhere")]
    chain = [_name(gazetteer, p) for p in found.parents]
    head = paint("bold", isolate(found.name if not found.known else gazetteer.by_id[found.id].name))
    lines = [f"{head}  {_kind(found.kind)}  {paint('dim', found.id)}"]
    if not found.known and found.place:
        how = found.rule.partition(".")[2]
        lines.append(f"  {t(f'where.how.{how}')}: {isolate(_name(gazetteer, found.place))}")
    if chain:
        lines.append(f"  {t('where.in')}: {' ‹ '.join(isolate(c) for c in chain)}")
    if found.lat is not None:
        point = t("where.point", lat=f"{found.lat:.4f}", lon=f"{found.lon:.4f}", km=f"{found.precision_km:g}")
        lines.append(f"  {point}  ACLED {found.geo_precision}  UCDP {found.where_prec}" + (f"  {found.pcode}" if found.pcode else ""))
    if found.known:
        other = gazetteer.by_id[found.id].variants[:8]
        lines += [f"  {t('where.names')}: {'، '.join(isolate(v) for v in other)}"] if other else []
    if found.alternatives:
        lines.append(f"  {t('where.may_be', weight=f'{found.weight:.0%}')}")
        for a in found.alternatives:
            lines.append(f"    {a.weight:4.0%}  {_called(gazetteer, a.id)}  {paint('dim', a.id)}")
    return lines


def _kind(kind: str) -> str:
    return t(f"place.{kind}") if kind and known(f"place.{kind}") else kind


def _name(gazetteer: Gazetteer, place: str) -> str:
    row = gazetteer.get(place)
    if row is None:
        return place
    return row.name_en or row.name if locale() == "en" and not row.name else row.name


def _called(gazetteer: Gazetteer, place: str) -> str:
    """A place with its kind and governorate, to tell namesakes apart."""
    row = gazetteer.by_id[place]
    up = gazetteer.level(place, "governorate") or (gazetteer.parents(place)[-1] if gazetteer.parents(place) else "")
    tail = f" ({_kind(row.kind)}، {gazetteer.by_id[up].name})" if up and up in gazetteer.by_id and up != place else f" ({_kind(row.kind)})"
    return isolate(row.name + tail)
