"""What an expression says, as a tree; nothing in it can be run.

A chain of the same sign (``a or b or c``) is one node with many parts, so that a long expression
is not a deep one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evaluering.config.columns import Column
from evaluering.errors import EvalueringError


@dataclass(frozen=True)
class Node:
    """A part of an expression, and the place of its first sign, from 1."""

    at: int

    @property
    def parts(self) -> tuple[Node, ...]:
        """The parts that it holds."""
        return ()


@dataclass(frozen=True)
class NamedVariable(Node):
    """A variable; its column is known when the expression is checked against a codebook."""

    name: str
    column: Column | None = None


@dataclass(frozen=True)
class Constant(Node):
    """A number; a category's code when a label was written."""

    value: float


@dataclass(frozen=True)
class Quoted(Node):
    """A text in quotation marks: a category's label, or a key."""

    text: str


@dataclass(frozen=True)
class Chain(Node):
    """Values with a sign between each two."""

    first: Node
    rest: tuple[tuple[str, Node], ...]

    @property
    def parts(self) -> tuple[Node, ...]:
        """The values."""
        return (self.first, *(node for _, node in self.rest))


@dataclass(frozen=True)
class Arithmetic(Chain):
    """Numbers joined by ``+`` and ``-``, or by ``*`` and ``/``."""


@dataclass(frozen=True)
class Negative(Node):
    """A number with a minus before it."""

    of: Node

    @property
    def parts(self) -> tuple[Node, ...]:
        """The number."""
        return (self.of,)


@dataclass(frozen=True)
class Comparison(Chain):
    """Values compared in a chain: ``18 <= age < 67`` is true when every link of it is."""


@dataclass(frozen=True)
class OneOf(Node):
    """Whether a value is one of a list."""

    value: Node
    choices: tuple[Node, ...]

    @property
    def parts(self) -> tuple[Node, ...]:
        """The value and the choices."""
        return (self.value, *self.choices)


@dataclass(frozen=True)
class IsMissing(Node):
    """Whether a variable has no answer, of one kind or of any; never missing itself."""

    variable: NamedVariable
    kind: str = ""

    @property
    def parts(self) -> tuple[Node, ...]:
        """The variable."""
        return (self.variable,)


@dataclass(frozen=True)
class Not(Node):
    """The opposite of a condition."""

    of: Node

    @property
    def parts(self) -> tuple[Node, ...]:
        """The condition."""
        return (self.of,)


@dataclass(frozen=True)
class Joined(Node):
    """Conditions of which all must hold, or one."""

    sign: str
    """``and`` or ``or``."""
    conditions: tuple[Node, ...]

    @property
    def parts(self) -> tuple[Node, ...]:
        """The conditions."""
        return self.conditions


class ExpressionFault(EvalueringError):
    """What is wrong with an expression, and where.

    Attributes
    ----------
    at
        The place of the sign, from 1.
    found, allowed
        What stands there, and what may: a sentence, or the allowed names.
    """

    def __init__(self, at: int, found: str, allowed: str | Iterable[str]) -> None:
        self.at, self.found = at, found
        self.allowed = allowed if isinstance(allowed, str) else list(allowed)
        told = allowed if isinstance(allowed, str) else ", ".join(self.allowed)
        super().__init__(f"Uttrykket har {found} ved tegn {at}. Tillatt: {told}")


def variables_in(node: Node) -> Iterator[NamedVariable]:
    """Yield every mention of a variable, in the order of the expression."""
    if isinstance(node, NamedVariable):
        yield node
    for part in node.parts:
        yield from variables_in(part)
