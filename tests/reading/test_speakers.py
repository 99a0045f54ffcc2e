"""Who says it: the source of each statement in short reports, and the chain that leads to it."""

from __future__ import annotations

import pytest

from rasid import Report
from rasid.model import Link, Statement
from rasid.pipeline import Reader

# each case: text, then the source of each statement by the beginning of its trigger; [] is the outlet's own voice
CASES: list[tuple[str, dict[str, list[str]]]] = [
    # the subject of a verb of speech
    ("قال محافظ بابل إن مسلحين خطفوا ثلاثة مزارعين.", {"خطفوا": ["محافظ بابل"]}),
    ("أعلنت وزارة الدفاع الصومالية أن قواتها سيطرت على بلدة عيل بور.", {"سيطرت": ["وزارة الدفاع الصومالية"]}),
    ("وقالت مصادر محلية، مساء السبت، إن طائرة قصفت مخزناً في بلدة الكرمة.", {"قصفت": ["مصادر محلية"]}),
    ("المتحدث باسم الشرطة قال إن عناصره اعتقلوا خمسة مطلوبين.", {"اعتقلوا": ["المتحدث باسم الشرطة"]}),
    ("وكان قائد الشرطة قد أكد أن مسلحين هاجموا السجن.", {"هاجموا": ["قائد الشرطة"]}),
    ("أفاد مراسلنا في طبرق بأن مسلحين هاجموا الميناء.", {"هاجموا": ["مراسلنا في طبرق"]}),
    ("وقال سكان محليون إن مسلحين أحرقوا عشرة منازل.", {"أحرقوا": ["سكان محليون"]}),
    ("وقال مستشفى الرازي إن انفجاراً قتل شخصين.", {"انفجار": ["مستشفى الرازي"]}),
    ("لكن منتقدين يقولون إن القوات قصفت أحياء سكنية.", {"قصفت": ["منتقدين"]}),
    # office and name in apposition, and short names later
    (
        "قال قائد العملية، العقيد سالم الهادي، إن قواته سيطرت على بلدة الزرقاء. وأوضح الهادي أن المسلحين انسحبوا من القرية.",
        {"سيطرت": ["قائد العملية، العقيد سالم الهادي"], "انسحبوا": ["قائد العملية، العقيد سالم الهادي"]},
    ),
    # nouns of happening instead of a clause
    ("أعلن الجيش النيجيري مقتل عشرين مسلحاً في غارة على غابة سامبيسا.", {"غارة": ["الجيش النيجيري"]}),
    ("نفت وزارة الداخلية اعتقال أي صحفي.", {"اعتقال": ["وزارة الداخلية"]}),
    ("طالب رئيس البلدية بانسحاب القوات من المدينة.", {"انسحاب": ["رئيس البلدية"]}),
    ("اتهمت لجنة حقوقية عناصر الشرطة باختطاف ناشط.", {"اختطاف": ["لجنة حقوقية"]}),
    # a new clause after a noun that was said is the outlet's own
    (
        "أعلن وزير الدفاع عن شن غارات على مواقع الحركة، وسيطر مقاتلو الحركة على بلدة دبلي.",
        {"غارات": ["وزير الدفاع"], "سيطر": []},
    ),
    # carried on
    (
        "قال المتحدث العسكري إن القوات دخلت البلدة. وأضاف أن المسلحين انسحبوا من القرية.",
        {"انسحبوا": ["المتحدث العسكري"]},
    ),
    (
        "قالت مصادر طبية إن قذيفة أصابت السوق. وأضافت أن مسلحين أحرقوا عشرة منازل.",
        {"أحرقوا": ["مصادر طبية"]},
    ),
    ("قال المتحدث العسكري إن القوات دخلت البلدة. وانسحب المسلحون من القرية أمس.", {"انسحب": []}),
    # everyday verbs that only look like speech
    ("تواصل القوات الحكومية تقدمها نحو مدينة الحوطة.", {"تقدمها": []}),
    ("وتابعت القوات تقدمها نحو بلدة الشجرة.", {"تقدمها": []}),
    ("ورد الجيش بقصف مواقع المسلحين.", {"قصف": []}),
    ("نقلت الشرطة المعتقلين إلى السجن بعد اشتباكات عنيفة.", {"اشتباكات": []}),
    # participles
    (
        "قال وزير الداخلية إن الشرطة اعتقلت مشتبهين، مشيراً إلى أن مسلحين هاجموا المخفر.",
        {"اعتقلت": ["وزير الداخلية"], "هاجموا": ["وزير الداخلية"]},
    ),
    (
        "أكدت وزارة الصحة أن القصف دمر المستشفى، مضيفة أن مسلحين خطفوا ممرضين.",
        {"خطفوا": ["وزارة الصحة"]},
    ),
    # agencies that pass on
    ("نقلت وكالة رويترز عن قائد الشرطة قوله إن مسلحين هاجموا القرية.", {"هاجموا": ["قائد الشرطة"]}),
    ("وقال مصدر أمني لوكالة فرانس برس إن مسلحين خطفوا مهندساً.", {"خطفوا": ["مصدر أمني"]}),
    ("ونشرت صحيفة الزمان أن القوات انسحبت من القاعدة.", {"انسحبت": ["صحيفة الزمان"]}),
    ("علمت صحيفة الزمان من مصادر قبلية أن مسلحين خطفوا شيخاً.", {"خطفوا": ["مصادر قبلية"]}),
    # according to
    ("قصفت المدفعية بلدة الشجرة، بحسب مصادر محلية.", {"قصفت": ["مصادر محلية"]}),
    ("سيطر مسلحون على بلدة الكرمة، وفق ما أعلنت وزارة الدفاع.", {"سيطر": ["وزارة الدفاع"]}),
    ("اندلعت اشتباكات في المدينة، حسبما أفاد شهود عيان.", {"اشتباكات": ["شهود عيان"]}),
    ("خطف مسلحون قاضياً، وذلك بحسب بيان لوزارة العدل.", {"خطف": ["وزارة العدل"]}),
    ("هاجم مسلحون القرية، كما تؤكد منظمة حقوقية.", {"هاجم": ["منظمة حقوقية"]}),
    (
        "قال محافظ بابل إن مسلحين خطفوا مزارعاً، بحسب وكالة رويترز.",
        {"خطفوا": ["محافظ بابل"]},
    ),
    (
        "قال محافظ بابل إن مسلحين خطفوا مزارعاً. وقصفت طائرة قرية الزور، وفق المصدر نفسه.",
        {"قصفت": ["محافظ بابل"]},
    ),
    ("نفت الحكومة اعتقال الصحفي خلافاً لما ذكرته صحيفة الزمان.", {"اعتقال": ["الحكومة"]}),
    # documents
    ("وجاء في بيان لوزارة الدفاع أن القوات استعادت بلدة الشجرة.", {"استعادت": ["وزارة الدفاع"]}),
    ("أصدرت وزارة الداخلية بياناً ذكرت فيه أن الشرطة اعتقلت مشتبهين.", {"اعتقلت": ["وزارة الداخلية"]}),
    # colons in titles and bulletins
    ("محافظ بابل: مسلحون خطفوا ثلاثة مزارعين", {"خطفوا": ["محافظ بابل"]}),
    ("وزارة الدفاع في بيان: قواتنا اعتقلت عشرة مسلحين", {"اعتقلت": ["وزارة الدفاع"]}),
    # quotations
    (
        "وقال شيخ العشيرة: «دخلت القوات قريتنا ليلاً. ثم اعتقلت شبابها كلهم».",
        {"اعتقلت": ["شيخ العشيرة"]},
    ),
    # one speech inside or after another
    (
        "قال محافظ بابل إن القوات سيطرت على القرية، وقال مصدر أمني إن المسلحين انسحبوا.",
        {"سيطرت": ["محافظ بابل"], "انسحبوا": ["مصدر أمني"]},
    ),
    # the outlet's own voice
    ("يذكر أن الجيش كان قد سيطر على المدينة قبل عام.", {"سيطر": []}),
    ("سيطر مسلحون على بلدة الكرمة صباح اليوم.", {"سيطر": []}),
    ("وهو ما نفاه محافظ بابل، وقصفت طائرات بلدة الكرمة.", {"قصفت": []}),
    # two speakers of one thing
    ("قال محافظ بابل وقائد الشرطة إن مسلحين هاجموا القرية.", {"هاجموا": ["محافظ بابل", "قائد الشرطة"]}),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The reader without the judge of whole reports: a single sentence is no report."""
    reader = Reader()
    reader.documents.judge = None
    return reader


def told(reader: Reader, text: str, outlet: str = "") -> list[Statement]:
    return list(reader.read(Report("r", text, published="2024-03-13", outlet=outlet)).statements)


def by_trigger(statements: list[Statement], trigger: str) -> Statement:
    return next(s for s in statements if trigger in s.trigger)


@pytest.mark.parametrize(("text", "sources"), CASES)
def test_source(reader: Reader, text: str, sources: dict[str, list[str]]) -> None:
    found = told(reader, text)
    for trigger, expected in sources.items():
        s = by_trigger(found, trigger)
        assert [n.name for n in s.source] == expected, (trigger, s.rules)
        if expected:
            assert any(r.slot == "source" and r.rule.startswith("speaker.") for r in s.rules)


def links(reader: Reader, text: str) -> list[Link]:
    return list(told(reader, text, "صحيفة النهار الجديد")[0].chain.links)


def test_chain_of_a_spokesman_through_an_agency(reader: Reader) -> None:
    outlet, agency, speaker = links(
        reader, "قال المتحدث باسم الجيش السوداني العميد نبيل عبد الله لوكالة رويترز إن القوات سيطرت على مدينة سنجة."
    )
    assert (outlet.kind, outlet.name) == ("outlet", "صحيفة النهار الجديد")
    assert (agency.kind, agency.name) == ("agency", "وكالة رويترز")
    assert speaker.kind == "person"
    assert (speaker.office, speaker.organisation) == ("المتحدث باسم", "الجيش السوداني")
    assert speaker.span is not None


def test_chain_of_a_document(reader: Reader) -> None:
    _, speaker = links(reader, "قالت وزارة الدفاع في بيان إن قواتها استعادت بلدة الشجرة.")
    assert (speaker.kind, speaker.name, speaker.channel) == ("organisation", "وزارة الدفاع", "بيان")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("قصفت المدفعية بلدة الشجرة، وفق مراسلنا في سنار.", "correspondent"),
        ("قصفت المدفعية بلدة الشجرة، بحسب مصادر محلية.", "unnamed"),
        ("قصفت المدفعية بلدة الشجرة، بحسب وكالة رويترز.", "agency"),
    ],
)
def test_kind_of_link(reader: Reader, text: str, kind: str) -> None:
    assert links(reader, text)[-1].kind == kind


def test_the_outlet_alone(reader: Reader) -> None:
    (outlet,) = links(reader, "سيطر مسلحون على بلدة الكرمة.")
    assert outlet.kind == "outlet"
