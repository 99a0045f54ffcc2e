"""One sentence told plainly is read, one that tells of something else is not. The judge was not trained on these."""

from __future__ import annotations

import json

from rasid.model import Report
from rasid.pipeline import default_reader

from .golden import GOLDEN

#: measured when written: 90 of 110, and 2 in 18 that tell of something else; the first only goes up, the second down
FOUND, INVENTED = 0.81, 2


def test_plain_sentences_are_read() -> None:
    reader = default_reader()
    wanted = found = invented = 0
    for line in (GOLDEN / "marked" / "plain.jsonl").read_text("utf-8").splitlines():
        doc = json.loads(line)
        read = [s.event for s in reader.read(Report(doc["id"], doc["text"], "", doc["published"])).statements]
        if not doc["events"]:
            invented += len(read)
        for event, _ in doc["events"]:
            wanted += 1
            if event in read:
                read.remove(event)
                found += 1
    assert found / wanted >= FOUND, (found, wanted)
    assert invented <= INVENTED, invented
