"""The file that says whom to tell of what. Secrets never stand in it: it names the environment variable that holds them."""

from __future__ import annotations

import base64
import binascii
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec

from rasid.errors import InputError

KINDS = ("holder", "status", "dispute", "withdrawn")
#: Shorter secrets can be guessed from one signed message.
MIN_SECRET = 16

_Positive = Annotated[float, msgspec.Meta(gt=0, le=3600)]
_Name = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9._-]{1,64}$")]


class HookError(InputError):
    """A hook file that cannot be used. code: what is wrong, for whoever tells it to people."""

    def __init__(self, code: str, where: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code, where, "see docs/mappings/webhooks.md")
        self.code, self.detail = code, detail


class Hook(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One receiver.

    secret_env: the environment variable with the secret that posts are signed with. kinds: what to tell (all when empty).
    inside: a place that all told places lie in. since: on the first run, tell what became known from this day on ("" nothing old).
    tries: posts of one message in one run; timeout_s: seconds for one post; dead_after_days: a hook that has failed for so long is
    called dead and only tried once a run.
    """

    name: _Name
    url: str
    secret_env: str
    kinds: tuple[str, ...] = ()
    inside: str = ""
    since: str = ""
    allow_private: bool = False
    timeout_s: _Positive = 10.0
    tries: Annotated[int, msgspec.Meta(ge=1, le=20)] = 5
    dead_after_days: _Positive = 3.0


class Hooks(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole file. state: where it is kept what has been told, relative to the file; every_s: seconds between two looks."""

    hook: tuple[Hook, ...]
    state: str = ""
    every_s: Annotated[float, msgspec.Meta(ge=1, le=86400)] = 300.0


def load(path: Path) -> Hooks:
    """The hooks of a TOML file. Raises HookError."""
    where = str(path)
    try:
        rows: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise HookError("unreadable", where, error.strerror or str(error)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise HookError("no_toml", where, str(error)) from error
    listed = rows.get("hook")
    if any("secret" in row for row in (listed if isinstance(listed, list) else [rows]) if isinstance(row, dict)):
        raise HookError("secret_in_file", where)
    try:
        found = msgspec.convert(rows, Hooks)
    except msgspec.ValidationError as error:
        raise HookError("bad_field", where, str(error)) from error
    if not found.hook:
        raise HookError("no_hook", where)
    seen: set[str] = set()
    for hook in found.hook:
        if hook.name in seen:
            raise HookError("twice", where, hook.name)
        seen.add(hook.name)
        if unknown := [k for k in hook.kinds if k not in KINDS]:
            raise HookError("bad_field", where, f"kinds: {', '.join(unknown)} ({' | '.join(KINDS)})")
    return found


def state_file(path: Path, hooks: Hooks) -> Path:
    """Where it is kept what has been told: as the file says, else beside it."""
    return path.resolve().parent / (hooks.state or f"{path.stem}.state.json")


def secret(hook: Hook, environment: Mapping[str, str] = os.environ) -> bytes:
    """The key of a hook: the bytes of the text, or what follows "whsec_" in Base64. Raises HookError when there is none or a weak one."""
    text = environment.get(hook.secret_env, "")
    if not text:
        raise HookError("no_secret", hook.name, hook.secret_env)
    if text.startswith("whsec_"):
        try:
            key = base64.b64decode(text.removeprefix("whsec_"), validate=True)
        except (binascii.Error, ValueError) as error:
            raise HookError("bad_secret", hook.name, hook.secret_env) from error
    else:
        key = text.encode("utf-8", "surrogateescape")
    if len(key) < MIN_SECRET:
        raise HookError("weak_secret", hook.name, hook.secret_env)
    return key
