"""Another reader of .sav files, R's haven, and a comparison of what it reads with ours."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest

SCRIPT = """
d <- haven::read_sav(commandArgs(trailingOnly = TRUE)[1], user_na = TRUE)
column <- function(x) {
  values <- unclass(x)
  attributes(values) <- NULL
  labels <- attr(x, "labels")
  list(values = values, label = attr(x, "label"), codes = unname(labels), texts = names(labels),
       missing = attr(x, "na_values"), range = attr(x, "na_range"))
}
keep <- unique(c(seq_len(min(6, ncol(d))), ncol(d)))
cat(jsonlite::toJSON(list(rows = nrow(d), names = names(d), columns = lapply(d[keep], column)),
                     na = "null", null = "null", digits = NA))
"""


def by_haven(path: Path) -> dict[str, Any]:
    """Return what R's haven reads, or skip where it is not installed."""
    if shutil.which("Rscript") is None:
        pytest.skip("Rscript is not installed, so haven cannot read the file")
    present = 'cat(all(sapply(c("haven", "jsonlite"), requireNamespace, quietly = TRUE)))'
    found = subprocess.run(["Rscript", "-e", present], capture_output=True, encoding="utf-8")
    if found.stdout.strip() != "TRUE":
        pytest.skip("R has no haven or no jsonlite, so the file is not read by them")
    read = subprocess.run(
        ["Rscript", "-e", SCRIPT, str(path)], capture_output=True, encoding="utf-8"
    )
    assert read.returncode == 0, read.stderr
    return json.loads(read.stdout)


def assert_haven_reads_the_same(path: Path) -> None:
    ours, meta = pyreadstat.read_sav(path, user_missing=True)
    theirs = by_haven(path)
    assert theirs["rows"] == [len(ours)]
    assert theirs["names"] == list(ours)
    assert theirs["columns"]
    for name, column in theirs["columns"].items():
        expected = [None if pd.isna(value) else value for value in ours[name]]
        assert column["values"] == expected, name
        assert column["label"] == [meta.column_names_to_labels[name]]
        labels = meta.variable_value_labels.get(name, {})
        assert dict(zip(column["codes"] or [], column["texts"] or [], strict=True)) == labels
        ranges = [[r["lo"], r["hi"]] for r in meta.missing_ranges.get(name, [])]
        single = [low for low, high in ranges if low == high]
        assert (column["missing"] or []) == single
        assert (column["range"] or []) == [x for pair in ranges if pair[0] != pair[1] for x in pair]
