"""The hook file: what it says, what it must not say, and that nothing in it is silently swallowed."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from rasid.notify.hooks import HookError, load, secret, state_file

GOOD = '[[hook]]\nname = "desk"\nurl = "https://desk.example/in"\nsecret_env = "DESK_SECRET"\n'


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "hooks.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_file_with_one_hook(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    hooks = load(path)
    assert [h.name for h in hooks.hook] == ["desk"]
    assert not hooks.hook[0].allow_private
    assert state_file(path, hooks) == tmp_path / "hooks.state.json"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[[hook]\n", "no_toml"),
        ("", "bad_field"),
        ("hook = []\n", "no_hook"),
        (GOOD + GOOD, "twice"),
        (GOOD + 'secret = "abcdefghijklmnopqrst"\n', "secret_in_file"),
        (GOOD + 'secrets = "x"\n', "bad_field"),
        (GOOD + "alow_private = true\n", "bad_field"),
        (GOOD + 'kinds = ["holders"]\n', "bad_field"),
        (GOOD + "tries = 0\n", "bad_field"),
        (GOOD + "timeout_s = -1\n", "bad_field"),
        (GOOD.replace('"desk"', '"de sk"'), "bad_field"),
        ("hook = 3\n", "bad_field"),
        ('secret = "x"\n' + GOOD, "bad_field"),
    ],
)
def test_faulty_files(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(HookError) as caught:
        load(written(tmp_path, text))
    assert caught.value.code == code


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(HookError, match="unreadable"):
        load(tmp_path / "none.toml")


def test_secrets_come_from_the_environment(tmp_path: Path) -> None:
    hook = load(written(tmp_path, GOOD)).hook[0]
    assert secret(hook, {"DESK_SECRET": "a long enough secret"}) == b"a long enough secret"
    assert secret(hook, {"DESK_SECRET": "whsec_" + base64.b64encode(bytes(range(24))).decode()}) == bytes(range(24))
    for environment, code in (({}, "no_secret"), ({"DESK_SECRET": "short"}, "weak_secret"), ({"DESK_SECRET": "whsec_%%"}, "bad_secret")):
        with pytest.raises(HookError) as caught:
            secret(hook, environment)
        assert caught.value.code == code
        assert not environment.get("DESK_SECRET") or environment["DESK_SECRET"] not in str(caught.value)
