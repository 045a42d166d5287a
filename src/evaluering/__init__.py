"""Survey evaluation from data files to the finished report."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "open"]

if TYPE_CHECKING:
    from .interface.opening import open_project as open


def __getattr__(name: str) -> Any:
    """Return `open` when it is first asked for: the commands start without what it imports."""
    if name == "open":
        return import_module("evaluering.interface.opening").open_project
    raise AttributeError(name)
