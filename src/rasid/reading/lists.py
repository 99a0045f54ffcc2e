"""Lists: which noun phrases are joined to one, over what is said of each ("على كذا غربي كذا وكذا بريف كذا")."""

from __future__ import annotations

from typing import Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analysis, Word
from rasid.reading.agreement import agrees, gender
from rasid.reading.naming import NAMING
from rasid.reading.scene import ACTOR, PEOPLE, PERSON, PLACE, Mention, Scene
from rasid.reading.slots import SIDE, between_sides, can_join, is_state

#: prepositions behind a place of where it lies, and how many tokens a verb of lying stands before it at most
_LYING: Final = frozenset("في ب قرب شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط جوار بالقرب عند من".split())
_LYING_REACH: Final = 8
#: who can be told in one list
_MEN: Final = (ACTOR, PEOPLE)
#: so many tokens before a noun that begins a clause no word may stand that both it and what is before belong to
_BEFORE: Final = 12
#: how many mentions before one its list may begin
_BACK: Final = 8


def coordinated(scene: Scene, m: Mention) -> list[Mention]:
    """m and the mentions that are joined to it."""
    out = [m]
    k = scene.mentions.index(m) + 1
    end = m.hi
    lying: Mention | None = None
    while k < len(scene.mentions):
        n = scene.mentions[k]
        if m.kind == n.kind == PLACE and _placed(m) and _lies_in(scene, end, n):
            end, lying = n.hi, n  # "على كذا غربي كذا وكذا بريف كذا وكذا"
            k += 1
            continue
        if m.kind == n.kind == PLACE and (
            n.prep == "من"
            and _part_of(scene.words, end, n)
            or _besides(scene.words, end, n)
            or n.prep == m.prep
            and _then(scene.words, end, n)
        ):
            n.conj = True
            out.append(n)
            end, lying = n.hi, None
            k += 1
            continue
        gap = scene.words[_age_end(scene.words, end, n.lo) : n.lo]
        if n.rule == "name.alias" or (len(n.fold) == 1 and n.fold[0] in SIDE):
            end = n.hi if n.org is m or n.org is out[-1] else end
            k += 1
            continue
        if m.kind == ACTOR and n.kind == PERSON and not n.conj and _led_by(scene.words, end, n.lo):
            end = n.hi  # "فصائل كذا، بقيادة فلان، وكذا"
            k += 1
            continue
        if n.kind == ACTOR and n.prep == "ب" and gap and gap[-1].base in NAMING.backed and len(gap) <= 2 and m.kind == ACTOR:
            out.append(n)
            end = n.hi
            k += 1
            continue
        joined = m.kind == PLACE and len(gap) > 0 and gap[-1].fold in NAMING.joining
        if m.kind == n.kind == PERSON and not n.prep and len(gap) == 1 and gap[0].raw in "،," and _aged(scene.words, end, n):
            joined, gap = True, []  # "فلان (21 عاما)، فلان (19 عاما) وفلان"
        if n.rule == "name.listed" and n.conj and len(gap) <= 5:
            gap = []  # "كذا ومدن أخرى، بينها كذا"
        if joined:
            gap = gap[:-1]
        elif _counted(gap) and (n.conj or gap[0].flags & (an.NUMBER | an.QUANT) and n.kind in (ACTOR, PEOPLE)):
            joined, gap = True, []
        loose = all(w.flags & an.PUNCT and w.raw in '،,()“”«»"' or w.flags & an.QUANT for w in gap) or between_sides(gap)
        if m.kind == PLACE and not loose and n.kind == PLACE and (not n.prep or n.prep_tok == n.lo):
            loose = _described_only(scene.words, end, n)
        if n.conj and m.kind in _MEN and m.lo > scene.lo and _circumstance(scene, n):
            break
        if not (n.conj or joined) or not loose or not can_join(n, m) or len(gap) > 4:
            break
        if lying is not None and _in_it_too(scene, out[-1], lying, n):
            break
        out.append(n)
        end, lying = n.hi, None
        k += 1
    return out


def _circumstance(scene: Scene, m: Mention) -> bool:
    """ "مقتل أربعة والجيش يقصف كذا": a definite actor joined by "and" before a verb of the present that agrees begins a clause."""
    if m.kind != ACTOR or m.hi >= scene.hi or not (m.det or m.suf or m.known is not None):
        return False
    w, words = scene.words[m.hi], scene.words
    if (
        not w.flags & an.VERB
        or w.conj
        or not any(a.pos == "V" and a.tense == "pres" and a.pgn[-1:] != "d" and agrees(a.pgn, gender(m)) for a in w.analyses[:1])
    ):
        return False
    before = words[max(scene.lo, m.lo - _BEFORE) : m.lo]
    told = any(x.flags & (an.EVENT | an.VERB) for x in before)  # "الجيش والعشائر يطردون كذا" opens the sentence
    return told and not any(x.fold == "بين" or x.flags & (an.REL | an.COMP) for x in before)


def _age_end(words: list[Word], at: int, lo: int) -> int:
    """ "فلان (21 عاما) وفلان": the token behind an age in brackets."""
    if at + 3 < lo and words[at].raw == "(" and words[at + 1].flags & an.NUMBER and words[at + 3].raw == ")":
        return at + 4
    return at


def _aged(words: list[Word], at: int, n: Mention) -> bool:
    """Whether ages in brackets stand behind two names."""
    return _age_end(words, at, n.lo) > at and n.hi + 2 < len(words) and words[n.hi].raw == "(" and bool(words[n.hi + 1].flags & an.NUMBER)


def whole_list(scene: Scene, m: Mention) -> list[Mention]:
    """The list that m belongs to, wherever in it m stands."""
    k = scene.mentions.index(m) if m.conj else 0
    for x in scene.mentions[max(0, k - _BACK) : k]:
        if (x.kind == m.kind or x.kind in _MEN and m.kind in _MEN) and m in (found := coordinated(scene, x)):
            return found
    return coordinated(scene, m)


def locates(scene: Scene, m: Mention) -> bool:
    """ "بلدة كذا في محافظة كذا", "وتقع البلدة على بعد 18 كيلومترا من كذا": a place that only tells where another lies."""
    words, k = scene.words, m.prep_tok - 1 if m.prep_tok < m.lo else m.lo - 1
    after = m.hi + (m.hi < scene.hi and words[m.hi].raw in "،,")
    if after < scene.hi and words[after].flags & an.REL:
        return False  # "في كذا بمدينة كذا التي يسيطر عليها كذا"
    host = scene.at.get(k)
    if host is not None:
        return host.kind == PLACE and m.prep in _LYING and host.cls in NAMING.settled and not (host.generic and not host.det)
    lain = -1
    for j in range(k, max(scene.lo, k - _LYING_REACH) - 1, -1):
        w = words[j]
        if w.listed & an.RARE and w.base in NAMING.lying:
            lain = j
            break
        if w.flags & (an.COMP | an.REL) or w.flags & an.PUNCT or w.flags & an.VERB and j not in scene.at:
            return False
    if lain < 0:
        return False
    return any(x.kind == PLACE and (x.hi == lain or lain < x.lo < m.lo and not x.prep or 0 <= lain - x.hi <= 3) for x in scene.mentions)


def _counted(gap: list[Word]) -> bool:
    """ "رئيس الحزب وعددا من أعضائه", "شرطيان وثلاثة مدنيين": what joins the counted noun is the word that counts it."""
    if gap and gap[0].conj == "و" and len(gap) < 4 and all(w.flags & (an.NUMBER | an.QUANT) and not w.flags & an.PUNCT for w in gap):
        return True
    while gap and gap[0].raw in "،,":
        gap = gap[1:]
    return 1 < len(gap) < 4 and gap[0].conj == "و" and gap[-1].fold == "من" and not any(w.flags & (an.PUNCT | an.VERB) for w in gap)


def _led_by(words: list[Word], end: int, lo: int) -> bool:
    """Whether only "بقيادة" stands before a person, behind a comma or none."""
    return (
        1 <= lo - end <= 2
        and words[lo - 1].fold[:1] == "ب"
        and words[lo - 1].fold[1:] in NAMING.manners
        and (lo - end == 1 or words[end].raw in "،,")
    )


def _part_of(words: list[Word], end: int, n: Mention) -> bool:
    """ "مدينة كذا وأجزاء واسعة من كذا": a part of a further place is joined."""
    k = n.prep_tok - 1
    if k > end and not words[k].conj and not words[k].prep and not words[k].det:
        k -= 1  # its adjective
    return (
        k - end in (0, 1) and k >= end and words[k].conj == "و" and words[k].base in NAMING.clear and (k == end or words[end].raw in "،,")
    )


def _besides(words: list[Word], end: int, n: Mention) -> bool:
    """ "معسكر كذا، إضافة إلى معسكر كذا": two words that join a further place."""
    k = n.prep_tok - 1
    if n.prep_tok >= n.lo or k < end or k - end > 1 or (k > end and words[end].raw not in "،,"):
        return False
    return not NAMING.besides.isdisjoint((f"{words[k].fold} {words[k + 1].fold}", f"{words[k].base} {words[k + 1].fold}"))


def _then(words: list[Word], end: int, n: Mention) -> bool:
    """ "على كذا ثم على كذا": a further place under the same preposition once more."""
    k = n.prep_tok - 1
    if n.prep_tok >= n.lo or k < end or k - end > 1 or (k > end and words[end].raw not in "،,"):
        return False
    return words[k].fold in NAMING.joining


def _described_only(words: list[Word], end: int, n: Mention) -> bool:
    """ "تل كذا الاستراتيجي وقرية كذا": only adjectives with the article stand before what is joined."""
    if n.lo - end > 2:
        return False
    odd = an.VERB | an.PREP | an.COMP | an.REL | an.PUNCT | an.FUNCTION
    return all(words[k].det and not words[k].conj and not words[k].prep and not words[k].flags & odd for k in range(end, n.lo))


def _lies_in(scene: Scene, end: int, n: Mention) -> bool:
    """Whether n only says where the place that ends at `end` lies ("غربي كذا", "بريف كذا")."""
    if n.lo - end > 1 or n.conj or n.prep_tok >= 0 and scene.words[n.prep_tok].conj:
        return False
    return n.rule == "name.locator" and not n.prep or n.prep in ("ب", "في", "داخل") and n.prep_tok >= end


def _placed(m: Mention) -> bool:
    """Whether a place has a name of its own, behind which another says where it lies."""
    return not (m.generic or m.suf or is_state(m))


def _in_it_too(scene: Scene, m: Mention, lying: Mention, n: Mention) -> bool:
    """ "في بلدة كذا بريف كذا وريف كذا", "مخيمات في كذا وكذا": what is joined to where m lies, not to m."""
    headed = scene.words[n.lo].flags & an.PLACE_HEAD
    return bool(n.suf) or n.cls == lying.cls and n.cls != m.cls or lying.prep == "في" and not headed


def other_side(scene: Scene, m: Mention) -> Mention | None:
    """ "بين كذا وحلفائه من جهة وكذا", "بين كذا بقيادة فلان وكذا": the other side, behind what is said of the first."""
    for n in scene.mentions[scene.mentions.index(m) + 1 :]:
        gap = scene.words[m.hi : n.lo]
        if len(gap) > 14 or any(w.flags & (an.VERB | an.COMP | an.REL) or w.raw in ".؛\n" or w.base in ("في", "قرب") for w in gap):
            return None
        if n.conj and not n.prep and n.kind == ACTOR:
            return n
    return None


def cited(scene: Scene, m: Mention, tok: int) -> bool:
    """ "وفقا لما أعلنه المتحدث باسم كذا، قتل ثلاثة": who is cited before a comma does nothing behind it."""
    if not any(w.raw in "،," for w in scene.words[m.hi : tok]):
        return False
    for k in range(m.lo - 1, max(scene.lo, m.lo - 6) - 1, -1):
        w = scene.words[k]
        if w.flags & an.SPEECH and any(a.entry.kind == "according" for a in w.analyses):
            return True
        if w.flags & an.PUNCT:
            return False
    return False


def once_held(scene: Scene, m: Mention, tok: int, a: Analysis) -> bool:
    """ "انسحبوا من الحي الذي كانوا يسيطرون عليه": a place held nothing once, whoever left it did."""
    control = m.kind == PLACE and a.entry.event == "takes_control"
    f = a.entry.frame
    return control and f is not None and f.subj == "agent" and scene.words[tok - 1].base in NAMING.copulas_before


def men_before(scene: Scene, a: Analysis, place: Mention) -> Mention | None:
    """ "طرد المسلحين من قرى كانوا يسيطرون عليها": whom a plural verb means, of those named before the place."""
    if a.pgn[-2:] != "mp":
        return None
    return next((m for m in reversed(scene.mentions) if m.hi <= place.lo and m.kind in _MEN and gender(m) == "mp"), None)
