"""Annotated pages show every letter of the report and nothing but letters of it, with each statement where it stands."""

from __future__ import annotations

import io
import re
import time
from dataclasses import replace

import pytest
from lxml import html

from rasid import messages
from rasid.cli.glosses import gloss
from rasid.cli.phrases import words
from rasid.export import html as writer
from rasid.export.data import Document, Exported, Stated
from rasid.messages import spoken
from rasid.model import Chain, Link, Name, Reason, Report, Span, Statement

from .conftest import Week
from .invented import NASTY

SHOWN = NASTY.translate(dict.fromkeys(map(ord, "\x00\x0b\x1b\ufffe\u202e\u202c")))
TAGS = set(
    "html head meta title style body header h1 h2 h3 ul li mark main article div p a b bdi time code section strong span dl dt dd "
    "details summary i q".split()
)
ATTRIBUTES = {"lang", "dir", "charset", "http-equiv", "content", "name", "id", "class", "style", "href", "rel"}


@pytest.fixture(autouse=True)
def _forget() -> None:
    messages.choose("")


def made(documents: list[Document], lang: str = "ar") -> html.HtmlElement:
    out = io.BytesIO()
    with spoken(lang):
        done = writer.write(Exported(what="reports", documents=documents, lang=lang, words=words, gloss=gloss), out)
    assert done.rows == len(documents)
    return html.document_fromstring(out.getvalue().decode("utf-8"))


@pytest.fixture(scope="module")
def documents(ledger: Week) -> list[Document]:
    return list(ledger.gather("reports").documents)


def read(element: html.HtmlElement) -> str:
    """The text that is the report's own: without the numbers of statements."""
    texts = element.xpath(".//text()[not(parent::a[@class='n'])]")
    return "".join(texts)


def statement(text: str, evidence: str, trigger: str, **more: object) -> Statement:
    at = text.index(evidence)
    begins = at + evidence.index(trigger)
    spans = {"evidence_span": Span(at, at + len(evidence)), "trigger_span": Span(begins, begins + len(trigger))}
    return Statement(**{"id": "x", "event": "clash", "trigger": trigger, "evidence": evidence, **spans, **more})  # type: ignore[arg-type]


def document(text: str, *statements: Statement, **more: object) -> Document:
    report = Report(**{"id": "r", "text": text, **more})  # type: ignore[arg-type]
    return Document(id="d", report=report, sha256="0" * 64, statements=tuple(Stated(f"s{n}", "", s) for n, s in enumerate(statements)))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_letter_of_the_week_is_there(documents: list[Document], lang: str) -> None:
    page = made(documents, lang)
    assert (page.get("lang"), page.get("dir")) == (lang, "rtl" if lang == "ar" else "ltr")
    articles = page.findall(".//article")
    assert len(articles) == 8
    for article, d in zip(articles, documents, strict=True):
        lines = [read(p) for p in article.findall("./div[@class='report']/p[@dir]")]
        assert lines == [line for line in d.report.text.split("\n") if line.strip()]
        assert d.sha256 in article.text_content()


def test_every_statement_has_its_note_and_its_number_in_the_text(documents: list[Document]) -> None:
    page = made(documents)
    for number, (article, d) in enumerate(zip(page.findall(".//article"), documents, strict=True), 1):
        notes = article.findall(".//section")
        assert len(notes) == len(d.statements)
        for n, (note, s) in enumerate(zip(notes, d.statements, strict=True), 1):
            assert note.get("id") == f"r{number}s{n}"
            assert [a.get("id") for a in article.iter("a") if a.get("href") == f"#r{number}s{n}"] == [f"r{number}t{n}"]
            told = note.text_content()
            assert all(name.name in told for name in (*s.slots.agent, *s.slots.target, *s.slots.place, *s.slots.source))
            assert all(link.name in told for link in s.slots.chain.links)
            assert all(reason.rule in told for reason in s.slots.rules)


def test_marks_are_the_evidence_and_the_trigger() -> None:
    text = "قال ناشطون إن اشتباكات دارت أمس، وإن غارات وقعت."
    page = made(
        [document(text, statement(text, "اشتباكات دارت أمس", "اشتباكات"), statement(text, "غارات وقعت", "غارات", event="air_strike"))]
    )
    marked = [m.text_content() for m in page.findall(".//article//p//mark")]
    assert "".join(marked) == "اشتباكات دارت أمسغارات وقعت"
    assert [b.text for b in page.findall(".//article//p//b")] == ["اشتباكات", "غارات"]


def test_statements_that_overlap_or_lie_in_each_other() -> None:
    text = "أ ب ج د ه و ز"
    page = made(
        [
            document(
                text,
                statement(text, "أ ب ج د", "ب"),
                statement(text, "ج د ه و", "ه", event="killing"),
                statement(text, "د", "د", status="denied"),
            )
        ]
    )
    (paragraph,) = page.findall(".//article/div[@class='report']/p[@dir]")
    assert read(paragraph) == text
    assert [a.text for a in paragraph.findall("a")] == ["1", "2", "3"]
    two = [m for m in paragraph.findall("mark") if "two" in (m.get("class") or "")]
    assert [m.text_content() for m in two] == ["ج ", "د"] and "--harm" in two[0].get("style")


def test_evidence_over_a_line_and_in_the_title() -> None:
    text = "سطر أول\nسطر ثان"
    title = "معارك في البلدة"
    head = statement(title, "معارك في البلدة", "معارك", evidence_span=Span(0, 15, "title"), trigger_span=Span(0, 5, "title"))
    page = made([document(text, statement(text, "أول\nسطر", "أول"), head, title=title)])
    assert [m.text_content() for m in page.findall(".//p//mark")] == ["أول", "سطر"]
    assert [m.text_content() for m in page.findall(".//h2//mark")] == ["معارك", " في البلدة"]
    assert len([a for a in page.iter("a") if a.get("class") == "n" and a.getparent().tag in ("p", "h2")]) == 2


def test_evidence_that_begins_on_an_empty_line_is_numbered_where_it_shows() -> None:
    text = "أول\n \nثان"
    page = made([document(text, statement(text, " \nثان", "ثان"))])
    assert [read(p) for p in page.findall(".//article//p[@dir]")] == ["أول", "ثان"]
    assert len(page.findall(".//article//p[@dir]/a")) == 1


@pytest.mark.parametrize("between", [" ", "\n"])
def test_a_report_of_thousands_of_statements_takes_no_time(between: str) -> None:
    words_in_it = [f"اشتباك{n}" for n in range(4000)]
    text = between.join(words_in_it)
    at = 0
    statements = []
    for w in words_in_it:
        span = Span(at, at + len(w))
        statements.append(Statement(id="x", event="clash", trigger=w, evidence=w, trigger_span=span, evidence_span=span))
        at += len(w) + 1
    began = time.monotonic()
    page = made([document(text, *statements)])
    assert len(page.findall(".//article//p//mark")) == 4000 and time.monotonic() - began < 10


def test_hostile_words_stay_words() -> None:
    text = f"{NASTY} نص {NASTY}"
    name = Name(NASTY, id=NASTY, span=Span(0, 3))
    s = statement(
        text,
        text,
        "نص",
        agent=(name,),
        date=NASTY,
        chain=Chain((Link("person", NASTY, NASTY, NASTY, NASTY),)),
        rules=(Reason("agent", NASTY, Span(0, 9)),),
    )
    page = made(
        [
            document(text, s, title=NASTY, outlet=NASTY, published=NASTY, url="javascript:alert(1)"),
            document(NASTY, url='https://x.example/" onclick="x'),
        ]
    )
    assert {e.tag for e in page.iter() if isinstance(e.tag, str)} <= TAGS
    assert {k for e in page.iter() for k in e.attrib} <= ATTRIBUTES
    assert not [a.get("href") for a in page.iter("a") if not re.match(r"#r\d+[st]\d+$", a.get("href"))]
    assert read(page.find(".//article/div/p[@dir]")) == f"{SHOWN} نص {SHOWN}"


def test_nothing_is_fetched_and_nothing_runs(documents: list[Document]) -> None:
    page = made([replace_url(d) for d in documents])
    assert "default-src 'none'" in page.find(".//meta[@http-equiv]").get("content")
    assert not [e for e in page.iter() if e.get("src") or e.tag in ("script", "link", "img", "iframe", "object")]
    assert "url(" not in page.findtext(".//style") and "@import" not in page.findtext(".//style")
    links = [a for a in page.iter("a") if a.get("href", "").startswith("http")]
    assert len(links) == 8 and all("noreferrer" in a.get("rel") for a in links)


def replace_url(d: Document) -> Document:
    import msgspec

    return msgspec.structs.replace(d, report=msgspec.structs.replace(d.report, url="https://x.example/a?b=1&c=2"))


def test_a_verdict_of_a_reader_is_told(documents: list[Document]) -> None:
    import msgspec

    d = documents[0]
    said = msgspec.structs.replace(d, statements=(msgspec.structs.replace(d.statements[0], verdict="accept"),))
    assert made([said], "en").find(".//p[@class='verdict']").text == "accepted by a reader"


def test_no_reports_is_a_page_too() -> None:
    assert made([]).find(".//main/p").text_content()
    assert replace(Exported(what="reports"), lang="ar").words("event", "clash") == "clash"
