"""What the numbers in the running text repeat: cells of the tables, or what follows from them."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from evaluering.checks.crosstabs import possible_counts, printed_crosstab
from evaluering.checks.findings import decimal, rows_of, whole
from evaluering.data.published import Cells, Place, of_exhibit
from evaluering.rounding import round_number

WORDS = dict(
    zip(
        ["én", "to", "tre", "fire", "fem", "seks", "syv", "åtte", "ni", "ti", "elleve", "tolv"],
        map(Decimal, range(1, 13)),
        strict=True,
    )
) | {"en": Decimal(1), "ett": Decimal(1), "knapt fem": Decimal(5)}
SAMARBEIDSFORUM, NETTVERK = "Samarbeidsforum", "Regionale nettverk"

# text id -> the cell that it repeats
REPEATED: dict[str, tuple[str, str, str]] = {
    "t1-01": ("tabell-1", SAMARBEIDSFORUM, "Svarprosent"),
    "t1-02": ("tabell-1", "Universitet og høyskole", "Svarprosent"),
    "t1-03": ("tabell-1", "Skoleledere (5 fylker)", "Svarprosent"),
    "t3-06": ("tabell-2", "Totalt", "UH"),
    "t3-07": ("tabell-2", "Totalt", "Lærerorg."),
    "t3-08": ("tabell-2", "Totalt", "Annet #"),
    "t3-09": ("tabell-2", "Totalt", "Annet"),
    "t3-10": ("tabell-2", "Totalt", "Skoleleder #"),
    "t3-13": ("tabell-2", "Totalt", "Skoleleder #"),
    "t3-18": ("tabell-3", "Totalt (69)", "Kommunal skoleeier #"),
    "t3-19": ("tabell-3", "Totalt (69)", "Kommunal skoleeier"),
    "t3-20": ("tabell-3", "Totalt (69)", "Fylkeskommunal skoleeier #"),
    "t5-17": ("figur-17", "n", "Skoleeier"),
    "t6-01": ("tabell-1", "Skoleledere (5 fylker)", "Svarprosent"),
    "t6-15": ("figur-21", "n", "Skoleeier"),
    "t6-16": ("figur-22", "n", "Skoleleder"),
    "t6-36": ("tabell-5", "Arbeid med nytt læreplanverk", "Prosent"),
    "t7-12": ("tabell-1", NETTVERK, "Antall svar"),
    "t7-13": ("tabell-11", "Kommunal skoleeier", "Antall svar"),
    "t7-16": ("tabell-16", "Total", "Antall kommuner"),
    "tv1-01": ("tabell-7", SAMARBEIDSFORUM, "Svarprosent"),
    "tv1-02": ("tabell-7", "Universitet og høyskolemiljøer", "Svarprosent"),
    "tv1-03": ("tabell-7", "Skoleledere (5 fylker)", "Svarprosent"),
    "tv1-12": ("tabell-8", "Total", "Svarprosent"),
    "tv1-13": ("tabell-8", "Vestland", "Svarprosent"),
    "tv1-16": ("tabell-8", "Nordland", "Svarprosent"),
    "tv1-17": ("tabell-8", "Trøndelag", "Svarprosent"),
    "tv1-18": ("tabell-8", "Møre og Romsdal (Søre Sunnmøre)", "Svarprosent"),
    "tv1-20": ("tabell-8", "Troms og Finnmark", "Populasjon"),
    "tv1-21": ("tabell-8", "Oslo", "Populasjon"),
    "tv1-26": ("tabell-9", "Kommunal skoleeier", "Populasjon (%)"),
    "tv1-27": ("tabell-9", "UH-sektor", "Populasjon (%)"),
    "tv1-28": ("tabell-9", "Privat/friskoleeier", "Populasjon (%)"),
    "tv1-29": ("tabell-9", "Privat/friskoleeier", "Populasjon"),
    "tv1-30": ("tabell-9", "Statped", "Populasjon (%)"),
    "tv1-31": ("tabell-9", "PPT", "Populasjon (%)"),
    "tv1-32": ("tabell-9", "KS", "Svarprosent"),
    "tv1-33": ("tabell-9", "Barnehagesektor", "Svarprosent"),
    "tv1-43": ("tabell-10", "Totalt (69)", "Populasjon"),
    "tv1-47": ("tabell-7", NETTVERK, "Antall svar"),
    "tv1-48": ("tabell-10", "Vestland (12)", "Svarprosent"),
    "tv1-49": ("tabell-10", "Troms og Finnmark (10)", "Svarprosent"),
    "tv1-50": ("tabell-10", "Rogaland (4)", "Svarprosent"),
    "tv1-52": ("tabell-10", "Totalt (69)", "Svarprosent"),
    "tv1-56": ("tabell-11", "Skoleleder/forbund", "Populasjon (%)"),
    "tv1-57": ("tabell-11", "Lærerorganisasjon", "Populasjon (%)"),
    "tv1-60": ("tabell-7", NETTVERK, "Antall svar"),
    "tv1-61": ("tabell-3", "Totalt (69)", "UH"),
    "tv1-65": ("tabell-11", "Privat/friskoleeier", "Svarprosent"),
    "tv1-66": ("tabell-11", "Barnehagesektor", "Svarprosent"),
    "tv1-67": ("tabell-11", "Annet", "Populasjon (%)"),
    "tv1-68": ("tabell-12", "Norges Idrettshøgskole", "Populasjon"),
    "tv1-69": ("tabell-12", "Høgskolen på Vestlandet", "Populasjon"),
    "tv1-70": ("tabell-12", "Samisk Høgskole", "Populasjon"),
    "tv1-73": ("tabell-12", "Total", "Svarprosent"),
    "tv1-75": ("tabell-12", "NLA Høgskolen", "Svarprosent"),
    "tv1-84": ("tabell-13", "Total", "Svarprosent"),
    "tv1-85": ("tabell-14", "Grunnskole", "Populasjon (%)"),
    "tv1-87": ("tabell-14", "Annet/ukjent", "Populasjon"),
    "tv1-92": ("tabell-15", "Total", "Antall svar"),
    "tv1-96": ("tabell-15", "Total", "Svarprosent"),
    "tv3-11": ("tabell-21", "Antall", "Antall"),
    "tv3-42": ("tabell-49", "Små", "Svært lave"),
}
# cells that should be alike: the same people or shares in two tables
ALIKE: list[tuple[tuple[str, str, str], tuple[str, str, str]]] = [
    (("tabell-11", "UH-sektor", "Populasjon (%)"), ("tabell-3", "Totalt (69)", "UH")),
    (("tabell-9", "Statsforvalter", "Populasjon (%)"), ("tabell-2", "Totalt", "Statsforvalter")),
]


def value(cells: Cells, exhibit: str, row: str, column: str) -> Decimal | None:
    """Return a cell's number; of ``4 (19)`` the per cent, or the count if the column ends in #."""
    text = cells.get(Place(exhibit, row, column.removesuffix(" #")))
    if text is None:
        return None
    match = re.fullmatch(r"(\d+) \((\d+)\)", text)
    if match:
        return Decimal(match[1] if column.endswith("#") else match[2])
    return decimal(text)


def text_value(text: str) -> Decimal | None:
    """Return the number in a text: digits, else the first word that is one."""
    if (number := decimal(text)) is not None:
        return number
    return next((WORDS[word] for word in text.casefold().split() if word in WORDS), None)


def members(cells: Cells, unit: str, role: str) -> int:
    """Return how many of a role a forum has."""
    return int(value(cells, "tabell-2", unit, f"{role} #") or 0)


def forums(cells: Cells) -> list[str]:
    """Return the forums of Tabell 2."""
    return [row for row in rows_of(of_exhibit(cells, "tabell-2")) if row != "Totalt"]


def without(cells: Cells, *roles: str) -> Decimal:
    """Return how many forums have none of the roles."""
    counts = ([members(cells, unit, role) for role in roles] for unit in forums(cells))
    return Decimal(sum(not any(found) for found in counts))


def owners(cells: Cells) -> Decimal:
    """Return the owners' share of the forums' members."""
    roles = ("Kommunal skoleeier", "Fylkeskommunal skoleeier", "Privat-/friskoleeier")
    n = sum(members(cells, "Totalt", role) for role in roles)
    return round_number(100 * n / int(cells[Place("tabell-2", "Totalt", "Antall personer")]), 0)


def double_roles(cells: Cells) -> Decimal:
    """Return how many network members ticked two roles: marks beyond one a respondent with any."""
    rows = rows_of(of_exhibit(cells, "tabell-11"))
    marks = sum(whole(cells, Place("tabell-11", r, "Antall svar")) or 0 for r in rows[:-1])
    respondents = whole(cells, Place("tabell-7", NETTVERK, "Antall svar")) or 0
    without_role = text_value(cells[Place("tekst", "tv1-58", "printed")]) or 0
    return Decimal(marks) - (respondents - without_role)


def mean_size(cells: Cells) -> Decimal:
    """Return the mean number of members of a forum."""
    total = int(cells[Place("tabell-2", "Totalt", "Antall personer")])
    return round_number(total / len(forums(cells)), 0)


def level_of_tabell_48(cells: Cells) -> Decimal:
    """Return the level at which the only possible counts of Tabell 48 are significant."""
    import pandas as pd

    from evaluering.checks.crosstabs import LEVELS
    from evaluering.stats.crosstab import crosstab_test

    table = printed_crosstab(of_exhibit(cells, "tabell-48"))
    (counts,) = possible_counts(table, "half_up_twice")
    p = crosstab_test(pd.DataFrame(dict(enumerate(counts)))).pearson.p
    return Decimal(next(percent for limit, percent in LEVELS if p < limit)) / 100


DERIVED: dict[str, Callable[[Cells], Decimal]] = {
    "t3-05": owners,
    "t3-11": lambda cells: without(cells, "Statped", "PPT"),
    "t3-12": lambda cells: without(cells, "Barnehage/PBL"),
    "tv1-19": mean_size,
    "tv1-59": double_roles,
    "tv3-38": level_of_tabell_48,
}
