"""Exhibits without data in a wave: a question that was not asked stops nothing, and is listed."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from evaluering.exhibits.result import Result

NO_ANSWERS = "ingen respondenter har gyldige svar."
"""Why an exhibit is empty, as the end of a sentence that says that it has no data."""


def without_data(result: Result) -> Result:
    """Return the result with the reason in place of its numbers and tests.

    ``details["empty"]`` holds it too: figures and tables show it instead of numbers.
    """
    return replace(
        result,
        table=pd.DataFrame({"empty": [NO_ANSWERS]}),
        tests=(),
        notes=(f"Ingen data i denne bølgen: {NO_ANSWERS}",),
        details={"empty": NO_ANSWERS},
    )
