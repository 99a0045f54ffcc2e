"""Reads the lexicon files into one compiled `Lexicon`, and caches it until a file changes."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from rasid.errors import LexiconError
from rasid.lexicon.schema import Cell, Entry, Frame
from rasid.text.fold import fold_word
from rasid.text.inflect import Form, noun_forms, participle_forms, verb_forms

LEXICONS = Path(__file__).resolve().parent.parent / "lexicons"
CACHE_FORMAT = 14
#: the code whose change makes compiled data stale
_COMPILER = tuple(
    Path(__file__).resolve().parent / name
    for name in ("loader.py", "schema.py", "theatre.py", "actors.py", "outlets.py", "../text/inflect.py", "../text/fold.py")
)
_KEYS_FRAME = ("subj", "obj", "idafa", "suffix", "adj", "passive")
#: adjectives of peoples and parties; those of regions are mostly surnames and directions
#: classes of heads whose broken plurals are no persons
_UNITS = frozenset(("force", "group"))
#: classes of heads that are people
_PEOPLE = frozenset(("civilians", "crowd", "fighters", "person_armed"))
#: plurals of more letters with an alif in the third place ("عناصر") take none at the end
_TRIPTOTE = 4
_PEOPLES = frozenset(("ethnic", "sect", "party"))
_HEAD_FILES = {"actor_heads": ("actor_head", "class"), "places_heads": ("place_head", "kind")}
_LISTS = ("after", "before", "near", "not_after", "not_before", "not_near", "takes", "who", "despite", "needs")


class Compiled(msgspec.Struct):
    """What the cache holds. table: folded form → cells; words: kind of closed list → folded words; data: other files."""

    entries: list[Entry]
    table: dict[str, list[Cell]]
    words: dict[str, list[str]]
    data: dict[str, Any]


class Lexicon:
    """The compiled lexicon: entries, the table of folded forms without clitics, closed lists, and the other data files."""

    def __init__(self, compiled: Compiled) -> None:
        self.entries = compiled.entries
        self.table = compiled.table
        self.words = {k: frozenset(v) for k, v in compiled.words.items()}
        self.data = compiled.data


def load_yaml(path: Path) -> Any:
    """One YAML file; a syntax error names its line."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except yaml.YAMLError as e:
        mark = getattr(e, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        raise LexiconError("not valid YAML", f"{path.name}:{line}", "mend the syntax at that line") from None


def load_lists(path: Path) -> Any:
    """What a YAML file that every start needs holds; parsed again only when it has changed. Raises LexiconError."""
    return cached(f"lists_{path.stem}", stamp([path]), Any, lambda: load_yaml(path))


def lexicon_files(root: Path = LEXICONS) -> list[Path]:
    """The YAML files that make the compiled lexicon (theatre packs are read by their own loader)."""
    return sorted([*root.glob("*.yaml"), *root.glob("events/*.yaml")])


def load(root: Path = LEXICONS, *, cache: bool = True) -> Lexicon:
    """The lexicon of `root`; compiled again only when one of its files changed."""
    files = lexicon_files(root)
    if not cache:
        return Lexicon(compile_files(files))
    return Lexicon(cached("lexicon", stamp(files), Compiled, lambda: compile_files(files)))


def cache_dir() -> Path:
    """Where compiled data is kept: RASID_CACHE, or the user's cache folder."""
    if own := os.environ.get("RASID_CACHE"):
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "rasid"


def data_dir() -> Path:
    """Where the user's own data is kept: RASID_DATA, or the user's data folder."""
    if own := os.environ.get("RASID_DATA"):
        return Path(own)
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "rasid"


def stamp(files: Iterable[Path]) -> str:
    """A digest of names, sizes and times of the files: cheap, and changes whenever one is written."""
    h = hashlib.sha256(f"{CACHE_FORMAT}".encode())
    for f in [*files, *_COMPILER]:
        st = f.stat()
        h.update(f"{f}|{st.st_size}|{st.st_mtime_ns};".encode())
    return h.hexdigest()[:32]


def read_cache(name: str, key: str) -> bytes | None:
    """The cached bytes of that key, or None."""
    try:
        return (cache_dir() / f"{name}-{key}.bin").read_bytes()
    except OSError:
        return None


def cached(name: str, key: str, kind: Any, build: Callable[[], Any]) -> Any:
    """What was built under that key, of a type that msgspec knows; built and kept where nothing is, or what is there is damaged."""
    if blob := read_cache(name, key):
        try:
            return msgspec.msgpack.decode(blob, type=kind)
        except msgspec.DecodeError:
            pass
    built = build()
    write_cache(name, key, msgspec.msgpack.encode(built))
    return built


def write_cache(name: str, key: str, blob: bytes) -> None:
    """Keep compiled bytes under a key and drop older ones; an unwritable cache is no error, only slower."""
    folder = cache_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as tmp:
            tmp.write(blob)
        Path(tmp.name).replace(folder / f"{name}-{key}.bin")
        for old in folder.glob(f"{name}-*.bin"):
            if old.name != f"{name}-{key}.bin":
                old.unlink(missing_ok=True)
    except OSError:
        return


def compile_files(files: Iterable[Path]) -> Compiled:
    """Compile lexicon files. Raises LexiconError for a file that breaks the schema."""
    c = _Compiler()
    for f in files:
        data = load_yaml(f)
        if data is None:
            continue
        if not isinstance(data, dict):
            raise LexiconError("the file is not a mapping", f.name, "start it with a key such as entries:")
        if "event" in data:
            c.event_file(f.name, data)
        elif "entries" in data:
            c.entry_file(f.name, data)
        elif f.stem in _HEAD_FILES:
            c.head_file(f.name, data["heads"], *_HEAD_FILES[f.stem])
        elif f.stem == "nationalities":
            c.nationality_file(f.name, data["nationalities"])
            c.nationality_file(f.name, [x for x in data["adjectives"] if x["class"] in _PEOPLES])
        elif f.stem == "offices":
            c.office_file(f.name, data["offices"])
        elif f.stem == "common":
            c.words["common"] = {fold_word(w) for k in data for w in _strings(data[k])}
            c.words["adjectives"] = {fold_word(w) for w in _strings(data.get("adjectives"))}
        elif f.stem == "people":
            c.words["given"] = {fold_word(w) for w in _strings(data["given_names"])}
        else:
            c.data[f.stem] = data
    return Compiled(c.entries, c.table, {k: sorted(v) for k, v in c.words.items()}, c.data)


class _Compiler:
    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.table: dict[str, list[Cell]] = {}
        self.words: dict[str, set[str]] = {}
        self.data: dict[str, Any] = {}

    def event_file(self, file: str, data: dict[str, Any]) -> None:
        defaults = data.get("defaults") or {}
        for raw in data["entries"]:
            merged = {**defaults, **raw, "preps": {**(defaults.get("preps") or {}), **(raw.get("preps") or {})}}
            self.add(file, merged, "event", data["event"])

    def entry_file(self, file: str, data: dict[str, Any]) -> None:
        for raw in data["entries"]:
            self.add(file, {**(data.get("defaults") or {}), **raw}, data.get("class", file.split(".")[0]), "")

    def head_file(self, file: str, heads: list[dict[str, Any]], cls: str, kind_key: str) -> None:
        """Head nouns of actors and places: their forms are listed, clitics and suffixes are the analyser's."""
        for raw in heads:
            kind = str(raw.get(kind_key, ""))
            needs = ("complement",) if raw.get("needs_complement") else ()
            pgn = str(raw.get("gender", "m")) + str(raw.get("number", "s"))
            self.fixed(Entry(id=f"{cls}.{raw['word']}", cls=cls, lemma=raw["word"], kind=kind, needs=needs, file=file), raw, pgn)

    def office_file(self, file: str, offices: list[dict[str, Any]]) -> None:
        for raw in offices:
            cls = "source_noun" if raw["class"] == "source_noun" else "office"
            more = {**raw, "forms": [*_strings(raw.get("forms")), *_strings(raw.get("feminine"))]}
            self.fixed(Entry(id=f"office.{raw['word']}", cls=cls, lemma=raw["word"], kind=raw["class"], file=file), more, "ms")

    def nationality_file(self, file: str, nationalities: list[dict[str, Any]]) -> None:
        """Relative adjectives in all their inflections; the country's own names belong to the theatre packs."""
        for raw in nationalities:
            for adjective in _strings(raw.get("adjectives")) or _strings(raw.get("adjective")):
                e = Entry(
                    id=f"nation.{adjective}",
                    cls="nationality",
                    lemma=adjective,
                    kind=raw["class"],
                    near=tuple(_strings(raw.get("country"))),
                    file=file,
                )
                n = self.entry(e)
                for f in participle_forms(adjective):
                    self.cell(f.text, Cell(n, "N", "", f.pgn, "", f.bound))
                for w in _strings(raw.get("irregular")):
                    self.cell(fold_word(w), Cell(n, "N", "", "mp"))

    def fixed(self, entry: Entry, raw: dict[str, Any], pgn: str) -> None:
        n = self.entry(entry)
        for i, w in enumerate([raw["word"], *_strings(raw.get("forms"))]):
            form = fold_word(w)
            if " " in form or len(form) < 3:
                continue  # compounds are put together by the reader from their first word
            dual = form.endswith(("ان", "ين", "تا", "تي")) and i
            if i and not dual and pgn == "ms" and entry.kind in _UNITS and _broken(form, fold_word(raw["word"])):
                self.cell(form, Cell(n, "N", "", "fp"))
                continue
            if not i and entry.kind in _PEOPLE and pgn.endswith("p") and _declines(form):
                self.cell(form + "ا", Cell(n, "N", "", pgn))
            many = i and pgn == "ms" and entry.cls != "place_head" and form.endswith("اء")  # "سجناء", "زعماء"
            here = "d" if dual else "mp" if many else pgn
            self.cell(form, Cell(n, "N", "", here))
            # of "أحد أعضائها" no office of hers is told but somebody who speaks
            for f in _before_pronoun(form) if entry.cls in ("actor_head", "place_head") or form.endswith("ه") else ():
                self.cell(f, Cell(n, "N", "", here, "", True))

    def entry(self, e: Entry) -> int:
        self.entries.append(e)
        return len(self.entries) - 1

    def cell(self, form: str, cell: Cell) -> None:
        cells = self.table.setdefault(form, [])
        if cell not in cells:
            cells.append(cell)

    def add(self, file: str, raw: dict[str, Any], cls: str, event: str) -> None:
        frame = Frame(
            **{k: str(raw[k]) for k in _KEYS_FRAME if raw.get(k) is not None},
            preps={fold_word(k): str(v) for k, v in (raw.get("preps") or {}).items()},
        )
        lemma = next(iter(_strings(raw.get("verb"))), "").split(" ")[0] or next(iter(_strings(raw.get("nouns"))), "") or raw["id"]
        conditions: dict[str, Any] = {k: tuple(fold_word(x) for x in _strings(raw.get(k))) for k in _LISTS}
        entry = Entry(
            id=raw["id"],
            cls=cls,
            lemma=str(lemma),
            kind=str(raw.get("kind", "")),
            event=event,
            frame=frame if cls in ("event", "operator", "speech") else None,
            **conditions,
            negated=bool(raw.get("negated", False)),
            weak=bool(raw.get("weak", False)),
            far=bool(raw.get("far", False)),
            present=str(raw.get("present", "")),
            event_by=dict(raw.get("event_by") or {}),
            status=str(raw.get("status", "")),
            extent=str(raw.get("extent", "")),
            judged_as=str(raw.get("judged_as", "")),
            control=str(raw.get("control", "")),
            rank=int(raw.get("rank", 0)),
            file=file,
        )
        n = self.entry(entry)
        for form, pos in entry_forms(raw):
            self.cell(form.text, Cell(n, pos, form.tense, form.pgn, form.voice, form.bound))


def _before_pronoun(form: str) -> tuple[str, ...]:
    """What a suffixed pronoun makes of a noun: "قاعدتها", "أحياؤها", "أحيائها"."""
    if form.endswith("ه"):
        return (form[:-1] + "ت",)
    return (form[:-1] + "و", form[:-1] + "ي") if form.endswith("اء") else ()


def _declines(form: str) -> bool:
    """Whether a plural takes an alif as an undetermined object ("جنودا"): not "مدنيين", "عناصر", "قتلة"."""
    diptote = len(form) > _TRIPTOTE and form[2] == "ا"
    return not diptote and form[-1] not in "هايوىء" and not form.endswith(("ون", "ين", "ات"))


def _broken(form: str, head: str) -> bool:
    """Whether a form is the plural of a masculine head ("أرتال", "تشكيلات"): verbs agree with plurals of units as with one woman."""
    return form.endswith("ات") or not form.startswith(head)


def entry_forms(raw: dict[str, Any]) -> Iterator[tuple[Form, str]]:
    """All forms of an entry with their part of speech, from its verb, nouns, plurals, participles and fixed words."""
    for verb in _strings(raw.get("verb")):
        past, _, present = verb.partition(" ")
        for f in verb_forms(past, present.strip()):
            yield f, "V"
    for tense in ("past", "pres"):
        for w in _strings(raw.get(f"verb_{tense}")):
            yield _one_form(fold_word(w), tense), "V"
    for noun in _strings(raw.get("nouns")):
        for f in noun_forms(noun):
            yield f, "N"
    for noun in _strings(raw.get("plurals")):
        for f in noun_forms(noun, plural=True):
            yield f, "N"
    participles = raw.get("participles") or {}
    for key, pos in (("active", "A"), ("passive", "P")):
        for p in _strings(participles.get(key)):
            for f in participle_forms(p):
                yield f, pos
    for w in _strings(raw.get("words")):
        yield Form(fold_word(w)), "W"


def _one_form(w: str, tense: str) -> Form:
    """A single form of a verb whose other forms are other words ("آلت", "حوصر"): its person is told by its ends."""
    plural = w.endswith("وا") if tense == "past" else w.endswith("ون")
    feminine = w.endswith("ت") if tense == "past" else w.startswith("ت")
    return Form(w, tense, "3mp" if plural else "3fs" if feminine else "3ms", "amb")


def _strings(value: Any) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else [str(v) for v in value]
