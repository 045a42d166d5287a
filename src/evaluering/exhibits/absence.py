"""Exhibits without data in a wave: a question that was not asked stops nothing, and is listed."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from evaluering.exhibits.result import Result

NO_ANSWERS = "ingen respondenter har gyldige svar."
"""Why an exhibit is empty, as the end of a sentence that says that it has no data."""
NO_FRAME = "bølgen har ingen populasjonsramme med opplysningen."
NO_MEMBERS = "bølgen har ingen medlemsliste."


class NoDataError(Exception):
    """Raised by a kind whose wave lacks what it shows; the exhibit is then empty.

    Parameters
    ----------
    reason
        The end of a sentence that says that the exhibit has no data.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def without_data(result: Result, reason: str = NO_ANSWERS) -> Result:
    """Return the result with the reason in place of its numbers and tests.

    ``details["empty"]`` holds it too: figures and tables show it instead of numbers.
    """
    return replace(
        result,
        table=pd.DataFrame({"empty": [reason]}),
        tests=(),
        notes=(f"Ingen data i denne bølgen: {reason}",),
        details={"empty": reason},
    )
