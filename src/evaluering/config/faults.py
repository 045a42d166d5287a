"""The fault that a validator of the models raises."""

from __future__ import annotations

from pydantic_core import PydanticCustomError


def unfit(found: object, allowed: str, *at: str | int) -> PydanticCustomError:
    """Return the fault of values that do not fit each other, to be raised by a validator.

    Parameters
    ----------
    found
        What stands there.
    allowed
        What may stand there instead: what a reader can do.
    *at
        Where, below the model that the validator belongs to.
    """
    content = {"found": str(found), "allowed": allowed, "at": list(at)}
    return PydanticCustomError("unfit", "{found}", content)
