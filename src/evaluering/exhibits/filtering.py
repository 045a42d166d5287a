"""What an exhibit that shows some of the respondents says of who they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evaluering.config.exhibits.base import Exhibit
from evaluering.config.reads import Reads
from evaluering.data.filtered import Filtered
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.absence import NoDataError
from evaluering.exhibits.telling import told
from evaluering.message import Message, message


def filter_notes(exhibit: Exhibit, data: WaveData) -> Iterator[Message]:
    """Yield a sentence for each filter on the surveys that an exhibit reads.

    Parameters
    ----------
    exhibit, data
        The exhibit, and its data within the report's filter and its own.

    Raises
    ------
    NoDataError
        The filters leave nobody.
    """
    if not exhibit.filtered:
        if data.filters() and exhibit.reads(data.project, data.wave.id) != Reads():
            yield message("filtered_not_here")
        return
    read = exhibit.reads(data.project, data.wave.id).all_surveys(data.project)
    found = [one for one in data.filters() if one.survey in read]
    empty = {one.survey for one in found if one.frame.empty}
    if empty and empty >= read:
        raise NoDataError(message("reason_filtered"))
    yield from filters_told(found, data, named=len(read) > 1)


def filters_told(found: Iterable[Filtered], data: WaveData, named: bool) -> Iterator[Message]:
    """Yield a sentence for each filter: who is in, how many, and for how many it is not known.

    Parameters
    ----------
    found
        The filters, each within those before it.
    data
        The data that they are of, whose texts are the reader's.
    named
        Whether the sentence names the survey.
    """
    settings = data.project.settings
    for one in found:
        who = told(one.written, data.columns(one.survey), settings.missing_kinds)
        n, minimum = len(one.frame), settings.disclosure.minimum_n
        shown = (
            message("filtered_few", minimum=minimum)
            if 0 < n < minimum
            else message("filtered_n", n=n, of=one.of)
        )
        if named:
            title = data.project.surveys[one.survey].title
            yield message("filtered_in", survey=title, condition=who, count=shown)
        else:
            yield message("filtered", condition=who, count=shown)
        if one.unknown:
            yield message("filtered_unknown", n=one.unknown)
