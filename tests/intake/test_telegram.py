"""Telegram Desktop exports: whole, broken, very large, and with what real ones have against the rules of JSON."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from rasid.intake import read_inputs
from rasid.intake.splitter import decoded
from rasid.model import Report
from tests.intake.exported import Made, codes, measured, take


def post(n: int, text: Any = "قال مراسل القناة إن الطريق إلى الميناء فُتح.", **more: Any) -> dict[str, Any]:
    return {
        "id": n,
        "type": "message",
        "date": "2031-02-03T00:30:00",
        "date_unixtime": "1927837800",
        "from": "قناة الرافد",
        "text": text,
        **more,
    }


def chat(*posts: dict[str, Any], kind: str = "public_channel", name: str = "قناة الرافد", number: int = 1234567890) -> dict[str, Any]:
    return {"name": name, "type": kind, "id": number, "messages": list(posts)}


def written(tmp_path: Path, value: Any, name: str = "result.json") -> Path:
    file = tmp_path / name
    file.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1), "utf-8")
    return file


def test_a_channel(tmp_path: Path) -> None:
    text = [
        "أعلن ",
        {"type": "bold", "text": "المجلس المحلي"},
        " فتح ",
        {"type": "text_link", "text": "الطريق", "href": "https://example.org/"},
    ]
    value = chat(
        post(1, text),
        post(
            2,
            "نص ثان",
            forwarded_from="شبكة المنبع",
            forwarded_from_id="channel77",
            edited="2031-02-03T11:00:00",
            edited_unixtime="1927879200",
        ),
        {"id": 3, "type": "service", "date": "2031-02-03T10:00:00", "actor": "قناة الرافد", "action": "pin_message", "text": ""},
        post(4, "", photo="photos/a.jpg"),
    )
    reports, told = take(written(tmp_path, value))
    first, second = reports
    assert (first.id, first.text) == ("telegram:1234567890/1", "أعلن المجلس المحلي فتح الطريق")
    assert (first.published, first.outlet, first.url, first.version) == ("2031-02-03", "قناة الرافد", "", "")
    assert (second.forwarded, second.version) == (("شبكة المنبع",), "2031-02-03T10:00:00Z")
    assert codes(told) == ["messages_skipped"] and told[0].of_file and not told[0].lost
    assert told[0].detail == {"media": "1", "service": "1", "private": "0"}


def test_the_address_when_the_public_name_is_known(tmp_path: Path) -> None:
    value = {**chat(), "username": "rafid_news"}
    value["messages"] = [post(5)]
    value = {k: value[k] for k in ("name", "type", "id", "username", "messages")}
    assert take(written(tmp_path, value))[0][0].url == "https://t.me/rafid_news/5"


def test_an_account_without_its_private_chats(tmp_path: Path) -> None:
    value = {
        "about": "Here is the data you requested. It is long.",
        "personal_information": {"first_name": "س"},
        "contacts": {"about": "", "list": [{"first_name": "ع", "phone_number": "0000"}]},
        "chats": {
            "about": "x",
            "list": [chat(post(1)), chat(post(1, "سر"), kind="personal_chat", name="صديق", number=2), chat(post(9), number=3)],
        },
        "left_chats": {"about": "x", "list": [chat(post(4), kind="private_supergroup", name="مجموعة النازحين", number=4)]},
    }
    reports, told = take(written(tmp_path, value))
    assert [r.id for r in reports] == ["telegram:1234567890/1", "telegram:3/9", "telegram:4/4"]
    assert [r.outlet for r in reports] == ["قناة الرافد", "قناة الرافد", "مجموعة النازحين"]
    assert told[0].detail["private"] == "1"
    assert "سر" not in "".join(r.text for r in reports)


def test_names_of_people_are_not_kept(tmp_path: Path) -> None:
    person = {"from": "فلان الفلاني", "from_id": "user5"}
    value = chat(
        post(1, **person, forwarded_from="علان العلاني", forwarded_from_id="user6"),
        post(2, **person, forwarded_from=None),
        kind="private_supergroup",
    )
    kept: list[bytes] = []
    found = [r for r in read_inputs([str(written(tmp_path, value))], keep=kept.append) if isinstance(r, Report)]
    everything = "".join(map(str, found)) + b"".join(kept).decode()
    assert len(found) == len(kept) == 2
    assert "فلان" not in everything and "علان" not in everything and "user" not in everything
    assert found[0].forwarded == found[1].forwarded == ("مستخدم لم يُحفظ اسمه",)


def test_versions_of_a_post_are_told_apart(tmp_path: Path) -> None:
    old = written(tmp_path, chat(post(1, "أولى")), "a.json")
    new = written(tmp_path, chat(post(1, "ثانية", edited_unixtime="1927879200"), post(2)), "b.json")
    items = list(read_inputs([str(old), str(new), str(new)]))
    assert [i.id if isinstance(i, Report) else i.code for i in items] == ["telegram:1234567890/1"] * 2 + ["telegram:1234567890/2"] + [
        "repeated"
    ] * 2


def test_broken_json_of_real_exports(tmp_path: Path) -> None:
    raw = json.dumps(chat(post(1, "أ"), post(2, "ب"), post(3, "ج"), post(4, "د")), ensure_ascii=False, indent=1)
    raw = raw.replace('"أ"', r'"أ\x0Cأ\q"').replace(
        '"ب"', '[{"type":"custom_emoji","text":"ب",\n"document_id": video_files/sticker (2).webm\n}]'
    )
    raw = raw.replace('"ج"', '"ج" "nothing"')
    reports, told = take(written(tmp_path, raw))
    assert [r.text for r in reports] == ["أ\x0cأ\\q", "ب", "د"]
    assert codes(told) == ["bad_json"] and told[0].where.endswith(":3")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (rb'"\x41\u0041\n"', "AA\n"),
        (b'"a\x01b\tc\nd"', "a\x01b\tc\nd"),
        (b'{"a": x/y.webm,\n "b": -1.5e3, "c": null\n}', {"a": "x/y.webm", "b": -1500.0, "c": None}),
        (b'"\xd9\x86\xff"', "ن\ufffd"),
    ],
)
def test_mended(raw: bytes, value: object) -> None:
    assert decoded(raw) == value


@pytest.mark.parametrize("at", [0.3, 0.6, 0.95])
def test_cut_off(tmp_path: Path, at: float) -> None:
    raw = json.dumps(chat(*(post(n) for n in range(50))), ensure_ascii=False)
    reports, told = take(written(tmp_path, raw[: int(len(raw) * at)]))
    assert abs(len(reports) - 50 * at) < 3
    assert codes(told) == ["broken_end"] and told[0].lost


def test_empty_and_foreign(tmp_path: Path) -> None:
    assert codes(take(written(tmp_path, chat()))[1]) == ["no_messages"]
    only = take(written(tmp_path, chat(post(1), kind="personal_chat")))
    assert (only[0], codes(only[1])) == ([], ["messages_skipped", "no_messages"])
    own, told = take(written(tmp_path, {"id": "1", "text": "نص فيه messages", "type": "x"}))
    assert (own[0].id, told) == ("1", [])


def test_gzip_and_stream(tmp_path: Path) -> None:
    data = json.dumps(chat(post(1))).encode()
    (tmp_path / "r.json.gz").write_bytes(gzip.compress(data))
    ids = [
        i.id for i in [*read_inputs([str(tmp_path / "r.json.gz")]), *read_inputs(["-"], stdin=io.BytesIO(data))] if isinstance(i, Report)
    ]
    assert ids == ["telegram:1234567890/1"] * 2


@pytest.mark.parametrize(
    "bad", [{"id": "x"}, {"date": 5}, {"date": "soon", "date_unixtime": "9" * 40}, {"edited_unixtime": [1]}, {"text": {"a": 1}}]
)
def test_wrong_kinds_of_values(tmp_path: Path, bad: dict[str, Any]) -> None:
    reports, told = take(written(tmp_path, chat({**post(1), **bad}, post(2))))
    assert reports[-1].id == "telegram:1234567890/2"
    assert {f.code for f in told} <= {"bad_published", "messages_skipped"}


HEAD = b'{"name":"x","type":"public_channel","id":12,"messages":['
LAST = b'{"id":2,"type":"message","text":"\xd9\x86\xd8\xb5"}]}'


@pytest.mark.parametrize(
    ("begin", "fill", "end", "expected"),
    [
        (b'{"text":"', b"a" * (1 << 20), b'"},' + LAST, (1, ["too_large"])),
        (b'{"text":"', b"\\\\" * (1 << 19), b'"},' + LAST, (1, ["too_large"])),
        (b'{"text":', b"[" * (1 << 20), b"", (0, ["broken_end"])),
        (b'{"text":', b"[]," * (1 << 18), b"1}," + LAST, (1, ["too_large"])),
        (b'"', b"a" * (1 << 20), b'",' + LAST, (1, [])),
        (b"[" * 70, b"[", b"", (0, ["broken_end"])),
        (b"", b" " * (1 << 20), LAST, (1, [])),
        (b"1", b"1" * (1 << 20), b"," + LAST, (1, [])),
    ],
    ids=["string", "escapes", "deep", "wide", "stray", "nested", "space", "number"],
)
def test_hostile_and_huge_in_little_memory(tmp_path: Path, begin: bytes, fill: bytes, end: bytes, expected: tuple[int, list[str]]) -> None:
    file = tmp_path / "result.json"
    with file.open("wb") as f:
        f.write(HEAD + begin)
        for _ in range(100):
            f.write(fill)
        f.write(end)
    *found, grown = measured(file)
    assert tuple(found) == expected
    assert grown < 80


def test_a_large_export_in_little_memory(tmp_path: Path) -> None:
    def parts() -> Any:
        yield HEAD
        for n in range(20_000):
            yield json.dumps(post(n, "خبر " * 300), ensure_ascii=False).encode() + b","
        yield LAST

    file = tmp_path / "result.json"
    with file.open("wb") as f:
        f.writelines(parts())
    reports, told, grown = measured(file)
    assert (reports, told) == (20_001, ["duplicate_id"])
    assert grown < 40
    assert sum(1 for _ in read_inputs(["-"], stdin=io.BufferedReader(Made(parts())))) == 20_002
