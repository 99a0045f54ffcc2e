"""The gazetteer against official data, which is not part of the project: skipped where `../shared/geo` is absent."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from types import ModuleType

import pytest

from rasid.places.gazetteer import Gazetteer

ROOT = Path(__file__).resolve().parents[2]
GEO = ROOT.parent / "shared" / "geo"

pytestmark = pytest.mark.skipif(not GEO.is_dir(), reason="official data is not at ../shared/geo: nothing to compare with")


@pytest.fixture(scope="module")
def measure() -> ModuleType:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import measure_places
    finally:
        sys.path.pop(0)
    return measure_places


def test_every_place_is_inside_its_governorate(measure: ModuleType, shipped: Gazetteer) -> None:
    assert measure.outside(shipped, GEO) == []


def test_coverage(measure: ModuleType, shipped: Gazetteer) -> None:
    units, no_units = measure.subdistricts(shipped, GEO)
    quarters, no_quarters = measure.neighbourhoods(shipped, GEO)
    assert len(units) >= 0.95 * (len(units) + len(no_units)), no_units
    assert len(quarters) >= 0.60 * (len(quarters) + len(no_quarters)), no_quarters
    assert statistics.median([*units, *quarters]) < 3


def test_enough_of_syria(shipped: Gazetteer) -> None:
    assert sum(1 for _ in shipped.inside("sy")) >= 2_500


@pytest.mark.parametrize(
    ("file", "kind", "new"),
    [
        ("open-syria/subdistricts.json", "open-syria", 15),
        ("cod-ab/syr_admin3.shp", "cod", 15),
        ("cod-ab/city_neighbourhoods.shp", "cod", 414),
    ],
)
def test_official_files_import(shipped: Gazetteer, file: str, kind: str, new: int) -> None:
    from rasid.places.merging import Merger
    from rasid.places.sources import read_source

    merge = Merger(shipped).merge(read_source(GEO / file, kind))
    assert not merge.faults
    assert merge.new <= new
