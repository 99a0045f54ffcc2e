"""`rasid evaluate`: figures against a gold standard, as a table, as JSON, or held to their floors."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from rasid.cli.terminal import isolate
from rasid.errors import FormatError, UsageError
from rasid.evaluate import Aligned, Document, Score, documents, evaluate, evaluate_sentences, sentences
from rasid.evaluate import floors as gate
from rasid.evaluate.gold import Item, hits
from rasid.messages import t
from rasid.model.records import NAME_SLOTS

EXIT_BELOW = 1


class Options(msgspec.Struct, frozen=True):
    """What the command line asks of `rasid evaluate`. errors: documents whose faults are shown."""

    gold: str
    predicted: str
    docs: str = ""
    errors: int = 0
    json: bool = False
    floors: str = ""
    gsr: bool = False


def run(options: Options) -> int:
    """Print the figures; 1 when they are below a floor. Raises FormatError, UsageError."""
    if options.gsr:
        return _run_sentences(options)
    gold, predicted = documents(options.gold), documents(options.predicted)
    texts = documents(options.docs, statements=False) if options.docs else None
    try:
        score, aligned = evaluate(gold, predicted, texts)
    except KeyError as error:
        raise FormatError(t("evaluate.text_missing", id=error.args[0]), options.docs) from error
    if options.errors:
        _show_errors(aligned[: options.errors])
    if options.json:
        _print_json(score)
    else:
        _print_table(score)
    return _held(options, score) if options.floors else 0


def _run_sentences(options: Options) -> int:
    classes = evaluate_sentences(sentences(options.gold), documents(options.predicted))
    if options.json:
        _print_json(classes)
        return 0
    for name, c in classes.items():
        print(t("evaluate.class", name=name, **msgspec.structs.asdict(c)))
    return 0


def _print_json(value: object) -> None:
    print(msgspec.json.format(msgspec.json.encode(value), indent=1).decode())


def _print_table(score: Score) -> None:
    print(
        t(
            "evaluate.head",
            documents=score.documents,
            missing=score.missing_documents,
            gold=score.gold,
            predicted=score.predicted,
            ungrounded=score.ungrounded,
        )
    )
    for key in ("statement", "control", "event", "event_or_near", *NAME_SLOTS):
        r = getattr(score, key)
        print(t("evaluate.rate", name=key, p=r.p, r=r.r, f1=r.f1))
    for key in ("date", "status", "status_not_real", "casualties"):
        share = getattr(score, key)
        print(t("evaluate.share", name=key, value="-" if share is None else f"{share:.3f}"))
    if score.empty_documents:
        print(t("evaluate.false", false=score.false_in_empty, empty=score.empty_documents))
    for event, r in score.by_event.items():
        print(t("evaluate.event", name=event, p=r.p, r=r.r, f1=r.f1, n=r.n))


def _show_errors(aligned: list[Aligned]) -> None:
    """What was missed, invented and filled otherwise, document by document."""
    for document, predicted, gold, pairs in aligned:
        print(f"\n## {document.id}  {isolate(document.title[:80])}")
        found_p, found_g = {i for i, _ in pairs}, {j for _, j in pairs}
        for key, items, found in (("missed", gold, found_g), ("invented", predicted, found_p)):
            for n, item in enumerate(items):
                if n not in found:
                    evidence = isolate(item.evidence[:110])
                    print(t(f"evaluate.{key}", event=item.event, trigger=isolate(item.trigger), evidence=evidence))
        for i, j in pairs:
            wrong = "; ".join(_differences(predicted[i], gold[j]))
            if wrong:
                print(t("evaluate.differs", event=gold[j].event, trigger=isolate(gold[j].trigger), wrong=wrong))


def _differences(p: Item, g: Item) -> list[str]:
    out: list[str] = []
    if p.event != g.event:
        out.append(t("evaluate.instead", slot="event", found=p.event, wanted=g.event))
    for slot in NAME_SLOTS:
        mine, theirs = p.fillers[slot], g.fillers[slot]
        if len({hits(p, g, slot), len(mine), len(theirs)}) > 1:
            shown = [", ".join(isolate(n[0]) for n in names) or "-" for names in (mine, theirs)]
            out.append(t("evaluate.instead", slot=slot, found=shown[0], wanted=shown[1]))
    for slot in ("date", "status"):
        found, wanted = getattr(p, slot), getattr(g, slot)
        if found != wanted and wanted:
            out.append(t("evaluate.instead", slot=slot, found=found or "-", wanted=wanted))
    return out


def _held(options: Options, score: Score) -> int:
    """Hold the figures to the floors of this gold file."""
    file = Path(options.gold)
    floor = gate.load(Path(options.floors)).get(file.name)
    if floor is None:
        raise UsageError(t("evaluate.floor_missing", file=file.name, floors=options.floors))
    if floor.sha256 != gate.digest(file):
        raise UsageError(t("evaluate.floor_changed", file=options.gold))
    fallen = gate.below(floor, score)
    for figure in fallen:
        if figure == "most_invented":
            told = t("evaluate.invented_above", value=score.false_in_empty, most=floor.most_invented)
        else:
            value, least = getattr(score, figure).f1, getattr(floor, figure)
            told = t("evaluate.floor_below", figure=figure, value=value, floor=least)
        print(told, file=sys.stderr)
    return EXIT_BELOW if fallen else 0


__all__ = ["Document", "Options", "run"]
