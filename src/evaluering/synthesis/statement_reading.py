"""Reading the statements, and checking the names in them against the codebooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from evaluering.config.reading import read_model
from evaluering.config.surveys import ActorGroup, Scale, Survey
from evaluering.errors import ConfigError, ConfigErrors
from evaluering.synthesis.statement_models import Statement, StatementsFile, groups_and_items

NAME = Path("config/statements.yaml")


def read_statements(
    root: Path,
    surveys: Mapping[str, Survey],
    scales: Mapping[str, Scale],
    groups: Mapping[str, ActorGroup],
) -> list[Statement]:
    """Read ``config/statements.yaml`` below the project's folder.

    Raises
    ------
    ConfigErrors
        The file does not fit the model, or names a group or a variable that does not exist.
    """
    statements = read_model(StatementsFile, root / NAME, NAME).statements
    if faults := list(_unknown_names(statements, surveys, scales, groups)):
        raise ConfigErrors(faults)
    return statements


def _unknown_names(
    statements: list[Statement],
    surveys: Mapping[str, Survey],
    scales: Mapping[str, Scale],
    groups: Mapping[str, ActorGroup],
) -> Iterator[ConfigError]:
    columns = {name: survey.columns(scales) for name, survey in surveys.items()}
    for statement in statements:
        named, items = groups_and_items(statement)
        for group in named:
            if group not in groups:
                yield ConfigError(NAME, f"statements.{statement.id}.groups", group, groups)
                continue
            survey = groups[group].survey
            by = [statement.by] if statement.kind == "evenly" else []
            for item in [*items, *by]:
                if item not in columns[survey]:
                    key = f"statements.{statement.id}.items"
                    yield ConfigError(NAME, key, item, columns[survey])
