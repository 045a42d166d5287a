"""Quantities of the response, and of the answers against the frame."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from math import nan
from typing import TYPE_CHECKING, ClassVar, Literal

from evaluering.checks.claims.quantity import NOTHING, Keys, Measured, Numbers, Some, quantity
from evaluering.checks.claims.verdicts import CannotTest
from evaluering.config.base import Distinct, Identifier, Reference, VariableName, Whole
from evaluering.config.claims import ALL_OF

if TYPE_CHECKING:
    from evaluering.checks.claims.claim_data import ClaimData


class OfWave(Keys):
    """The wave as a whole."""


class OfSurvey(Keys):
    """One survey."""

    survey: Identifier
    """Undersøkelsen."""


class OfSurveys(Keys):
    """Each of some surveys."""

    orderable: ClassVar[tuple[str, ...]] = ("surveys",)

    surveys: Some[Identifier] = []
    """Undersøkelsene; utelatt: de som «order» nevner."""


class ByCategory(OfSurvey):
    """The categories of a survey; each is named by its code or its box."""

    by: VariableName
    """En bakgrunnsvariabel med koder, eller et spørsmål med flere kryss."""


class OfCategories(ByCategory):
    """Each category."""

    categories: Some[Reference] | None = None
    """Kategoriene; utelatt: alle i rammen."""
    leaving_out: Distinct[Reference] = []
    """Kategorier som ikke regnes med."""


class OfCategoriesTogether(ByCategory):
    """Some categories together."""

    categories: Some[Reference]
    """Kategoriene, regnet sammen."""
    source: Literal["frame", "answers"]
    """frame: rammen; answers: svarene."""
    of: Literal["percent", "count"] = "percent"
    """percent: prosent; count: antall."""


class OfTicks(ByCategory):
    """A number of ticks."""

    ticks: Whole
    """Antall kryss; 0: uten opplysningen."""


def _rate(
    where: dict[str, str], percent: float, n: int, labels: Mapping[str, str] = NOTHING
) -> Measured:
    """Return a per cent of n with Wilson's interval, where it can be one."""
    from evaluering.checks.claims.comparisons import share_interval

    interval = partial(share_interval, percent, n) if percent <= 100 else None
    return Measured(where, percent, (n,), labels, interval)


@quantity(OfSurvey, "count")
def respondents(of: OfSurvey, data: ClaimData) -> Numbers:
    """Antallet som har svart på en undersøkelse."""
    yield Measured({"survey": of.survey}, len(data.answers.frames[of.survey]))


@quantity(OfSurvey, "count")
def population(of: OfSurvey, data: ClaimData) -> Numbers:
    """Populasjonen til en undersøkelse, slik bølgen oppgir den."""
    n = data.survey_file(of.survey).population
    if n is None:
        raise CannotTest("no_population")
    yield Measured({"survey": of.survey}, n)


@quantity(ByCategory, "count")
def unplaced(of: ByCategory, data: ClaimData) -> Numbers:
    """Antallet i populasjonen som rammen ikke har i noen kategori."""
    n = data.survey_file(of.survey).population
    if n is None:
        raise CannotTest("no_population")
    yield Measured({"survey": of.survey}, n - sum(data.frame(of.survey, of.by).values()))


@quantity(OfWave, "count")
def survey_count(_of: OfWave, data: ClaimData) -> Numbers:
    """Antallet undersøkelser i bølgen."""
    yield Measured({"wave": data.wave.id}, len(data.wave.surveys))


@quantity(OfSurveys, "percent", over={"surveys": "survey"})
def response_rate(of: OfSurveys, data: ClaimData) -> Numbers:
    """Svarprosenten i hver undersøkelse, av dem som fikk skjemaet."""
    for survey in of.surveys:
        sent = data.survey_file(survey).invited
        if sent is None:
            raise CannotTest("no_sent")
        rate = 100 * len(data.answers.frames[survey]) / sent
        yield _rate({"survey": survey}, rate, sent)


@quantity(OfCategories, "percent", over={"categories": "category"})
def category_rate(of: OfCategories, data: ClaimData) -> Numbers:
    """Svarprosenten i hver kategori, av rammen."""
    answered, sizes = data.answered(of.survey, of.by), data.sizes(of.survey, of.by)
    rates = {name: 100 * answered[name] / size for name, size in sizes.items() if size}
    labels = data.categories(of.survey, of.by)
    for name in of.categories or [c for c in rates if c not in of.leaving_out]:
        where = {"survey": of.survey, "category": name}
        yield _rate(where, rates.get(name, nan), sizes.get(name, 0), {"category": labels[name]})


@quantity(OfCategoriesTogether, lambda of: of.of)
def category_share(of: OfCategoriesTogether, data: ClaimData) -> Numbers:
    """Prosenten eller antallet i noen kategorier til sammen, i rammen eller svarene."""
    counts = (data.answered if of.source == "answers" else data.sizes)(of.survey, of.by)
    count, n = sum(counts.get(name, 0) for name in of.categories), sum(counts.values())
    labels = data.categories(of.survey, of.by)
    where = {"survey": of.survey, "category": ALL_OF.join(labels[c] for c in of.categories)}
    percent = 100 * count / n if n else nan
    yield Measured(where, count) if of.of == "count" else _rate(where, percent, n)


@quantity(ByCategory, "count")
def answered_categories(of: ByCategory, data: ClaimData) -> Numbers:
    """Antallet kategorier som noen har svart fra."""
    answered = data.answered(of.survey, of.by).values()
    yield Measured({"survey": of.survey, "variable": of.by}, sum(n > 0 for n in answered))


@quantity(OfTicks, "count")
def ticked(of: OfTicks, data: ClaimData) -> Numbers:
    """Antallet som har satt så mange kryss, eller (0) er uten opplysningen."""
    where = {"survey": of.survey, "variable": of.by, "ticks": str(of.ticks)}
    yield Measured(where, int((data.ticks(of.survey, of.by) == of.ticks).sum()))


@quantity(ByCategory, "p", tested=True)
def frame_fit(of: ByCategory, data: ClaimData) -> Numbers:
    """P-verdien av testen av om svarene følger rammen."""
    from evaluering.stats.representativeness import goodness_of_fit

    answered, sizes = data.against_frame(of.survey, of.by)
    if data.answers.surveys[of.survey].multiple_response(of.by) is not None:
        raise CannotTest("several_ticks")
    p, n = goodness_of_fit(answered, sizes).test.p, sum(answered.values())
    yield Measured({"survey": of.survey, "variable": of.by}, p, (n,))


@quantity(ByCategory, "points", over={"categories": "category"})
def frame_gap(of: ByCategory, data: ClaimData) -> Numbers:
    """Avstanden i prosentpoeng mellom svarene og rammen, i hver kategori."""
    answered, sizes = data.against_frame(of.survey, of.by)
    total, invited = sum(answered.values()), sum(sizes.values())
    labels = data.categories(of.survey, of.by)
    for name, size in sizes.items():
        gap = abs(100 * answered.get(name, 0) / total - 100 * size / invited)
        where = {"survey": of.survey, "category": name}
        yield Measured(where, gap, (total,), {"category": labels[name]})
