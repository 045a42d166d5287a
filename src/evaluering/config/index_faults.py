"""Faults of an index against the scales of its items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evaluering.config.indices import Index
from evaluering.config.scales import Scale
from evaluering.config.surveys import Survey
from evaluering.errors import ConfigError


def index_faults(
    index: Index, survey: Survey, scales: Mapping[str, Scale], file: str, key: str
) -> Iterator[ConfigError]:
    """Yield items of another scale than the first one's, and class limits outside the scale."""
    used = {item: survey.battery_of(item).scale for item in index.items if item in survey.items}
    first = next(iter(used.values()), "")
    for item, scale in used.items():
        if scale != first:
            yield ConfigError(
                file, f"{key}.items", f"{item} har skalaen «{scale}»", f"ledd på skalaen «{first}»"
            )
    if first not in scales or set(used.values()) != {first}:
        return
    lowest, highest = scales[first].codes[0], scales[first].codes[-1]
    for number, own in enumerate(index.classes):
        if own.upto is not None and not lowest <= own.upto < highest:
            yield ConfigError(
                file,
                f"{key}.classes[{number}].upto",
                f"{own.upto:g}",
                f"minst {lowest} og under {highest}: skalaen «{first}» går fra {lowest} til "
                f"{highest}",
            )
