"""The most frequent words of sentences that name an actor or a place but give no statement.

    python tools/unread_words.py CORPUS.jsonl[.gz] [--top 100]

For finding what the lexicon lacks: names, function words, words of events, of speech and operators are left out.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from rasid.lexicon import analyser as an
from rasid.model import Report
from rasid.pipeline import Reader
from rasid.reading import reader

SKIP = an.PUNCT | an.NUMBER | an.LATIN | an.FUNCTION | an.NAME | an.NATION | an.ACTOR_HEAD | an.PLACE_HEAD | an.OFFICE | an.GIVEN
SKIP |= an.EVENT | an.OPERATOR | an.SPEECH | an.SOURCE_NOUN | an.QUANT


def main() -> None:
    """Count and print word and number of such sentences."""
    path = Path(sys.argv[1])
    top = int(sys.argv[sys.argv.index("--top") + 1]) if "--top" in sys.argv else 100
    count: Counter[str] = Counter()
    original = reader.refine

    def spy(scene: Any, drafts: Any, *rest: Any) -> Any:
        out = original(scene, drafts, *rest)
        if not out and any(m.kind in ("actor", "place") and not m.generic for m in scene.mentions):
            busy = set(scene.at)
            count.update({w.base for k, w in enumerate(scene.words[scene.lo : scene.hi], scene.lo) if not w.flags & SKIP and k not in busy})
        return out

    reader.refine = spy
    r = Reader()
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")  # noqa: SIM115
    with opened as lines:
        for line in lines:
            d = json.loads(line)
            r.read(Report(d["id"], d["text"], d.get("title", ""), d.get("published", "")))
    for word, n in count.most_common(top):
        print(f"{word}\t{n}")


if __name__ == "__main__":
    main()
