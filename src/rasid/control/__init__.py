"""Statements → who holds what, since when, on whose word. Pure functions: no clock, no file, no database.

The way through the room
------------------------
1. `keys`     names of a reading → ids for reasoning, EDTF → [start, end], chains → `Origin`s (what makes two chains one).
              The ledger builds `Recorded` statements with it: `recorded(statement, report, theatre)`.
2. `theatre`  what the reasoning must know of the world: two protocols, `Places` and `Actors`. Gazetteer and actor file implement them.
3. weights    the numbers of lexicons/control.yaml, each with its reason (`rasid.lexicon.evidence.load_weights`).
4. `bearing`  one statement, one place → its bearings: who gains or loses the place by it, from which day, how much it weighs and why.
5. `force`    the bearings in force on a day, and what later changes have left of each; `sweep`: the same from day to day, for histories.
   `verdict`  what is in force on a day → holder, status, log-odds, for and against.
6. `index`    `ControlIndex(theatre, weights)`: `add(recorded)`, `remove(id)`, then `holds(place, on, known)`, `map(on, known)`,
              `history(place)`, `changes(start, end)`, `disputes(on)`, `silences()`. Adding a statement touches its own places only.
7. `events`   statements of one happening in many reports → one `Event`.

`holds(place, on, known, statements, theatre, weights)` answers from a plain list. Records are in `rasid.model.control` and `.event`.
The rules are told, with their numbers, in docs/control.md.
"""
