"""What hosts ask of robots (RFC 9309)."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rasid.intake.guard import FetchError

if TYPE_CHECKING:
    from protego import Protego

#: Seconds for which a robots.txt is believed, and how many are remembered.
KEEP_S, MOST = 3600.0, 500
MAX_DELAY_S = 60.0


class Robots:
    """The robots.txt of the hosts that are asked. get: fetches its text, raising FetchError."""

    def __init__(self, get: Callable[[str], str], agent: str) -> None:
        self._get, self._agent = get, agent
        self._known: OrderedDict[str, tuple[float, Protego | None]] = OrderedDict()

    def allow(self, url: str) -> bool:
        """Whether an address may be fetched. Raises FetchError when its host may not be asked at all, or does not answer."""
        rules = self._rules(url)
        return rules is not None and rules.can_fetch(url, self._agent)

    def delay(self, url: str) -> float:
        """The seconds between two questions that the host asks for; 0 when it says nothing, or has not been asked."""
        entry = self._known.get(_origin(url))
        found = entry[1].crawl_delay(self._agent) if entry is not None and entry[1] is not None else None
        return min(float(found), MAX_DELAY_S) if found else 0.0

    def _rules(self, url: str) -> Protego | None:
        """The rules of a host; None when its server is at fault, which forbids all."""
        origin = _origin(url)
        entry = self._known.get(origin)
        if entry is not None and time.monotonic() - entry[0] < KEEP_S:
            return entry[1]
        from protego import Protego

        try:
            text = self._get(f"{origin}/robots.txt")
        except FetchError as error:
            if error.failure.code not in ("http_status", "content_type", "redirects", "too_large_answer"):
                raise  # the page itself would fail the same way
            if error.failure.detail.get("status", "") >= "500" or error.failure.detail.get("status") == "429":
                return None  # not remembered: it may be over soon
            text = ""
        rules = Protego.parse(text)
        self._known[origin] = (time.monotonic(), rules)
        while len(self._known) > MOST:
            self._known.popitem(last=False)
        return rules


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
