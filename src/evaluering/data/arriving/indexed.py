"""What the researcher has to decide where an item of an index is answered on another scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from evaluering.config.indices import Index
from evaluering.config.scales import Scale
from evaluering.config.surveys import Survey
from evaluering.config.wave_codebooks import columns_under
from evaluering.data.arriving.drafted_change import DraftedChange
from evaluering.message import message


def with_indices_named(
    found: Iterable[DraftedChange],
    survey: Survey,
    scales: Mapping[str, Scale],
    indices: Iterable[Index],
) -> list[DraftedChange]:
    """Return differences, those of an index's scale with the index named.

    Parameters
    ----------
    found
        What is different of a survey.
    survey, scales
        Its codebook, and the scales that the project has.
    indices
        The indices of its groups.
    """
    of_item = {item: index for index in indices for item in index.items}
    made = []
    for one in found:
        scale = one.change.get("scale")
        names = [n for n in columns_under(survey, one.name) if n in of_item] if scale else []
        if names:
            now, then = scales.get(str(scale)), scales[survey.battery_of(names[0]).scale]
            if now is None or now.codes != then.codes:
                told = message("wave_in_index", index=str(of_item[names[0]].label))
                one = replace(one, why=(*one.why, told))
        made.append(one)
    return made
