"""Warnings of the statistics library in the language in use: it knows no language but English."""

from __future__ import annotations

import re

from evaluering.render.language import language

REMARKS = (
    (r"constant columns: (.+)", r"Uten variasjon: \1."),
    (r"only missing values in: (.+)", r"Uten gyldige svar: \1."),
    (r"(\d+) complete rows? for (\d+) items", r"For få med svar på alle leddene: \1 for \2 ledd."),
    (r"got (\d+) complete row", r"For få med svar på alle leddene: \1."),
    (r"no rows", "Ingen respondenter."),
    (r"few rows: (\d+) for (\d+) items", r"Få respondenter: \1 for \2 ledd; løsningen er usikker."),
    (r"Heywood case \(.*?\): (.+)", r"Kommunalitet over 0,99 eller ladning over 1 (Heywood): \1."),
    (
        r"^(\S+) (?:correlates|points against).*forgotten reversal\?",
        r"\1 peker mot de andre leddene. Skulle leddet vært snudd?",
    ),
    (r"no eigenvalue exceeds", "Ingen egenverdi er større enn i tilfeldige data."),
    (r"not positive", "Korrelasjonsmatrisen er ikke positivt definit."),
    (r"did not converge", "Beregningen konvergerte ikke."),
    (r"fewer than three complete pairs", "Færre enn tre par."),
    (r"constant|zero variance", "Ingen variasjon."),
)


def remark(warning: str) -> str:
    """Return a warning in the language in use; one that is not known is returned as it is."""
    if language().tag == "en":
        return f"{warning[:1].upper()}{warning[1:]}."
    for pattern, text in REMARKS:
        if match := re.search(pattern, warning):
            return match.expand(text)
    return warning
