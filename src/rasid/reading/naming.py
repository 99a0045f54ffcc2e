"""The words of lexicons/naming.yaml, folded: what begins, completes, narrows and ends a name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rasid.errors import LexiconError
from rasid.lexicon.loader import LEXICONS, load_lists
from rasid.text.fold import fold_word

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Naming:
    """All lists of naming.yaml. Words are folded, without the article; means and kin map folded heads or classes."""

    compass: Words
    directions: Words
    clear: Words
    parts: Words
    batches: Words
    strongholds: Words
    keeping: Words
    peace: Words
    troops: Words
    orders: Words
    lying: Words
    told_of: Words
    bodies_too: Words
    of_parts: Words
    short_heads: Words
    crowd_events: Words
    crowds: Words
    guises: Words
    calling: Words
    rank_nouns: Words
    ambushes: Words
    operations: Words
    broken_plurals: Words
    aftermath: Words
    channels: Words
    allegiance: Words
    parties: Words
    no_owner: Words
    forces: Words
    times: Words
    men_alone: Words
    responsible: Words
    ways: Words
    broken_places: Words
    attempts: Words
    seats: Words
    premises: Words
    vehicles: Words
    parts_in: Words
    sheltering: Words
    subject_to: Words
    devices: Words
    press: Words
    someone: Words
    carrying: Words
    thousands: Words
    on_behalf: Words
    source_links: Words
    tail_links: Words
    source_ends: Words
    victims: Words
    fired: Words
    fates: Words
    owned_parts: Words
    manners_of_death: Words
    member_classes: Words
    fielded: Words
    fielding: Words
    describing: Words
    labels: Words
    describing_place: Words
    never_definite: Words
    sides: Words
    manners: Words
    organs: Words
    weak_locatives: Words
    not_place_endings: Words
    starters: Words
    place_adjectives: Words
    actor_adjectives: Words
    tail: Words
    relatives: Words
    led: Words
    with_pronoun: Words
    plurals: Words
    areas: Words
    aims: Words
    media_heads: Words
    media: Words
    rank_adjectives: Words
    for_whom: Words
    among: Words
    of_attacks: Words
    gatherings: Words
    charges: Words
    after_names: Words
    locatives: Words
    loose_place: Words
    loose_actor: Words
    planes: Words
    pair: Words
    attackers: Words
    units_or_ranks: Words
    of_outlets: Words
    cars: Words
    claimants: Words
    masculine_countries: Words
    masculine_states: Words
    masculine_heads: Words
    masculine_classes: Words
    settlements: Words
    settled: Words
    backed: Words
    counted: Words
    both: Words
    drawn_from: Words
    counters: Words
    superlatives: Words
    with_help: Words
    alongside: Words
    aerial: Words
    measures: Words
    openers: Words
    in_turn: Words
    ordinals: Words
    elatives: Words
    titled: Words
    not_article: Words
    name_ends: Words
    posts: Words
    resuming: Words
    copulas: Words
    copulas_before: Words
    since: Words
    residents: Words
    ranks: Words
    belonging_verbs: Words
    following_verbs: Words
    distance_units: Words
    belonging: Words
    no_office: Words
    before_nouns: Words
    before_verbs: Words
    vehicle_rows: Words
    hundreds: Words
    standing: Words
    grounded: Words
    listing: Words
    papers: Words
    consisting: Words
    goals: Words
    spreading: Words
    left_over: Words
    informing: Words
    answers: Words
    shows: Words
    blame: Words
    numbered: Words
    sized: Words
    origins: Words
    servants: Words
    lands: Words
    camp_for: Words
    only_definite: Words
    number_words: Words
    dashes: Words
    kunya: Words
    headings: Words
    held_by: Words
    positions: Words
    held: Words
    gear: Words
    borders: Words
    rulers: Words
    lines: Words
    governors: Words
    in_front: Words
    in_return: Words
    held_many: Words
    capital_heads: Words
    capitals: Words
    of_family: Words
    guards: Words
    teens: Words
    mouths: Words
    chiefs: Words
    by_name: Words
    ever_since: Words
    by_itself: Words
    done_to: Words
    young_man: Words
    perpetrators: Words
    utterly: Words
    own_ends: Words
    own_people: Words
    one_sided: Words
    convoys: Words
    owned: Words
    retort: Words
    tallies: Words
    wanted: Words
    rest_of: Words
    perfect: Words
    described: Words
    when_died: Words
    deaths: Words
    by_side: Words
    appointers: Words
    frames: Words
    joining: Words
    besides: Words
    sitting: Words
    pilot: Words
    attributed: Words
    of_events: Words
    man: Words
    men: Words
    others: Words
    arms: frozenset[tuple[str, ...]]
    no_head: frozenset[tuple[str, str]]
    only_head: frozenset[tuple[str, str]]
    means: dict[str, Words]
    wholes: dict[str, Words]
    kin: dict[str, tuple[str, Words]]
    idioms: frozenset[tuple[str, str]]


def load_naming(path: Path = LEXICONS / "naming.yaml") -> Naming:
    """Read naming.yaml. Raises LexiconError when a list is missing."""
    data: dict[str, Any] = load_lists(path) or {}
    missing = [k for k in Naming.__dataclass_fields__ if k not in data]
    if missing:
        raise LexiconError(f"no list {missing[0]}", path.name, "add it")
    lists = {
        k: frozenset(map(fold_word, data[k]))
        for k in Naming.__dataclass_fields__
        if k
        not in (
            "means",
            "wholes",
            "kin",
            "idioms",
            "no_office",
            "before_nouns",
            "no_head",
            "only_head",
            "arms",
            "dashes",
            "by_itself",
            "own_ends",
            "own_people",
        )
    }
    means = {k: frozenset(v) for k, v in data["means"].items()}
    wholes = {fold_word(k): frozenset(v) for k, v in data["wholes"].items()}
    kin = {fold_word(k): (fold_word(word), frozenset(str(cls).split())) for k, (word, cls) in data["kin"].items()}
    idioms = frozenset((first, second) for first, second in (fold_word(x).split() for x in data["idioms"]))
    no_head, only_head = (
        frozenset((first, second) for first, second in (fold_word(x).split() for x in data[k])) for k in ("no_head", "only_head")
    )
    spelled = frozenset(data["no_office"])  # as written: folded they would be the office
    arms = frozenset(tuple(fold_word(x).split()) for x in data["arms"])
    return Naming(
        **lists,
        arms=arms,
        dashes=frozenset(data["dashes"]),
        no_office=spelled,
        before_nouns=frozenset(data["before_nouns"]),
        by_itself=frozenset(data["by_itself"]),
        own_ends=frozenset(data["own_ends"]),
        own_people=frozenset(data["own_people"]),
        no_head=no_head,
        only_head=only_head,
        means=means,
        wholes=wholes,
        kin=kin,
        idioms=idioms,
    )


NAMING: Final = load_naming()

#: lists that every word is asked for and few stand in, by how they ask: those that stand in none are told so by a bit (analyser.RARE)
RARE: Final = frozenset().union(
    NAMING.actor_adjectives,
    NAMING.ambushes,
    NAMING.attributed,
    NAMING.backed,
    NAMING.belonging,
    NAMING.charges,
    NAMING.clear,
    NAMING.consisting,
    NAMING.distance_units,
    NAMING.gatherings,
    NAMING.guises,
    NAMING.lying,
    NAMING.media_heads,
    NAMING.of_attacks,
    NAMING.parts,
    NAMING.perpetrators,
    NAMING.plurals,
    NAMING.rank_adjectives,
    NAMING.ranks,
    NAMING.superlatives,
    NAMING.ways,
    [first for first, _ in NAMING.no_head | NAMING.only_head],
)
RARE_FOLDED: Final = frozenset().union(NAMING.among, NAMING.carrying, NAMING.described, NAMING.kunya, NAMING.perfect, NAMING.relatives)
RARE_WRITTEN: Final = NAMING.no_office | NAMING.own_ends | NAMING.own_people
