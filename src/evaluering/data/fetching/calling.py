"""Calls over the network: few a minute, tried again when the other side is busy, never endless."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from evaluering.errors import DataError

PER_MINUTE, MINUTE = 30, 60.0
ATTEMPTS = 5
"""How often a call is tried, at 2, 4, 8 and 16 seconds' distance unless the reply says another."""
PATIENCE = 120.0
"""Seconds that are waited at most when a reply asks for a pause."""
WHOLE = 300.0
"""Seconds that a reply may take in all: one that drips would never be silent for long."""
LARGEST = 200 * 2**20
BUSY = frozenset({408, 429, 500, 502, 503, 504})
REMEDY = "Filene som ligger der, er ikke endret. Prøv igjen om litt."


def _silent(_: str) -> None:
    """Say nothing."""


@dataclass
class Caller:
    """Calls one after the other."""

    client: httpx.Client
    """What calls."""
    pause: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    """Waiting, and the time in seconds that never goes back."""
    tell: Callable[[str], None] = _silent
    """What is told of a wait."""
    made: list[float] = field(default_factory=list)
    """When each call was made."""

    def call(self, url: str, body: dict[str, Any] | None = None, method: str = "") -> bytes:
        """Return the content of a reply: GET, or POST where there is a body.

        Raises
        ------
        DataError
            There is no contact, or the reply is an error, cut off, too large or too slow.
        """
        method = method or ("GET" if body is None else "POST")
        for attempt in range(1, ATTEMPTS + 1):
            self._keep_distance()
            try:
                status, headers, content = self._reply(method, url, body)
            except httpx.TransportError as error:
                trouble, wait = _unreached(error), 0.0
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                fault = f"Adressen kan ikke hentes ({type(error).__name__})."
                raise _refused(url, fault, "Kontroller adressen.") from None
            else:
                if status == 200:
                    return content
                trouble, wait = _answered(status, content), _asked_pause(headers)
                if status not in BUSY:
                    raise _refused(url, trouble, "Kontroller config/registries.yaml.")
            if wait > PATIENCE:
                raise _refused(url, f"{trouble} Den ber om {wait:.0f} sekunders pause.", REMEDY)
            if attempt < ATTEMPTS:
                wait = wait or 2.0**attempt
                self.tell(f"{trouble} Prøver igjen om {wait:.0f} s.")
                self.pause(wait)
        raise _refused(url, f"{trouble} Det ble prøvd {ATTEMPTS} ganger.", REMEDY)

    def _keep_distance(self) -> None:
        """Wait until less than the permitted number of calls were made in the last minute."""
        while len(recent := [t for t in self.made if self.clock() - t < MINUTE]) >= PER_MINUTE:
            wait = MINUTE - (self.clock() - recent[0])
            self.tell(f"Høyst {PER_MINUTE} kall i minuttet: venter {wait:.0f} s.")
            self.pause(max(wait, 0.01))
        self.made.append(self.clock())

    def _reply(
        self, method: str, url: str, body: dict[str, Any] | None
    ) -> tuple[int, httpx.Headers, bytes]:
        begun, parts, size = self.clock(), [], 0
        with self.client.stream(method, url, json=body) as reply:
            for part in reply.iter_bytes():
                parts.append(part)
                size += len(part)
                if size > LARGEST:
                    fault = f"Svaret er større enn {LARGEST // 2**20} MB."
                    raise _refused(url, fault, "Velg færre koder i config/registries.yaml.")
                if self.clock() - begun > WHOLE:
                    raise httpx.ReadTimeout(f"more than {WHOLE} s")
            return reply.status_code, reply.headers, b"".join(parts)


def _refused(url: str, fault: str, remedy: str) -> DataError:
    return DataError(url, fault, remedy)


def _unreached(error: httpx.TransportError) -> str:
    match error:
        case httpx.TimeoutException():
            return "Svaret kommer ikke, eller for sakte."
        case httpx.ConnectError():
            return "Får ikke kontakt. Er maskinen på nett?"
        case httpx.UnsupportedProtocol():
            return "Adressen begynner ikke med http:// eller https://."
    return "Forbindelsen ble brutt før hele svaret var kommet."


def _answered(status: int, content: bytes) -> str:
    """Return what an error says: PxWebApi has its own title."""
    try:
        title = str(json.loads(content)["title"])[:100]
    except (ValueError, KeyError, TypeError, RecursionError):
        title = "en nettside (HTML)" if content.lstrip().startswith(b"<") else "ingen forklaring"
    return f"Svaret er feil {status}: «{title}»."


def _asked_pause(headers: httpx.Headers) -> float:
    asked = headers.get("retry-after", "")
    return float(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 0.0


def refuse_page(url: str, content: bytes) -> None:
    """Raise where a reply is a page, though its status says that all is well.

    Raises
    ------
    DataError
        It begins as HTML.
    """
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise _refused(
            url,
            "Svaret er en nettside (HTML), ikke data.",
            "SSB er stengt noen minutter rundt klokka 05.00 og 11.30. " + REMEDY,
        )
