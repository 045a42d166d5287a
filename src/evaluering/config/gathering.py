"""Scales, groups and indices: those of the shared files and those of the surveys' own, together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TypeVar

from evaluering.config.crosscheck import survey_file
from evaluering.config.groups import ActorGroup
from evaluering.config.indices import Index
from evaluering.config.scales import Scale
from evaluering.config.surveys import Survey
from evaluering.errors import ConfigError

T = TypeVar("T", Scale, Index, ActorGroup)


def gathered(
    shared: list[T], surveys: Mapping[str, Survey], key: str, faults: list[ConfigError]
) -> dict[str, T]:
    """Return the entries of the shared file and of the surveys' own files, by id.

    Parameters
    ----------
    shared
        The entries of the file that all surveys share.
    surveys
        Every survey, which may have entries of its own.
    key
        What they are called: the file's name and the surveys' key.
    faults
        Where an id that stands twice is added.
    """
    placed = [(f"config/{key}.yaml", entry) for entry in shared]
    placed += [(survey_file(s.id), entry) for s in surveys.values() for entry in getattr(s, key)]
    counts = Counter(entry.id for _, entry in placed)
    for name, count in counts.items():
        own = [entry for _, entry in placed if entry.id == name]
        # surveys that ask on the same scale may each say so: it is one
        if count > 1 and not (key == "scales" and all(entry == own[0] for entry in own)):
            files = list(dict.fromkeys(file for file, entry in placed if entry.id == name))
            faults.append(
                ConfigError(
                    files[-1],
                    f"{key}.id",
                    f"«{name}» står {count} ganger" + _also_in(files[:-1]),
                    "hver id én gang",
                )
            )
    return {entry.id: entry for _, entry in placed}


def _also_in(files: list[str]) -> str:
    return f", også i {', '.join(files)}" if files else ""


def with_whole_surveys(
    groups: dict[str, ActorGroup], surveys: Mapping[str, Survey]
) -> dict[str, ActorGroup]:
    """Give each survey without a group one of all its respondents."""
    divided = {group.survey for group in groups.values()}
    whole = {
        name: ActorGroup(id=name, label=survey.title, survey=name)
        for name, survey in surveys.items()
        if name not in divided and name not in groups
    }
    return {**groups, **whole}
