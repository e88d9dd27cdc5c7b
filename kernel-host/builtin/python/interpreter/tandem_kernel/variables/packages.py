"""Values of well-known packages. Each is asked only on objects of exactly its own types."""

import sys
from typing import Any, List, Optional

from .objects import class_of, clean, exactly, type_mro
from .values import ITEMS, WRITERS, integer_text, short, text_of

def _numpy(value: Any, room: int, depth: int) -> Optional[str]:
    numpy = sys.modules["numpy"]
    if type(value) is numpy.ndarray:
        if value.ndim == 0:
            return short(value.item(), room, depth + 1)
        pieces: List[str] = []
        first = value[(0,) * (value.ndim - 1)] if value.size else value.reshape(-1)
        for item in first[:8]:
            plain = scalar(item, numpy)
            # All digits of a float say less here than the next number; whether one has changed is told by the mark.
            pieces.append("%.6g" % plain if type(plain) is float else short(plain, 30, depth + 1))
        text = "[%s%s]" % (", ".join(pieces), ", …" if len(first) > len(pieces) else "")
        for length in value.shape[:-1][-2:] if value.size else ():
            text = "[%s%s]" % (text, ", …" if length > 1 else "")
        return text
    masked = sys.modules.get("numpy.ma")
    if masked is not None and type(value) is masked.MaskedArray:
        return _masked(value, room, depth)
    if isinstance(type(value), type) and numpy.generic in type_mro(type(value)):
        plain = scalar(value, numpy)
        return None if plain is value else short(plain, room, depth + 1)
    return str(value) if type(value) is numpy.dtype else None


def _masked(value: Any, room: int, depth: int) -> Optional[str]:
    """The first elements of a masked array, "--" where one is masked."""
    numpy = sys.modules["numpy"]
    data = numpy.ma.getdata(value)
    mask = numpy.ma.getmaskarray(value)
    # What is under a mask may be of a class of the user's.
    if type(data) is not numpy.ndarray or type(mask) is not numpy.ndarray or data.dtype.names is not None:
        return None
    if data.ndim == 0 or not data.size:
        return "--" if data.size and mask.all() else _numpy(data, room, depth)
    place = (0,) * (data.ndim - 1)
    pieces: List[str] = []
    for item, lacks in zip(data[place][:8], mask[place][:8].tolist()):
        plain = scalar(item, numpy)
        pieces.append("--" if lacks else "%.6g" % plain if type(plain) is float else short(plain, 30, depth + 1))
    text = "[%s%s]" % (", ".join(pieces), ", …" if len(data[place]) > len(pieces) else "")
    for length in data.shape[:-1][-2:]:
        text = "[%s%s]" % (text, ", …" if length > 1 else "")
    return text


def scalar(value: Any, numpy: Any) -> Any:
    """A NumPy scalar as Python has it."""
    mro = type_mro(type(value))
    if numpy.generic not in mro or class_of(value)[0] != "numpy":
        return value
    if numpy.datetime64 in mro or numpy.timedelta64 in mro:
        return Written(str(value))
    if numpy.floating in mro and numpy.float64 not in mro:
        return Written(str(value))  # with the digits that it has, not those of a float64
    plain = value.item()
    return Written(str(value)) if type(plain) is type(value) else plain


class Written:
    """Text that stands for a value as it is."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


def _pandas(value: Any, room: int, depth: int) -> Optional[str]:
    pandas = sys.modules["pandas"]
    if type(value) is pandas.DataFrame:
        return _names_of_columns(value.columns, room)
    if type(value) is pandas.Series or pandas.Index in type_mro(type(value)):
        values = value.iloc[:6] if type(value) is pandas.Series else value[:6]
        pieces = [short(pandas_item(item), 30, depth + 1) for item in values.tolist()]
        return "[%s%s]" % (", ".join(pieces), ", …" if len(value) > 6 else "")
    return pandas_item(value).text if type(pandas_item(value)) is Written else None


def pandas_item(value: Any) -> Any:
    pandas = sys.modules["pandas"]
    known = (pandas.Timestamp, pandas.Timedelta, type(pandas.NaT), type(pandas.NA), pandas.Period, pandas.Interval)
    return Written(str(value)) if type(value) in known else value


def _names_of_columns(columns: Any, room: int) -> str:
    pieces: List[str] = []
    used = 0
    for at in range(len(columns)):
        if at >= ITEMS or used > room:
            pieces.append("…")
            break
        name = columns[at]
        pieces.append(clean(name, 40) if type(name) is str else short(name, 40, 1))
        used += len(pieces[-1]) + 2
    return ", ".join(pieces)


def _polars(value: Any, room: int, depth: int) -> Optional[str]:
    polars = sys.modules["polars"]
    if type(value) is polars.DataFrame:
        return _names_of_columns(value.columns, room)
    if type(value) is polars.Series:
        pieces = [short(item, 30, depth + 1) for item in value.head(6).to_list()]
        return "[%s%s]" % (", ".join(pieces), ", …" if len(value) > 6 else "")
    return None


def _pyarrow(value: Any, room: int, depth: int) -> Optional[str]:
    return _names_of_columns(value.column_names, room) if exactly(value, "pyarrow", "Table") else None


def _xarray(value: Any, room: int, depth: int) -> Optional[str]:
    if exactly(value, "xarray", "Dataset"):
        return _names_of_columns(list(value.data_vars), room)
    return _names_of_columns(list(value.dims), room) if exactly(value, "xarray", "DataArray") else None


def _torch(value: Any, room: int, depth: int) -> Optional[str]:
    return str(value.device) if type(value) is sys.modules["torch"].Tensor else None


def _datetime(value: Any, room: int, depth: int) -> Optional[str]:
    datetime = sys.modules["datetime"]
    cls = type(value)
    if cls is datetime.date or cls is datetime.timedelta:
        return str(value)
    if cls is datetime.datetime or cls is datetime.time:
        zone = value.tzinfo
        ours = zone is None or type(zone) is datetime.timezone or class_of(zone)[0] in ("zoneinfo", "zoneinfo._zoneinfo")
        return str(value) if ours else "%s %s" % (value.replace(tzinfo=None), class_of(zone)[1])
    return str(value) if cls is datetime.timezone else None


def _path(value: Any, room: int, depth: int) -> Optional[str]:
    pathlib = sys.modules["pathlib"]
    known = (pathlib.PosixPath, pathlib.WindowsPath, pathlib.PurePosixPath, pathlib.PureWindowsPath)
    return "%s(%s)" % (class_of(value)[1], text_of(str(value), room)) if type(value) in known else None


def _decimal(value: Any, room: int, depth: int) -> Optional[str]:
    return str(value) if type(value) is sys.modules["decimal"].Decimal and abs(value.adjusted()) < 100 else None


def _fraction(value: Any, room: int, depth: int) -> Optional[str]:
    if type(value) is not sys.modules["fractions"].Fraction:
        return None
    parts = (value.numerator, value.denominator)
    return "/".join(integer_text(part) for part in parts) if all(type(part) is int for part in parts) else None


def _uuid(value: Any, room: int, depth: int) -> Optional[str]:
    return str(value) if type(value) is sys.modules["uuid"].UUID else None


def _re(value: Any, room: int, depth: int) -> Optional[str]:
    import re

    return short(value.pattern, room, depth + 1) if type(value) is re.Pattern else None


def _own_text(value: Any, room: int, depth: int) -> Optional[str]:
    return value.text if type(value) is Written else None


WRITERS.update(
    {
        __name__.partition(".")[0]: _own_text,
        "numpy": _numpy,
        "pandas": _pandas,
        "polars": _polars,
        "pyarrow": _pyarrow,
        "xarray": _xarray,
        "torch": _torch,
        "datetime": _datetime,
        "pathlib": _path,
        "decimal": _decimal,
        "fractions": _fraction,
        "uuid": _uuid,
        "re": _re,
    }
)
