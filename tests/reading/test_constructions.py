"""Constructions of the press: a text, and all that is told in it as event, agents, targets, places."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import Told, told


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "قالت القيادة المركزية إن خمس غارات قرب الحويجة قصفت وحدات تكتيكية ودبابات تابعة للتنظيم.",
            [("air_strike", [], ["وحدات تكتيكية", "دبابات تابعة للتنظيم"], ["الحويجة"])],
        ),
        ("استهدفت ثلاث غارات مواقع للتنظيم قرب تلعفر.", [("air_strike", [], ["التنظيم"], ["تلعفر"])]),
        ("أصابت الضربات مخزنا للذخيرة في بلدة الشحيل.", [("air_strike", [], [], ["بلدة الشحيل"])]),
        ("الهجوم الذي نفذته الحركة استهدف حاجزا في بلدة مورك.", [("ground_attack", ["الحركة"], [], ["بلدة مورك"])]),
    ],
)
def test_events_are_subjects(text: str, statements: list[Told]) -> None:
    """ "استهدفت غارات": who or what the verb hits is hit by the strike that is its subject."""
    assert told(text) == statements


@pytest.mark.parametrize(
    ("text", "event", "agents"),
    [
        ("القوات الأمنية بمشاركة متطوعي العشائر حققت تقدما شرق مدينة بيجي.", "advances", ["القوات الأمنية", "متطوعي العشائر"]),
        ("استولى الحوثيون بدعم من وحدات من الجيش على مدينة رداع.", "takes_control", ["الحوثيون", "وحدات من الجيش"]),
        ("سيطر الجيش بدعم من طيران التحالف على مدينة رداع.", "takes_control", ["الجيش"]),
        ("أعلن المتحدث باسم حركة الشباب القبض على خمسة جنود في مدينة كيسمايو.", "arrest", ["حركة الشباب"]),
        ("نفذت الشرطة عملية لاعتقال فلسطيني في حي الشيخ جراح.", "arrest", ["الشرطة"]),
        ("الفصائل التي تقاتل الحوثيين في لودر طلبت الدعم.", "clash", ["الفصائل"]),
    ],
)
def test_who_does_it(text: str, event: str, agents: list[str]) -> None:
    """Those who fight beside somebody; the force behind its spokesman; a man of a nation who is arrested does nothing."""
    assert next(who for what, who, _, _ in told(text) if what == event) == agents


@pytest.mark.parametrize(
    ("text", "event", "agents", "targets"),
    [
        ("شرارة الأحداث خطف تاجر على طريق دمشق - السويداء، الجمعة، على يد مسلحين من البدو.", "abduction", ["مسلحين"], ["تاجر"]),
        ("فجّر ثلاثة انتحاريين أنفسهم داخل مدينة السويداء.", "bombing", ["انتحاريين"], []),
        ("اتهمت اللجان، في بيان نُشر على صفحتها، عناصر حركة الشباب بقصف بلدة جوهر.", "shelling", ["عناصر حركة الشباب"], []),
        ("سيطرت المعارضة على المدينة. ثم انشق عنه عشرات من الضباط.", "changes_allegiance", ["الضباط"], []),
        ("داهمت قوات الفرقة الرابعة المنازل في برزة وأعدمت رميا بالرصاص شبانا.", "killing", ["قوات الفرقة الرابعة"], ["شبانا"]),
        ("نقل رجال كتيبة الفاروق مقاتلين كانوا يحتجزونهم في مدينة الرستن.", "arrest", ["رجال كتيبة الفاروق"], ["مقاتلين"]),
    ],
)
def test_subjects_and_what_stands_between(text: str, event: str, agents: list[str], targets: list[str]) -> None:
    """A time before the doer, a pronoun before the subject, how it was done, the noun that a pronoun takes up."""
    assert next((who, whom) for what, who, whom, _ in told(text) if what == event) == (agents, targets)


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "قصف الطيران الروسي بلدة الأتارب. وأدى القصف إلى مقتل خمسة مدنيين.",
            [("air_strike", ["الطيران الروسي"], ["مدنيين"], ["بلدة الأتارب"])],
        ),
        (
            "غادر الأميركيون قاعدة السعيدية قرب منبج.",
            [("withdraws", ["الأميركيون"], [], ["قاعدة السعيدية"])],
        ),
        ("وصلت إلى مدينة الحديدة قافلة مقاتلين من قبائل عمران.", [("deploys", ["قبائل عمران"], [], ["مدينة الحديدة"])]),
        ("أعلنت إسرائيل أنها قصفت مواقع للحزب في بلدة عيترون.", [("shelling", ["إسرائيل"], ["الحزب"], ["بلدة عيترون"])]),
        (
            "سيطر الجيش على معبر نصيب. وأكد مسؤول أردني سقوط المعبر.",
            [("takes_control", ["الجيش"], [], ["معبر نصيب"])],
        ),
    ],
)
def test_one_happening(text: str, statements: list[Told]) -> None:
    """What a definite noun takes up, who of a nation does it, a subject behind its place, a second speaker who says less."""
    assert told(text) == statements


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("سقط مطار النخيل العسكري في أيدي المسلحين.", [("takes_control", ["المسلحين"], [], ["مطار النخيل العسكري"])]),
        ("انتزعت القوات الحكومية القادمة من درعا مدينة الشيخ مسكين.", [("takes_control", ["القوات الحكومية"], [], ["مدينة الشيخ مسكين"])]),
        ("انتزع الجيش بعد معارك ضارية بلدة الخالدية.", [("takes_control", ["الجيش"], [], ["بلدة الخالدية"])]),
    ],
)
def test_what_is_taken(text: str, statements: list[Told]) -> None:
    """Towns fall, whoever comes from elsewhere takes what the verb has as its object, also behind what only tells when."""
    assert [x for x in told(text) if x[0] == "takes_control"] == statements


def test_people_are_at_home_where_they_are_told_of() -> None:
    """ "سكان البلدة": what befell them was in the town named before, not in the place that is nearest."""
    text = "سيطر الجيش على بلدة خطاب. وأشار المرصد في ريف دمشق إلى نزوح معظم سكان البلدة."
    assert [x[3] for x in told(text) if x[0] == "displaces"] == [["بلدة خطاب"]]
