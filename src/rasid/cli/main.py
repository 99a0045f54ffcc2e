"""Where the command starts: the locale, the exit codes, and no traceback for what users can cause."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

from rasid.errors import RasidError
from rasid.messages import choose, t

EXIT_INTERNAL, EXIT_USAGE, EXIT_INTERRUPTED, EXIT_PIPE, EXIT_TERMINATED = 1, 2, 130, 141, 143


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    args = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    choose(_asked_locale(args))
    previous = signal.signal(signal.SIGTERM, _terminate)
    try:
        return _run(args)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return EXIT_PIPE
    except RasidError as error:
        print(t("error.line", message=error), file=sys.stderr)
        return error.exit_code
    except Exception as error:
        if os.environ.get("RASID_DEBUG"):
            raise
        reason = f"{type(error).__name__}: {error}"
        print(t("error.internal", reason=reason), file=sys.stderr)
        return EXIT_INTERNAL
    finally:
        signal.signal(signal.SIGTERM, previous)


def _run(args: list[str]) -> int:
    import typer
    from typer.main import get_command

    from rasid.cli.app import build

    command = get_command(build())
    try:
        with command.make_context("rasid", args) as context:
            command.invoke(context)
        sys.stdout.flush()
    except typer.Exit as done:
        sys.stdout.flush()
        return done.exit_code
    except typer.TyperException as error:
        show = getattr(error, "show", None)
        if show is not None:
            show()
        else:
            print(t("error.line", message=error.format_message()), file=sys.stderr)
        return EXIT_USAGE
    return 0


def _asked_locale(args: list[str]) -> str:
    """The locale of --lang-ui, found before the options are parsed because their help is written in it."""
    for at, arg in enumerate(args):
        if arg == "--":
            break
        if arg.startswith("--lang-ui="):
            return arg.partition("=")[2]
        if arg == "--lang-ui" and at + 1 < len(args):
            return args[at + 1]
    return ""


def _terminate(number: int, frame: FrameType | None) -> None:
    """Leave by way of the cleaning up, so that no half-written file stays behind."""
    raise SystemExit(EXIT_TERMINATED)


def _forget_output() -> None:
    """Whoever read our output has gone: send what is left nowhere, quietly."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            os.dup2(nowhere, stream.fileno())


if __name__ == "__main__":
    sys.exit(main())
