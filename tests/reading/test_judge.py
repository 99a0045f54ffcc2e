"""The judge: deterministic, drops by threshold, and only ever drops."""

from __future__ import annotations

import math

from rasid import Report
from rasid.model import CONTROL_EVENTS
from rasid.pipeline import Reader
from rasid.reading.judge import Judge, joined, load_judge, parted

TEXT = (
    "سيطرت قوات الجبهة على بلدة الصخيرة أمس بعد اشتباكات مع مسلحي تنظيم داعش.\n"
    "وقتل أربعة مدنيين في قصف مدفعي على قرية الغدير، بحسب مصدر طبي."
)
REPORT = Report("r", TEXT, published="2024-03-13")


def test_the_shipped_judge_is_there() -> None:
    judge = load_judge()
    assert judge is not None
    assert 0 < judge.threshold < 1
    assert sum(map(len, judge.weights.values())) > 50


def test_probability_is_the_logistic_of_the_weights() -> None:
    judge = Judge({"weights": {"a": 1.0, "b": -3.0}, "threshold": 0.5})
    assert math.isclose(judge.probability(parted(["a", "b", "unknown"])), 1 / (1 + math.exp(2)))


def test_names_of_features_come_apart_and_together() -> None:
    names = ["bias", "prep=", "density=3+armed=True", "word=="]
    assert parted(names) == ["bias", "", "prep=", "", "density=", "3+armed=True", "word=", "="]
    assert joined(parted(names)) == names


def test_it_only_drops() -> None:
    reader = Reader()
    judged = {s.id for s in reader.read(REPORT).statements}
    reader.documents.judge = None
    proposed = {s.id for s in reader.read(REPORT).statements}
    assert judged <= proposed
    assert judged


def test_an_unreachable_threshold_drops_all() -> None:
    reader = Reader()
    reader.documents.judge = Judge({"weights": {}, "threshold": 0.99})
    kept = reader.read(REPORT).statements
    assert all(s.event in CONTROL_EVENTS for s in kept)  # what is told so plainly that nothing is left to judge
    assert len(kept) < len(Reader().read(REPORT).statements)


def has(text: str, feature: str) -> bool:
    """Whether a draft of a text has a feature: without a judge it is a statement, and by one whom only this speaks against it is none."""
    reader = Reader()
    reader.documents.judge = None
    proposed = len(reader.read(Report("f", text, published="2024-03-13")).statements)
    reader.documents.judge = Judge({"weights": {"bias": 9.0, feature: -30.0}, "threshold": 0.5})
    assert proposed
    return len(reader.read(Report("f", text, published="2024-03-13")).statements) < proposed


def test_the_words_of_a_sentence_weigh_where_it_stands_alone() -> None:
    said = "قال الوزير إن مسلحين هاجموا دورية للشرطة."
    for feature in ("main=قال", "word=وزير", "behind=دوريه"):
        assert has(said, feature)
        assert not has(f"{said} وعاد إلى العاصمة.", feature)
    assert not has(said, "behind=وزير")
    assert has("هاجم مسلحون دورية للشرطة.", "main=trigger")


def test_same_report_same_reading() -> None:
    assert Reader().read(REPORT) == Reader().read(REPORT)
