"""Index construction against R 4.2.2 with psych 2.2.9, in scripts/index.R.

Calls: ``psych::reverse.code``, ``rowMeans``, ``cut(right = TRUE)``.
"""

from __future__ import annotations

from compare import compare
from evaluering.stats import additive_index, classify, reverse
from references import reference_rows, reference_values

R = reference_values("index")
RAW = reference_rows("scale_items")


def test_reverse_index_and_classes() -> None:
    items = reverse(RAW, 1, 7, ["q5"])
    compare("reversal", "R psych", items["q5"], R["reversed"], 0)
    index = additive_index(items)
    compare("index, complete", "R", index, R["index"], 1e-8)
    compare("index, 4 valid", "R", additive_index(items, minimum_valid=4), R["index_four"], 1e-8)
    classes = classify(index, (3.5, 4.5)).astype("Float64").to_numpy(float, na_value=float("nan"))
    compare("classes", "R", classes, R["classes"], 0)
