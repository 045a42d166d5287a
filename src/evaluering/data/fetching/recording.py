"""The account of a fetched file: of what, when, and the checksum of what came."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from evaluering.data.encodings import decoded
from evaluering.data.files import read_bytes
from evaluering.errors import DataError

SUFFIX = ".fetch.json"
"""What is put behind the name of a fetched file."""
SLACK = timedelta(minutes=2)
ZONES = timedelta(days=1)
"""A reply says the day of its update, in a time zone that it need not say."""


@dataclass(frozen=True)
class Fetched:
    """Of what, when and how a file was fetched."""

    url: str
    query: dict[str, Any] | None
    fetched: str
    updated: str
    sha256: str
    size: int


def fetched_now(
    content: bytes, url: str, query: dict[str, Any] | None, updated: str, now: datetime
) -> Fetched:
    """Return the account of what has just come."""
    checksum = hashlib.sha256(content).hexdigest()
    return Fetched(url, query, now.isoformat(timespec="seconds"), updated, checksum, len(content))


def account_text(account: Fetched) -> str:
    """Return an account as it is stored."""
    return json.dumps(asdict(account), ensure_ascii=False, indent=1) + "\n"


def read_account_of(path: Path) -> Fetched | None:
    """Return the account of a file; none where it was laid there by hand.

    Raises
    ------
    DataError
        The account is damaged.
    """
    account = path.with_name(path.name + SUFFIX)
    if not account.is_file():
        return None
    try:
        stored = json.loads(decoded(account, read_bytes(account)))
        found = Fetched(**stored)
        _moment(found.fetched)
    except (ValueError, TypeError, RecursionError):
        raise DataError(
            account, "Regnskapet over hentingen er ødelagt.", "Slett det, eller hent filen på nytt."
        ) from None
    return found


def refuse_early_clock(now: datetime, before: Iterable[str], updated: str, place: Path) -> None:
    """Raise where the machine's clock is behind what has already happened.

    Parameters
    ----------
    now
        The time by the clock, with its zone.
    before, updated
        When files were fetched, and when the source says that it was updated.

    Raises
    ------
    DataError
        The clock has been set back: a new account would tell a wrong time.
    """
    past = [moment - SLACK for text in before if (moment := _moment(text))]
    if (moment := _moment(updated, strict=False)) is not None:
        past.append(moment - ZONES)
    if late := [moment for moment in past if moment > now]:
        raise DataError(
            place,
            f"Klokken på maskinen viser {now:%Y-%m-%d %H:%M} (UTC), men noe er hentet eller "
            f"oppdatert {max(late):%Y-%m-%d} eller senere.",
            "Still klokken. Filene som ligger der, er ikke endret.",
        )


def _moment(text: str, *, strict: bool = True) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        if strict:
            raise
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
