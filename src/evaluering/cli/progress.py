"""How far a job has come, on the terminal of whoever waits for it."""

from __future__ import annotations

import os

TERMINAL = 3
"""The descriptor under which Snakemake's rules keep the terminal; what a job says is logged."""
CLEAR = "\r\033[K"
"""Begins the line anew: a job that is done says so on it."""


def show(title: str, done: int, whole: int) -> None:
    """Say how many of a job's parts are made, where somebody sees it."""
    for descriptor in (TERMINAL, 2):
        if os.isatty(descriptor):
            end = "" if done < whole else CLEAR
            os.write(descriptor, f"{CLEAR}{title}: {done} av {whole}{end}".encode())
            return
