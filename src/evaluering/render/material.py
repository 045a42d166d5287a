"""What a report is assembled from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluering.exhibits.result import Result
from evaluering.render.document import Emblem
from evaluering.render.language import say
from evaluering.render.prose.bindings import Verdict
from evaluering.render.prose.images import ImageFolder
from evaluering.render.prose.sources import TextSource
from evaluering.render.prose.works import Works


@dataclass(frozen=True)
class Material:
    """Everything that a report shows, read from files."""

    results: Mapping[str, Result]
    """The result of every exhibit, by id."""
    alternatives: Mapping[str, str]
    """What each figure shows in words, by id."""
    images: Mapping[str, Path]
    numbers: Mapping[str, Path]
    """The drawn figure without its ending and the file with the unrounded numbers, by id."""
    quality: Mapping[str, Mapping[str, Any]]
    """Each survey's account of its rows and missing answers, by survey."""
    attrition: Mapping[str, Mapping[str, Any]]
    """The account of each link that the report goes by, by link; empty where it goes by none."""
    analyses: Sequence[Mapping[str, Any]]
    """The analysis of each index that the report uses; empty where it uses none."""
    emblem: Emblem | None = None
    """The logo of the report's front."""
    reproduction: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """By exhibit, how many numbers the report prints and how many have each status."""
    texts: Sequence[TextSource] = ()
    works: Works = field(default_factory=Works)
    illustrations: ImageFolder = field(default_factory=ImageFolder)
    verdicts: Mapping[str, Verdict] | None = field(default_factory=dict)
    """The author's texts, what they can cite, where their images lie, and what became of each
    claim; None where none are tried."""


def empty_reason(result: Result) -> str | None:
    """Return why an exhibit has no data in this wave; None when it has data."""
    return None if result.empty is None else say(result.empty)
