"""What derived variables are made of: their order, and the columns that they become."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evaluering.config.columns import Column
from evaluering.config.derived import Derived
from evaluering.config.expressions.parsing import parsed
from evaluering.config.expressions.tree import ExpressionFault, variables_in
from evaluering.config.missing import MissingCodes


def sources_of(own: Derived) -> list[str]:
    """Return the names that a derived variable is made of, each once.

    An expression that cannot be read names nothing; that is a fault of its own.
    """
    single = own.recode or own.cut or own.part
    if single is not None:
        return [single.variable]
    several = own.sum or own.mean or own.count
    if several is not None:
        return list(several.variables)
    written = [own.expression or ""] if own.expression else [c.where for c in own.when or []]
    found: dict[str, None] = {}
    for expression in written:
        try:
            found |= dict.fromkeys(node.name for node in variables_in(parsed(expression)))
        except ExpressionFault:
            continue
    return list(found)


def in_order(derived: Iterable[Derived]) -> tuple[list[list[Derived]], list[str]]:
    """Return derived variables in steps, each made of what is there before it; and a loop.

    Returns
    -------
    tuple
        The steps, whatever order the variables are written in, and the names of the first loop in
        order, which begins and ends with the same one; empty where there is none. What stands in
        or rests on a loop is in no step.
    """
    waiting = {own.name: own for own in derived}
    needs = {name: {s for s in sources_of(own) if s in waiting} for name, own in waiting.items()}
    steps: list[list[Derived]] = []
    made: set[str] = set()
    while ready := [name for name in waiting if name not in made and needs[name] <= made]:
        steps.append([waiting[name] for name in ready])
        made.update(ready)
    left = [name for name in waiting if name not in made]
    return steps, _loop(left, needs, made) if left else []


def _loop(left: list[str], needs: Mapping[str, set[str]], made: set[str]) -> list[str]:
    """Return the first loop: following what is not made leads back to where one has been."""
    path = [left[0]]
    while True:
        following = min(needs[path[-1]] - made, key=left.index)
        if following in path:
            return [*path[path.index(following) :], following]
        path.append(following)


def derived_columns(derived: Iterable[Derived], columns: Mapping[str, Column]) -> list[Column]:
    """Return the columns of derived variables, in the order that they are written in.

    What is made of one variable keeps its routing, and its kinds of missing but for those that
    became categories.

    Parameters
    ----------
    derived
        The derived variables of a survey.
    columns
        Its other columns.
    """
    known, own = dict(columns), list(derived)
    for step in in_order(own)[0]:
        known |= {made.name: _column(made, known) for made in step}
    return [known[made.name] if made.name in known else _column(made, known) for made in own]


def _column(own: Derived, columns: Mapping[str, Column]) -> Column:
    single = own.recode or own.cut or own.part
    source = columns.get(single.variable) if single is not None else None
    missing = MissingCodes()
    if source is not None and own.part is None:
        into = own.recode.into if own.recode is not None else []
        taken = {code for category in into for code in category.codes}
        gone = {kind for category in into for kind in category.missing}
        codes = source.missing.codes.items()
        missing = MissingCodes(
            {code: kind for code, kind in codes if code not in taken and kind not in gone},
            tuple(limits for limits in source.missing.ranges if limits[2] not in gone),
        )
    return Column(
        own.name, own.label, own.kind, own.values, missing,
        asked_if=source.asked_if if source is not None else {}, derived=True,
    )  # fmt: skip
