"""The drafted wave.yaml: what is sure as changes, what is not as comments with the alternatives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluering.data.arriving.drafted_change import DraftedChange, Stated
from evaluering.data.drafting.yaml_writing import block
from evaluering.message import Said, message

Say = Callable[[Said], str]


@dataclass(frozen=True)
class ArrivedSurvey:
    """A survey of a new wave."""

    survey: str
    title: str
    """Its id and title."""
    spec: Mapping[str, Any]
    """The keys that say which file it is and how that is read."""
    found: int
    columns: int
    """How many of the file's columns are known, and how many it has."""
    earlier: str = ""
    """The wave that the file was held against; empty where there is none."""
    earlier_numbers: Mapping[str, int] | None = None
    """What the earlier wave says of how many were asked, by key."""
    changes: tuple[DraftedChange, ...] = ()
    """What is other than in the codebook."""
    additions: str = ""
    """The file with what no codebook knows; empty where there is nothing."""

    @property
    def sure(self) -> list[DraftedChange]:
        """What is written as changes."""
        return [one for one in self.changes if one.certain]

    @property
    def asked(self) -> list[DraftedChange]:
        """What the researcher is asked about."""
        return [one for one in self.changes if not one.certain]


def wave_text(
    wave: str, title: str, source: str, surveys: Sequence[ArrivedSurvey], say: Say
) -> str:
    """Return the text of a drafted wave.yaml.

    Parameters
    ----------
    wave, title, source
        The wave's id, its title, and what its data are.
    surveys
        Its surveys.
    say
        Makes a sentence of a message.
    """
    lines = [f"# {say(message(key))}" for key in ("wave_head_read", "wave_head_ask")]
    lines += [f"draft: true    # {say(message('wave_head_draft'))}"]
    for key, value in (("id", wave), ("title", title), ("source", source)):
        lines += block(key, value)
    lines.append("surveys:")
    for one in surveys:
        lines += _survey(one, say)
    return "\n".join(lines) + "\n"


def _survey(one: ArrivedSurvey, say: Say) -> Iterator[str]:
    yield f"  # {say(message('wave_known', n=one.found, of=one.columns, title=one.title))}"
    if one.earlier:
        yield f"  # {say(message('wave_compared', wave=one.earlier))}"
    yield f"  {one.survey}:"
    for key, value in one.spec.items():
        yield from block(key, value, "    ")
    for key, number in (one.earlier_numbers or {}).items():
        yield f"    # {key}: {number}    # {say(message('wave_of_earlier', wave=one.earlier))}"
    if one.additions:
        yield f"    # {say(message('wave_new_questions', file=one.additions))}"
    if not one.changes:
        return
    yield "    changes:" if one.sure else "    # changes:"
    told: list[str] = []
    for found in one.changes:
        reasons = [f"      # {say(why)}" for why in found.why]
        if not found.certain:
            yield from _doubt(found, say)
            told = []
            continue
        if reasons != told:  # a reason that several have in a row is said once
            yield from reasons
        yield from _entry(found.name, found.change)
        told = reasons


def _doubt(one: DraftedChange, say: Say) -> Iterator[str]:
    why = message("wave_ask", name=one.name, why=one.why)
    yield f"      # {say(why)}"
    choices = [*([(one.change, None)] if one.change else []), *one.others]
    instead = message("wave_instead")
    told = [(one.name, change, reason) for change, reason in choices]
    told += [(name, change, instead) for name, change in one.also]
    for name, change, reason in told:
        lines = list(_entry(name, change))
        lines[-1] += f"    # {say(reason)}" if reason else ""
        yield from (f"      # {line.removeprefix('      ')}" for line in lines)


def _entry(name: str, change: Stated) -> Iterator[str]:
    yield from block(name, dict(change), "      ")
