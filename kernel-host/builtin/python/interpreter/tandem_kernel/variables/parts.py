"""What a value can be expanded into."""

import itertools
import sys
from typing import Any, Callable, Iterator, NamedTuple, Optional, Tuple

from .kinds import kind_of
from .objects import CONSTANTS, base_of, class_of, elements_of, exactly, fields_of, items_of, named_fields
from .packages import pandas_item, scalar
from .values import integer_text, short

#: Attributes of one object that are listed.
_MOST_FIELDS = 2000
#: Characters of a key that is written out as code.
_KEY_CHARACTERS = 200

class Part(NamedTuple):
    """A part of a value: its key for asking again, how it is written behind its parent (or None), and what it is."""

    key: str
    name: str
    access: Optional[str]
    value: Any


def parts_of(value: Any) -> Tuple[int, Callable[[int, int], Iterator[Part]]]:
    """How many parts a value has, and a reader of some of them."""
    base = base_of(value)
    if base is dict:
        return dict.__len__(value), lambda start, count: _dict_parts(value, start, count)
    if base is not None:
        fields = named_fields(value) if base is tuple else None
        indexed = base is not set and base is not frozenset

        def read(start: int, count: int) -> Iterator[Part]:
            items = itertools.islice(elements_of(value, base), start, start + count)  # type: ignore[arg-type]
            for at, item in enumerate(items, start):
                if fields is not None:
                    yield Part("i:%d" % at, fields[at], ".%s" % fields[at], item)
                else:
                    yield Part("i:%d" % at, "[%d]" % at if indexed else str(at), "[%d]" % at if indexed else None, item)

        return base.__len__(value), read  # type: ignore[attr-defined]
    package, name = class_of(value)[0].partition(".")[0], class_of(value)[1]
    try:
        if package == "numpy" and type(value) is sys.modules["numpy"].ndarray and value.ndim > 0:
            numpy = sys.modules["numpy"]
            return len(value), lambda start, count: (
                Part("i:%d" % at, "[%d]" % at, "[%d]" % at, scalar(value[at], numpy))
                for at in range(start, min(len(value), start + count))
            )
        if package == "pandas" and type(value) is sys.modules["pandas"].DataFrame:
            unique = value.columns.is_unique
            return value.shape[1], lambda start, count: _columns(
                value.columns, lambda at: value.iloc[:, at], unique, start, count
            )
        if package == "pandas" and type(value) is sys.modules["pandas"].Series:
            return len(value), lambda start, count: (
                Part("i:%d" % at, "[%d]" % at, ".iloc[%d]" % at, item)
                for at, item in enumerate(map(pandas_item, value.iloc[start : start + count].tolist()), start)
            )
        if package == "polars" and name == "DataFrame":
            return value.width, lambda start, count: _columns(value.columns, value.to_series, True, start, count)
        if package == "polars" and name == "Series":
            return len(value), lambda start, count: (
                Part("i:%d" % at, "[%d]" % at, "[%d]" % at, item)
                for at, item in enumerate(value[start : start + count].to_list(), start)
            )
        if package == "pyarrow" and exactly(value, "pyarrow", "Table"):
            names = list(value.column_names)
            unique = len(set(names)) == len(names)
            return len(names), lambda start, count: (
                Part("i:%d" % at, names[at], "[%r]" % names[at] if unique else ".column(%d)" % at, value.column(at))
                for at in range(start, min(len(names), start + count))
            )
        if package == "xarray" and exactly(value, "xarray", "Dataset"):
            inner = list(dict.keys(value._variables))
            return len(inner), lambda start, count: (
                Part("i:%d" % at, short(inner[at], 60, 1), "[%r]" % inner[at] if type(inner[at]) is str else None, value[inner[at]])
                for at in range(start, min(len(inner), start + count))
            )
        if package == "torch" and type(value) is sys.modules["torch"].Tensor and value.ndim > 0 and not value.is_sparse:
            return len(value), lambda start, count: (
                Part("i:%d" % at, "[%d]" % at, "[%d]" % at, value[at].item() if value.ndim == 1 else value[at])
                for at in range(start, min(len(value), start + count))
            )
    except Exception:
        return 0, lambda start, count: iter(())
    if type(value) in CONSTANTS or kind_of(value) in ("number", "text", "function", "module", "class"):
        return 0, lambda start, count: iter(())
    found = list(itertools.islice(fields_of(value), _MOST_FIELDS))
    return len(found), lambda start, count: (
        Part("a:" + token_of(field), field, ".%s" % field if field.isidentifier() else None, item)
        for field, item in found[start : start + count]
    )


def has_parts(value: Any, kind: str) -> bool:
    if kind in ("number", "text", "function", "module", "class"):
        return False
    return any(True for _ in fields_of(value)) if kind == "object" else parts_of(value)[0] > 0


def _dict_parts(value: Any, start: int, count: int) -> Iterator[Part]:
    for at, (key, item) in enumerate(itertools.islice(items_of(value), start, start + count), start):
        literal = None
        if type(key) in (int, bool, type(None), float) or type(key) in (str, bytes) and len(key) <= _KEY_CHARACTERS:
            literal = "[%s]" % (integer_text(key) if type(key) is int else repr(key))
        yield Part("i:%d" % at, short(key, 60, 1), literal, item)


def _columns(
    columns: Any, column: Callable[[int], Any], unique: bool, start: int, count: int
) -> Iterator[Part]:
    for at in range(start, min(len(columns), start + count)):
        name = columns[at]
        plain = type(name) is str
        access = "[%r]" % name if plain and unique else ".iloc[:, %d]" % at
        yield Part("i:%d" % at, name if plain else short(name, 60, 1), access, column(at))


def token_of(name: str) -> str:
    return name.encode("unicode_escape", "backslashreplace").decode("ascii")
