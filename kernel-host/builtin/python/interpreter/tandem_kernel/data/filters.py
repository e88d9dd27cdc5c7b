"""Which rows pass filters: a mask, made by the column's own values and by nothing of the user's."""

import sys
from typing import Any, Callable, Dict, List

from ..variables.objects import class_of
from .cells import cell_of
from .frames import PolarsTable, is_known
from .tables import MOST_ELEMENTS, Cannot, Table

#: Rows that are looked at between two looks at whether it was cancelled.
_STEP = 200_000


def mask_of(table: Table, filters: List[Dict[str, Any]], check: Callable[[], None]) -> Any:
    """True for rows that pass all filters: an array of NumPy, or a list where there is none. Raises Cannot."""
    mask: Any = None
    for entry in filters:
        check()
        one = _mask(table, entry["column"], entry["test"], entry["value"], check)
        if mask is None:
            mask = one
        elif isinstance(mask, list) or isinstance(one, list):
            mask = [bool(a) and bool(b) for a, b in zip(mask, one)]
        else:
            mask = mask & one
    return mask


def _mask(table: Table, column: int, test: str, value: str, check: Callable[[], None]) -> Any:
    if isinstance(table, PolarsTable):
        return _of_polars(table.series(column), test, value)
    array = table.array(column)
    if array is not None and class_of(array)[0] == "numpy" and array.dtype.kind in "iufbMm":
        return _of_numpy(array, test, value)
    name = class_of(array)[1] if array is not None else ""
    if name in ("DatetimeArray", "TimedeltaArray", "IntegerArray", "FloatingArray", "BooleanArray") and is_known(array):
        return _of_pandas(array, test, value)
    if name == "Categorical" and is_known(array):
        return _of_categories(array, test, value)
    return _of_objects(table, column, test, value, check)


def number_of(value: str) -> Any:
    """The number that a text says. Raises Cannot."""
    text = value.strip().replace("_", "").replace("−", "-")
    if text in ("True", "False"):
        return text == "True"
    for kind in (int, float, complex):
        try:
            return kind(text)  # type: ignore[operator]
        except (ValueError, OverflowError):
            continue
    raise Cannot("value")


def _compared(array: Any, test: str, value: Any) -> Any:
    if test == "=":
        return array == value
    if test == "!=":
        return array != value
    if test == "<":
        return array < value
    if test == "<=":
        return array <= value
    if test == ">":
        return array > value
    return array >= value


_COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


def _of_numpy(array: Any, test: str, value: str) -> Any:
    numpy = sys.modules["numpy"]
    kind = array.dtype.kind
    missing = numpy.isnan(array) if kind == "f" else numpy.isnat(array) if kind in "Mm" else numpy.zeros(len(array), bool)
    if test in ("missing", "present"):
        return missing if test == "missing" else ~missing
    if test not in _COMPARISONS:
        return _by_text(array, test, value)
    try:
        if kind == "M":
            wanted: Any = numpy.datetime64(value.strip())
        elif kind == "m":
            wanted = _duration(value)
        else:
            wanted = number_of(value)
            if kind in "iu" and type(wanted) is int and not -(2**63) <= wanted < 2**64:
                wanted = float(wanted)
        found = _compared(array, test, wanted)
    except Cannot:
        raise
    except Exception:
        raise Cannot("value") from None
    return found & ~missing


def _duration(value: str) -> Any:
    pandas = sys.modules.get("pandas")
    if pandas is not None:
        return pandas.Timedelta(value).to_numpy()
    number, _, unit = value.strip().partition(" ")
    return sys.modules["numpy"].timedelta64(int(number), unit or "s")


def _by_text(array: Any, test: str, value: str) -> Any:
    """What a cell's text has in it, for numbers and times."""
    numpy = sys.modules["numpy"]
    if len(array) > MOST_ELEMENTS:
        raise Cannot("size")
    found = numpy.empty(len(array), bool)
    for begin in range(0, len(array), _STEP):
        part = array[begin : begin + _STEP].tolist()
        found[begin : begin + _STEP] = [_has_text(cell_of(item, 200).text, test, value) for item in part]
    return found


def _has_text(text: str, test: str, value: str) -> bool:
    if test == "contains":
        return value.lower() in text.lower()
    if test == "lacks":
        return value.lower() not in text.lower()
    if test == "begins":
        return text.lower().startswith(value.lower())
    return text.lower().endswith(value.lower())


def _of_pandas(array: Any, test: str, value: str) -> Any:
    """Nullable numbers, times and durations of pandas."""
    pandas, numpy = sys.modules["pandas"], sys.modules["numpy"]
    missing = numpy.asarray(array.isna(), bool)
    if test in ("missing", "present"):
        return missing if test == "missing" else ~missing
    if test not in _COMPARISONS:
        raise Cannot("value")
    name = class_of(array)[1]
    try:
        if name == "DatetimeArray":
            wanted = pandas.Timestamp(value.strip())
            if array.tz is not None and wanted.tzinfo is None:
                wanted = wanted.tz_localize(array.tz)
        elif name == "TimedeltaArray":
            wanted = pandas.Timedelta(value.strip())
        else:
            wanted = number_of(value)
        found = _compared(array, test, wanted)
        found = found.to_numpy(dtype=bool, na_value=False) if hasattr(found, "to_numpy") else numpy.asarray(found, bool)
    except Cannot:
        raise
    except Exception:
        raise Cannot("value") from None
    return found & ~missing


def _of_categories(array: Any, test: str, value: str) -> Any:
    """Each category is looked at once."""
    numpy = sys.modules["numpy"]
    codes = numpy.asarray(array.codes)
    if test in ("missing", "present"):
        return codes < 0 if test == "missing" else codes >= 0
    categories = array.categories
    if len(categories) > MOST_ELEMENTS:
        raise Cannot("size")
    passing = [at for at, item in enumerate(categories.tolist()) if _passes(item, test, value, True)]
    return numpy.isin(codes, numpy.array(passing, dtype=codes.dtype))


def _of_objects(table: Table, column: int, test: str, value: str, check: Callable[[], None]) -> Any:
    if table.rows > MOST_ELEMENTS:
        raise Cannot("size")
    found: List[bool] = []
    texts = table.column(column).kind == "text"
    for begin in range(0, table.rows, _STEP):
        check()
        part = range(begin, min(table.rows, begin + _STEP))
        found += [_passes(item, test, value, texts) for item in table.values(column, part)]
    numpy = sys.modules.get("numpy")
    return found if numpy is None else numpy.array(found, bool)


def _passes(item: Any, test: str, value: str, texts: bool) -> bool:
    """Whether one value passes: numbers by their size, everything else by its text. `texts`: also where a number is asked for."""
    cell = cell_of(item, 1000)
    if test in ("missing", "present"):
        return cell.missing == (test == "missing")
    if cell.missing:
        return False
    if test not in _COMPARISONS:
        text = item if type(item) is str else cell.text
        return _has_text(text, test, value)
    if type(item) in (int, float, bool):
        try:
            wanted = number_of(value)
            return type(wanted) is not complex and bool(_compared(item, test, wanted))
        except Cannot:
            return test == "!="
    if not texts and test not in ("=", "!=") and _is_number(value):
        return False
    text = item if type(item) is str else cell.text
    return bool(_compared(text, test, value))


def _is_number(value: str) -> bool:
    try:
        number_of(value)
        return True
    except Cannot:
        return False


def _of_polars(series: Any, test: str, value: str) -> Any:
    polars, numpy = sys.modules["polars"], sys.modules["numpy"]
    dtype = series.dtype
    missing = series.is_null()
    if dtype.is_float():
        missing = missing | series.is_nan().fill_null(False)
    missing = missing.to_numpy()
    if test in ("missing", "present"):
        return missing if test == "missing" else ~missing
    try:
        if test not in _COMPARISONS:
            # Texts are compared without case, as everywhere.
            texts = series.cast(polars.String).str.to_lowercase()
            wanted: Any = value.lower()
            if test in ("contains", "lacks"):
                found = texts.str.contains(wanted, literal=True)
                found = found if test == "contains" else ~found
            else:
                found = texts.str.starts_with(wanted) if test == "begins" else texts.str.ends_with(wanted)
        else:
            if dtype.is_numeric():
                wanted = number_of(value)
            elif dtype.is_temporal():
                wanted = polars.Series([value.strip()]).str.to_datetime().cast(dtype)[0]
            elif str(dtype) == "Boolean":
                wanted = value.strip().lower() in ("true", "1")
            else:
                series, wanted = series.cast(polars.String), value
            found = _compared(series, test, wanted)
        return found.fill_null(False).to_numpy() & ~missing
    except Cannot:
        raise
    except Exception:
        raise Cannot("value") from None
