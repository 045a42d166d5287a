"""Delete the files that the workflow made and no longer makes."""

from __future__ import annotations

import argparse

from evaluering.cli import options as opt
from evaluering.workflow.flow import Flow
from evaluering.workflow.leftovers import changed, delete, leftovers, unknown


def arguments(parser: argparse.ArgumentParser) -> None:
    """Ask before anything is deleted."""
    parser.add_argument("--yes", action="store_true", help="slett; utelatt: bare vis")


def run(options: argparse.Namespace) -> None:
    """List what is left of removed exhibits, reports and waves; delete it with ``--yes``."""
    project, _ = opt.opened(options)
    flow = Flow(project)
    left, kept = leftovers(flow), [*changed(flow), *unknown(flow)]
    for path in left:
        print(path.as_posix())
    if kept:
        print(f"Beholdes ({len(kept)}), fordi ingen kvittering sier at de er laget slik de er:")
        print("\n".join(f"  {path.as_posix()}" for path in kept))
    if not left:
        print("Ingenting å slette.")
    elif options.yes:
        delete(flow, left)
        print(f"{len(left)} filer slettet.")
    else:
        print(f"{len(left)} filer kan slettes: «evaluering clean --yes».")
