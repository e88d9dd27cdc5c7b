"""What a column holds in short, what some cells add up to, and where a text stands. Of long columns evenly spread rows are looked at."""

import sys
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

from ..variables.objects import class_of, clean
from .frames import PolarsTable, is_known
from .orders import is_missing
from .tables import MOST_ELEMENTS, Positions, Table

#: Rows that are looked at: of numbers in arrays, and of everything else.
_NUMBERS, _OBJECTS = 500_000, 50_000
_BARS, _TOP, _ROOM = 24, 10, 80
#: Cells that are added up, and rows that are searched before it is looked whether somebody waits.
_MOST_ADDED, _STEP = 5_000_000, 2_000


def summary_of(table: Table, order: Optional[Sequence[int]], column: int, check: Callable[[], None]) -> Dict[str, Any]:
    """The contract's columnSummary of the rows that pass the filters."""
    rows = table.rows if order is None else len(order)
    seen = _spread(table, order, rows, _NUMBERS)
    numbers = _numbers(table, column, seen)
    check()
    if numbers is not None:
        return _of_numbers(numbers, rows)
    return _of_texts(table, column, _spread(table, order, rows, _OBJECTS), rows)


def _spread(table: Table, order: Optional[Sequence[int]], rows: int, most: int) -> Positions:
    step = max(1, -(-rows // most))
    return range(0, rows, step) if order is None else order[::step]


def _taken(array: Any, positions: Positions) -> Any:
    return array[positions.start : positions.stop : positions.step] if isinstance(positions, range) else array[positions]


def _numbers(table: Table, column: int, positions: Positions) -> Any:
    """The numbers of a column as an array of NumPy, missing ones as NaN; None where it has none."""
    numpy = sys.modules.get("numpy")
    if numpy is None or table.column(column).kind != "number":
        return None
    try:
        if isinstance(table, PolarsTable):
            series = table.series(column)
            part = series.gather_every(positions.step) if isinstance(positions, range) else series.gather(list(positions))
            found = part.to_numpy()
        else:
            array = table.array(column)
            if array is None:
                return None
            part = _taken(array, positions)
            found = part if class_of(part)[0] == "numpy" else part.to_numpy(dtype=float, na_value=numpy.nan) if is_known(part) else None
    except Exception:
        return None
    return found if found is not None and found.dtype.kind in "iuf" else None


def _of_numbers(numbers: Any, rows: int) -> Dict[str, Any]:
    numpy = sys.modules["numpy"]
    there = numbers[~numpy.isnan(numbers)] if numbers.dtype.kind == "f" else numbers
    summary = _empty(len(numbers), rows, len(numbers) - len(there))
    finite = there[numpy.isfinite(there)] if there.dtype.kind == "f" else there
    values, counts = numpy.unique(there, return_counts=True)
    summary["distinct"] = len(values)
    if len(values) <= 1000:
        for at in numpy.argsort(-counts, kind="stable")[:_TOP]:
            summary["top"].append({"text": _number(values[at]), "count": int(counts[at])})
    if not len(finite):
        return summary
    low, high = finite.min(), finite.max()
    wide = finite.astype(float)
    quarters = numpy.percentile(wide, [25, 50, 75])
    with numpy.errstate(all="ignore"):
        facts = (("min", low), ("q25", quarters[0]), ("median", quarters[1]), ("q75", quarters[2]), ("max", high), ("mean", wide.mean()), ("std", wide.std()))
        summary["facts"] = [{"name": name, "text": _number(value)} for name, value in facts]
    try:
        few = len(values) <= _BARS and len(finite) == len(there)
        bars = counts if few else numpy.histogram(wide, _BARS)[0]
        summary["bars"] = {"counts": [int(count) for count in bars], "low": _number(low), "high": _number(high)}
    except Exception:  # numbers too far apart
        pass
    return summary


def _number(value: Any) -> str:
    plain = value.item() if hasattr(value, "item") else value
    return "%.6g" % plain if type(plain) is float else str(plain)


def _empty(seen: int, rows: int, missing: int) -> Dict[str, Any]:
    return {"seen": seen, "rows": rows, "missing": missing, "distinct": None, "facts": [], "bars": None, "top": []}


def _of_texts(table: Table, column: int, positions: Positions, rows: int) -> Dict[str, Any]:
    if isinstance(positions, range) and positions.step == 1:
        cells = table.cells(column, positions, _ROOM)
    else:
        cells = table.cells(column, [int(at) for at in positions], _ROOM)
    counts: Dict[str, int] = {}
    missing = 0
    for cell in cells:
        if cell.missing:
            missing += 1
        else:
            counts[cell.text] = counts.get(cell.text, 0) + 1
    summary = _empty(len(cells), rows, missing)
    summary["distinct"] = len(counts)
    often = sorted(counts.items(), key=lambda item: -item[1])
    summary["top"] = [{"text": clean(text, _ROOM), "count": count} for text, count in often[:_TOP]]
    if counts and table.column(column).kind == "time":
        summary["facts"] = [{"name": "min", "text": min(counts)}, {"name": "max", "text": max(counts)}]
    if 0 < len(counts) <= _BARS:
        summary["bars"] = {"counts": [count for _, count in sorted(counts.items())], "low": min(counts), "high": max(counts)}
    return summary


def totals_of(table: Table, order: Optional[Sequence[int]], block: Tuple[int, int], wanted: Sequence[int], check: Callable[[], None]) -> Dict[str, Any]:
    """Sum and mean of the numbers in rows `from`, `count` and some columns."""
    begin, count = block
    rows = table.rows if order is None else len(order)
    end = min(rows, begin + count)
    most = max(1, _MOST_ADDED // max(1, len(wanted)))
    part = end - begin > most
    end = min(end, begin + most)
    numbers = 0
    total: Any = 0
    for column in wanted:
        check()
        if column >= table.columns:
            continue
        positions: Positions = range(begin, end) if order is None else order[begin:end]
        found = _numbers(table, column, positions) if not isinstance(table, PolarsTable) else None
        if found is not None:
            numpy = sys.modules["numpy"]
            there = found[~numpy.isnan(found)] if found.dtype.kind == "f" else found
            numbers += len(there)
            whole = there.dtype.kind in "iu" and len(there) and max(abs(float(there.max())), abs(float(there.min()))) * len(there) < 2**62
            total += int(there.sum()) if whole else float(there.sum(dtype=float))
            continue
        if table.column(column).kind not in ("number", "boolean", "other"):
            continue
        for value in table.values(column, positions):
            if type(value) in (int, float, bool) and not is_missing(value):
                numbers += 1
                total += value
    text = _plain_number(total)
    return {"numbers": numbers, "sum": text, "mean": _plain_number(total / numbers) if numbers else "", "part": part}


def _plain_number(value: Any) -> str:
    if type(value) is int:
        return clean(str(value) if abs(value) < 10**30 else "%.6g" % value, 100)
    return str(int(value)) if abs(value) < 1e15 and value == int(value) else "%.6g" % value


def find_in(
    table: Table, order: Optional[Sequence[int]], text: str, row: int, column: int, backwards: bool, check: Callable[[], None]
) -> Optional[Dict[str, int]]:
    """The next cell with this text in it after a place, or before it; it goes round once."""
    rows = table.rows if order is None else len(order)
    wanted = text.lower()
    if not rows or not wanted:
        return None
    columns = min(table.columns, 1000)
    looked = 0
    # By pieces of rows, each from left to right, from the place to the end and from the beginning to the place.
    step = max(1, _STEP // max(1, columns // 20))
    begins = list(range(0, rows, step)) if rows // step < 1_000_000 else range(0, rows, step)
    at = row // step
    order_of_pieces = [(at + (-turn if backwards else turn)) % len(begins) for turn in range(min(len(begins), 50_000) + 1)]
    for turn, piece in enumerate(order_of_pieces):
        check()
        begin = begins[piece]
        end = min(rows, begin + step)
        positions: Positions = range(begin, end) if order is None else order[begin:end]
        found: List[Tuple[int, int]] = []
        for each in range(columns):
            for place, cell in enumerate(table.cells(each, positions, 1000)):
                if wanted in cell.text.lower():
                    found.append((begin + place, each))
        found.sort(reverse=backwards)
        for hit in found:
            beyond = hit < (row, column) if backwards else hit > (row, column)
            if turn > 0 or beyond:
                return {"row": hit[0], "column": hit[1]}
        looked += (end - begin) * columns
        if looked > MOST_ELEMENTS:
            return None
    return None

