"""What waves asked in different ways, by what each says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from evaluering.config.scales import Scale
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.measuring import labels_of
from evaluering.message import Message, message


def is_asked(data: WaveData, group: str, name: str) -> bool:
    """Return whether a wave asked an item or number, or enough of the items of an index."""
    book = data.project.surveys[data.group(group).survey]
    items = _behind(data, name)
    if not items:
        return name not in book.here.unasked
    spec = data.project.indices[name]
    asked = [item for item in items if item not in book.here.unasked]
    return len(asked) >= (spec.minimum_valid or len(items))


def why_apart(before: WaveData, after: WaveData, group: str, name: str) -> str:
    """Return why a measure is not the same in two waves; empty where it is, or is regarded so.

    ``rescaled``: answered on another scale; ``reworded``: asked in other words; ``other``: an
    index of other items.
    """
    items = _behind(after, name)
    if not items:
        return _differs(before, after, group, name)
    asked = [[is_asked(data, group, item) for item in items] for data in (before, after)]
    if asked[0] != asked[1]:
        return "other"
    return next(filter(None, (_differs(before, after, group, item) for item in items)), "")


def _behind(data: WaveData, name: str) -> Sequence[str]:
    """Return the items of an index; nothing of anything else."""
    return data.project.indices[name].items if name in data.project.indices else ()


def _differs(before: WaveData, after: WaveData, group: str, name: str) -> str:
    survey = after.group(group).survey
    books = [data.project.surveys[survey] for data in (before, after)]
    changes = [book.here.changes.get(name) for book in books]
    if all(own is None or not own.differs or own.comparable for own in changes):
        return ""
    scales = [scale_of(data, group, name) for data in (before, after)]
    if scales[0] and scales[1] and scales[0].values != scales[1].values:
        return "rescaled"
    questions = [book.battery_of(name).question if name in book.items else "" for book in books]
    labels = [labels_of(data, group, [name])[name] for data in (before, after)]
    return "reworded" if labels[0] != labels[1] or questions[0] != questions[1] else ""


def scale_of(data: WaveData, group: str, name: str) -> Scale | None:
    """Return the scale that an item was answered on in a wave; None of what is no item."""
    book = data.project.surveys[data.group(group).survey]
    return data.project.scales[book.battery_of(name).scale] if name in book.items else None


def unasked_notes(waves: Sequence[WaveData], group: str, names: Iterable[str]) -> Iterator[Message]:
    """Yield which measures some of the waves did not ask."""
    for name in names:
        label = labels_of(waves[-1], group, [name])[name]
        for data in waves:
            if not is_asked(data, group, name):
                yield message("trend_unasked", label=label, wave=data.wave.title)


def joined_notes(waves: Sequence[WaveData], group: str, names: Iterable[str]) -> Iterator[Message]:
    """Yield what is regarded as the same in a wave though it was asked otherwise."""
    now = waves[-1]
    for name in names:
        for before, after in pairwise(waves):
            if not (is_asked(before, group, name) and is_asked(after, group, name)):
                continue
            if why_apart(before, after, group, name):
                continue
            own, other = (scale_of(data, group, name) for data in (before, after))
            texts = [labels_of(data, group, [name])[name] for data in (before, after)]
            told = {"label": labels_of(now, group, [name])[name], "wave": after.wave.title}
            if own and other and own.codes != other.codes:
                ends = {"from_low": own.codes[0], "from_high": own.codes[-1],
                        "low": other.codes[0], "high": other.codes[-1]}  # fmt: skip
                yield message("trend_scale_joined", **told, **ends)
            elif texts[0] != texts[1]:
                yield message("trend_words_joined", **told, earlier=texts[0])
