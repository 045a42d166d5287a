"""Files that are written beside their place and moved there when all are whole."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Give a temporary folder whose files are moved into place when all are written.

    A run that fails or is killed leaves what was there before.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".ufullstendig-") as name:
        temporary = Path(name)
        yield temporary
        for path in sorted(p for p in temporary.rglob("*") if p.is_file()):
            target = folder / path.relative_to(temporary)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
