"""The provenance of a report: wave, files, code, and what had no data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evaluering import __version__
from evaluering.config.exhibits.base import Exhibit
from evaluering.config.waves import Wave
from evaluering.exhibits.result import Result
from evaluering.render.document import Block, Bullets, Grid, Inline, Paragraph, Section
from evaluering.render.language import stamp, word
from evaluering.render.material import empty_reason
from evaluering.render.references import reference
from evaluering.render.tables.table import Cell, Table

SOURCES = {"syntetisk": "source_synthetic", "mikrodata": "source_microdata"}


def provenance_section(
    wave: Wave,
    exhibits: Sequence[Exhibit],
    results: Mapping[str, Result],
    typed: Sequence[Block] = (),
) -> Section:
    """Return where the report's numbers come from.

    Parameters
    ----------
    wave
        The wave that was analysed.
    exhibits, results
        The report's exhibits, and the result of each by id.
    typed
        The account of numbers that an author typed and that no result has.
    """
    origins = [results[exhibit.id].provenance for exhibit in exhibits]
    files = {name: digest for origin in origins for name, digest in origin["inputs"].items()}
    code = {result.kind: str(result.provenance["code"]) for result in results.values()}
    text = word(
        "provenance_text", wave=wave.id, source=word(SOURCES[wave.source]), version=__version__
    )
    marked = [word("stamp_long", stamp=stamp(wave.stamp)) + "."] if wave.stamp else []
    return Section(
        "del_herkomst",
        word("provenance"),
        (
            Paragraph((" ".join([text, *marked]),)),
            *_without_data(exhibits, results),
            *typed,
            Grid(_pairs(word("file"), "SHA-256", files), word("inputs")),
            Grid(_pairs(word("kind"), word("digest"), code), word("code")),
        ),
    )


def _without_data(exhibits: Sequence[Exhibit], results: Mapping[str, Result]) -> tuple[Block, ...]:
    items: list[tuple[Inline, ...]] = [
        (reference(exhibit), f": {reason}")
        for exhibit in exhibits
        if (reason := empty_reason(results[exhibit.id]))
    ]
    if not items:
        return (Paragraph((word("empty_none"),)),)
    return (Paragraph((word("empty_some"),)), Bullets(tuple(items)))


def _pairs(first: str, second: str, values: Mapping[str, str]) -> Table:
    head = (Cell(first, "column", "left"), Cell(second, "column", "left"))
    body = ((Cell(k, "row", "left"), Cell(v, "", "left")) for k, v in sorted(values.items()))
    return Table((head,), tuple(body))
