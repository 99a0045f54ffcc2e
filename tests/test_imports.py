"""Which way imports point: faces → pipeline → rooms → {lexicon, text} → model → errors, and never in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import rasid

SOURCE = Path(rasid.__file__).parent
#: A module may import what stands on a higher-numbered floor; on its own floor only what is named below.
FLOORS: dict[str, int] = {
    **dict.fromkeys(("cli", "api", "web", "demo", "examples"), 0),
    "pipeline": 1,
    **dict.fromkeys(("intake", "reading", "places", "ledger", "control", "export", "evaluate", "notify"), 2),
    **dict.fromkeys(("lexicon", "text"), 3),
    "model": 4,
    "addresses": 5,
    "errors": 5,
    "messages": 5,
}
#: Neighbours that may be asked: reading asks places, the lexicon inflects with text, the demo uses the CLI's view,
#: the workbench tells what the commands tell.
NEIGHBOURS = {("reading", "places"), ("lexicon", "text"), ("demo", "cli"), ("cli", "examples"), ("web", "cli"), ("cli", "web")}
#: Words for people are for the faces: everything else hands out codes.
ONLY_FACES = "messages"


def modules() -> dict[str, Path]:
    out = {}
    for path in SOURCE.rglob("*.py"):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        out[".".join(("rasid", *(parts[:-1] if parts[-1] == "__init__" else parts)))] = path
    return out


def imported(path: Path, known: set[str], at_start: bool = False) -> Iterator[str]:
    """The modules of rasid that a module imports; at_start: only those it needs while it is being imported."""
    for node in _nodes(ast.parse(path.read_text("utf-8")), at_start):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name.split(".")[0] == "rasid")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            if node.module and node.module.split(".")[0] == "rasid":
                for alias in node.names:
                    submodule = f"{node.module}.{alias.name}"
                    yield submodule if submodule in known else node.module


def _nodes(tree: ast.AST, at_start: bool) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        lazy = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        typing = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        if at_start and (lazy or typing):
            continue
        yield node
        yield from _nodes(node, at_start)


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def test_every_room_has_its_floor() -> None:
    assert {room(m) for m in modules()} - {""} <= set(FLOORS)


def test_imports_point_downwards() -> None:
    known = modules()
    wrong = []
    for module, path in known.items():
        here = room(module)
        if not here:
            continue  # the package itself offers `read`, lazily
        for other in imported(path, set(known)):
            there = room(other)
            if not there:
                continue  # `from rasid import __version__`
            down = FLOORS[here] < FLOORS[there] or here == there or (here, there) in NEIGHBOURS
            if not down or (there == ONLY_FACES and FLOORS[here] > 0 and here != there):
                wrong.append(f"{module} imports {other}")
    assert not wrong


def test_no_module_imports_itself_in_a_circle() -> None:
    known = modules()
    graph = {m: {o for o in imported(p, set(known), at_start=True) if o != m} for m, p in known.items()}
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " → ".join((*trail[trail.index(module) :], module))
        if module not in done:
            for other in graph.get(module, ()):
                # a package that imports its own parts is no circle: they do not import it back (checked here as well)
                visit(other, (*trail, module))
            done.add(module)

    for module in graph:
        visit(module, ())


def test_no_room_is_a_lumber_room() -> None:
    bad = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert not [m for m in modules() if bad & set(m.split("."))]
