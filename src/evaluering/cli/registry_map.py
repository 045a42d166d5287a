"""Tell what became of the units of a registry from one year to another, by Klass."""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

from evaluering.cli import options as opt
from evaluering.cli.registry_check import calling
from evaluering.config.project import Project
from evaluering.config.registries import Registry
from evaluering.data.fetching.klass import (
    Succession,
    changes_address,
    codes_address,
    counterparts,
    succession,
    unit_changes,
    valid_units,
)
from evaluering.errors import EvalueringError


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take two years, and keys."""
    parser.add_argument("keys", nargs="*", metavar="NØKKEL", help="bare disse (utelatt: alle)")
    parser.add_argument(
        "--registry", metavar="REGISTRY", help="registerets id (utelatt: det eneste)"
    )
    parser.add_argument("--from", dest="earlier", type=int, required=True, metavar="ÅR",
                        help="året nøklene er fra")  # fmt: skip
    parser.add_argument("--to", dest="later", type=int, required=True, metavar="ÅR",
                        help="året de skal oversettes til")  # fmt: skip


def run(options: argparse.Namespace) -> None:
    """Write the later key of each unit that has just one, as CSV.

    Raises
    ------
    EvalueringError
        The years are in the wrong order, the registry has no classification, there is no contact,
        or a key that is asked for was divided, joined with another, or did not exist.
    """
    project, _ = opt.opened(options)
    registry = _classified(project, options.registry)
    if options.earlier >= options.later:
        raise EvalueringError("«--from» må være før «--to»: endringer følges framover i tid.")
    found = _followed(registry, options.earlier, options.later)
    place = Path(f"Klass {registry.classification}")
    kept = found.one_to_one
    if options.keys:
        kept = counterparts(options.keys, found, options.earlier, options.later, place)
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow([str(options.earlier), str(options.later)])
    rows.writerows(sorted(kept.items()))
    if not options.keys:
        for old, parts in sorted(found.split.items()):
            print(f"{old} {found.names.get(old, '')}: delt i {', '.join(parts)}", file=sys.stderr)
        for new, parts in sorted(found.merged.items()):
            print(f"{', '.join(parts)}: slått sammen til {new} {found.names.get(new, '')}",
                  file=sys.stderr)  # fmt: skip


def _classified(project: Project, name: str | None) -> Registry:
    """Return the named registry, or the only one that has its units from Klass."""
    known = {own.id: own for own in project.registries.values() if own.classification}
    if name is None and len(known) == 1:
        return next(iter(known.values()))
    if name not in known:
        there = ", ".join(known) or "ingen"
        raise EvalueringError(
            "Oppgi --registry: et register med «classification» i config/registries.yaml "
            f"({there})."
        )
    return known[str(name)]


def _followed(registry: Registry, earlier: int, later: int) -> Succession:
    assert registry.classification is not None
    codes = codes_address(registry.klass, registry.classification, earlier)
    changes = changes_address(registry.klass, registry.classification, earlier, later)
    with calling() as caller:
        units = valid_units(caller.call(codes), Path(codes), registry)
        return succession(units, unit_changes(caller.call(changes), Path(changes)))
