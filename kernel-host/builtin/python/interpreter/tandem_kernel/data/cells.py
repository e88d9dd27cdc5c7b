"""A value as the text of a cell."""

import math
import sys
from typing import Any, NamedTuple

from ..variables.objects import class_of, clean
from ..variables.packages import Written, pandas_item, scalar
from ..variables.values import short


class Cell(NamedTuple):
    """One line, and whether the value is missing: the text then says how."""

    text: str
    missing: bool


#: There is no such field in a record.
NOTHING = object()

_NONE = Cell("None", True)
_NAN = Cell("NaN", True)


def cell_of(value: Any, room: int) -> Cell:
    """A value in about `room` characters. Runs nothing of the value's own class."""
    cls = type(value)
    if cls is str:
        return Cell(clean(value, room), False)
    if cls is float:
        return Cell(float.__repr__(value), False) if value == value else _NAN
    if cls is bool:
        return Cell("True" if value else "False", False)
    if value is None:
        return _NONE
    if cls is int:
        return Cell(short(value, room), False)
    if value is NOTHING:
        return Cell("–", True)
    module, name = class_of(value)
    package = module.partition(".")[0]
    if package == "pandas" and name in ("NaTType", "NAType"):
        return Cell("NaT" if name == "NaTType" else "NA", True)
    if package == "pandas":
        value = pandas_item(value)
    elif package == "numpy":
        value = scalar(value, sys.modules["numpy"])
    if type(value) is Written:
        return Cell(clean(value.text, room), value.text in ("NaT", "nan"))
    if type(value) is str:
        return Cell(clean(value, room), False)
    if package == "decimal" and name == "Decimal":
        return Cell(clean(str(value), room), False)
    return Cell(clean(short(value, room), room), type(value) is float and math.isnan(value))
