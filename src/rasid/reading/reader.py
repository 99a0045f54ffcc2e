"""The steps of reading, in their order, over one report."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from rasid.lexicon import analyser as an
from rasid.lexicon.analyser import Analyser, Word, article_free
from rasid.lexicon.loader import Lexicon
from rasid.lexicon.sense import Told
from rasid.lexicon.theatre import Names
from rasid.model import Note, Report, Statement
from rasid.places.report import Locator
from rasid.reading.agreement import agrees, gender
from rasid.reading.asserted import SPORT, unasserted
from rasid.reading.attach import Attacher, TimeRules
from rasid.reading.blames import Blames, BlameWords
from rasid.reading.casualties import Casualties
from rasid.reading.chunks import Chunker
from rasid.reading.clause_marks import boundaries
from rasid.reading.context import complete, forget, losers
from rasid.reading.dates import Calendar, TimeMention
from rasid.reading.deaths import count_casualties
from rasid.reading.denials import Denial, contradict, find_denials
from rasid.reading.draft import Draft
from rasid.reading.emit import locate, statement
from rasid.reading.entities import Entities, Entity
from rasid.reading.event_groups import OF_TWO, STATES, STRIKES, VICTIMS
from rasid.reading.evidence import EvidenceRules, clause, trim
from rasid.reading.happening import count_taken
from rasid.reading.judge import load_judge
from rasid.reading.lists import locates
from rasid.reading.merge import merge, tell_once
from rasid.reading.named_again import himself, of_forces, surnames
from rasid.reading.naming import NAMING, RARE, RARE_FOLDED, RARE_WRITTEN
from rasid.reading.partners import behind_spokesman
from rasid.reading.placing import far_places
from rasid.reading.refine import refine
from rasid.reading.roles import Roles
from rasid.reading.scene import ACTOR, IDIOM_ENDS, MEASURE_STARTS, PEOPLE, PERSON, PLACE, SOURCE, Mention, Scene
from rasid.reading.slots import COUNTRY, PLAIN, SIDES, areas_held, compound_prepositions, listed_places, open_positions, so_called
from rasid.reading.speakers import Speakers, Speech
from rasid.reading.speaking import Grammar
from rasid.reading.speech import Speaking
from rasid.reading.status import Moods
from rasid.reading.trigger import Trigger
from rasid.reading.triggers import find_triggers
from rasid.text.fold import fold_word
from rasid.text.numbers import Numerals
from rasid.text.tokens import Doc


class DocumentReader:
    """Reads documents with one lexicon and one set of theatre packs. No state between reports."""

    def __init__(self, lexicon: Lexicon, names: Names, locator: Locator | None = None) -> None:
        self.lexicon, self.names, self.locator = lexicon, names, locator
        self.numerals = numerals = Numerals(lexicon.data["numbers"])
        self.calendar = Calendar(lexicon.data["time"], numerals)
        self.casualties = Casualties(lexicon.data["casualties"], numerals)
        self.moods = Moods(lexicon.data["status"])
        self.blame_words = BlameWords(lexicon.data["blame"])
        self.analyser = Analyser(lexicon, names.by_first, self._mark)
        self.chunker = Chunker(names, self.analyser)
        self.judge = load_judge()
        self.boilerplate = frozenset(tuple(fold_word(x).split()) for x in lexicon.data["boilerplate"]["starts"])
        self.boilerplate_heads = frozenset(start[0] for start in self.boilerplate)
        extent = lexicon.data["extent"]
        self.extents = {article_free(fold_word(w)): key for key in ("whole", "part") for w in extent[key]}
        preps = {p for e in lexicon.entries if e.frame is not None for p in e.frame.preps} | SIDES
        self.compounds = frozenset(p for p in preps if " " in p or len(p) > 2 and p[0] in "بل" and p not in PLAIN)  # "بحق", "بأيدي"
        self.compound_ends = frozenset(p.rpartition(" ")[2] for p in self.compounds)
        self.grammar = Grammar(Speaking.of(lexicon.data["speaking"]))
        self.evidence_rules = EvidenceRules(lexicon.data["attach"])
        self.time_rules = TimeRules(lexicon.data["attach"])

    def _mark(self, w: Word) -> None:
        """Note in which lists of the reader a word stands: whether it may begin a time, a count, a measure …"""
        w.bare = self.moods.particles.bare(w)
        if self.calendar.begins(w.fold):
            w.flags |= an.TIMED
        if self.casualties.begins(w.fold):
            w.flags |= an.COUNTED
        if w.fold in IDIOM_ENDS:
            w.listed |= an.IDIOM
        if w.fold in MEASURE_STARTS:
            w.listed |= an.MEASURE
        if self.blame_words.kind(w):
            w.listed |= an.BLAME
        if unasserted(w):
            w.listed |= an.UNREAL
        if not SPORT.isdisjoint(w.keys):
            w.listed |= an.PLAY
        if w.base in SPORT:
            w.listed |= an.SPORT
        if w.base in NAMING.crowds:
            w.listed |= an.CROWD
        if w.base in RARE or w.fold in RARE_FOLDED or w.raw in RARE_WRITTEN:
            w.listed |= an.RARE
        if w.fold in NAMING.listing:
            w.listed |= an.LISTING
        if not NAMING.rank_nouns.isdisjoint(w.keys):
            w.listed |= an.RANK
        if w.fold in self.compound_ends:
            w.listed |= an.GOVERNS

    def heat_of(self, title: str, text: str) -> int:
        """How many words of a report tell of violence or control without needing context."""
        return heat(self.analyser.words(Doc(title, text).tokens))

    def read(self, report: Report) -> tuple[list[Statement], list[Note]]:
        """Statements and notes of a report, in text order."""
        doc = Doc(report.title, report.text, report.published)
        words = self.analyser.words(doc.tokens)
        for w in words:
            if w.flags & an.EVENT:
                break
        else:
            return [], []
        choice = self.chunker.begin(words, report.published[:10], report.outlet)
        run = _Run(self, report, doc, words)
        drafts = run.sentences()
        run.entities.name_adjectives()
        drafts = merge(drafts)
        complete(drafts, run.entities.recent)
        if self.judge is not None:
            drafts = self.judge.keep(drafts, run.heat)
        drafts = tell_once(drafts)
        drafts = contradict(drafts, run.denials)
        forget(drafts)
        losers(drafts, run.entities.recent)
        far_places(drafts, run.entities.recent, doc.title_end)
        run.attacher.headlines(drafts)
        for d in drafts:
            trim(doc, d, self.evidence_rules)
        located = locate(self.locator, report, drafts, run.containers, run.entities.all) if self.locator is not None else {}
        return [statement(report, doc, d, choice, located) for d in drafts], run.notes


class _Run:
    def __init__(self, reader: DocumentReader, report: Report, doc: Doc, words: list[Word]) -> None:
        self.r, self.report, self.doc, self.words = reader, report, doc, words
        self.entities = Entities(reader.names)
        self.roles = Roles(self.entities, reader.numerals.starts)
        self.speakers = Speakers(self.entities, reader.grammar)
        self.notes: list[Note] = []
        self.containers: dict[int, Entity] = {}  # place entity → the one that the text puts it in
        self.published = _day(report.published)
        #: how many words of the report tell of violence or control without needing context
        self.heat = heat(words)
        self.folds = [w.fold for w in words]
        self.anchor = ""
        self.attacher = Attacher(reader.time_rules, self.published)
        self.last_places: list[Any] = []
        self.before: list[Draft] = []  # the drafts of the sentence before
        self.denials: list[Denial] = []
        self.blames = Blames(reader.blame_words)
        self.told: Told | None = None  # words of conditions in the sentence before
        self.dateline = -1  # the first token of the body
        self.foes: set[tuple[int, int]] = set()  # who did something to whom, and the other way round

    def sentences(self) -> list[Draft]:
        """Drafts of all sentences; the title is read last, when the names of the body are known."""
        doc = self.doc
        out: list[Draft] = []
        body = self._told_after([(lo, hi) for lo, hi in doc.sents if lo >= doc.title_end and not self._boilerplate(lo)])
        title = [(lo, hi) for lo, hi in doc.sents if lo < doc.title_end]
        self.dateline = body[0][0] if body else -1
        for lo, hi in body:
            out.extend(self.sentence(lo, hi, False))
        self.roles.subject = None
        self.speakers.last = []
        self.speakers.carry = False
        for lo, hi in title:
            out.extend(self.sentence(lo, hi, True))
        return out

    def _told_after(self, sents: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """ "سيطرت القوات على البلدة. بحسب قناة كذا.": who says it, behind a full stop, belongs to the sentence before."""
        out: list[tuple[int, int]] = []
        for lo, hi in sents:
            w = self.words[lo]
            told = w.flags & an.SPEECH and hi - lo <= _AFTERTHOUGHT and not w.conj and out and out[-1][1] == lo
            if told and w.analyses[0].entry.kind == "according" and self.words[lo - 1].raw != "\n":
                out[-1] = (out[-1][0], hi)
            else:
                out.append((lo, hi))
        return out

    def _boilerplate(self, lo: int) -> bool:
        """Whether a line is what a scraped page leaves: tags, links, read-more."""
        if self.folds[lo] not in self.r.boilerplate_heads:
            return False
        return any(tuple(self.folds[lo : lo + n]) in self.r.boilerplate for n in (1, 2, 3))

    def sentence(self, lo: int, hi: int, title: bool) -> list[Draft]:
        words = self.words
        scene = Scene(self.doc, words, lo, hi, title, len(self.r.analyser.numbers))
        if not title:
            scene.told_before, self.told = self.told, scene.told
        self.attacher.next_sentence()
        notes: list[Any] = []
        timed = [k for k in range(lo, hi) if words[k].flags & an.TIMED]
        times = self.r.calendar.find(self.doc, self.folds, lo, hi, self.published, self.anchor, notes, timed) if timed else []
        scene.times = times  # type: ignore[assignment]
        for n in notes:
            self.notes.append(Note(n.code, n.detail))
        busy = {k: t.hi for t in times for k in range(t.lo, t.hi)}
        scene.mentions = self.r.chunker.scan(self.doc, words, lo, hi, busy)
        surnames(scene, self.entities.surnames)
        open_positions(scene, lambda a, b: self.r.chunker.scan(self.doc, words, a, b, busy))
        compound_prepositions(scene, self.r.compounds)
        so_called(scene)
        listed_places(scene)
        for m in scene.mentions:
            scene.at.put(m)
        marks = scene.marks = boundaries(scene)
        triggers = [t for t in find_triggers(scene) if t.tok not in busy]  # "قبل أيام" accepts nothing
        verbs = {t.tok for t in triggers if t.a.pos == "V"}
        for m in scene.mentions:
            if m.prep_tok in verbs and m.prep_tok < m.lo:
                m.prep, m.prep_tok = "", -1  # "عبر الجيش النهر": the verb, not the preposition
        self._name(scene)
        areas_held(scene)
        speeches = self.speakers.find(scene, marks)
        self._ours(scene, speeches)
        self.roles.triggers = frozenset(t.tok for t in triggers)
        drafts = [self._draft(scene, t, marks, triggers, speeches, times) for t in triggers]
        self.attacher.end_sentence(scene, times)
        counted = [k for k in range(lo, hi) if words[k].flags & an.COUNTED] if drafts else []
        if counted:
            count_casualties(scene, [d for d in drafts if d is not None], self.r.casualties.find(self.folds, lo, hi, counted))
        count_taken([d for d in drafts if d is not None], self.r.numerals, self.folds)
        for t in times:
            if t.kind in ("day", "part") and t.edtf:
                self.anchor = t.edtf
        read = [d for d in drafts if d is not None]
        kept = refine(scene, read, self.last_places or self._governed(scene, read), marks)
        if not title:
            self.denials += find_denials(scene, speeches, kept, self.before, marks)
            self.denials += self.blames.find(scene, speeches, kept, marks)
        self.before = kept
        for d in kept:
            if d.event == "ground_attack" and d.status == "occurred" and d.agent and d.agent[0].cls in _ATTACKING:
                self.entities.attacker = d.agent[0]
            if d.event not in OF_TWO or d.event == "clash":
                self.foes.update(p for a in d.agent for t in d.target for p in ((id(a), id(t)), (id(t), id(a))))
        for d in kept:
            if d.place and not all(e.vague for e in d.place):
                self.last_places = d.place
        return kept

    def _governed(self, scene: Scene, drafts: list[Draft]) -> list[Any]:
        """ "أعلن محافظ كركوك مقتل ثلاثة": the area of whoever tells of it, where no place was told of yet."""
        for d in drafts:
            for m in scene.mentions if d.source and not d.place and d.event in STRIKES else ():
                if m.entity is not d.source[0] or m.kind != PERSON or self.words[m.head].base not in NAMING.governors:
                    continue
                for x in self.r.chunker.scan(self.doc, self.words, m.lo + 1, m.hi, {}):
                    if x.kind == PLACE and not x.generic and x.cls != COUNTRY:
                        return [self.entities.see(x)]
        return []

    def _name(self, scene: Scene) -> None:
        """Give every mention its entity; an alias in brackets names the same one."""
        bylines = self._bylines(scene)
        for m in scene.mentions:
            if m in bylines:
                continue
            if m.rule == "name.alias" and m.org is not None and m.org.entity is not None and m.org.kind == m.kind:
                m.entity = m.org.entity
                m.org.entity.names.append(m.name)  # type: ignore[attr-defined]
                continue
            if m.rule == "name.locator" and m.org is not None and m.kind == PLACE:
                m.entity = m.org.entity  # "آخر مدن الإقليم" is the city before it
                continue
            if m.lo == scene.lo and m.lo == self.dateline and self._heads_report(scene, m):
                m.rule = "name.locator"  # where it was written tells nothing of where it happened
                agency = scene.at.get(m.hi + 1) if m.hi < scene.hi else None
                if agency is not None and agency.kind == SOURCE and self.words[m.hi].raw == "(":
                    bylines.append(agency)  # "الخرطوم (سونا)": who sent it says nothing
            if m.kind in (SOURCE, PEOPLE) and m.hi - m.lo > 2 and m.known is None:
                for x in self.r.chunker.scan(self.doc, self.words, m.lo + 1, m.hi, {}):
                    if x.kind == PLACE and not x.generic:
                        e = self.entities.see(x)  # "أهالي حي كذا": the quarter that "الحي" means later
                        m.home = e if self.words[m.head].base in NAMING.residents else None
            if m.kind == PLACE and m.det and m.hi - m.lo > 2 and m.known is None:
                for x in self.r.chunker.scan(self.doc, self.words, m.lo + 2, m.hi, {}):
                    if x.kind == PLACE and not x.generic:
                        self.entities.see(x)  # "الأحياء الشرقية من مدينة كذا": the town that "المدينة" means later
            if m.kind == PLACE and not m.prep and m.cls == "city" and not m.generic and self._speaks(scene, m):
                self.entities.spoke.add(m.lo)
            speaker = self.speakers.last[0] if self.speakers.last else None
            if m.kind == PERSON and m.suf and not m.bare:
                himself(m, self.entities)
            self.entities.see(m, speaker)
            if m.kind == PLACE and m.prep and locates(scene, m):
                self.entities.asides.add(m.lo)
            if m.kind in (SOURCE, PEOPLE) and m.home is None:
                m.home = self.entities.home(m)
            if m.org is not None and m.org.entity is None and m.rule != "name.alias":
                self.r.chunker._finish(self.doc, self.words, m.org, scene.lo)
                self.entities.see(m.org)
            if m.owner is not None and m.owner.entity is None and m.kind == PLACE:
                self.entities.see(m.owner)
            if m.org is not None and m.entity is not None and m.org.entity is not m.entity and m.kind in ("person", "source"):
                m.entity.org = m.org.entity  # type: ignore[attr-defined]
            elif m.kind == PERSON and m.hi > m.lo + 1 and isinstance(m.entity, Entity) and m.entity.org is None:
                m.entity.org = self.entities.spoken_for([w.fold for w in self.words[m.lo + 1 : min(m.hi, m.lo + 3)]], m.lo)
        if bylines:
            scene.mentions = [m for m in scene.mentions if m not in bylines]
            scene.at.drop(bylines)
        for m, n in zip(scene.mentions, scene.mentions[1:], strict=False):
            if (
                m.kind == n.kind == PLACE
                and m.hi == n.lo
                and n.prep in ("ب", "في")
                and isinstance(n.entity, Entity)
                and n.entity is not m.entity
            ):
                self.containers.setdefault(id(m.entity), n.entity)  # "بلدة كذا بريف كذا"

    def _heads_report(self, scene: Scene, m: Mention) -> bool:
        """ "كذا (وكالة) -", "كذا 8 مارس (وكالة) -": whether a dash or a bracket follows; behind a day a state does nothing."""
        k = m.hi
        for t in scene.times if m.kind == ACTOR else ():
            if t.lo <= k < t.hi and k < scene.lo + _BYLINE:  # type: ignore[attr-defined]
                k = t.hi  # type: ignore[attr-defined]
        return k < scene.hi and self.words[k].raw in "-–—("

    def _speaks(self, scene: Scene, m: Mention) -> bool:
        """ "قالت موسكو", "واشنطن تنفي": a town right beside a feminine verb of speech."""
        near = [self.words[k] for k in (m.lo - 1, m.hi) if scene.lo <= k < scene.hi]
        return any(w.flags & an.SPEECH and any(a.cls == "speech" and a.pgn == "3fs" for a in w.analyses) for w in near)

    def _bylines(self, scene: Scene) -> list[Mention]:
        """ "عمان 24 يوليو تموز (رويترز) -": who sent the report, in the brackets of its dateline."""
        if scene.lo != self.dateline:
            return []
        raw = [w.raw for w in self.words[scene.lo : min(scene.hi, scene.lo + _BYLINE)]]
        return [
            m
            for m in scene.mentions
            if m.kind == SOURCE and 0 < m.lo - scene.lo < 20 and m.hi - scene.lo + 1 < len(raw)
            if raw[m.lo - scene.lo - 1] == "(" and raw[m.hi - scene.lo] == ")" and raw[m.hi - scene.lo + 1] in "-–—:"
        ]

    def _ours(self, scene: Scene, speeches: list[Speech]) -> None:
        """ "قواتنا" in a quotation are the forces of the one who speaks; so are "مقاتليها" where nobody nearer is meant."""
        for m in scene.mentions:
            if m.suf == "1p":
                s = self.speakers.at(speeches, m.lo)
                if s is not None and s.speakers:
                    m.entity = s.speakers[0].org or s.speakers[0]
            elif m.kind == ACTOR and m.generic and m.det and not m.suf and self.words[m.lo].base in NAMING.fielding:
                s = self.speakers.at(speeches, m.lo)
                if s is not None and not m.prep:
                    of_forces(m, s, self.foes)
            elif m.suf in ("3fs", "3ms", "3mp") and m.kind == ACTOR and m.generic:
                s = self.speakers.at(speeches, m.lo)
                if s is None or not s.speakers or not s.clause:
                    continue
                who = s.speakers[0].org or s.speakers[0]
                nearer = not self.words[m.lo - 1].flags & an.COMP and any(  # "ذكرت كذا، ذراع كذا، أن مقاتليها": her own
                    s.lo <= x.lo < m.lo and x.kind in (ACTOR, PERSON) and agrees(m.suf, gender(x)) and x.entity not in (who, s.speakers[0])
                    for x in scene.mentions
                )
                if nearer or not (agrees(m.suf, who.pgn) or agrees(m.suf, s.speakers[0].pgn)):
                    continue
                if who.kind == ACTOR:
                    m.entity = who
                elif (
                    who.kind == PERSON
                    and m.suf != "3fs"
                    and who.cls != "spokesman"
                    and m.cls in _TROOPS
                    and NAMING.convoys.isdisjoint(self.words[m.lo].keys)
                ):
                    m.entity = self.entities.forces_of(who, m)

    def _draft(
        self, scene: Scene, t: Trigger, marks: list[int], triggers: list[Trigger], speeches: list[Speech], times: list[TimeMention]
    ) -> Draft | None:
        s = self.speakers.at(speeches, t.tok)
        self.roles.speaker = (s.speakers[0].org or s.speakers[0]) if s and s.speakers else None
        self.roles.said = s.tok if s is not None else -99
        f = self.roles.fill(scene, t, marks, triggers)
        d = Draft(f, scene)
        if d.event != "no_comment":  # "توعد المتحدث باسم كذا بالزحف": who speaks for a force does not march
            for slot in (d.agent, d.target):
                if slot:
                    slot[:] = behind_spokesman(slot)
        if s is not None:
            d.source, d.via, d.speech = list(s.speakers), list(s.via), s
        if not d.place and d.event in VICTIMS:
            self._inside(scene, d)
        d.status, rule, tok = self.r.moods.of(scene, t)
        d.mood = (rule, tok)
        before = self.words[max(scene.lo, t.tok - 8) : t.tok]  # "التي كانت تسيطر عليها": what it held once
        was = rule == "status.historical_present" and any(w.fold in _ONCE for w in before) and not before[-1].flags & an.COMP
        if d.status not in ("ongoing",) and t.entry.present and d.event == t.entry.present and rule != "status.negation" and not was:
            d.event = t.entry.event  # "أن يسيطر": not a state that lasts but what is wished for
        self.attacher.date(scene, d, t, marks, times, triggers)
        if rule == "status.op.end" and d.event in STATES and d.date.endswith("/.."):
            d.date = f"../{d.date[:-3]}"  # "منذ عام 2019، عندما انتهت السيطرة": until then
        d.lo, d.hi = clause(scene, t, marks)
        if d.event in ("takes_control", "holds") and not d.extent:
            d.extent = self._extent(d, {k: t.hi for t in times for k in range(t.lo, t.hi)})
        return d

    def _inside(self, scene: Scene, d: Draft) -> None:
        """ "هجرت القوات أهالي داريا", "اعتقل رئيس المجلس في بلدة كذا": with no other place told it is the one in their description."""
        for slot, rule, lo, hi in d.rules:
            if slot != "target" or hi - lo < 2 or not rule.startswith("role."):
                continue
            for m in self.r.chunker.scan(self.doc, self.words, lo + 1, hi, {}):
                home = d.event == "displaces" or m.prep in ("في", "ب")
                if m.kind == PLACE and not m.generic and m.cls != "country" and home:
                    self.entities.see(m)
                    d.place.append(m.entity)  # type: ignore[arg-type]
                    d.rules.append(("place", "role.home", m.lo, m.hi))
                    d.explicit_place = True
                    return

    def _extent(self, d: Draft, busy: dict[int, int]) -> str:
        """Whether the clause speaks of all or of parts of the place: the first such word after the trigger, else ""."""
        for k in range(d.tok, min(d.hi, d.tok + 14)):
            if k in busy:
                continue  # "منذ عام ونصف"
            for key in self.words[k].keys:
                if key in self.r.extents and not self._no_extent(k):
                    return self.r.extents[key]
        return ""

    def _no_extent(self, k: int) -> bool:
        """ "في كل من كذا وكذا" tells of no whole, "القسم الشمالي من كذا" of no share."""
        if k + 1 >= len(self.words):
            return False
        nxt = self.words[k + 1]
        return self.words[k].base == _EACH and nxt.fold == "من" or self.words[k].base in NAMING.parts and nxt.base in NAMING.directions


#: before the imperfective of a lasting verb these tell of a state that was
_ONCE: Final = NAMING.copulas | NAMING.copulas_before

#: classes of those whom "the attackers" can mean
_ATTACKING: Final = frozenset(("fighters", "person_armed", "militia", "rebel", "jihadist", "group", "tribe"))
#: classes of those whom somebody commands
_TROOPS: Final = frozenset(("state_army", "force", "fighters"))
#: "كل من كذا وكذا"
_EACH: Final = "كل"
#: within so many tokens a report tells where and by whom it was written
_BYLINE: Final = 24
#: so many tokens at most has a sentence that only names who told the one before
_AFTERTHOUGHT: Final = 9


def heat(words: list[Word]) -> int:
    """How many words tell of violence or control without needing context."""
    count = 0
    for w in words:
        if w.flags & an.EVENT:
            for a in w.analyses[:2]:
                if a.cls == "event" and not a.entry.weak:
                    count += 1
                    break
    return count


def _day(published: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(published[:10])
    except ValueError:
        return None
