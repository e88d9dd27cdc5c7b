"""
Which rows of a table are shown, in which order: positions, as sorts and filters have them.

Sorts are stable, by several columns, missing values last whichever way. What is compared are values of known types alone:
numbers, texts, times; objects of others come after them, as they stood.
"""

import sys
from typing import Any, Callable, Dict, List, Optional, Sequence

from ..variables.objects import class_of
from .cells import NOTHING
from .filters import mask_of
from .frames import PolarsTable, is_known
from .tables import MOST_ELEMENTS, Cannot, Table

#: Rows of objects between two looks at whether it was cancelled.
_STEP = 200_000


class Cancelled(Exception):
    """Nobody waits for it any more."""


Check = Callable[[], None]


def order_of(table: Table, sort: List[Dict[str, Any]], filters: List[Dict[str, Any]], check: Check) -> Optional[Sequence[int]]:
    """
    Positions of the rows that pass all filters, sorted; None: all, as they stand.

    `check` raises where nobody waits any more. Raises Cannot.
    """
    for entry in sort + filters:
        if not 0 <= entry["column"] < table.columns:
            raise Cannot("value")
    kept = mask_of(table, filters, check) if filters else None
    order: Optional[Sequence[int]] = None
    if sort:
        check()
        if isinstance(table, PolarsTable):
            order = _of_polars(table, sort)
        else:
            for key in reversed(sort):
                order = _sorted(table, key["column"], bool(key["descending"]), order, check)
                check()
    return _kept(order, kept, table)


def _kept(order: Optional[Sequence[int]], kept: Any, table: Table) -> Optional[Sequence[int]]:
    if kept is None:
        return _small(order, table.rows)
    if isinstance(kept, list):
        return [at for at in (range(table.rows) if order is None else order) if kept[at]]
    numpy = sys.modules["numpy"]
    if order is None:
        return _small(numpy.flatnonzero(kept), table.rows)
    order = numpy.asarray(order)
    return _small(order[kept[order]], table.rows)


def _small(order: Any, rows: int) -> Any:
    """In half the room, where it can be."""
    numpy = sys.modules.get("numpy")
    if numpy is not None and type(order) is numpy.ndarray and rows < 2**31:
        return order.astype(numpy.int32, copy=False)
    return order


def _of_polars(table: PolarsTable, sort: List[Dict[str, Any]]) -> Any:
    polars = sys.modules["polars"]
    names = ["%d" % at for at in range(len(sort))]
    keys = [table.series(key["column"]).alias(name) for key, name in zip(sort, names)]
    # NaN is missing here as well.
    keys = [key.fill_nan(None) if key.dtype.is_float() else key for key in keys]
    try:
        frame = polars.DataFrame(keys)
        found = frame.select(
            polars.arg_sort_by(
                names, descending=[bool(key["descending"]) for key in sort], nulls_last=True, maintain_order=True
            )
        )
        return found.to_series(0).to_numpy()
    except Exception:
        raise Cannot("type") from None


def _sorted(table: Table, column: int, descending: bool, order: Any, check: Check) -> Any:
    """Sorts positions by one column; those that are equal keep their order."""
    array = table.array(column)
    if array is None or class_of(array)[0] == "numpy" and array.dtype.kind in "OV":
        return _sorted_objects(table, column, descending, order, check)
    numpy = sys.modules["numpy"]
    if order is not None:
        order = numpy.asarray(order)
        array = array[order]
    if class_of(array)[0] == "numpy":
        found = argsort(array, descending)
    elif is_known(array):
        # pandas' own arrays: categories in their order, texts, times with a zone, nullable numbers.
        try:
            found = array.argsort(ascending=not descending, kind="stable", na_position="last")
        except Exception:
            raise Cannot("type") from None
    else:
        raise Cannot("type")
    return found if order is None else order[found]


def argsort(array: Any, descending: bool) -> Any:
    """Places of an array of NumPy by value: stable, missing ones last."""
    numpy = sys.modules["numpy"]
    kind = array.dtype.kind
    missing = None
    if kind in "fc":
        missing = numpy.isnan(array)
    elif kind in "Mm":
        missing = numpy.isnat(array)
    if missing is not None and missing.any():
        there = numpy.flatnonzero(~missing)
        return numpy.concatenate([there[argsort(array[there], descending)], numpy.flatnonzero(missing)])
    if not descending:
        return numpy.argsort(array, kind="stable")
    # Backwards and from behind: those that are equal keep their order.
    return (len(array) - 1 - numpy.argsort(array[::-1], kind="stable"))[::-1]


_RANKS: Dict[type, int] = {bool: 0, int: 0, float: 0, str: 1, bytes: 2}


def _sorted_objects(table: Table, column: int, descending: bool, order: Any, check: Check) -> List[int]:
    if table.rows > MOST_ELEMENTS:
        raise Cannot("size")
    positions: Sequence[int] = range(table.rows) if order is None else [int(at) for at in order]
    ranks: Dict[type, int] = dict(_RANKS)
    _add_known(ranks)
    groups: Dict[int, List[Any]] = {}
    others: List[int] = []
    missing: List[int] = []
    for begin in range(0, len(positions), _STEP):
        check()
        part = positions[begin : begin + _STEP]
        for at, value in zip(part, table.values(column, part)):
            if is_missing(value):
                missing.append(at)
                continue
            rank = ranks.get(type(value))
            if rank is None:
                others.append(at)
            else:
                groups.setdefault(rank, []).append((value, at))
    found: List[int] = []
    for rank in sorted(groups, reverse=descending):
        check()
        try:
            groups[rank].sort(key=_value, reverse=descending)
        except TypeError:  # times with and without a zone
            pass
        found += [at for _, at in groups[rank]]
    return found + others + missing


def _value(pair: Any) -> Any:
    return pair[0]


def is_missing(value: Any) -> bool:
    """Whether there is no value: None, NaN, NaT, NA."""
    if value is None or value is NOTHING or type(value) is float and value != value:
        return True
    return class_of(value)[1] in ("NaTType", "NAType")


def _add_known(ranks: Dict[type, int]) -> None:
    """Types of packages that have an order of their own, each a rank."""
    for at, (package, names) in enumerate(
        (("datetime", ("date",)), ("datetime", ("datetime",)), ("datetime", ("timedelta",)), ("decimal", ("Decimal",)), ("pandas", ("Timestamp",)), ("pandas", ("Timedelta",)))
    ):
        module = sys.modules.get(package)
        for name in names:
            known = getattr(module, name, None)
            if isinstance(known, type):
                ranks[known] = 3 + at
