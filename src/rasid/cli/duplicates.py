"""`rasid duplicates`: which reports pass on the text of others, and which were changed by their outlets."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from rasid.cli.desk import checked_format, opened_store, print_json
from rasid.cli.terminal import isolate
from rasid.messages import t

if TYPE_CHECKING:
    from rasid.ledger import View

FORMATS = ("text", "json")


def run(db: str, format: str) -> int:
    """Print the groups: an original with its copies, a report with its versions. Raises UsageError, StoreError."""
    checked_format(format, FORMATS)
    with opened_store(db, read_only=True) as store, store.reading() as view:
        found = groups(view)
    if format == "json":
        print_json(found)
        return 0
    lines: list[str] = []
    for group in found:
        lines.append(_line(group))
        for m in group["copies"]:
            how, share = m["how"], f"{m['likeness']:.0%}"
            lines.append(f"  {t(f'duplicates.{how}')} {isolate(share)}  {_line(m)}")
        for m in group["versions"]:
            lines.append(f"  {t('duplicates.version', day=isolate(m['known']))}  {_line(m)}")
    sys.stdout.write("\n".join(lines or [t("lists.none")]) + "\n")
    return 0


def groups(view: View) -> list[dict[str, Any]]:
    """Each report that has copies or newer versions, with these: by day of publication and id."""
    out: dict[str, dict[str, Any]] = {}

    def group(report: str) -> dict[str, Any]:
        return out.setdefault(report, {**_facts(view, report), "copies": [], "versions": []})

    for copy in view.copies().values():
        group(copy.original)["copies"].append({**_facts(view, copy.report), "how": copy.how, "likeness": copy.likeness})
    replaced = {v.older: v for v in view.versions()}
    for v in sorted(replaced.values(), key=lambda v: (v.known, v.older)):
        group(_last(replaced, v.older))["versions"].append({**_facts(view, v.older), "known": v.known})
    return sorted(out.values(), key=lambda g: (g["published"], g["report"]))


def _last(replaced: dict[str, Any], report: str) -> str:
    """The version that stands today."""
    seen = {report}
    while report in replaced and replaced[report].newer not in seen:
        report = replaced[report].newer
        seen.add(report)
    return report


def _facts(view: View, report: str) -> dict[str, Any]:
    r = view.bare(report)
    return {"report": report, "name": r.id, "outlet": r.outlet, "published": r.published, "title": r.title}


def _line(m: dict[str, Any]) -> str:
    return "  ".join(isolate(str(m[k])) for k in ("published", "outlet", "name", "title") if m[k])
