"""One sentence told plainly is read, one that tells of something else is not. The judge was not trained on these."""

from __future__ import annotations

import json

import pytest

from rasid.model import Report
from rasid.pipeline import default_reader

from .golden import GOLDEN

#: share found and number invented, as measured when written; the first only goes up, the second down.
#: The rules were mended by what was missed in these, so they say what holds, not how it does on others.
SETS = {"plain": (0.81, 2), "plain-long": (0.74, 2)}


@pytest.mark.parametrize("name", SETS)
def test_plain_sentences_are_read(name: str) -> None:
    least, most = SETS[name]
    reader = default_reader()
    wanted = found = invented = 0
    for line in (GOLDEN / "marked" / f"{name}.jsonl").read_text("utf-8").splitlines():
        doc = json.loads(line)
        read = [s.event for s in reader.read(Report(doc["id"], doc["text"], "", doc["published"])).statements]
        if not doc["events"]:
            invented += len(read)
        for event, _ in doc["events"]:
            wanted += 1
            if event in read:
                read.remove(event)
                found += 1
    assert found / wanted >= least, (found, wanted)
    assert invented <= most, invented


#: of whole reports told in our own words, by which rules were mended: events found and invented, as measured when written
TOLD_FOUND, TOLD_INVENTED = 0.87, 12


def test_reports_told_in_our_own_words_are_read() -> None:
    reader = default_reader()
    wanted = found = invented = 0
    for line in (GOLDEN / "marked" / "reports-told.jsonl").read_text("utf-8").splitlines():
        doc = json.loads(line)
        read = [s.event for s in reader.read(Report(doc["id"], doc["text"], doc["title"], doc["published"])).statements]
        for event, _ in doc["events"]:
            wanted += 1
            if event in read:
                read.remove(event)
                found += 1
        invented += len(read)
    assert found / wanted >= TOLD_FOUND, (found, wanted)
    assert invented <= TOLD_INVENTED, invented
