"""Arrays of NumPy as tables: of one dimension a column, of structured ones a column for each field."""

import sys
from typing import Any, List, Optional, Tuple

from .cells import cell_of
from .tables import TABLES, Cannot, Column, Positions, Table

_KINDS = {"i": "number", "u": "number", "f": "number", "c": "number", "b": "boolean", "M": "time", "m": "time", "U": "text", "S": "text"}
#: Fields of a structured array and columns beyond which nothing is shown.
_MOST_FIELDS = 10_000


def kind_of_dtype(dtype: Any) -> str:
    """Which of the contract's kinds of column a NumPy dtype is."""
    return _KINDS.get(dtype.kind, "other")


def index_of(positions: Positions) -> Any:
    """What takes these positions from an array."""
    return slice(positions.start, positions.stop) if isinstance(positions, range) else positions


def values_of_array(array: Any, room: int) -> List[Any]:
    """The elements of a short array of one dimension, such that their text has all their digits and no more."""
    kind = array.dtype.kind
    if kind in "iubU" or kind == "O" or (kind == "f" and array.dtype.itemsize == 8):
        return array.tolist()
    if kind == "c" and array.dtype.itemsize == 16:
        return array.tolist()
    if kind == "S":
        return array.tolist()
    return [array[at] for at in range(len(array))]


class Arrays(Table):
    """Of an array with 0, 1 or 2 dimensions, or with those of more that are not sliced."""

    dialect = "numpy"

    def __init__(self, array: Any, part: Optional[List[Optional[int]]]) -> None:
        if array.ndim > 2:
            self.shape = tuple(int(length) for length in array.shape)
            self.slice = fitting(part, self.shape)
            array = array[tuple(slice(None) if at is None else at for at in self.slice)]
        elif array.ndim == 0:
            array = array.reshape(1)
        self._array = array
        self.rows = int(array.shape[0])
        self._fields: Optional[Tuple[str, ...]] = array.dtype.names if array.ndim == 1 else None
        if self._fields is not None:
            self.columns = min(_MOST_FIELDS, len(self._fields))
        else:
            self.columns = 1 if array.ndim == 1 else int(array.shape[1])

    def column(self, at: int) -> Column:
        array = self.array(at)
        name = str(array.dtype) if array.dtype.names is None else "record"
        if self._fields is not None:
            field = self._fields[at]
            return Column(cell_of(field, 200).text, name, kind_of_dtype(array.dtype), repr(field))
        if self._array.ndim == 1:
            return Column("value", name, kind_of_dtype(array.dtype), None)
        return Column(str(at), name, kind_of_dtype(array.dtype), str(at))

    def array(self, at: int) -> Any:
        if self._fields is not None:
            found = self._array[self._fields[at]]
            return found if found.ndim == 1 else _objects(found)
        return self._array if self._array.ndim == 1 else self._array[:, at]

    def values(self, at: int, positions: Positions) -> List[Any]:
        return values_of_array(self.array(at)[index_of(positions)], 200)


def _objects(array: Any) -> Any:
    """A field that is an array itself: each row's as one object."""
    numpy = sys.modules["numpy"]
    rows = numpy.empty(len(array), dtype=object)
    for at in range(min(len(array), 100_000)):
        rows[at] = array[at]
    return rows


def fitting(part: Optional[List[Optional[int]]], shape: Tuple[int, ...]) -> List[Optional[int]]:
    """What is shown of an array: two dimensions whole, of the others an index that is there."""
    if part is not None and len(part) == len(shape) and sum(at is None for at in part) == 2:
        if all(at is None or 0 <= at < length for at, length in zip(part, shape)):
            return list(part)
    if any(length == 0 for length in shape[:-2]):
        raise Cannot("size")
    return [0] * (len(shape) - 2) + [None, None]


def _numpy(value: Any, part: Any) -> Optional[Table]:
    numpy = sys.modules["numpy"]
    return Arrays(value, part) if type(value) is numpy.ndarray else None


TABLES["numpy"] = _numpy
