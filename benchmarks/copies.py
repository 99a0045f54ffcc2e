"""Copies planted in real reports: how many are found, how many findings are right, and reports a second.

    python benchmarks/copies.py CORPUS.jsonl[.gz] [--copies N] [--seed N] [--db URL]

Every tenth report or so is copied as outlets do it, in one or several ways at once: another title, the last paragraph cut, a line of the
outlet's own, hamza and digits spelled otherwise, paragraphs in another order, a few words changed. Copies come days later, under another
id and outlet, and all is recorded in the order of days in a ledger on a disk. A copy is found when it is linked to the group of its
original. For every fourth copy an announcement is planted that is none: the same words for another case, days later, with other words in
one place of every 25 (names, places, numbers). A finding is right when the report was planted as a copy and is in the right group; two
reports of the corpus itself are right when they have half of their words in order, and were printed within two days of each other or have a
passage of `PASSAGE` words in common (news agencies are copied in every corpus).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from difflib import SequenceMatcher
from pathlib import Path

import msgspec

from rasid.ledger import Entry, Store, report_id
from rasid.model import Reading, Report
from rasid.text.sketch import words

PASSAGE, A_BATCH = 25, 64
WAYS = ("title", "cut", "line", "spelling", "order", "words")
LINES = ("خاص بالموقع", "متابعات - قسم الأخبار", "نقلاً عن الوكالات", "المصدر: وكالات", "تابعوا صفحتنا لمعرفة المزيد من الأخبار")
_DIGITS = str.maketrans("0123456789٠١٢٣٤٥٦٧٨٩", "٠١٢٣٤٥٦٧٨٩0123456789")
_HAMZA = str.maketrans("أإآىةؤ", "ااايهو")


def corpus(path: str) -> list[Report]:
    """Reports of a file that have a day and are long enough to be copied."""
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Report(r["id"], r["text"], r.get("title", ""), r["published"], r.get("outlet", ""), "", "ar") for r in rows if r.get("published")
    ]


def copied(report: Report, number: int, rng: random.Random) -> tuple[Report, tuple[str, ...]]:
    """A copy of a report, and the ways in which it was changed."""
    ways = tuple(w for w in WAYS if w in rng.sample(WAYS, rng.choice((1, 1, 2, 3))))
    paragraphs = [p for p in report.text.split("\n") if p.strip()]
    if "cut" in ways and len(paragraphs) > 1 and len(paragraphs[-1]) < len(report.text) / 2:
        paragraphs.pop()
    elif "cut" in ways and len(paragraphs) == 1:
        sentences = re.split(r"(?<=[.؟!])\s+", paragraphs[0])
        paragraphs = [" ".join(sentences[:-1])] if len(sentences) > 2 else paragraphs
    if "order" in ways and len(paragraphs) > 2:
        at = rng.randrange(1, len(paragraphs) - 1)
        paragraphs[at], paragraphs[at + 1] = paragraphs[at + 1], paragraphs[at]
    if "line" in ways:
        paragraphs.insert(rng.choice((0, len(paragraphs))), rng.choice(LINES))
    text = "\n".join(paragraphs)
    if "spelling" in ways:
        text = text.translate(_DIGITS).translate(_HAMZA)
    if "words" in ways:
        text = " ".join("كذلك" if rng.random() < 0.03 else w for w in text.split(" "))
    title = "خبر منقول: " + " ".join(reversed(report.title.split())) if "title" in ways else report.title
    day = (date.fromisoformat(report.published) + timedelta(days=rng.randrange(3))).isoformat()
    return Report(f"planted-{number}", text, title, day, f"outlet {rng.randrange(40)}", "", "ar"), ways


def filled(report: Report, number: int, rng: random.Random) -> Report:
    """The same announcement for another case: other words in one place of every 25, three to seven days later."""
    own = report.text.split(" ")
    for at in range(rng.randrange(12), len(own) - 1, 25):
        own[at : at + 2] = [rng.choice(own), f"كلمة{rng.randrange(1000)}"]
    day = (date.fromisoformat(report.published) + timedelta(days=rng.randrange(3, 8))).isoformat()
    return Report(f"filled-{number}", " ".join(own), report.title, day, f"outlet {rng.randrange(40)}", "", "ar")


def recorded(store: Store, reports: list[Report]) -> Iterator[tuple[str, str, float]]:
    """Each finding: the copy's id, the original's, the likeness."""
    for at in range(0, len(reports), A_BATCH):
        batch = [Entry(report_id(r), r, Reading(r.id), "benchmark", original=msgspec.json.encode(r)) for r in reports[at : at + A_BATCH]]
        for copy in store.add(batch).copies:
            yield copy.report, copy.original, copy.likeness


def really(a: Report, b: Report) -> bool:
    """Whether two reports of the corpus have so much in common that nobody wrote it twice."""
    x, y = words(a.text), words(b.text)
    blocks = SequenceMatcher(None, x, y, autojunk=False).get_matching_blocks()
    near = abs((date.fromisoformat(a.published) - date.fromisoformat(b.published)).days) <= 2
    return (near or max(m.size for m in blocks) >= PASSAGE) and sum(m.size for m in blocks if m.size > 2) >= min(len(x), len(y)) / 2


def main() -> None:
    """Plant, record, count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus")
    parser.add_argument("--copies", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--db", default="")
    given = parser.parse_args()
    rng = random.Random(given.seed)
    own = [r for r in corpus(given.corpus) if len(words(r.text)) >= 40]
    chosen = rng.sample(own, min(given.copies, len(own)))
    planted: dict[str, tuple[str, tuple[str, ...]]] = {}
    reports = list(own)
    for number, original in enumerate(chosen):
        copy, ways = copied(original, number, rng)
        planted[report_id(copy)] = (report_id(original), ways)
        reports.append(copy)
    others = [filled(r, n, rng) for n, r in enumerate(rng.sample(own, given.copies // 4))]
    none = {report_id(r) for r in others}
    reports += others
    reports.sort(key=lambda r: (r.published, r.id.startswith("planted"), r.id))
    by_id = {report_id(r): r for r in reports}
    with tempfile.TemporaryDirectory() as folder, Store(given.db or str(Path(folder) / "copies.db")) as store:
        begin, busy = time.perf_counter(), time.process_time()
        group = {c: (o, x) for c, o, x in recorded(store, reports)}
        seconds, busy = time.perf_counter() - begin, time.process_time() - busy
    root = lambda r: group[r][0] if r in group else r  # noqa: E731
    found = {c for c, (o, _) in planted.items() if root(c) == root(o)}
    missed = Counter(w for c, (_, ways) in planted.items() if c not in found for w in ways)
    wrong = [c for c in group if c in planted and c not in found and not really(by_id[c], by_id[group[c][0]])]
    wrong += [c for c in group if c in none]
    natural = [c for c in group if c not in planted and c not in none and group[c][0] not in none]
    wrong += [c for c in natural if not really(by_id[c], by_id[group[c][0]])]
    print(f"reports: {len(reports)}; planted: {len(planted)}; copies in the corpus itself: {len(natural)}")
    print(f"announcements for other cases: {len(none)}; taken for copies: {len(none & group.keys())}")
    print(f"recall on planted: {len(found) / len(planted):.4f} (missed: {dict(missed)})")
    print(f"precision of all findings: {1 - len(wrong) / max(1, len(group)):.4f} ({len(wrong)} wrong of {len(group)})")
    print(f"reports/s, recorded and compared: {len(reports) / seconds:.0f}; of processor time: {len(reports) / busy:.0f}")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    for c in wrong[:5]:
        print("  wrong:", by_id[c].id, by_id[group[c][0]].id, group[c][1], file=sys.stderr)


if __name__ == "__main__":
    main()
