"""`make floors`: measure the golden reports and raise the floors to what was reached; floors never go down.

A set whose files changed is measured anew, which is told.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from rasid.evaluate import floors as gate
from tests.evaluate.golden import FLOORS, SETS, score_of, whole


def main() -> int:
    """Write the floors; print old and new."""
    old = gate.load(FLOORS) if FLOORS.exists() else {}
    new: dict[str, gate.Floor] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in SETS:
            gold = whole(name, Path(folder))
            before, sha256, score = old.get(name), gate.digest(gold), score_of(gold)
            floor = new[name] = gate.raised(before, sha256, score)
            state = "new" if before is None else "gold changed" if before.sha256 != sha256 else ""
            figures = "  ".join(f"{key} {getattr(before, key) if before else 0:.3f} → {getattr(floor, key):.3f}" for key in gate.GATED)
            if floor.most_invented is not None:
                figures += f"  invented ≤ {floor.most_invented}"
            print(f"{name}  {figures}  {state}".rstrip())
    gate.save(FLOORS, new)
    return 0


if __name__ == "__main__":
    sys.exit(main())
