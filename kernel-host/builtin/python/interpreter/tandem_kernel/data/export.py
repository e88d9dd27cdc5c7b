"""
Tables as files: CSV, Parquet, NPY. A file is written beside its place and put there once it is whole; what is in the way
is replaced only where that was allowed.
"""

import csv
import errno
import os
import sys
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Tuple

from ..variables.objects import class_of, exactly
from ..variables.packages import scalar
from .cells import cell_of
from .frames import PandasTable, PolarsTable
from .orders import Cancelled, is_missing
from .tables import Cannot, Positions, Table

#: Cells that are taken at once.
_CELLS = 200_000
#: Rows of a group of a Parquet file.
_GROUP = 250_000
#: Characters of a cell that is no text.
_ROOM = 10_000

Check = Callable[[], None]
Tell = Callable[[float], None]


def export(table: Table, order: Optional[Sequence[int]], question: Dict[str, Any], check: Check, tell: Tell) -> int:
    """
    Writes the rows of a view; returns how many. `tell` is told which part is done, from 0 to 1.

    Raises Cannot ("type", "package", "exists", "file" with the reason), and what `check` raises.
    """
    place = question["file"]
    if type(place) is not str or not os.path.isabs(place):
        raise Cannot("file", os.strerror(errno.ENOENT))
    wanted = question.get("columns")
    columns = list(range(table.columns)) if wanted is None else [int(at) for at in wanted if 0 <= int(at) < table.columns]
    rows = table.rows if order is None else len(order)
    write = {"csv": _csv, "parquet": _parquet, "npy": _npy}[question["format"]]
    if not question.get("replace") and os.path.lexists(place):
        raise Cannot("exists")
    # A link stays one: what it leads to is written.
    place = os.path.realpath(place)
    fresh = os.path.join(os.path.dirname(place), ".%s.%s.part" % (os.path.basename(place)[:200], os.urandom(4).hex()))
    try:
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except OSError as error:
        raise Cannot("file", _reason(error)) from None
    try:
        write(fresh, _View(table, order, rows, columns, check, tell))
        with open(fresh, "rb+") as file:
            os.fsync(file.fileno())
        _put(fresh, place, bool(question.get("replace")))
    except OSError as error:
        raise Cannot("file", _reason(error)) from None
    finally:
        try:
            os.unlink(fresh)
        except OSError:
            pass
    return rows


def _reason(error: OSError) -> str:
    return os.strerror(error.errno) if error.errno else class_of(error)[1]


def _put(fresh: str, place: str, replace: bool) -> None:
    if replace:
        os.replace(fresh, place)
        return
    try:
        os.link(fresh, place)
    except FileExistsError:
        raise Cannot("exists") from None
    except OSError:
        # No links there.
        if os.path.lexists(place):
            raise Cannot("exists") from None
        os.replace(fresh, place)


class _View:
    """Some columns of the rows of a view, piece by piece."""

    def __init__(
        self, table: Table, order: Optional[Sequence[int]], rows: int, columns: List[int], check: Check, tell: Tell
    ) -> None:
        self.table, self.order, self.rows, self.columns = table, order, rows, columns
        self.check, self.tell = check, tell

    def pieces(self, most: int, begin: float = 0, end: float = 1) -> Iterator[Tuple[int, Positions]]:
        """Rows in their order, from which on each; the part that is done goes from `begin` to `end`."""
        for at in range(0, self.rows, max(1, most)):
            self.check()
            self.tell(begin + (end - begin) * at / self.rows)
            last = min(self.rows, at + max(1, most))
            yield at, range(at, last) if self.order is None else self.order[at:last]

    def names(self) -> List[str]:
        """The columns', each another one."""
        names: Dict[str, None] = {}
        for at in self.columns:
            name, number = self.table.name_of(at), 1
            plain = name
            while name in names:
                number += 1
                name = "%s_%d" % (plain, number)
            names[name] = None
        return list(names)


def _csv(fresh: str, view: _View) -> None:
    table = view.table
    labelled = table.labels is not None
    with open(fresh, "w", newline="", encoding="utf-8", errors="backslashreplace") as file:
        writer = csv.writer(file)
        names = [table.name_of(at) for at in view.columns]
        writer.writerow(([table.labels or ""] if labelled else []) + names)
        for _, positions in view.pieces(_CELLS // max(1, len(view.columns))):
            columns = [[_text(value) for value in table.values(at, positions)] for at in view.columns]
            if labelled:
                columns.insert(0, table.label(positions, _ROOM))
            writer.writerows(zip(*columns))


def _text(value: Any) -> Any:
    """A value as CSV has it: what is missing is empty."""
    cls = type(value)
    if cls is float:
        return value if value == value else ""
    if cls is str or cls is int and -(2**63) <= value < 2**63:
        return value
    if is_missing(value):
        return ""
    cell = cell_of(value, _ROOM)
    return "" if cell.missing else cell.text


def _module(name: str) -> Any:
    try:
        return __import__(name)
    except ImportError:
        return None


def _parquet(fresh: str, view: _View) -> None:
    for at in view.columns:
        _known_only(view, at)
    try:
        _write_parquet(fresh, view)
    except (Cannot, Cancelled, OSError, MemoryError):
        raise
    except Exception:  # each library has errors of its own for what has no place in the format
        raise Cannot("type") from None


def _known_only(view: _View, at: int) -> None:
    """Of objects only those of known types: libraries ask others for what they are, which is code of the user's."""
    array = view.table.array(at)
    if view.table.column(at).kind == "number" or array is not None and class_of(array)[0] == "numpy" and array.dtype.kind != "O":
        return
    for _, positions in view.pieces(_CELLS, 0, 0):
        for value in view.table.values(at, positions):
            _look(value, 0)


_PLAIN_TYPES = {str, int, float, bool, bytes, type(None), complex}
_MODULES = ("numpy", "pandas", "datetime", "decimal", "polars")


def _look(value: Any, depth: int) -> None:
    cls = type(value)
    if cls in _PLAIN_TYPES:
        return
    if cls in (list, tuple, dict) and depth < 6:
        for item in value.values() if cls is dict else value:
            _look(item, depth + 1)
        return
    module, name = class_of(value)
    if is_missing(value) or module.partition(".")[0] in _MODULES and exactly(value, module, name):
        return
    raise Cannot("type")


def _write_parquet(fresh: str, view: _View) -> None:
    table, order = view.table, view.order
    if isinstance(table, PolarsTable):
        polars = sys.modules["polars"]
        frame = polars.DataFrame([table.series(at).alias(name) for at, name in zip(view.columns, view.names())])
        view.check()
        (frame if order is None else frame[polars.Series(order)]).write_parquet(fresh)
        return
    arrow = _module("pyarrow")
    if arrow is None:
        polars = _module("polars")
        if polars is None:
            raise Cannot("package", "pyarrow")
        every: Positions = range(view.rows) if order is None else order
        series = [polars.Series(name, _plain(view, at, every)) for at, name in zip(view.columns, view.names())]
        polars.DataFrame(series).write_parquet(fresh)
        return
    import pyarrow.parquet

    make, schema = _arrow_tables(arrow, view)
    with pyarrow.parquet.ParquetWriter(fresh, schema) as writer:
        for _, positions in view.pieces(_GROUP):
            writer.write_table(make(positions))


def _plain(view: _View, at: int, positions: Positions) -> Any:
    """Values of a column, missing ones as None."""
    values = view.table.values(at, positions)
    return [None if is_missing(value) else value for value in values]


def _arrow_tables(arrow: Any, view: _View) -> Tuple[Callable[[Positions], Any], Any]:
    """What makes tables of Arrow of some rows, and their schema."""
    table = view.table
    if isinstance(table, PandasTable):
        frame = table.frame_of(view.columns)
        frame.columns = view.names()
        schema = arrow.Schema.from_pandas(frame)

        def of_frame(positions: Positions) -> Any:
            part = frame.iloc[positions.start : positions.stop] if isinstance(positions, range) else frame.iloc[positions]
            return arrow.Table.from_pandas(part, schema=schema)

        return of_frame, schema
    numpy = sys.modules.get("numpy")
    names = view.names()

    def of_columns(positions: Positions, schema: Any = None) -> Any:
        arrays = []
        for place, at in enumerate(view.columns):
            array = table.array(at)
            kind = None if schema is None else schema.field(place).type
            if numpy is not None and type(array) is numpy.ndarray and array.dtype.kind in "iufbM":
                part = array[positions.start : positions.stop] if isinstance(positions, range) else array[positions]
                arrays.append(arrow.array(part, type=kind))
            else:
                arrays.append(arrow.array(_plain(view, at, positions), type=kind))
        return arrow.Table.from_arrays(arrays, names=names)

    # A column that begins with nothing but missing values has no type yet: all of it is looked at.
    first: Positions = range(view.rows) if view.order is None else view.order
    whole = numpy is None or any(table.array(at) is None or table.array(at).dtype.kind == "O" for at in view.columns)
    schema = of_columns(first if whole else first[:1]).schema
    return lambda positions: of_columns(positions, schema), schema


def _npy(fresh: str, view: _View) -> None:
    numpy = _module("numpy")
    if numpy is None:
        raise Cannot("package", "numpy")
    if not view.columns:
        raise Cannot("type")
    names = view.names()
    kinds = [_dtype(numpy, view, at, place) for place, at in enumerate(view.columns)]
    together = all(kind == kinds[0] for kind in kinds) and kinds[0].kind not in "US"
    if len(kinds) == 1:
        dtype, shape = kinds[0], (view.rows,)
    elif together:
        dtype, shape = kinds[0], (view.rows, len(kinds))  # type: ignore[assignment]
    else:
        dtype, shape = numpy.dtype(list(zip(names, kinds))), (view.rows,)
    with open(fresh, "wb") as file:
        file.write(_npy_head(numpy.lib.format.dtype_to_descr(dtype), shape))
        for _, positions in view.pieces(_CELLS // len(kinds), 0.5):
            parts = [_elements(numpy, view.table, at, positions, kind) for at, kind in zip(view.columns, kinds)]
            if len(kinds) == 1:
                piece = parts[0]
            elif together:
                piece = numpy.stack(parts, axis=1)
            else:
                piece = numpy.empty(len(positions), dtype)
                for name, part in zip(names, parts):
                    piece[name] = part
            file.write(numpy.ascontiguousarray(piece, dtype).tobytes())


def _npy_head(description: Any, shape: Tuple[int, ...]) -> bytes:
    """The beginning of a file of NumPy's format: names beyond Latin-1 need its version 3."""
    text = repr({"descr": description, "fortran_order": False, "shape": shape})
    old = len(text) < 60_000 and all(ord(sign) < 256 for sign in text)
    head, width = text.encode("latin-1" if old else "utf-8"), 2 if old else 4
    head += b" " * (-(8 + width + len(head) + 1) % 64) + b"\n"
    return b"\x93NUMPY" + (b"\x01\x00" if old else b"\x03\x00") + len(head).to_bytes(width, "little") + head


def _dtype(numpy: Any, view: _View, at: int, place: int) -> Any:
    """The type of a column's elements in a file: objects have none, texts the length of the longest."""
    array = view.table.array(at)
    if type(array) is numpy.ndarray and array.dtype.kind in "biufcMmUS":
        return array.dtype
    share = 0.5 / len(view.columns)
    longest, types = 1, set()
    for _, positions in view.pieces(_CELLS, share * place, share * (place + 1)):
        for value in view.table.values(at, positions):
            value = scalar(value, numpy)
            cls = type(value)
            if cls is str:
                longest = max(longest, len(value))
            types.add(None if is_missing(value) else cls)
    known = types - {None}
    if known == {str}:
        return numpy.dtype("U%d" % longest)
    if known <= {int, bool} and known and None not in types:
        return numpy.dtype(bool if known == {bool} else numpy.int64)
    if known <= {int, float, bool}:
        return numpy.dtype(float)
    if all(class_of_type(cls) in ("Timestamp", "datetime", "date") for cls in known):
        return numpy.dtype("M8[us]")
    raise Cannot("type")


def class_of_type(cls: type) -> str:
    return type.__dict__["__name__"].__get__(cls)  # type: ignore[no-any-return]


def _elements(numpy: Any, table: Table, at: int, positions: Positions, kind: Any) -> Any:
    array = table.array(at)
    if type(array) is numpy.ndarray and array.dtype == kind:
        return array[positions.start : positions.stop] if isinstance(positions, range) else array[positions]
    values = [scalar(value, numpy) for value in table.values(at, positions)]
    missing = "" if kind.kind == "U" else numpy.datetime64("NaT") if kind.kind == "M" else float("nan")
    plain = [missing if is_missing(value) else _naive(value) if kind.kind == "M" else value for value in values]
    try:
        return numpy.array(plain, dtype=kind)
    except (TypeError, ValueError, OverflowError):
        raise Cannot("type") from None


def _naive(value: Any) -> Any:
    """A time without its zone, in UTC."""
    datetime = sys.modules["datetime"]
    if class_of(value)[1] == "Timestamp":
        return value.asm8
    if getattr(value, "tzinfo", None) is None:
        return value
    return value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
