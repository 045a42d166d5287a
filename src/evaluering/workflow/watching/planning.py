"""What to make of an input: all of it, the sound waves, or nothing; and why not the rest."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluering.message import Said, message
from evaluering.workflow.watching.looking import Sums


@dataclass(frozen=True)
class Sound:
    """A wave without faults: its data files, and the receipts of its jobs that are to be done."""

    data: Sequence[str] = ()
    stale: Sequence[str] = ()


@dataclass(frozen=True)
class Outlook:
    """What `evaluering validate --json` tells of an input.

    Attributes
    ----------
    fault
        What is wrong with the configuration as a whole; empty where nothing is.
    faulty, sound
        What is wrong with each wave that has faults, and the other waves.
    """

    fault: str = ""
    faulty: Mapping[str, str] = field(default_factory=dict)
    sound: Mapping[str, Sound] = field(default_factory=dict)


def outlook_of(content: Mapping[str, Any]) -> Outlook:
    """Return what the command has written, as an outlook."""
    waves = content["waves"]
    return Outlook(
        content["fault"] or "",
        {name: "\n".join(wave["faults"]) for name, wave in waves.items() if wave["faults"]},
        {
            name: Sound(wave["data"], wave["stale"])
            for name, wave in waves.items()
            if not wave["faults"]
        },
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
    faults: Mapping[str, Said] = field(default_factory=dict)


def plan(outlook: Outlook, sums: Sums, made: Collection[str]) -> RunPlan:
    """Return what to make: the waves that have no fault and are no copy of another.

    Parameters
    ----------
    outlook
        What is wrong with which wave.
    sums
        The checksums of the input.
    made
        The waves that have been made before.
    """
    if outlook.fault:
        return RunPlan(None, (), {"": outlook.fault})
    copies = twice(outlook.sound, sums, made)
    faults: dict[str, Said] = dict(outlook.faulty)
    for wave, other in copies.items():
        faults[wave] = message("watch_twice", wave=wave, other=other)
    waves = tuple(wave for wave in outlook.sound if wave not in copies)
    if not faults:
        return RunPlan((), waves)
    targets = tuple(file for wave in waves for file in outlook.sound[wave].stale)
    return RunPlan(targets or None, waves, dict(sorted(faults.items())))


def twice(waves: Mapping[str, Sound], sums: Sums, made: Collection[str]) -> dict[str, str]:
    """Return each wave whose data files are those of another one, with that one.

    Of two the one stays that has been made before, else the first.
    """
    first: dict[tuple[str, ...], str] = {}
    found = {}
    for wave in sorted(waves, key=lambda name: name not in made):
        content = tuple(sorted(sums.get(file, "") for file in waves[wave].data))
        if all(content) and content:
            other = first.setdefault(content, wave)
            if other != wave:
                found[wave] = other
    return found
