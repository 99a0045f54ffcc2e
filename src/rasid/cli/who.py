"""`rasid who`: whom a name means on a day."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Any

import msgspec

from rasid.cli.terminal import Paint, isolate, wants_colour
from rasid.errors import UsageError
from rasid.lexicon.actors import Actor, Actors, Loaded, Tie, name_words
from rasid.lexicon.outlets import Outlet, Outlets, People, Person
from rasid.lexicon.periods import in_force, valid
from rasid.lexicon.theatre import Names, load_names
from rasid.messages import known, t

FORMATS = ("text", "json")
LABEL = 24
SHOWN = 12  # members on the screen; JSON has all


def run(name: str, day: str, theatre: str, format: str) -> int:
    """Print who is meant. Raises UsageError with near names when nobody is."""
    if format not in FORMATS:
        raise UsageError(" | ".join(FORMATS), "--format")
    if not valid(day):
        raise UsageError(t("who.bad_day"), f"--on {day}", t("who.day_form"))
    names = load_names()
    if theatre and theatre not in names.theatres:
        raise UsageError(t("theatre.unknown"), theatre, t("theatre.there_are", names=", ".join(names.theatres)))
    who = Who(names, day)
    found = who.found(name, theatre)
    places = places_called(names, name)
    if not found:
        raise UsageError(t("who.unknown"), isolate(name), _remedy(who, name, places))
    if format == "json":
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n")
        return 0
    paint = Paint(wants_colour(sys.stdout))
    lines: list[str] = []
    gone = {f["heir"]["id"] for f in found if f.get("heir") and not f["in_force"]}
    if day and not any(f["in_force"] for f in found if f["id"] not in gone):
        lines += [t("who.not_on", day=day), ""]
    for n, facts in enumerate(found):
        lines += [""] * bool(n) + list(who.shown(facts, paint))
    if places:
        lines += ["", t("who.place_too", places=t("view.list").join(places))]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def places_called(names: Names, name: str) -> list[str]:
    """The places that bear a name as well, as lines of a message."""
    parts = name_words(name)
    hit = next((h for h in names.by_first.get(parts[0], ()) if h.words == parts and h.kind == "p"), None) if parts else None
    if hit is None:
        return []
    return [f"{isolate(names.places[n].name)} [{names.places[n].id}]" for n in (hit.candidates or (hit.index,))[:3]]


def _remedy(who: Who, name: str, places: list[str]) -> str:
    if places:
        return t("who.is_place", places=t("view.list").join(places))
    near = who.actors.near(name)
    return t("who.near", names=t("view.list").join(isolate(n) for n in near)) if near else t("who.no_near")


class Who:
    """The facts about all who bear a name on a day ("" for all days)."""

    def __init__(self, names: Names, day: str) -> None:
        self.day = day
        self.actors: Actors = names.known_actors()
        self.outlets: Outlets = names.known_outlets()
        self.people: People = names.known_people()

    def found(self, name: str, theatre: str = "") -> list[dict[str, Any]]:
        """Actors first, then the outlet, then the person; those of an id when the name is one."""
        day = self.day
        actors = (self.actors.get(name),) if name in self.actors else self.actors.on(name, day, theatre)
        outlet = next((o for o in self.outlets.all if o.id == name), None) or self.outlets.named(name) or self.outlets.at(name)
        person = next((p for p in self.people.all if p.id == name), None) or self.people.on(name, day)
        out = [self.actor(a) for a in actors]
        gone = {f["heir"]["id"]: None for f in out if f["heir"] and not f["in_force"]}
        out += [self.actor(self.actors.get(id)) for id in gone if all(a.id != id for a in actors)]
        out += [self.outlet(outlet)] if outlet is not None and theatre in ("", outlet.theatre) else []
        out += [self.person(person)] if person is not None and theatre in ("", person.theatre) and not actors else []
        return out

    def actor(self, a: Actor) -> dict[str, Any]:
        """All that is known of an actor that day; names of others as {id, name}."""
        of = self.actors
        # a body that is gone is described as it last was; who took it over is described after it
        day = self.day if in_force(a.start, a.end, self.day) else _eve(a.end) or a.start
        heir = of.successor(a.id, self.day) if self.day else next((c.id for c in (*a.became, *a.merged_into)), "")
        return {
            "type": "actor", "id": a.id, "theatre": a.theatre, "name": a.name, "name_en": a.name_en, "kind": a.kind, "state": a.state,
            "from": a.start, "to": a.end, "in_force": in_force(a.start, a.end, self.day), "names": list(a.aliases),
            "names_en": list(a.en_aliases), "local_names": list(a.local_aliases), "vague_names": list(a.vague_aliases),
            "adjectives": list(a.adjectives), "loaded": [self._loaded(x) for x in a.loaded],
            "umbrella": self._ties(a.member_of, day), "side": self._ties(a.sides, day),
            "camp": [self._ref(x) for x in of.camp(a.id, day) if x != a.id] if day else [],
            "members": [self._ref(x) for x in of.members(a.id, day)],
            "friends": [self._ref(x) for x in of.friends(a.id, day)] if day else self._ties(a.allied_with, day),
            "foes": [self._ref(x) for x in of.foes(a.id, day)] if day else self._ties(a.opposes, day),
            "lineage": [self._ref(x) for x in of.lineage(a.id) if x != a.id], "heir": self._ref(heir) if heir else None,
            "people": [self._office(p) for p in self.people.all if any(x.actor == a.id and in_force(x.start, x.end, day) for x in p.posts)],
            "outlets": [{"id": o.id, "name": o.name} for o in self.outlets.all if a.id in self.outlets.side(o.id, day)],
            "source": a.source, "licence": a.licence,
        }  # fmt: skip

    def outlet(self, o: Outlet) -> dict[str, Any]:
        """All that is known of an outlet."""
        return {
            "type": "outlet", "id": o.id, "theatre": o.theatre, "name": o.name, "name_en": o.name_en, "kind": o.kind, "in_force": True,
            "names": list(o.aliases), "bare_names": list(o.bare_aliases), "domains": [*o.domains, *(f"t.me/{c}" for c in o.channels)],
            "people": [self._office(p) for p in self.people.all if any(x.outlet == o.id for x in p.posts)],
            "side": self._ties(o.sides, self.day), "owner": o.owner, "source": o.source, "licence": o.licence,
        }  # fmt: skip

    def person(self, p: Person) -> dict[str, Any]:
        """All that is known of a holder of office; his posts that day, all of them when no day is given."""
        held = self.people.posts(p, self.day) if self.day else p.posts
        posts = [{"office": x.office, "actor": self._ref(x.actor or x.outlet), "from": x.start, "to": x.end} for x in held]
        return {
            "type": "person", "id": p.id, "theatre": p.theatre, "name": p.name, "name_en": p.name_en, "names": list(p.aliases),
            "in_force": any(in_force(x.start, x.end, self.day) for x in held), "posts": posts,
            "source": p.source, "licence": p.licence,
        }  # fmt: skip

    def _loaded(self, x: Loaded) -> dict[str, Any]:
        return {"name": x.name, "by": self._ref(x.by) if x.by else None, "local": x.local}

    def _office(self, p: Person) -> dict[str, str]:
        return {"id": p.id, "name": p.name}

    def _ref(self, id: str) -> dict[str, str]:
        return {"id": id, "name": (self.actors.get(id) if id in self.actors else self.outlets.get(id)).name}

    def _ties(self, ties: tuple[Tie, ...], day: str) -> list[dict[str, str]]:
        return [{**self._ref(x.id), "from": x.start, "to": x.end} for x in ties if in_force(x.start, x.end, day)]

    def shown(self, f: dict[str, Any], paint: Paint) -> list[str]:
        """The facts as lines, empty ones left out."""
        kind = f.get("kind", "")
        said = [t(f"who.type.{f['type']}"), t(f"kind.{kind}") if known(f"kind.{kind}") else kind, t("who.state") if f.get("state") else ""]
        head = " · ".join(x for x in (paint("bold", isolate(f["name"])), isolate(f["name_en"])) if x)
        lines = [f"{head}  [{f['id']}]", _row("kind", t("view.list").join(x for x in said if x))]
        if f.get("from") or f.get("to"):
            lines.append(_row("period", _span(f)))
        for key, label in (("names", "names"), ("names_en", "names_en"), ("adjectives", "adjectives"), ("bare_names", "bare")):
            lines += [_row(label, _listed(f[key]))] if f.get(key) else []
        if f.get("local_names"):
            lines.append(_line(t("who.local", theatre=f["theatre"]), _listed(f["local_names"])))
        lines += [_row("vague", _listed(f["vague_names"]))] if f.get("vague_names") else []
        for n, x in enumerate(f.get("loaded", ())):
            by = t("who.by", by=_named(x["by"])) if x["by"] else t("who.by_several")
            by += t("view.list") + t("who.local", theatre=f["theatre"]) if x["local"] else ""
            lines.append(_line(t("who.loaded") if not n else "", f"{isolate(x['name'])} ({by})"))
        for key in ("posts", "umbrella", "side", "camp", "members", "friends", "foes", "lineage", "people", "outlets"):
            if f.get(key) and not (key == "camp" and {x["id"] for x in f["camp"]} == {x["id"] for x in f["side"]}):
                lines.append(_row(key, _some([_told(x) for x in f[key]])))
        lines += [_row("heir", _named(f["heir"]))] if f.get("heir") else []
        lines += [_row("owner", isolate(f["owner"]))] if f.get("owner") else []
        lines += [_row("domains", _listed(f["domains"]))] if f.get("domains") else []
        lines.append(_row("source", isolate(t("theatre.rows", source=f["source"], licence=f["licence"]))))
        return lines


def _eve(day: str) -> str:
    """The day before, on which a body that became another was still itself; months and years stay as they are."""
    return (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat() if len(day) == 10 else day


def _named(x: dict[str, Any]) -> str:
    return f"{isolate(x['name'])} [{x['id']}]"


def _told(x: dict[str, Any]) -> str:
    """Another actor, or a post of a person, with its days where they are known."""
    text = t("who.post", office=isolate(x["office"]), actor=_named(x["actor"])) if "office" in x else _named(x)
    return f"{text} {_span(x)}" if x.get("from") or x.get("to") else text


def _span(x: dict[str, Any]) -> str:
    return isolate(f"{x['from'] or t('who.open')} – {x['to'] or t('who.open')}")


def _listed(texts: list[str]) -> str:
    return t("view.list").join(isolate(x) for x in texts)


def _some(texts: list[str]) -> str:
    shown = t("view.list").join(texts[:SHOWN])
    return shown + (t("view.list") + t("who.more", count=len(texts) - SHOWN) if len(texts) > SHOWN else "")


def _row(label: str, value: str) -> str:
    return _line(t(f"who.{label}"), value)


def _line(label: str, value: str) -> str:
    return f"  {label:{LABEL}} {value}"
