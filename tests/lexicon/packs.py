"""A tiny theatre of an invented conflict."""

from __future__ import annotations

from pathlib import Path

from rasid.lexicon.theatre import PLACE_COLUMNS, Names, compile_names

ACTORS = """\
actors:
  - id: nr.crown
    name: {ar: مملكة نارين, en: Kingdom of Narin}
    aliases: [التاج الناريني]
    loaded: [{name: الطغاة, by: nr.dawn, local: true}]
    kind: government
    state: true
    from: "1950"
    to: "2021-05-04"
    opposes: [{id: nr.front, from: "2015", to: "2021-05-04"}]
    source: tests
    licence: CC0-1.0
  - id: nr.royal_army
    name: {ar: الجيش الناريني, en: Narin Army}
    local_aliases: [القوات المسلحة]
    adjectives: [ناريني]
    kind: state_army
    state: true
    side: nr.crown
    from: "1950"
    to: "2021-05-04"
    source: tests
    licence: CC0-1.0
  - id: nr.new_army
    name: {ar: جيش نارين الموحد, en: United Army of Narin}
    aliases: [الجيش الناريني]
    kind: state_army
    state: true
    side: nr.council
    from: "2021-06-01"
    to: ""
    source: tests
    licence: CC0-1.0
  - id: nr.council
    name: {ar: مجلس نارين, en: Council of Narin}
    kind: government
    state: true
    from: "2021-05-04"
    to: ""
    allied_with: [{id: nr.neighbour, from: "2022", to: ""}]
    source: tests
    licence: CC0-1.0
  - id: nr.front
    name: {ar: جبهة السهل, en: Plain Front}
    vague_aliases: [المسلحون]
    kind: rebel
    state: false
    from: "2015"
    to: "2021-05-04"
    source: tests
    licence: CC0-1.0
  - id: nr.dawn
    name: {ar: كتائب الفجر الناريني, en: Dawn Brigades}
    kind: rebel
    state: false
    member_of: [{id: nr.front, from: "2016", to: "2018"}]
    side: [{id: nr.neighbour, from: "2016", to: ""}]
    from: "2014"
    to: "2019-03-01"
    became: [{id: nr.sunrise, from: "2019-03-01"}]
    source: tests
    licence: CC0-1.0
  - id: nr.sunrise
    name: {ar: حركة الشروق, en: Sunrise Movement}
    kind: rebel
    state: false
    member_of: [{id: nr.front, from: "2019-03-01", to: ""}]
    from: "2019-03-01"
    to: "2021-06-01"
    merged_into: [{id: nr.new_army, from: "2021-06-01"}]
    source: tests
    licence: CC0-1.0
  - id: nr.neighbour
    name: {ar: جمهورية الجوار, en: Neighbour Republic}
    kind: state
    state: true
    from: ""
    to: ""
    source: tests
    licence: CC0-1.0
"""
OUTLETS = """\
outlets:
  - id: nr.radio
    name: {ar: إذاعة نارين, en: Radio Narin}
    bare_aliases: [الأفق]
    domains: [radio.example]
    channels: [NarinRadio]
    kind: state_medium
    side: [{id: nr.crown, from: "", to: "2021-05-04"}, {id: nr.council, from: "2021-05-04", to: ""}]
    source: tests
    licence: CC0-1.0
"""
PEOPLE = """\
people:
  - id: nr.samir
    name: {ar: سمير الناريني, en: Samir al-Narini}
    posts:
      - {office: spokesman of the Dawn Brigades, actor: nr.dawn, from: "2015", to: "2019-03-01"}
      - {office: Minister of Defence, actor: nr.council, from: "2021-07", to: ""}
    source: tests
    licence: CC0-1.0
"""
AMBIGUOUS = "names:\n- {name: الجسر, needs: head}\n"
CAPITALS = "capitals:\n  - qq.zahra\n"
PLACES = {
    "narin": [
        ("nr", "country", "نارين", "", ""),
        ("nr.sahl", "governorate", "السهل", "", "nr"),
        ("nr.sahl.district", "district", "الوادي الكبير", "", "nr.sahl"),
        ("nr.sahl.wadi", "town", "الوادي الكبير", "", "nr.sahl.district"),
        ("nr.sahl.zahra", "town", "الزهراء الكبرى", "", "nr.sahl"),
        ("nr.sahl.tall", "village", "تل الرياح", "", "nr.sahl"),
        ("nr.sahl.jisr", "village", "الجسر", "", "nr.sahl"),
    ],
    "world": [
        ("qq", "country", "بلاد قاف", "", ""),
        ("qq.zahra", "city", "الزهراء الكبرى", "", "qq"),
        ("qq.tall", "town", "تل الرياح", "", "qq"),
    ],
}


def write(root: Path) -> list[Path]:
    """The pack's files under root/theatres."""
    texts = {
        "ambiguous.yaml": AMBIGUOUS,
        "capitals.yaml": CAPITALS,
        "narin/actors.yaml": ACTORS,
        "narin/outlets.yaml": OUTLETS,
        "narin/people.yaml": PEOPLE,
    }
    for theatre, rows in PLACES.items():
        lines = [",".join(PLACE_COLUMNS)]
        for id, kind, name, variants, parent in rows:
            values = {"id": id, "kind": kind, "name_ar": name, "variants_ar": variants, "parent": parent, "lat": "35", "lon": "38"}
            lines.append(",".join({**values, "source": "tests", "licence": "CC0-1.0"}.get(c, "") for c in PLACE_COLUMNS))
        texts[f"{theatre}/places.csv"] = "\n".join(lines) + "\n"
    paths = []
    for name, text in texts.items():
        path = root / "theatres" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return sorted(paths)


def narin(root: Path) -> Names:
    """The compiled pack."""
    return compile_names(write(root))
