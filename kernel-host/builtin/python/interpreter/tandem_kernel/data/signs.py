"""A cheap sign of what a table holds: another one when it may have changed."""

import itertools
import sys
import zlib
from typing import Any, Iterable, List

from ..variables.objects import base_of, class_of, elements_of, items_of
from .frames import PandasTable, PolarsTable
from .tables import Elements, Table

#: Columns that are looked at, and elements of each, evenly spread.
_COLUMNS, _ELEMENTS = 64, 2048


def sign_of(value: Any, table: Table) -> str:
    """Of the lengths, the first columns and evenly spread elements."""
    sign = zlib.crc32(repr((table.rows, table.columns, table.slice)).encode())
    if base_of(value) is not None:
        return "%x.%x" % (sign, hash(tuple(_identities(value))) & 0xFFFFFFFF)
    for at in range(min(table.columns, _COLUMNS)):
        sign = zlib.crc32(table.column(at).name.encode("utf-8", "replace"), sign) if not isinstance(table, Elements) else sign
        if isinstance(table, PolarsTable):
            sign = _polars(table.series(at), sign)
            continue
        array = table.array(at)
        if isinstance(table, PandasTable) and array is not None and class_of(array)[1] != "ndarray":
            sign = zlib.crc32(b"%d" % hash(tuple(_texts(table, at))), sign)
        elif array is not None:
            sign = _numpy(array, sign)
    return "%x" % sign


def _identities(value: Any) -> List[int]:
    """Of evenly spread items of a container, and of what the containers among them hold."""
    found: List[int] = []
    inner = 64
    for item in _some(value, _ELEMENTS):
        found.append(id(item))
        if inner and base_of(item) is not None:
            inner -= 1
            found += [id(part) for part in _some(item, 256)]
    return found


def _some(value: Any, most: int) -> Iterable[Any]:
    base = base_of(value)
    if base in (list, tuple):
        step = max(1, base.__len__(value) // most)  # type: ignore[union-attr, arg-type]
        return base.__getitem__(value, slice(None, None, step))  # type: ignore[union-attr, index, arg-type]
    if base is dict:
        return [item for _, item in itertools.islice(items_of(value), most)]
    return list(itertools.islice(elements_of(value, base), most))  # type: ignore[arg-type]


def _numpy(array: Any, sign: int) -> int:
    part = array[:: max(1, len(array) // _ELEMENTS)]
    if part.dtype.hasobject:
        return zlib.crc32(repr([id(item) for item in part.tolist()]).encode(), sign)
    return zlib.crc32(part.tobytes(), sign)


def _texts(table: Table, at: int) -> List[str]:
    step = max(1, table.rows // 200)
    return [cell.text for cell in table.cells(at, range(0, min(table.rows, 50)), 40)] + [
        cell.text for cell in table.cells(at, list(range(0, table.rows, step)), 40)
    ]


def _polars(series: Any, sign: int) -> int:
    polars = sys.modules["polars"]
    if series.dtype == polars.Object or series.dtype.is_nested():
        return sign
    part = series.gather_every(max(1, len(series) // 200))
    return zlib.crc32(repr(part.to_list()).encode("utf-8", "replace"), sign)
