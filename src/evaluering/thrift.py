"""What a command's process does without: most of it is small, and is over in a second or two."""

from __future__ import annotations

import gc
import os

YOUNG = 20_000
"""New objects between two searches for rubbish; Python's 700 took a tenth of a command's time."""
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def be_thrifty() -> None:
    """Search seldom for rubbish, and let linear algebra keep to one core.

    Our matrices have some tens of rows: more threads only wait for each other, and sums in another
    order would make the last digits depend on how many cores a machine has. Must be called before
    numpy is imported; who wants threads sets the variables.
    """
    gc.set_threshold(YOUNG, 20, 50)
    for name in THREADS:
        os.environ.setdefault(name, "1")
