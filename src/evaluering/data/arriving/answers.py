"""What is other in the answers of a column than the codebook says: codes, labels, or the scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evaluering.config.columns import Column
from evaluering.data.arriving.fitting_values import code_of
from evaluering.data.arriving.likeness import Likeness
from evaluering.data.arriving.steps import Steps, steps_of
from evaluering.data.drafting.categories import Categories
from evaluering.data.drafting.facts import VariableFacts
from evaluering.message import Message, message

RELABELLED = 0.5
"""How alike two labels of one code are that mean the same category."""


@dataclass(frozen=True)
class OtherAnswers:
    """What is other, as the keys of a change, and why; and the scale that an item has now."""

    codes: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[int, str] = field(default_factory=dict)
    """The keys of a change."""
    scale: Categories | None = None
    """What the item is answered on now; None where it is the codebook's scale."""
    why: Message | None = None
    """Why; None where nothing is other."""
    certain: bool = True
    """Whether the file leaves no doubt."""

    @property
    def key(self) -> tuple[object, ...]:
        """What two items with the same change have in common."""
        scale = self.scale.key if self.scale else ()
        key = self.why.key if self.why else ""
        return (tuple(self.codes.items()), tuple(self.values.items()), scale, key, self.certain)


SAME = OtherAnswers()


def other_answers(column: Column, facts: VariableFacts) -> OtherAnswers:
    """Return what is other in a column's answers.

    Parameters
    ----------
    column
        What the codebook says of it.
    facts
        The column as the file has it.
    """
    if column.kind not in {"item", "nominal", "tick"} or not facts.answers or column.separator:
        return SAME
    steps = steps_of(column, facts)
    missing = _missing_codes(column, steps)
    if missing.why and not missing.certain:
        return missing
    found = _of_texts(column, steps) if facts.is_text else _of_codes(column, steps)
    if found.scale or not missing.codes:
        return found
    codes = {**found.codes, **missing.codes}
    return OtherAnswers(codes, found.values, None, found.why or missing.why, found.certain)


def _missing_codes(column: Column, steps: Steps) -> OtherAnswers:
    """Return the codes that are labelled as no answer, and that the codebook does not know."""
    codes = {}
    for code, kind in steps.missing.items():
        own = column.missing.stated(kind)
        if code in column.values or column.missing.kind(code) is not None or own is None:
            continue
        codes[str(code)] = own
    return OtherAnswers(codes, why=message("wave_missing_codes")) if codes else SAME


def _of_codes(column: Column, steps: Steps) -> OtherAnswers:
    """Return what is other in numbers, with labels or without."""
    moved = {code: to for code, to in steps.known.items() if to != code}
    new = dict(steps.unknown)
    if not moved and not new and not steps.outside:
        return SAME
    if column.kind == "item" and _is_other_scale(column, steps, moved, new):
        return OtherAnswers(scale=steps.whole, why=_why_scale(column, steps), certain=steps.told)
    if not moved and not new:
        return _outside(column, steps)
    if moved and not new and not steps.outside:
        codes = {str(code): to for code, to in moved.items()}
        turned = len({code + to for code, to in steps.known.items()}) == 1 and len(moved) > 1
        return OtherAnswers(codes, why=message("wave_reversed" if turned else "wave_recoded"))
    return _new_labels(column, moved, new) if not steps.outside else _outside(column, steps)


def _is_other_scale(
    column: Column, steps: Steps, moved: Mapping[int, int], new: Mapping[int, str]
) -> bool:
    """Return whether an item has another number of steps, or steps beyond the codebook's."""
    if not steps.told:
        return bool(steps.outside) and min(steps.outside) <= max(column.values) + len(column.values)
    if len(steps.whole.labels) != len(column.values):
        return bool(moved or new or steps.outside)
    return bool(new) and (bool(moved) or set(steps.whole.labels) != set(column.values))


def _why_scale(column: Column, steps: Steps) -> Message:
    now, then = sorted(steps.whole.labels), sorted(column.values)
    return message("wave_other_scale", low=str(now[0]), high=str(now[-1]), first=str(then[0]),
                   last=str(then[-1]))  # fmt: skip


def _outside(column: Column, steps: Steps) -> OtherAnswers:
    """Return that there are codes of which the file does not say what they are."""
    codes = tuple(str(code) for code in steps.outside)
    if column.kind == "tick" and set(steps.outside) == {2} and 0 not in steps.seen:
        return OtherAnswers({"2": 0}, why=message("wave_boxes_one_two"), certain=False)
    if missing := _maybe_missing(column, steps):
        return OtherAnswers(missing, why=message("wave_maybe_missing", codes=codes), certain=False)
    values = {code: str(code) for code in steps.outside} if column.kind == "nominal" else {}
    why = message("wave_unknown_codes", codes=codes)
    return OtherAnswers(values=values, why=why, certain=False)


def _maybe_missing(column: Column, steps: Steps) -> dict[str, int]:
    """Return codes that may stand for no answer: 98 for the codebook's 8, where that is not used.

    Empty where one of the codes is not so.
    """
    free = [code for code in column.missing.codes if code not in steps.seen and code > 0]
    found = {}
    for code in steps.outside:
        alike = [own for own in free if own % 10 == code % 10 and _ends_in_nines(code, own)]
        if len(alike) != 1:
            return {}
        found[str(code)] = alike[0]
    return found


def _ends_in_nines(one: int, other: int) -> bool:
    """Return whether two codes differ only in the nines, or the same digits, before the last."""
    return all(set(str(code)[:-1]) <= {"9", str(code)[-1]} for code in (one, other))


def _new_labels(column: Column, moved: Mapping[int, int], new: Mapping[int, str]) -> OtherAnswers:
    """Return the labels of codes that have others here, and of codes that are new.

    A new category gets a code that no other has; a label in the place of one that the file has
    not is the same category where its words are much alike.
    """
    if column.kind == "tick":
        return OtherAnswers(why=message("wave_new_labels"), certain=False)
    taken = {*column.values, *column.missing.codes}
    codes = {str(code): to for code, to in moved.items()}
    values: dict[int, str] = {}
    certain, likeness = True, Likeness(column.values.values())
    for code, label in new.items():
        home = code
        if code in column.values and (moved or code in moved.values()):
            home = max([*taken, *values]) + 1
            codes[str(code)] = home
        elif code in column.values and column.kind == "nominal":
            certain &= likeness.of(label, str(column.values[code])) >= RELABELLED
        elif column.missing.kind(code) is not None:
            certain = False
        values[home] = label
    added = values.keys() - column.values.keys()
    key = "wave_new_categories" if added and column.kind == "nominal" else "wave_new_labels"
    return OtherAnswers(codes, values, None, message(key), certain)


def _of_texts(column: Column, steps: Steps) -> OtherAnswers:
    """Return what is other in answers that are texts."""
    unknown = [text for text in steps.texts if code_of(text, column) is None]
    if not unknown:
        return SAME
    if column.kind == "tick":
        return OtherAnswers(why=message("wave_unknown_texts"), certain=False)
    likeness = Likeness(column.values.values())
    spelt = {text: _nearest(text, column, likeness) for text in unknown}
    taken = {code_of(text, column) for text in steps.texts} - {None}
    codes = {text: code for text, code in spelt.items() if code is not None}
    if len(set(codes.values())) == len(unknown) and not taken & set(codes.values()):
        return OtherAnswers(codes, why=message("wave_other_spelling"))
    if column.kind == "item" and len(steps.whole.labels) < 2:
        return OtherAnswers(why=message("wave_unknown_texts"), certain=False)
    if column.kind == "item":
        return OtherAnswers(scale=steps.whole, why=message("wave_other_steps"), certain=False)
    start = max([*column.values, *column.missing.codes]) + 1
    values = dict(enumerate(unknown, start=start))
    gone = set(column.values) - taken
    return OtherAnswers(values=values, why=message("wave_new_categories"), certain=not gone)


def _nearest(text: str, column: Column, likeness: Likeness) -> int | None:
    """Return the code whose label is spelt nearly so."""
    near = [code for code, label in column.values.items() if likeness.of(text, str(label)) >= 0.92]
    return near[0] if len(near) == 1 else None
