"""
Cells that are edited: the assignment that does it, as code, and the one that takes it back. It is the user's shell that
runs them; here nothing is changed.
"""

import sys
from typing import Any, Optional, Tuple

from ..variables.objects import base_of, class_of
from ..variables.packages import scalar
from .arrays import Arrays
from .cells import NOTHING
from .frames import PandasTable, PolarsTable
from .orders import is_missing
from .tables import Cannot, ColumnsOfDict, Elements, Mapping, Records, Table

#: Characters of a text that is written out as code.
_MOST_TEXT = 10_000
_NAN = 'float("nan")'


def can_edit(value: Any, table: Table, whole: bool) -> bool:
    """Whether cells can be assigned. `whole`: it is a variable, no part of one."""
    base = base_of(value)
    if isinstance(table, ColumnsOfDict) or base in (list, dict):
        return type(value) in (list, dict)
    if isinstance(table, PandasTable):
        # A column is a copy of what its frame has.
        return class_of(value)[1] == "DataFrame" or class_of(value)[1] == "Series" and whole
    if isinstance(table, PolarsTable):
        return class_of(value)[1] == "DataFrame" or whole
    numpy = sys.modules.get("numpy")
    return numpy is not None and type(value) is numpy.ndarray and bool(value.flags.writeable)


def assignment(value: Any, table: Table, position: int, column: int, text: Optional[str]) -> Tuple[str, str, str]:
    """
    What stands behind the table's expression, the literal that is assigned, and the one that is there now.

    `text`: as it was typed; None: nothing is to be there. Raises Cannot: "value" where it does not fit, "type" where the
    cell holds what has no literal.
    """
    (now,) = table.values(column, [position])
    if isinstance(table, PandasTable):
        array = table.array(column)
        if array is None:
            raise Cannot("type")
        wide = class_of(value)[1] == "DataFrame"
        place = ".iat[%d, %d]" % (position, column) if wide else ".iat[%d]" % position
        return place, _for_array(array, now, text), _literal(now)
    if isinstance(table, PolarsTable):
        wide = class_of(value)[1] == "DataFrame"
        place = "[%d, %r]" % (position, table.name_of(column)) if wide else "[%d]" % position
        return place, _for_polars(table.column(column).kind, str(table.series(column).dtype), now, text), _literal(now)
    if isinstance(table, Arrays):
        return _place_in_array(value, table, position, column), _for_array(table.array(column), now, text), _literal(now)
    place = _place_in_container(value, table, position, column)
    return place, _like(now, text), _literal(now)


def _place_in_array(array: Any, table: Arrays, position: int, column: int) -> str:
    if array.dtype.names is not None and array.ndim == 1:
        return "[%r][%d]" % (array.dtype.names[column], position)
    if array.ndim == 0:
        return "[()]"
    if array.ndim == 1:
        return "[%d]" % position
    shown = iter((position, column))
    return "[%s]" % ", ".join(str(next(shown) if at is None else at) for at in table.slice or [None, None])


def _place_in_container(value: Any, table: Table, position: int, column: int) -> str:
    if isinstance(table, Mapping):
        key = list(value)[position]
        if column != 0 or type(key) not in (str, int, bool, float, bytes, type(None)):
            raise Cannot("type")
        return "[%r]" % (key,)
    if isinstance(table, ColumnsOfDict):
        key = list(value)[column]
        if type(key) not in (str, int) or type(value[key]) is not list:
            raise Cannot("type")
        return "[%r][%d]" % (key, position)
    if isinstance(table, Records):
        record, field = list.__getitem__(value, position), table.field(column)
        if type(record) not in (list, dict):
            raise Cannot("type")
        return "[%d][%r]" % (position, field)
    if isinstance(table, Elements) and type(value) is list:
        return "[%d]" % position
    raise Cannot("type")


def _for_array(array: Any, now: Any, text: Optional[str]) -> str:
    """For an element of an array of NumPy or pandas."""
    name, kind = class_of(array)[1], getattr(array.dtype, "kind", "O")
    if name == "Categorical":
        known = [value for value in array.categories.tolist() if type(value) in (str, int, float)]
        if text is None:
            return "None"
        for value in known:
            if str(value) == text:
                return repr(value)
        raise Cannot("value")
    plain = class_of(array)[0] == "numpy"
    if text is None:
        if kind == "f" and plain or kind == "c":
            return _NAN
        if kind in "Mm" and plain:
            return '"NaT"'
        if plain and kind in "iubUSV":
            raise Cannot("value")
        return "None"
    if kind in "iu":
        number = _integer(text)
        bits = 8 * array.dtype.itemsize
        low, high = (-(2 ** (bits - 1)), 2 ** (bits - 1)) if kind == "i" else (0, 2**bits)
        if not low <= number < high:
            raise Cannot("value")
        return str(number)
    if kind == "f":
        return _float(text)
    if kind == "c":
        return repr(_parsed(complex, text))
    if kind == "b":
        return _truth(text)
    if kind == "M":
        _time(text)
        return repr(text.strip())
    if kind == "U" and plain and len(text) > array.dtype.itemsize // 4:
        raise Cannot("value")  # NumPy would cut it
    if name in ("StringArray", "ArrowStringArray", "StringArrayNumpySemantics", "ArrowStringArrayNumpySemantics") or kind == "U":
        return _text(text)
    if kind == "O" and (plain or name == "object"):
        return _like(now, text)
    raise Cannot("type")


def _for_polars(kind: str, dtype: str, now: Any, text: Optional[str]) -> str:
    if text is None:
        return "None"
    if kind == "number":
        return str(_integer(text)) if "Int" in dtype else _float(text)
    if kind == "boolean":
        return _truth(text)
    if kind == "time" and dtype.startswith(("Datetime", "Date")):
        moment = _time(text)
        return "__import__('datetime').%s" % (repr(moment.date()) if dtype == "Date" else repr(moment)).partition(".")[2]
    if kind in ("text", "category"):
        return _text(text)
    raise Cannot("type")


def _like(now: Any, text: Optional[str]) -> str:
    """For a place that takes anything: of the kind that is there now, else a number where it is one."""
    if text is None:
        return "None"
    if type(now) is str:
        return _text(text)
    if type(now) is bool:
        return _truth(text)
    if type(now) is float:
        return _float(text)
    if text.strip() in ("True", "False", "None"):
        return text.strip()
    for kind in (int, float):
        try:
            return repr(kind(text))  # type: ignore[operator]
        except ValueError:
            pass
    if type(now) is int:
        raise Cannot("value")
    return _text(text)


def _literal(value: Any) -> str:
    """A value as code, such that it can be assigned again."""
    numpy = sys.modules.get("numpy")
    module, name = class_of(value)
    if type(value) is float:
        return repr(value) if value - value == 0 else 'float("%r")' % value
    if type(value) is int and value.bit_length() > 1024:
        raise Cannot("type")
    if type(value) in (int, bool, complex, type(None)):
        return repr(value)
    if type(value) is str:
        return _text(value)
    if value is NOTHING:
        raise Cannot("type")  # there is no way back to that
    if is_missing(value):
        return "None"
    if module == "numpy" and numpy is not None:
        if name in ("datetime64", "timedelta64"):
            return '"NaT"' if numpy.isnat(value) else repr(str(value)) if name == "datetime64" else repr(value)
        if isinstance(value, numpy.floating):
            return _literal(float(value))
        plain = scalar(value, numpy)
        if type(plain) in (int, bool, float, complex, str):
            return _literal(plain)
    if name == "Timestamp" and module.partition(".")[0] == "pandas":
        return repr(str(value))
    if module == "datetime" and name in ("datetime", "date") and getattr(value, "tzinfo", None) is None:
        return "__import__('datetime').%s" % repr(value).partition(".")[2]
    raise Cannot("type")


def _text(text: str) -> str:
    if len(text) > _MOST_TEXT:
        raise Cannot("value")
    return ascii(text) if not text.isprintable() else repr(text)


def _parsed(kind: Any, text: str) -> Any:
    try:
        return kind(text.strip().replace("−", "-"))
    except (ValueError, OverflowError):
        raise Cannot("value") from None


def _integer(text: str) -> int:
    if len(text) > 400:
        raise Cannot("value")
    return int(_parsed(int, text))


def _float(text: str) -> str:
    return _literal(_parsed(float, text))


def _truth(text: str) -> str:
    found = {"true": "True", "1": "True", "false": "False", "0": "False"}.get(text.strip().lower())
    if found is None:
        raise Cannot("value")
    return found


def _time(text: str) -> Any:
    from datetime import datetime

    plain = text.strip().replace(" ", "T", 1)
    # More than six digits, which pandas and NumPy take, are not looked at.
    head, point, fraction = plain.partition(".")
    digits = fraction[: len(fraction) - len(fraction.lstrip("0123456789"))]
    return _parsed(datetime.fromisoformat, head + (point + digits[:6].ljust(6, "0") if digits else "") + fraction[len(digits) :])
