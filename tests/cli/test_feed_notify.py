"""`rasid feed` and `rasid notify` as a user sees them, on the invented week of the demo."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import feedparser
import pytest

from rasid import messages
from rasid.cli import notify
from rasid.cli.main import main
from tests.notify.conftest import Receiver

Run = Callable[..., tuple[int, str, str]]
SECRET = "a secret that is long enough"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.close()


@pytest.fixture
def rasid(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("RASID_DB", str(tmp_path / "rasid.db"))
    monkeypatch.setenv("RASID_LANG", "en")
    monkeypatch.setenv("DESK_SECRET", SECRET)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    yield run
    messages.choose("")


def add(rasid: Run, tmp_path: Path, first: int, last: int) -> None:
    lines = files("rasid.demo").joinpath("week.jsonl").read_text("utf-8").splitlines()[first:last]
    path = tmp_path / f"{first}.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    assert rasid("add", str(path), "-q")[0] == 0


def hooks(tmp_path: Path, url: str, more: str = "") -> str:
    path = tmp_path / "hooks.toml"
    path.write_text(f'[[hook]]\nname = "desk"\nurl = "{url}"\nsecret_env = "DESK_SECRET"\nallow_private = true\n{more}', "utf-8")
    return str(path)


def test_a_feed_in_both_languages(rasid: Run, tmp_path: Path) -> None:
    add(rasid, tmp_path, 0, 8)
    path = tmp_path / "changes.xml"
    ids = {}
    for lang, name in (("en", "Kafr"), ("ar", "كفرنبودة")):
        code, out, err = rasid("feed", "-o", str(path), "--lang", lang, "--from", "2019-06-01", "--to", "2019-06-09")
        assert (code, out) == (0, "") and str(path) in err
        found = feedparser.parse(path.read_bytes())
        assert not found.bozo and found.feed.language == lang
        assert any(e.title.startswith(name) for e in found.entries), [e.title for e in found.entries]
        ids[lang] = [e.id for e in found.entries]
    assert ids["en"] == ids["ar"] and len(ids["en"]) >= 6


def test_the_newest_of_a_feed(rasid: Run, tmp_path: Path) -> None:
    add(rasid, tmp_path, 0, 8)
    code, out, _ = rasid("feed", "--to", "2019-06-09", "--most", "2")
    found = feedparser.parse(out.encode())
    assert code == 0 and len(found.entries) == 2 and found.entries[0].updated.startswith("2019-06-0")
    _, whole, _ = rasid("feed", "--to", "2019-06-09")
    assert [e.id for e in feedparser.parse(whole.encode()).entries][:2] == [e.id for e in found.entries]


@pytest.mark.parametrize(
    "wrong",
    [
        ("--lang", "fr"),
        ("--url", "ftp://x"),
        ("--from", "2019-06-31"),
        ("--from", "2019-07-01", "--to", "2019-06-01"),
        ("-o", "/no/such/place.xml"),
    ],
)
def test_a_feed_that_cannot_be(rasid: Run, tmp_path: Path, wrong: tuple[str, ...]) -> None:
    add(rasid, tmp_path, 0, 1)
    code, out, err = rasid("feed", *wrong)
    assert (code, out) == (2, "") and len(err.splitlines()) == 1


def test_only_what_is_new_is_posted(rasid: Run, tmp_path: Path, receiver: Receiver) -> None:
    add(rasid, tmp_path, 0, 4)
    file = hooks(tmp_path, receiver.url)
    code, out, _ = rasid("notify", file, "--once")
    assert code == 0 and not receiver.got and "older" in out
    add(rasid, tmp_path, 4, 8)
    assert rasid("notify", file, "--once")[0] == 0
    assert rasid("notify", file, "--once")[0] == 0
    bodies = [json.loads(g.body) for g in receiver.got]
    assert len({b["key"] for b in bodies}) == len(bodies) >= 3
    kafr = next(b for b in bodies if b["place"]["id"] == "sy.hama.kafr-nabudah" and b["day"] == "2019-06-05")
    assert (kafr["kind"], kafr["before"]["id"], kafr["after"]["id"]) == ("holder", "sy.assad_army", "sy.hts")
    assert kafr["text"]["ar"].startswith("كفرنبودة: ") and kafr["text"]["en"].startswith("Kafr")
    assert kafr["sources"][0]["evidence"]


def test_since_tells_what_is_old(rasid: Run, tmp_path: Path, receiver: Receiver) -> None:
    add(rasid, tmp_path, 0, 8)
    assert rasid("notify", hooks(tmp_path, receiver.url, 'since = "2019-06-05"\n'), "--once")[0] == 0
    assert {json.loads(g.body)["known"] >= "2019-06-05" for g in receiver.got} == {True}


def test_a_late_report_withdraws_what_was_told(rasid: Run, tmp_path: Path, receiver: Receiver) -> None:
    add(rasid, tmp_path, 6, 8)
    file = hooks(tmp_path, receiver.url, 'since = "2019-01-01"\n')
    rasid("notify", file, "--once")
    told = {json.loads(g.body)["key"] for g in receiver.got}
    add(rasid, tmp_path, 0, 6)  # the days before: the history is another now
    rasid("notify", file, "--once")
    withdrawn = [b for g in receiver.got if (b := json.loads(g.body))["kind"] == "withdrawn"]
    assert withdrawn and {b["withdraws"] for b in withdrawn} <= told


def test_a_hook_that_fails_is_told_and_another_is_served(rasid: Run, tmp_path: Path, receiver: Receiver) -> None:
    add(rasid, tmp_path, 0, 8)
    receiver.answers = [404]
    since = 'since = "2019-06-05"\n'
    other = f'[[hook]]\nname = "other"\nurl = "{receiver.url}"\nsecret_env = "DESK_SECRET"\nallow_private = true\n'
    code, out, err = rasid("notify", hooks(tmp_path, receiver.url, since + other + since), "--once", "--format", "json")
    rows = {r["hook"]: r for r in map(json.loads, out.splitlines())}
    assert code == 6 and "HTTP 404" in err
    assert rows["desk"]["sent"] == 0 and rows["desk"]["waiting"] == rows["other"]["sent"] > 0


def test_a_ledger_that_cannot_be_asked_is_waited_for(
    rasid: Run, tmp_path: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    since = 'since = "2019-01-01"\n'
    file = tmp_path / hooks(tmp_path, receiver.url, since)
    file.write_text("every_s = 7\n" + file.read_text("utf-8"), "utf-8")
    assert rasid("notify", str(file), "--once")[0] == 5  # once: the fault is the answer
    slept: list[float] = []
    broken = tmp_path / "rasid.db"
    broken.write_bytes(b"this is no ledger" * 1000)

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 1:
            broken.unlink()
        elif len(slept) == 2:
            subprocess.run([sys.executable, "-m", "rasid.cli", "add", "-q", str(week)], check=True)
        else:
            raise KeyboardInterrupt

    week = tmp_path / "week.jsonl"
    week.write_text("\n".join(files("rasid.demo").joinpath("week.jsonl").read_text("utf-8").splitlines()[:8]), "utf-8")
    monkeypatch.setattr(notify.time, "sleep", sleep)
    code, out, err = rasid("notify", str(file))
    assert code == 130 and slept == [7, 7, 7]
    assert len(err.splitlines()) == 2 and all("again in 7 s" in line for line in err.splitlines())
    assert receiver.got and "desk" in out


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_faults_of_the_file_are_one_line(rasid: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    monkeypatch.setenv("RASID_LANG", lang)
    good = hooks(tmp_path, "https://desk.example/")
    for file, gone in ((hooks(tmp_path, "https://desk.example/", "x = 1\n"), False), (str(tmp_path / "none.toml"), False), (good, True)):
        if gone:
            hooks(tmp_path, "https://desk.example/")
            monkeypatch.delenv("DESK_SECRET")
        code, out, err = rasid("notify", file, "--once")
        assert (code, out) == (2, "") and len(err.splitlines()) == 1 and SECRET not in err


def test_the_secret_is_nowhere(rasid: Run, tmp_path: Path, receiver: Receiver) -> None:
    add(rasid, tmp_path, 0, 8)
    rasid("notify", hooks(tmp_path, receiver.url, 'since = "2019-06-05"\n'), "--once")
    assert receiver.got
    assert not [g for g in receiver.got if SECRET.encode() in g.body or SECRET in str(g.headers)]
    assert SECRET not in (tmp_path / "hooks.state.json").read_text("utf-8")
