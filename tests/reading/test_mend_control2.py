"""States told by nouns and copulas, headlines in the present tense, break-outs, and who is driven beyond a line."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import Told, told


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("كانت مدينة بنغازي بيد قوات حفتر.", ("holds", ["قوات حفتر"], [], ["مدينة بنغازي"])),
        ("ما زال مقاتلو المعارضة في حي جوبر.", ("holds", ["مقاتلو المعارضة"], [], ["حي جوبر"])),
        ("قال إن عناصر تنظيم داعش لا يزالون داخل مدينة الرقة.", ("holds", ["عناصر تنظيم داعش"], [], ["مدينة الرقة"])),
        ("بقيت قوات النظام في مطار حماة العسكري.", ("holds", ["قوات النظام"], [], ["مطار حماة العسكري"])),
        ("خرج الأهالي من آخر جيب لتنظيم داعش في ريف دير الزور.", ("holds", ["تنظيم داعش"], [], ["ريف دير الزور"])),
        ("القوات التركية موجودة في بلدة بعشيقة.", ("holds", ["القوات التركية"], [], ["بلدة بعشيقة"])),
    ],
)
def test_states(text: str, statement: Told) -> None:
    """In the hands of, still in, a pocket of, present in."""
    assert statement in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "ما زالت قوات النظام تقصف مدينة درعا.",
        "بقي الوفد في مدينة جنيف.",
        "لا تزال الأسعار في مدينة عمان مرتفعة.",
        "شنت قوات النظام هجوما على جيوب تنظيم داعش في ريف حماة.",
    ],
)
def test_no_state(text: str) -> None:
    """What is still done in a place holds nothing, nor do those who do not fight; pockets that are attacked are told by the attack."""
    assert not told(text, "holds")


@pytest.mark.parametrize(
    ("title", "event"),
    [
        ("الجيش السوري يسيطر على مدينة تدمر", "takes_control"),
        ("قوات النظام تسيطر على بلدة مورك", "takes_control"),
        ("قصف على مدينة إدلب التي تسيطر عليها هيئة تحرير الشام", "holds"),
    ],
)
def test_headline(title: str, event: str) -> None:
    """The present tense of a headline tells what happened; that of a relative clause a state."""
    assert any(s[0] == event for s in told("وصل الوفد.", title=title) if s[0] in ("takes_control", "holds"))


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("فر 30 سجينا من سجن الرقة المركزي.", ("withdraws", ["سجينا"], [], ["سجن الرقة المركزي"])),
        ("توعد بدفع قوات النظام إلى ما وراء مدينة سراقب.", ("withdraws", ["قوات النظام"], [], ["مدينة سراقب"])),
        ("طالب المجلس بعودة القوات التركية إلى ثكناتها خارج مدينة دهوك.", ("withdraws", ["القوات التركية"], [], ["مدينة دهوك"])),
        ("أطبقت قوات النظام على مدينة حلب من ثلاث جهات.", ("besieges", ["قوات النظام"], [], ["مدينة حلب"])),
        ("باتت مدينة غريان الواقعة جنوب طرابلس في يد قوات الوفاق.", ("takes_control", ["قوات الوفاق"], [], ["مدينة غريان"])),
        ("باتت قوات النظام تشرف ناريا على مدينة كفرنبل.", ("advances", ["قوات النظام"], [], ["مدينة كفرنبل"])),
        ("استولى مسلحو داعش على مدينة تدمر وطائرات في محيطها.", ("takes_control", ["مسلحو داعش"], [], ["مدينة تدمر"])),
    ],
)
def test_moves(text: str, statement: Told) -> None:
    """Break-outs, forces pushed beyond a line, sent back to barracks; closing in; a hand behind a description; a second object."""
    assert statement in told(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("دخلت الشرطة العسكرية الروسية مدينة دوما صباح أمس.", "deploys"),
        ("دخلت قوات النظام مدينة دوما بعد اشتباكات.", "takes_control"),
        ("وصلت وحدات من الجيش اللبناني إلى محيط بلدة عرسال.", "deploys"),
        ("وصل مقاتلو المعارضة إلى وسط مدينة إدلب بعد اشتباكات عنيفة.", "advances"),
    ],
)
def test_enters(text: str, event: str) -> None:
    """Who enters, and whether there is a fight, tells a movement from a gain."""
    events = {s[0] for s in told(text)}
    assert event in events
    assert len(events & {"deploys", "takes_control", "advances"}) == 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("تعهد القائد بمواصلة الزحف شرقا صوب مدينة تدمر.", "مدينة تدمر"),
        ("أعلن الناطق بدء التوغل في مدينة رفح.", "مدينة رفح"),
    ],
)
def test_advance_without_doer(text: str, place: str) -> None:
    """An advance whose doer is left out is told where its place is."""
    assert any(s[3] == [place] for s in told(text, "advances"))


@pytest.mark.parametrize("text", ["تقدمت المفاوضات في مدينة جنيف.", "تقدم المرشح بالنقاط في مدينة تونس."])
def test_no_advance(text: str) -> None:
    """Talks and candidates advance otherwise."""
    assert not told(text, "advances")


def test_whoever_stands_behind_a_noun_of_loss_lost_it() -> None:
    assert told("أدى الهجوم إلى فقدان الجيش بلدة الصخيرة.", "takes_control") == [("takes_control", [], ["الجيش"], ["بلدة الصخيرة"])]
    assert told("أقر قائد اللواء بخسارة تل الرماد.", "takes_control")[0][3] == ["تل الرماد"]


def test_a_pronoun_before_the_place_taken_is_of_whoever_takes_it() -> None:
    text = "عبرت قوات الشرق مدينة النجيلة بعد يوم من استعادتها بلدة الصخيرة."
    assert told(text, "takes_control") == [("takes_control", ["قوات الشرق"], [], ["بلدة الصخيرة"])]


def test_a_pronoun_behind_listed_villages_means_all_of_them() -> None:
    text = "انتشرت وحدات الجيش في قرى الدلبة والصخيرة والنجيلة، بعد انسحاب قوات الغرب منها."
    assert told(text, "withdraws")[0][3] == ["قرية الدلبة", "قرية الصخيرة", "قرية النجيلة"]
