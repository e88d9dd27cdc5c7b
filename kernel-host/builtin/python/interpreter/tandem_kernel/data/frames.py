"""Tables of pandas and polars, as tables. Only arrays that these packages define are asked: others have code of the user's."""

import sys
from typing import Any, List, Optional, Sequence

from ..variables.objects import class_of, type_mro
from .arrays import index_of, kind_of_dtype, values_of_array
from .cells import Cell, cell_of
from .tables import TABLES, Column, Positions, Table


class PandasTable(Table):
    """A DataFrame, Series or Index of pandas."""

    dialect = "pandas"

    def __init__(self, value: Any) -> None:
        pandas = sys.modules["pandas"]
        self._frame = value
        self._wide = type(value) is pandas.DataFrame
        self.rows = int(value.shape[0])
        self.columns = int(value.shape[1]) if self._wide else 1
        index = value.index if hasattr(value, "index") and not _is_index(value) else None
        self._index = index
        # pandas numbers rows by itself: then the row's number says it.
        if index is not None and type(index) is not pandas.RangeIndex:
            names = list(index.names)
            named = any(name is not None for name in names)
            self.labels = ", ".join("" if name is None else cell_of(name, 60).text for name in names)[:200] if named else ""
        elif index is not None and (index.start, index.step) != (0, 1):
            self.labels = ""

    def column(self, at: int) -> Column:
        array = self._values(at)
        literal = None
        if self._wide:
            key = self._frame.columns[at]
            plain = type(key) in (str, int) or class_of(key)[0] == "numpy" and hasattr(key, "item")
            if plain:
                key = key if type(key) in (str, int) else key.item()
            literal = repr(key) if type(key) in (str, int) and self._unique() else None
            name = cell_of(key, 200).text
        else:
            key = self._frame.name
            name = "value" if key is None else cell_of(key, 200).text
        return Column(name, _type_name(array), _kind_of(array), literal)

    def frame_of(self, columns: Sequence[int]) -> Any:
        """Some columns as a frame of its own; what they hold is not copied."""
        frame = self._frame if self._wide else self._frame.to_frame()
        return frame.iloc[:, list(columns)].copy(deep=False)

    def _unique(self) -> bool:
        return bool(self._frame.columns.is_unique)

    def _values(self, at: int) -> Any:
        """The column as an array of NumPy or pandas."""
        series = self._frame.iloc[:, at] if self._wide else self._frame
        return plain_array(series.array)

    def array(self, at: int) -> Any:
        array = self._values(at)
        return array if is_known(array) else None

    def values(self, at: int, positions: Positions) -> List[Any]:
        array = self._values(at)
        if not is_known(array):
            return ["(%s)" % class_of(array)[1]] * len(positions)
        return values_of(array, positions)

    def label(self, positions: Positions, room: int) -> List[str]:
        if self._index is None or self.labels is None:
            return super().label(positions, room)
        pandas = sys.modules["pandas"]
        part = self._index[index_of(positions)]
        if type(part) is pandas.MultiIndex:
            return [", ".join(cell_of(level, 60).text for level in key)[: 2 * room] for key in part.tolist()]
        array = plain_array(part.array)
        if not is_known(array):
            return super().label(positions, room)
        return [cell_of(value, room).text for value in values_of(array, range(len(part)))]


def _is_index(value: Any) -> bool:
    return sys.modules["pandas"].Index in type_mro(type(value))


def plain_array(array: Any) -> Any:
    """What pandas wraps of NumPy, as NumPy has it."""
    return array.to_numpy() if class_of(array)[1] in ("NumpyExtensionArray", "PandasArray") else array


def is_known(array: Any) -> bool:
    """Whether it is an array of NumPy or of pandas itself."""
    return class_of(array)[0].partition(".")[0] in ("numpy", "pandas")


def values_of(array: Any, positions: Positions) -> List[Any]:
    """Elements of an array of NumPy or pandas."""
    part = array[index_of(positions)]
    if class_of(part)[0] == "numpy":
        return values_of_array(part, 200)
    return list(part)


def _type_name(array: Any) -> str:
    if class_of(array)[1] == "Categorical":
        return "category"
    return str(array.dtype) if is_known(array) else class_of(array.dtype)[1]


def _kind_of(array: Any) -> str:
    name = class_of(array)[1]
    if class_of(array)[0] == "numpy":
        kind = kind_of_dtype(array.dtype)
        return _kind_of_objects(array) if array.dtype.kind == "O" else kind
    if name == "Categorical":
        return "category"
    if name in ("DatetimeArray", "TimedeltaArray", "PeriodArray"):
        return "time"
    if name in ("IntegerArray", "FloatingArray"):
        return "number"
    if name == "BooleanArray":
        return "boolean"
    if name in ("StringArray", "ArrowStringArray", "ArrowStringArrayNumpySemantics", "StringArrayNumpySemantics"):
        return "text"
    if name == "ArrowExtensionArray":
        kind = array.dtype.kind
        return {"i": "number", "u": "number", "f": "number", "b": "boolean", "M": "time", "m": "time", "U": "text"}.get(kind, "other")
    if name == "SparseArray":
        return kind_of_dtype(array.dtype.subtype)
    return "other"


def _kind_of_objects(array: Any) -> str:
    """Of objects: texts, where the first ones are."""
    found = {type(item) for item in array[:100].tolist()} - {type(None), float}
    return "text" if found == {str} else "other"


class PolarsTable(Table):
    """A DataFrame or Series of polars."""

    dialect = "polars"

    def __init__(self, value: Any) -> None:
        polars = sys.modules["polars"]
        self.frame = value if type(value) is polars.DataFrame else value.to_frame()
        self._wide = type(value) is polars.DataFrame
        self.rows, self.columns = self.frame.shape
        self._names = self.frame.columns

    def column(self, at: int) -> Column:
        series = self.frame.to_series(at)
        name = self._names[at]
        shown = cell_of(name, 200).text if name or self._wide else "value"
        return Column(shown, str(series.dtype), _kind_of_polars(series.dtype), repr(name) if self._wide else None)

    def name_of(self, at: int) -> str:
        return str(self._names[at])

    def series(self, at: int) -> Any:
        return self.frame.to_series(at)

    def cells(self, at: int, positions: Positions, room: int) -> List[Cell]:
        found = super().cells(at, positions, room)
        return [Cell("null", True) if cell.text == "None" and cell.missing else cell for cell in found]

    def values(self, at: int, positions: Positions) -> List[Any]:
        series = self.frame.to_series(at)
        if isinstance(positions, range):
            part = series.slice(positions.start, len(positions))
        else:
            part = series.gather(list(positions))
        name = str(part.dtype)
        if name == "Float32":
            return values_of_array(part.to_numpy(), 200) if part.null_count() == 0 else part.to_list()
        # Lists may be long: polars cuts them as it writes them.
        if name.startswith(("List", "Array", "Struct")):
            return [_short_polars(item) for item in (part[at] for at in range(len(part)))]
        return part.to_list()


def _short_polars(item: Any) -> Any:
    series = sys.modules["polars"].Series
    return item.head(20).to_list() if type(item) is series else item


def _kind_of_polars(dtype: Any) -> str:
    if dtype.is_numeric():
        return "number"
    if dtype.is_temporal():
        return "time"
    name = str(dtype)
    if name == "Boolean":
        return "boolean"
    if name.startswith(("Categorical", "Enum")):
        return "category"
    return "text" if name == "String" else "other"


def _pandas(value: Any, part: Any) -> Optional[Table]:
    pandas = sys.modules["pandas"]
    if type(value) is pandas.MultiIndex:
        levels = PandasTable(value.to_frame(index=False, allow_duplicates=True))
        levels.listed = True
        return levels
    if type(value) in (pandas.DataFrame, pandas.Series) or class_of(value)[0].partition(".")[0] == "pandas" and _is_index(value):
        return PandasTable(value)
    return None


def _polars(value: Any, part: Any) -> Optional[Table]:
    polars = sys.modules["polars"]
    return PolarsTable(value) if type(value) in (polars.DataFrame, polars.Series) else None


TABLES["pandas"] = _pandas
TABLES["polars"] = _polars
