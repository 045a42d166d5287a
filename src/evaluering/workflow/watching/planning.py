"""What to make of an input: all of it, the sound waves, or nothing; and why not the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Outlook:
    """What `evaluering validate --json` tells of an input.

    Attributes
    ----------
    fault
        What is wrong with the configuration as a whole; empty where nothing is.
    faulty
        What is wrong with each wave that has faults.
    stale
        The receipts of the jobs that are to be done of each of the other waves.
    """

    fault: str = ""
    faulty: Mapping[str, str] = field(default_factory=dict)
    stale: Mapping[str, Sequence[str]] = field(default_factory=dict)


def outlook_of(content: Mapping[str, Any]) -> Outlook:
    """Return what the command has written, as an outlook."""
    waves = content["waves"]
    return Outlook(
        content["fault"] or "",
        {name: "\n".join(wave["faults"]) for name, wave in waves.items() if wave["faults"]},
        {name: wave["stale"] for name, wave in waves.items() if not wave["faults"]},
    )


@dataclass(frozen=True)
class RunPlan:
    """What is run, and what is wrong.

    Attributes
    ----------
    targets
        What Snakemake is asked for; nothing in particular for all there is, None for no run.
    waves
        The waves that are made then.
    faults
        What is wrong, by wave; under no name what is wrong with the configuration.
    """

    targets: tuple[str, ...] | None
    waves: tuple[str, ...] = ()
    faults: Mapping[str, str] = field(default_factory=dict)


def plan(outlook: Outlook) -> RunPlan:
    """Return what to make of an input: the waves that have no fault."""
    if outlook.fault:
        return RunPlan(None, (), {"": outlook.fault})
    waves = tuple(outlook.stale)
    if not outlook.faulty:
        return RunPlan((), waves)
    targets = tuple(file for wave in waves for file in outlook.stale[wave])
    return RunPlan(targets or None, waves, outlook.faulty)
