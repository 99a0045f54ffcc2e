"""Groups of events that more than one step of the reading asks for."""

from __future__ import annotations

from typing import Final

#: events that befall people
VICTIMS: Final = frozenset(("killing", "arrest", "abduction", "displaces"))
ATTACKS: Final = frozenset(("ground_attack", "air_strike", "shelling", "bombing"))
FIGHTS: Final = ATTACKS | {"clash"}
STRIKES: Final = ATTACKS | {"destroys"}
#: events that hit what somebody owns
HARMS: Final = frozenset(("ground_attack", "air_strike", "shelling", "bombing", "destroys", "takes_control", "besieges", "clash"))
#: events that may befall things without a name
TAKES_THINGS: Final = frozenset(("destroys", "arrest", "abduction", "killing"))
#: what lasts
STATES: Final = frozenset(("holds", "besieges"))
CROWDS: Final = frozenset(("protest", "riot"))
#: events between two sides
OF_TWO: Final = frozenset(("clash", "agreement"))
#: the noun of an active verb: who bears arms and tells of it did it ("أعلنت الحركة قتل ثلاثة")
SLAYING: Final = "قتل"
