"""Exhibits without data in a wave: a question that was not asked stops nothing, and is listed."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from evaluering.config.exhibits.base import Details
from evaluering.exhibits.result import Result
from evaluering.message import Message, message

NO_ANSWERS = message("reason_no_answers")
"""Why an exhibit is empty, as the end of a sentence that says that it has no data."""
NO_FRAME = message("reason_no_frame")
NO_MEMBERS = message("reason_no_members")
NOT_SENT = message("reason_not_sent")
TOO_FEW = message("reason_too_few")
NO_QUOTES = message("reason_no_quotes")
NO_MODEL = message("reason_no_model")
WITHHELD = message("reason_withheld")


class NoDataError(Exception):
    """Raised by a kind whose wave lacks what it shows; the exhibit is then empty.

    Parameters
    ----------
    reason
        The end of a sentence that says that the exhibit has no data.
    """

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(reason.key)


def without_data(result: Result, reason: Message = NO_ANSWERS) -> Result:
    """Return the result with the reason in place of its numbers and tests.

    Figures and tables show it instead of numbers.
    """
    return replace(
        result,
        table=pd.DataFrame({"empty": [reason.key]}),
        tests=(),
        notes=(message("no_data", reason=reason),),
        details=Details(),
        empty=reason,
    )
