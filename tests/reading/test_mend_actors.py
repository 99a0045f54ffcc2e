"""Armed actors outside the Arab theatres are known by the names that Arabic newspapers give them."""

from __future__ import annotations

import pytest
from tests.reading.unjudged import read

from rasid.lexicon.theatre import load_names

ACTORS = load_names().known_actors()


@pytest.mark.parametrize(
    ("text", "event", "agent", "target"),
    [
        ("اشتبك مقاتلو جيش أراكان مع جيش ميانمار قرب بلدة الجسر.", "clash", "xx.arakan_army", "xx.myanmar_army"),
        ("قصف الجيش البورمي مواقع لجيش تحرير تانغ الوطني.", "shelling", "xx.myanmar_army", "xx.tnla"),
        ("قصفت القوات الرواندية مواقع للجيش الكونغولي أمس.", "shelling", "xx.rwandan_forces", "xx.drc_army"),
        ("اندلعت اشتباكات بين حركة إم 23 ومقاتلي وازاليندو قرب بلدة الجسر.", "clash", "xx.m23", "xx.wazalendo"),
        ("قتل متمردو القوات الديموقراطية المتحالفة 15 مدنيا في قرية الجسر.", "killing", "xx.adf_iscap", ""),
        ("هاجم متمردو سيليكا مواقع لميليشيا أنتي بالاكا قرب بلدة الجسر.", "ground_attack", "xx.seleka", "xx.anti_balaka"),
        ("سيطر مسلحو فانو على بلدة الجسر.", "takes_control", "xx.fano", ""),
        ("قتل جيش تحرير أورومو 12 جنديا قرب بلدة الجسر.", "killing", "xx.ola", ""),
        ("اندلعت معارك بين قوات جوبالاند والقوات الصومالية قرب بلدة الجسر.", "clash", "xx.jubaland_forces", "xx.somali_army"),
        ("هاجم انفصاليو أمبازونيا ثكنة للجيش الكاميروني.", "ground_attack", "xx.ambazonia", "xx.cameroon_army"),
        ("قصفت القوات الموزمبيقية مواقع لحركة الشباب الموزمبيقية.", "shelling", "xx.mozambique_forces", "xx.is_mozambique"),
        ("هاجم مسلحو جماعة أبو سياف معسكرا للجيش الفلبيني.", "ground_attack", "xx.abu_sayyaf", "xx.philippine_forces"),
        ("هاجم مقاتلو جيش تحرير بلوشستان قطارا قرب بلدة الجسر.", "ground_attack", "xx.bla", ""),
        ("اشتبك مقاتلو جبهة المقاومة الوطنية الأفغانية مع طالبان قرب بلدة الجسر.", "clash", "xx.nrf", "xx.taliban"),
        ("صدت كتيبة آزوف هجوما للقوات الشيشانية قرب بلدة الجسر.", "ground_attack", "xx.kadyrov", "xx.azov"),
        ("أعلن فيلق حرية روسيا سيطرته على بلدة الجسر.", "takes_control", "xx.freedom_russia", ""),
        ("قصف جيش قره باغ مواقع للجيش الأذربيجاني.", "shelling", "xx.artsakh_army", "xx.azeri_forces"),
        ("حاصرت قوات صرب البوسنة بلدة الجسر.", "besieges", "xx.bosnian_serbs", ""),
        ("هاجم جيش تحرير كوسوفو دورية للشرطة الصربية.", "ground_attack", "xx.kla", "xx.serb_forces"),
        ("أفرجت حركة فارك عن أربعة جنود كانت تحتجزهم.", "arrest", "xx.farc", ""),
        ("اندلعت اشتباكات بين كارتل سينالوا وكارتل خاليسكو قرب بلدة الجسر.", "clash", "xx.sinaloa", "xx.cjng"),
        ("خطف مسلحون من الدرب المضيء عمالا جنوب بلدة الجسر.", "abduction", "xx.shining_path", ""),
    ],
)
def test_known_by_the_names_of_the_press(text: str, event: str, agent: str, target: str) -> None:
    """Class and identity follow from the name, whatever noun of people stands before it."""
    s = next(s for s in read(text) if s.event == event)
    assert [n.id for n in s.agent] == [agent]
    if target:
        assert [n.id for n in s.target] == [target]


@pytest.mark.parametrize(
    ("name", "day", "id"),
    [
        ("الماويون", "2001", "xx.nepal_maoists"),
        ("الماويون", "2010-04", "xx.naxal"),
        ("قوات الدفاع الشعبي", "2012", "sd.pdf"),
        ("قوات الدفاع الشعبي", "2023-11", "xx.pdf_myanmar"),
        ("جيش تحرير السودان", "2004", "sd.sla"),
        ("جيش تحرير السودان", "2012", "sd.slm_minnawi"),
        ("القوات المتعددة الجنسيات", "1983-10", "lb.mnf"),
        ("القوات المتعددة الجنسيات", "2006", "iq.mnf"),
    ],
)
def test_shared_names_are_told_by_the_day(name: str, day: str, id: str) -> None:
    """Several bore these names in turn."""
    assert ACTORS.on(name, day)[0].id == id


@pytest.mark.parametrize(
    ("one", "other", "day"),
    [
        ("xx.m23", "xx.drc_army", "2025-01"),
        ("xx.azov", "xx.russian_forces", "2022-04"),
        ("xx.arakan_army", "xx.myanmar_army", "2024-01"),
        ("xx.farc", "xx.colombian_army", "2002"),
        ("xx.kla", "xx.jna", "1999-01"),
    ],
)
def test_whom_they_fight(one: str, other: str, day: str) -> None:
    """The army of a state is fought by who fights the state."""
    assert ACTORS.opposed(one, other, day)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("هاجمت الفصائل الفلسطينية موقعا شرق بلدة الجسر.", "ground_attack"),
        ("استهدف جيش الفتح حواجز قرب بلدة الجسر.", "ground_attack"),
        ("هاجمت قوات فجر ليبيا بلدة الجسر.", "ground_attack"),
        ("استهدف التحالف الدولي مواقع قرب بلدة الجسر.", "air_strike"),
    ],
)
def test_only_coalitions_of_states_strike_from_the_air(text: str, event: str) -> None:
    """Alliances of factions have no aircraft."""
    assert [s.event for s in read(text)] == [event]


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("سيطرت قوات حركة العدل والمساواة على بلدة الجسر.", "sd.jem"),
        ("انسحبت قوات حركة طالبان من بلدة الجسر.", "xx.taliban"),
        ("قصفت قوات جيش أراكان بلدة الجسر.", "xx.arakan_army"),
        ("قصفت قوات الحكومة اللبنانية بلدة الجسر.", ""),
    ],
)
def test_forces_of_fighters_are_they(text: str, agent: str) -> None:
    """The forces of a movement are the movement; those of a government are not the government."""
    (s,) = read(text)
    assert [n.id for n in s.agent] == [agent]
