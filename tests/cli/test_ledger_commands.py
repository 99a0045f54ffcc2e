"""The commands of the ledger as a user sees them, from reports made up for it and read by the real reader."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rasid import messages
from rasid.cli.main import main

MARKS = {0x2068: None, 0x2069: None}
REPORTS = [
    (
        "w1",
        "عنب بلدي",
        "2018-06-02",
        "سيطرت قوات سوريا الديمقراطية، أمس الجمعة، على بلدة الدشيشة بعد انسحاب تنظيم الدولة الإسلامية منها، بحسب مراسل عنب بلدي.",
    ),
    (
        "w2",
        "وكالة سمارت",
        "2018-06-02",
        "أعلنت قوات سوريا الديمقراطية سيطرتها على بلدة الدشيشة في الأول من حزيران 2018. "
        "وقتل تسعة عناصر من تنظيم الدولة الإسلامية في اشتباكات قرب بلدة الدشيشة أمس.",
    ),
    (
        "w3",
        "شبكة شام",
        "2018-06-04",
        "أعلن الجيش السوري الحر سيطرته على قرية تل مالد أمس. "
        "ونفى مصدر عسكري في قوات النظام السوري سيطرة الجيش السوري الحر على قرية تل مالد.",
    ),
    (
        "w4",
        "عنب بلدي",
        "2018-06-09",
        "انسحبت قوات النظام السوري من مدينة السخنة يوم الخميس الماضي. ولم تعلق وزارة الدفاع السورية على الانسحاب.",
    ),
    (
        "w5",
        "عنب بلدي",
        "2018-06-12",
        "استعاد تنظيم الدولة الإسلامية السيطرة على بلدة الدشيشة، أمس الاثنين، وانسحبت قوات سوريا الديمقراطية منها.",
    ),
]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def rasid(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on a ledger of this test's own."""
    monkeypatch.setenv("RASID_DB", str(tmp_path / "rasid.db"))

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        messages.choose("")
        out, err = capsys.readouterr()
        return code, out.translate(MARKS), err.translate(MARKS)

    return run


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A week of reports in one file."""
    path = tmp_path / "week.jsonl"
    rows = [{"id": i, "outlet": o, "published": p, "title": "", "text": x} for i, o, p, x in REPORTS]
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    return path


@pytest.fixture
def week(rasid: Run, reports: Path) -> Run:
    """The command on a ledger that knows the week."""
    assert rasid("add", str(reports))[0] == 0
    return rasid


def parsed(result: tuple[int, str, str]) -> Any:
    code, out, err = result
    assert code == 0, err
    return json.loads(out)


def test_add_counts_and_adds_nothing_twice(rasid: Run, reports: Path) -> None:
    code, _, err = rasid("add", str(reports))
    assert code == 0
    assert "reports added: 5; read anew: 0; known already: 0; statements: " in err
    code, out, err = rasid("add", str(reports), "--format", "json")
    assert code == 0
    lines = [json.loads(x) for x in out.splitlines()]
    assert [x.get("added") for x in lines] == ["known"] * 5 + [None]
    assert (lines[-1]["new"], lines[-1]["known"], lines[-1]["statements"]) == (0, 5, 0)


def test_add_goes_on_where_it_stopped_and_says_what_it_left_out(rasid: Run, reports: Path, tmp_path: Path) -> None:
    first = tmp_path / "first.jsonl"
    first.write_text("".join(reports.read_text("utf-8").splitlines(keepends=True)[:2]) + "{broken\n", "utf-8")
    code, _, err = rasid("add", str(first))
    assert code == 3
    assert "first.jsonl" in err
    assert "reports added: 2" in err
    assert "not read: 1" in err
    code, _, err = rasid("add", str(reports))
    assert code == 0
    assert "reports added: 3; read anew: 0; known already: 2" in err


def test_holds_with_reasons(week: Run) -> None:
    code, out, err = week("holds", "الدشيشة", "--on", "2018-06-10", "--known", "2018-06-05")
    assert (code, err) == (0, "")
    for part in (
        "holder: قوات سوريا الديمقراطية",
        "status: confirmed",
        "since: 2018-06-01",
        "(days before: 9)",
        "[عنب بلدي → مراسل عنب بلدي]",
    ):
        assert part in out, out
    assert "weight:" not in out
    assert "own gain 0.5" in week("holds", "بلدة الدشيشة", "--on", "2018-06-10", "--why")[1]
    code, out, _ = week("holds", "الدشيشة", "--on", "2018-06-10", "--lang-ui", "ar")
    assert "الحال: مؤكد" in out


def test_holds_as_json_and_as_known(week: Run) -> None:
    now = parsed(week("holds", "الدشيشة", "--on", "2018-06-12", "--format", "json"))
    assert list(now)[:1] == ["place"]
    assert {"place", "on", "known", "holder", "status", "confidence", "since", "last_heard", "for", "against"} <= set(now)
    assert now["holder"]["id"] == "xx.islamic_state"
    assert "تنظيم الدولة الإسلامية" in now["holder"]["names"]
    assert now["since"] == "2018-06-11"
    assert now["for"][0]["weight"] >= now["for"][-1]["weight"] > 0
    before = parsed(week("holds", "الدشيشة", "--on", "2018-06-12", "--known", "2018-06-05", "--format", "json"))
    assert before["holder"]["id"] == "sy.sdf"
    assert all(w["known"] <= "2018-06-05" for w in before["for"] + before["against"])
    nobody = parsed(week("holds", "السخنة", "--on", "2018-06-08", "--format", "json"))
    assert (nobody["holder"], nobody["status"]) == (None, "vacated")
    assert parsed(week("holds", "دمشق", "--on", "2018-06-08", "--format", "json"))["status"] == "unknown"


def test_places_have_english_names_in_english(week: Run) -> None:
    _, out, _ = week("holds", "السخنة", "--on", "2018-06-10")
    english = parsed(week("holds", "السخنة", "--on", "2018-06-10", "--format", "json"))["place_en"]
    assert english.isascii() and f"{english} (السخنة)" in out.translate(MARKS)
    assert english not in week("holds", "السخنة", "--on", "2018-06-10", "--lang-ui", "ar")[1]
    assert parsed(week("holds", english, "--on", "2018-06-10", "--format", "json"))["place"] == "السخنة"
    for command in (("map", "--on", "2018-06-10"), ("changes", "--from", "2018-06-01", "--to", "2018-06-12"), ("history", "السخنة")):
        assert f"{english} (السخنة)" in week(*command)[1].translate(MARKS), command
    brief = [week("brief", "--from", "2018-06-01", "--to", "2018-06-12", "--lang", lang)[1] for lang in ("en", "ar")]
    assert f"{english} (السخنة)" in brief[0] and english not in brief[1]


def test_map_as_table_and_features(week: Run) -> None:
    code, out, _ = week("map", "--on", "2018-06-10")
    assert code == 0
    assert "disputed" in out and "تل مالد" in out
    assert "places without a known position, not shown: 1" in out  # الدشيشة is in no pack
    facts = parsed(week("map", "--on", "2018-06-10", "--format", "json"))
    assert {p["place"]: p["status"] for p in facts["places"]} == {"بلدة الدشيشة": "confirmed", "تل مالد": "disputed", "السخنة": "vacated"}
    features = parsed(week("map", "--on", "2018-06-10", "--in", "حمص", "--format", "geojson"))["features"]
    assert [(f["properties"]["place"], f["geometry"]["type"]) for f in features] == [("السخنة", "Point")]


def test_map_as_a_picture(week: Run, tmp_path: Path) -> None:
    for name, begin in (("map.png", b"\x89PNG"), ("map.svg", b"<?xml")):
        code, _, err = week("map", "--on", "2018-06-10", "--png", str(tmp_path / name))
        assert code == 0, err
        data = (tmp_path / name).read_bytes()
        assert data.startswith(begin)
        assert len(data) > 20_000
    assert week("map", "--on", "2018-06-10", "--png", str(tmp_path / "map.txt"))[0] == 2
    assert week("map", "--on", "1990-06-10", "--svg", str(tmp_path / "map.svg"))[0] == 2


def test_questions_are_counted(week: Run, tmp_path: Path) -> None:
    asked = tmp_path / "questions.json"
    asked.write_text(
        json.dumps(
            {
                "questions": [
                    {"place": "الدشيشة", "on": "2018-06-10", "holder": "قسد", "status": "confirmed"},
                    {"place": "تل مالد", "on": "2018-06-04", "holder": None, "status": "disputed", "claims": ["الجيش السوري الحر"]},
                    {"place": "السخنة", "on": "2018-06-08", "any": ["النظام"], "or_status": "vacated"},
                    {"place": "الدشيشة", "on": "2018-06-13", "holder_not": ["تنظيم الدولة الإسلامية"]},
                ],
                "silences": [{"actor": "وزارة الدفاع السورية", "about": "الانسحاب", "until": "2018-06-09"}],
            }
        ),
        "utf-8",
    )
    code, out, _ = week("ask", str(asked))
    assert code == 1
    assert "right: 3 of 4" in out
    assert out.count("WRONG") == 1
    facts = json.loads(week("ask", str(asked), "--format", "json")[1])
    assert [q["right"] for q in facts["questions"]] == [True, True, True, False]
    asked.write_text("[1]", "utf-8")
    code, _, err = week("ask", str(asked))
    assert (code, len(err.splitlines())) == (3, 1)


def test_history_of_a_place(week: Run) -> None:
    periods = parsed(week("history", "الدشيشة", "--format", "json"))["periods"]
    assert [(p["start"], p["holder"]["id"]) for p in periods[1:]] == [("2018-06-01", "sy.sdf"), ("2018-06-11", "xx.islamic_state")]
    assert periods[-1]["end"] == ""
    code, out, _ = week("history", "الدشيشة", "--known", "2018-06-05")
    assert code == 0
    assert "2018-06-11" not in out
    assert "2018-06-01 – …" in out


def test_changes_between_days(week: Run) -> None:
    found = parsed(week("changes", "--from", "2018-06-02", "--to", "2018-06-08", "--format", "json"))
    assert [(c["day"], c["place"], c["after_status"]) for c in found] == [
        ("2018-06-03", "تل مالد", "disputed"),
        ("2018-06-07", "السخنة", "vacated"),
    ]
    assert found[1]["statements"][0]["chain"] == ["عنب بلدي"]
    assert [c["place"] for c in parsed(week("changes", "--from", "2018-06-02", "--in", "حمص", "--format", "json"))] == ["السخنة"]
    assert week("changes", "--from", "2018-06-09", "--to", "2018-06-08")[0] == 2


def test_disputes_silences_and_events(week: Run) -> None:
    [dispute] = parsed(week("disputes", "--on", "2018-06-05", "--format", "json"))
    assert (dispute["place"], [s["actor"] and s["actor"]["id"] for s in dispute["sides"]]) == ("تل مالد", ["sy.fsa", None])
    assert "speaks against it" in week("disputes", "--on", "2018-06-05")[1]
    [silence] = parsed(week("silences", "--format", "json"))
    assert silence["kind"] == "no_comment"
    assert parsed(week("silences", "--to", "2018-06-01", "--format", "json")) == []
    found = parsed(week("events", "--from", "2018-06-01", "--to", "2018-06-01", "--format", "json"))
    taken = next(e for e in found if e["kind"] == "takes_control")
    assert (taken["chains"], len({s["report"] for s in taken["statements"]})) == (2, 2)
    clash = next(e for e in found if e["kind"] == "clash")
    assert (clash["killed"]["low"], clash["killed"]["high"]) == (9, 9)


def test_brief_cites_every_line(week: Run, tmp_path: Path) -> None:
    code, out, err = week("brief", "--from", "2018-06-01", "--to", "2018-06-12", "--lang", "ar")
    assert (code, err) == (0, "")
    for heading in ("## التغيّرات", "## أماكن متنازع عليها", "## تناقضات", "## الضحايا", "## ما سُكت عنه", "## المصادر"):
        assert heading in out
    lines = [x for x in out.splitlines() if x.startswith("- ")]
    assert len(lines) >= 7
    assert all(x.rstrip().endswith("]") for x in lines)
    page = tmp_path / "brief.html"
    assert week("brief", "--from", "2018-06-01", "--to", "2018-06-12", "--format", "html", "-o", str(page), "--lang", "ar")[0] == 0
    text = page.read_text("utf-8")
    assert '<html lang="ar" dir="rtl">' in text
    assert text.count('<a href="#s') >= 7
    facts = parsed(week("brief", "--from", "2018-06-01", "--to", "2018-06-12", "--format", "json"))
    assert [s["code"] for s in facts["sections"]] == ["changes", "contested", "contradictions", "casualties", "silences"]
    assert all(x["cited"] for s in facts["sections"] for x in s["lines"])
    assert week("brief", "--from", "x")[0] == 2


def test_brief_as_pdf_has_the_arabic_words_and_asks_for_nothing(week: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("weasyprint")
    odd = {"id": "odd", "outlet": '<img src="http://127.0.0.1:1/x.png">', "published": "2018-06-03", "title": "", "text": REPORTS[3][3]}
    (tmp_path / "odd.jsonl").write_text(json.dumps(odd, ensure_ascii=False), "utf-8")
    assert week("add", str(tmp_path / "odd.jsonl"))[0] == 0
    page = tmp_path / "brief.pdf"
    window = ("--from", "2018-06-01", "--to", "2018-06-12", "--lang", "ar", "--format", "pdf")
    code, out, err = week("brief", *window, "-o", str(page))
    assert (code, out, err) == (0, "", "")
    read = pypdf.PdfReader(page)
    text = " ".join(" ".join(p.extract_text() for p in read.pages).split())
    assert "قوات سوريا الديمقراطية" in text and "أماكن متنازع عليها" in text and "img src" in text
    fonts = [f.get_object()["/BaseFont"] for p in read.pages for f in p["/Resources"]["/Font"].values()]
    assert any("Rasid" in f for f in fonts)  # the font goes with the file
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    code, out, err = week("brief", *window, "-o", str(tmp_path / "none.pdf"))
    assert (code, len(err.splitlines()), (tmp_path / "none.pdf").exists()) == (2, 1, False)
    assert "rasid[pdf]" in err


def test_reviews_change_the_answer_and_are_kept(week: Run) -> None:
    listed = parsed(week("review", "list", "--place", "الدشيشة", "--format", "json"))
    late = [x for x in listed if x["published"] == "2018-06-12"]
    for x in late:
        code, out, _ = week("review", "reject", x["id"][:10], "--who", "سلمى", "--why", "خبر قديم")
        assert code == 0
        assert "سلمى" in out
    now = parsed(week("holds", "الدشيشة", "--on", "2018-06-12", "--format", "json"))
    assert now["holder"]["id"] == "sy.sdf"
    as_read = parsed(week("holds", "الدشيشة", "--on", "2018-06-12", "--unreviewed", "--format", "json"))
    assert as_read["holder"]["id"] == "xx.islamic_state"
    code, out, _ = week("review", "list", "--reviewed")
    assert code == 0
    assert out.count("سلمى: rejected") == 2
    assert "(خبر قديم)" in out
    assert week("review", "accept", late[0]["id"])[0] == 0
    assert week("verify")[0] == 0


def test_corrections_move_a_statement_and_export_as_gold(week: Run) -> None:
    [left] = [x for x in parsed(week("review", "list", "--place", "السخنة", "--format", "json")) if x["statement"]["event"] == "withdraws"]
    assert week("review", "correct", left["id"], "place", "تدمر", "--who", "س")[0] == 0
    assert parsed(week("holds", "السخنة", "--on", "2018-06-08", "--format", "json"))["status"] == "unknown"
    assert parsed(week("holds", "تدمر", "--on", "2018-06-08", "--format", "json"))["status"] == "vacated"
    assert "تدمر" in week("map", "--on", "2018-06-08")[1]
    row = parsed(week("review", "list", "--format", "gold"))
    assert row["id"] == "w4"
    assert ["تدمر"] in [s["place"] for s in row["statements"]]
    for arguments in (
        ("review", "correct", left["id"], "colour", "x"),
        ("review", "correct", left["id"], "status", "maybe"),
        ("review", "correct", left["id"], "killed", "many"),
        ("review", "accept", "ffffffffff"),
        ("review", "accept", "abc"),
    ):
        code, _, err = week(*arguments)
        assert (code, len(err.splitlines())) == (2, 1)


def test_verify(week: Run, tmp_path: Path) -> None:
    code, out, _ = week("verify")
    assert code == 0
    assert "sound" in out
    with sqlite3.connect(tmp_path / "rasid.db") as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")  # the ledger itself lets nobody do this
        raw.execute("UPDATE reports SET text = 'غيره' WHERE name = 'w1'")
    raw.close()
    code, out, _ = week("verify", "--format", "json")
    assert code == 5
    assert {"id", "evidence"} <= {f["code"] for f in json.loads(out)["faults"]}


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("holds", "كفرزيتاا"), 2, "near names: كفرزيتا"),
        (("holds", "حلب", "--on", "2018-13-01"), 2, "is no day"),
        (("holds", "حلب", "--known", "20180601"), 2, "is no day"),
        (("holds", "حلب", "--format", "xml"), 2, "text | json"),
        (("history", "كفرزيتاا"), 2, "near names: كفرزيتا"),
        (("map", "--on", "غداً"), 2, "is no day"),
        (("events", "--from", "2018"), 2, "is no day"),
        (("verify", "--db", "nowhere/at/all.db"), 5, "there is no ledger yet"),
        (("verify", "--db", "mysql://x/y"), 5, "not an address"),
    ],
)
def test_bad_questions_take_one_line(week: Run, arguments: tuple[str, ...], code: int, told: str) -> None:
    found, out, err = week(*arguments)
    assert (found, out, len(err.splitlines())) == (code, "", 1)
    assert told in err


def test_a_file_that_is_no_ledger(rasid: Run, tmp_path: Path, reports: Path) -> None:
    (tmp_path / "rasid.db").write_bytes(b"no database at all, but long enough to be looked at " * 40)
    for command in (("add", str(reports)), ("holds", "حلب"), ("verify",)):
        code, _, err = rasid(*command)
        assert (code, len(err.splitlines())) == (5, 1)
        assert "no ledger of Rasid" in err


def test_a_newer_ledger_is_left_alone(week: Run, tmp_path: Path, reports: Path) -> None:
    with sqlite3.connect(tmp_path / "rasid.db") as raw:
        raw.execute("UPDATE rasid_version SET version_num = '9999'")
    raw.close()
    before = (tmp_path / "rasid.db").read_bytes()
    for command in (("add", str(reports)), ("holds", "حلب"), ("brief", "--from", "2018-06-01")):
        code, out, err = week(*command)
        assert (code, out, len(err.splitlines())) == (5, "", 1)
        assert "newer Rasid" in err
    assert (tmp_path / "rasid.db").read_bytes() == before


def test_the_original_bytes_of_a_report_are_kept(rasid: Run, reports: Path, tmp_path: Path) -> None:
    from rasid.ledger import Store

    assert rasid("add", str(reports))[0] == 0
    line = reports.read_bytes().splitlines()[1]
    with Store(str(tmp_path / "rasid.db")) as store, store.reading() as view:
        kept = [view.stored(told.report) for told in view.told()]
    assert any(s is not None and s.original.strip() == line for s in kept)


def test_another_reader_reads_again_and_the_old_reading_stays(rasid: Run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rasid("add", str(reports))
    before = json.loads(rasid("verify", "--format", "json")[1])["counts"]
    monkeypatch.setattr("rasid.pipeline.recording.reader", lambda: "rasid of tomorrow")
    code, out, _ = rasid("add", str(reports), "--format", "json")
    assert code == 0 and json.loads(out.splitlines()[-1])["reread"] == len(REPORTS)
    after = json.loads(rasid("verify", "--format", "json")[1])
    assert after["counts"]["reports"] == before["reports"] and after["counts"]["readings"] == 2 * before["readings"]
    assert not after["faults"]


def test_boundaries_ship_for_the_theatres() -> None:
    from rasid.cli.picture import boundaries

    for country in ("sy", "iq", "ye", "ly", "sd", "lb", "ps"):
        rings = boundaries(country)
        assert rings and all(len(r) > 3 and all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in r) for r in rings), country
    assert boundaries("xx") == ()
