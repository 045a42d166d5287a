"""The columns that a survey's design is made of, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.design import FRAME, SampleDesign
from evaluering.config.surveys import Survey
from evaluering.data.missing import answered
from evaluering.errors import DataError
from evaluering.stats.errors import StatisticsError
from evaluering.wording import respondents as counted

Held = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class DesignColumns:
    """A survey's respondents and what the messages about them name."""

    survey: Survey
    design: SampleDesign
    columns: Mapping[str, Column]
    frame: pd.DataFrame
    file: str

    def label(self, name: str) -> str:
        """Return a column's text."""
        return self.columns[name].label

    def valid(self, name: str) -> pd.Series:
        """Return a column's values with every kind of missing as NA."""
        if name not in self.frame:
            raise DataError(
                self.file,
                f"Datafilen har ikke «{name}», som «design» i kodeboken bruker.",
                f"Legg kolonnen til i filen, eller ta den ut i {self.place}.",
            )
        values = self.frame[name]
        return values.where(answered(values, self.columns[name]))

    @property
    def place(self) -> str:
        """The codebook's file."""
        return f"config/surveys/{self.survey.id}.yaml"


def needed(design: SampleDesign) -> Iterator[tuple[str, str]]:
    """Yield the columns that every respondent must have, and what they are."""
    if design.weight:
        yield design.weight, "Vekten"
    for name in design.strata:
        yield name, "Stratumet"
    if design.clusters:
        yield design.clusters, "Klyngen"
    if isinstance(design.population, str) and design.population != FRAME:
        yield design.population, "Populasjonen"


def present(source: DesignColumns, name: str, told: str) -> Held:
    """Return who has a value; refuse that anybody has not, where the design says so."""
    held = source.valid(name).notna().to_numpy()
    lacking = int((~held).sum())
    if not lacking or source.design.incomplete == "leave_out":
        return held
    if not held.any():
        raise DataError(
            source.file, f"{told} «{name}» mangler for alle.", f"Ta den ut av {source.place}."
        )
    raise DataError(
        source.file,
        f"{told} «{name}» mangler for {counted(lacking)}.",
        f"Rett datafilen, eller skriv «incomplete: leave_out» under design i {source.place}: "
        "da teller de ikke med i vektede tall.",
    )


def weights_of(source: DesignColumns, held: Held) -> npt.NDArray[np.float64] | None:
    """Return the weights; None where they follow from the sizes of the population."""
    name = source.design.weight
    if name is None:
        known = source.design.population is not None
        return None if known else np.ones(int(held.sum()))
    values = source.valid(name)[held].to_numpy(dtype=np.float64)
    if negative := int((values < 0).sum()):
        raise DataError(
            source.file,
            f"Vekten «{name}» er negativ for {counted(negative)}.",
            "Rett datafilen: en vekt er 0 eller større.",
        )
    if not values.any():
        raise DataError(
            source.file,
            f"Vekten «{name}» er 0 for alle.",
            f"Rett datafilen, eller ta vekten ut av {source.place}.",
        )
    return values


def keys_of(source: DesignColumns, held: Held, name: str) -> list[object]:
    """Return a column's values."""
    keys: list[object] = source.valid(name)[held].tolist()
    return keys


def strata_of(source: DesignColumns, held: Held) -> pd.Series[str] | None:
    """Return the label of each respondent's stratum."""
    if not source.design.strata:
        return None
    parts = []
    for name in source.design.strata:
        texts = _texts(source.columns[name])
        own = source.valid(name)[held]
        parts.append(own.map(lambda value, texts=texts: texts.get(value, _named(value))))
    first, *rest = parts
    for part in rest:
        first = first + ", " + part
    return first


def _texts(column: Column) -> dict[int, str]:
    """Return what each code is called, with the code where two are called the same."""
    labels = list(column.values.values())
    return {
        code: label if labels.count(label) == 1 else f"{label} ({code})"
        for code, label in column.values.items()
    }


def _named(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def sizes_of(
    source: DesignColumns,
    held: Held,
    strata: pd.Series[str] | None,
    population: pd.DataFrame | None,
    file: str,
) -> float | dict[object, float] | npt.NDArray[np.float64] | None:
    """Return the size of each stratum in the population, as `survey_design` takes it."""
    asked = source.design.population
    if asked is None or isinstance(asked, float):
        return asked
    if asked != FRAME:
        own = source.valid(asked)[held].to_numpy(dtype=np.float64)
        if strata is not None:
            differ = pd.Series(own, strata.index).groupby(strata).nunique()
            if several := [str(label) for label, n in differ.items() if n > 1]:
                raise DataError(
                    source.file,
                    f"Populasjonen «{asked}» har ulike tall i samme stratum: {_some(several)}.",
                    "Gi alle i et stratum det samme tallet.",
                )
        return own
    if population is None:
        raise DataError(
            file, "Populasjonsrammen finnes ikke, og «population: frame» bruker den.",
            f"Legg den i bølgens mappe, eller endre design i {source.place}.",
        )  # fmt: skip
    boxes = {m.id for m in source.survey.multiple_responses}
    names = source.design.strata or [v for v in population["variable"] if v not in boxes][:1]
    rows = population.loc[population["variable"].isin(names)]
    if rows.empty:
        told = f"Rammen har ikke «{', '.join(names)}», som «population: frame» bruker."
        raise DataError(file, told, "Legg linjene til i rammen.")
    if strata is None:
        return float(rows["population"].sum())
    texts = _texts(source.columns[names[0]])
    return {
        texts[int(code)]: float(size)
        for code, size in zip(rows["category"], rows["population"], strict=True)
    }


def unfit_sample(source: DesignColumns, error: StatisticsError, frame: str) -> DataError:
    """Return what is wrong with a design as a fault of the data, or of the frame's file."""
    design, found = source.design, str(error.found)
    if error.argument == "clusters":
        return DataError(
            source.file,
            f"En klynge («{design.clusters}») står i flere strata ({found.split(' ')[0]} ganger).",
            f"Rett datafilen, eller skriv «cluster_names: within_strata» under design i "
            f"{source.place} når samme navn er ulike klynger i hvert stratum.",
        )
    if error.argument == "population":
        where = found.removeprefix("smaller or missing in ").removeprefix("not ")
        told = f" i {where}" if where.strip() and design.strata else ""
        return DataError(
            frame if design.population == FRAME else source.file,
            f"Populasjonen er mindre enn antallet som har svart{told}, eller mangler.",
            f"Rett tallene som «population» under design i {source.place} viser til.",
        )
    if error.argument == "strata":
        return DataError(
            source.file,
            f"Strata med bare én enhet: {found.removeprefix('strata with one: ')}.",
            f"Slå sammen strata, eller velg et annet «single_unit» under design i {source.place}.",
        )
    return DataError(source.file, f"Utvalget kan ikke brukes: {error}", f"Se {source.place}.")


def _some(names: list[str]) -> str:
    return ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
