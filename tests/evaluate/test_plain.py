"""One sentence told plainly is read, and so are reports told in our own words; what tells of something else is not.

The judge was not trained on these. The rules were mended by what was missed in them, so they say what holds, not how it does on others.
"""

from __future__ import annotations

import json

import pytest

from rasid.model import Report
from rasid.pipeline import default_reader

from .golden import GOLDEN

#: share found, and number invented, as measured when written; the first only goes up, the second down. What a plain sentence tells
#: besides its marked events counts as invented only where it has none.
SETS = {"plain": (0.81, 2), "plain-long": (0.74, 2), "reports-told": (0.87, 12)}


@pytest.mark.parametrize("name", SETS)
def test_what_is_told_plainly_is_read(name: str) -> None:
    least, most = SETS[name]
    reader = default_reader()
    wanted = found = invented = 0
    for line in (GOLDEN / "marked" / f"{name}.jsonl").read_text("utf-8").splitlines():
        doc = json.loads(line)
        read = [s.event for s in reader.read(Report(doc["id"], doc["text"], doc.get("title", ""), doc["published"])).statements]
        for event, _ in doc["events"]:
            wanted += 1
            if event in read:
                read.remove(event)
                found += 1
        if name == "reports-told" or not doc["events"]:
            invented += len(read)
    assert found / wanted >= least, (found, wanted)
    assert invented <= most, invented
