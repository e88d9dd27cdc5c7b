"""Copies of what is looked at, which stay as they are whatever becomes of the variable."""

import sys
from typing import Any, Callable, Optional

from ..variables.kinds import measures_of
from ..variables.objects import base_of, class_of
from .tables import Cannot

#: Bytes that are copied at most: a copy is the kernel's memory, which is the user's.
_MOST_BYTES = 500_000_000


def can_keep(value: Any) -> bool:
    return _copier(value) is not None


def kept_copy(value: Any) -> Any:
    """A copy; of lists, dicts and sets not of what is in them. No method of a class of the user's is called."""
    copier = _copier(value)
    if copier is None:
        raise Cannot("type")
    size = measures_of(value)[1]
    if size is not None and size > _MOST_BYTES:
        raise Cannot("size")
    return copier(value)


def _copier(value: Any) -> Optional[Callable[[Any], Any]]:
    cls = type(value)
    package = class_of(value)[0].partition(".")[0]
    library = sys.modules.get(package)
    if package == "numpy" and cls is getattr(library, "ndarray", None):
        return cls.copy
    if package == "pandas" and cls in (getattr(library, name, None) for name in ("DataFrame", "Series", "Index")):
        return cls.copy
    if package == "polars" and cls in (getattr(library, name, None) for name in ("DataFrame", "Series")):
        return cls.clone
    base = base_of(value)
    if base is list:
        return lambda one: list.__getitem__(one, slice(None))
    if base is tuple:
        return lambda one: tuple.__getitem__(one, slice(None))
    if base is dict:
        return lambda one: dict(dict.items(one))
    if base is set or base is frozenset:
        return lambda one: set(base.__iter__(one))
    return None
