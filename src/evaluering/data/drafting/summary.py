"""What a draft took a file for, in a few lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluering.data.drafting.proposal import Proposal

MOST_NAMES = 6


def summary(proposal: Proposal, columns: int) -> Iterator[str]:
    """Yield the lines that tell what was taken for what."""
    yield f"{proposal.file}: {_count(proposal.rows, 'rad', 'rader')}, " + _count(
        columns, "variabel", "variabler"
    )
    by_kind = {
        kind: [entry.name for entry in proposal.variables if entry.kind in kinds]
        for kind, kinds in {
            "kategorier": {"nominal"},
            "tall": {"number"},
            "datoer og tider": {"date", "datetime", "time"},
        }.items()
    }
    own = proposal.identifier
    told = [
        ("identifikator", [f"{own.name} ({own.why})"] if own else ["ingen; radene nummereres"], ""),
        ("kan være vekt", list(proposal.weights), ""),
        (
            "batterier",
            [f"{b.id} ({len(b.items)})" for b in proposal.batteries],
            f"{sum(len(b.items) for b in proposal.batteries)} ledd på "
            + _count(len(proposal.scales), "skala", "skalaer"),
        ),
        ("flere svar", [f"{s.id} ({len(s.options)})" for s in proposal.sets], ""),
        *((kind, names, "") for kind, names in by_kind.items()),
        ("åpne svar", [entry.name for entry in proposal.open_questions], ""),
        ("ikke tatt med", [f"{name} ({why})" for name, why in proposal.omitted], ""),
    ]
    for what, names, aside in told:
        if names:
            yield f"  {what + ':':16}{_listed(names)}{f'; {aside}' if aside else ''}"


def _listed(names: Sequence[str]) -> str:
    count = f"{len(names)}: " if len(names) > 1 else ""
    more = f" og {len(names) - MOST_NAMES} til" if len(names) > MOST_NAMES else ""
    return f"{count}{', '.join(names[:MOST_NAMES])}{more}"


def _count(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
