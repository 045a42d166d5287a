"""Survey evaluation from data files to the finished report."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "errors", "open", "stats"]

if TYPE_CHECKING:
    from . import errors, stats
    from .interface.opening import open_project as open


def __getattr__(name: str) -> Any:
    """Return what is public when it is first asked for: the commands start without it."""
    if name == "open":
        return import_module("evaluering.interface.opening").open_project
    if name in {"errors", "stats"}:
        return import_module(f"evaluering.{name}")
    raise AttributeError(f"evaluering has no {name!r}")


def __dir__() -> list[str]:
    return __all__
