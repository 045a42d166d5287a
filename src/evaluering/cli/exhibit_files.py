"""Where the files of a figure or table are made."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from evaluering.cli import options as opt
from evaluering.config.exhibits.base import Exhibit
from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.workflow.staging import staging


def write_exhibit(
    options: argparse.Namespace,
    folder_of: Callable[[Paths, str, str], Path],
    write: Callable[[Project, str, Exhibit, Path, Path], None],
) -> None:
    """Write the files of a figure or table from its result.

    Parameters
    ----------
    options
        The wave, the report and the exhibit.
    folder_of, write
        Where its files belong, and what writes them: of the configuration, the report's id, the
        exhibit, where the result lies, and the folder.
    """
    project, paths = opt.opened(options)
    exhibit = project.exhibit(options.report, options.exhibit)
    results = paths.results(options.wave, options.report)
    with staging(folder_of(paths, options.wave, options.report)) as folder:
        write(project, options.report, exhibit, results, folder)
