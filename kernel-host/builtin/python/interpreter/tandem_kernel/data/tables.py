"""What can be looked at as a table, and how its columns are read."""

import itertools
import sys
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Tuple, Union

from ..variables.objects import base_of, class_of, elements_of, items_of
from .cells import NOTHING, Cell, cell_of

#: Elements of a list, set or dict beyond which it is not sorted, filtered or searched without NumPy.
MOST_ELEMENTS = 5_000_000
#: Rows of a list that are looked at to find out whether they are records.
_LOOKED_AT = 100
#: Columns that are made of the keys of records.
_MOST_FIELDS = 1000

#: Rows of a table: some that follow each other, or any.
Positions = Union[range, Sequence[int]]


class Cannot(Exception):
    """This cannot be looked at, or not so; the arguments are the contract's `why` and, of some, `reason`."""


class Column(NamedTuple):
    """A column: what is said of it, and its cells, by positions."""

    name: str
    type: str
    kind: str
    literal: Optional[str]


class Table:
    """A table that is read where it is. Rows and columns count from 0."""

    rows = 0
    columns = 0
    #: Which library's code says how it was sorted and filtered.
    dialect = "none"
    #: Name over the labels of the rows; None: they are numbered.
    labels: Optional[str] = None
    #: Lengths of all dimensions where there are more than two, and what of them is shown.
    shape: Optional[Tuple[int, ...]] = None
    slice: Optional[List[Optional[int]]] = None
    #: Its elements had to be listed, so that they have places.
    listed = False

    def column(self, at: int) -> Column:
        raise NotImplementedError

    def name_of(self, at: int) -> str:
        """The column's name, whole."""
        return self.column(at).name

    def cells(self, at: int, positions: Positions, room: int) -> List[Cell]:
        """The cells of column `at`, each of about `room` characters."""
        return [cell_of(value, room) for value in self.values(at, positions)]

    def values(self, at: int, positions: Positions) -> List[Any]:
        """The same as Python has them."""
        raise NotImplementedError

    def label(self, positions: Positions, room: int) -> List[str]:
        return [str(at) for at in positions]

    def array(self, at: int) -> Any:
        """The column as an array of NumPy or of pandas; None where it has none."""
        return None


def taken(items: Sequence[Any], positions: Positions) -> List[Any]:
    """Elements of a list or tuple, whose class may inherit from it."""
    base = base_of(items)
    if isinstance(positions, range):
        return list(base.__getitem__(items, slice(positions.start, positions.stop)))  # type: ignore[index, arg-type]
    length = base.__len__(items)  # type: ignore[arg-type]
    return [base.__getitem__(items, at) if at < length else None for at in positions]  # type: ignore[arg-type]


class Elements(Table):
    """A list, tuple, set, deque or range: a row for each element."""

    dialect = "python"
    columns = 1

    def __init__(self, value: Any) -> None:
        base = base_of(value)
        if type(value) is range:
            self.rows = len(value)
            self._items: Any = value
        elif base in (list, tuple):
            self.rows = base.__len__(value)  # type: ignore[union-attr, arg-type]
            self._items = value
        else:
            # What has no places is listed once, as far as it is looked at.
            self._items = list(itertools.islice(elements_of(value, base), MOST_ELEMENTS))  # type: ignore[arg-type]
            self.rows = len(self._items)
            self.listed = True

    def column(self, at: int) -> Column:
        only = _only_type(self.values(0, range(min(self.rows, _LOOKED_AT))))
        return Column("value", only, _PLAIN_KINDS.get(only, "other"), None)

    def values(self, at: int, positions: Positions) -> List[Any]:
        if type(self._items) is range:
            if isinstance(positions, range):
                return list(self._items[positions.start : positions.stop])
            return [self._items[place] for place in positions]
        return taken(self._items, positions)


def _only_type(values: List[Any]) -> str:
    """The type of the values that are there; "object" where they have several."""
    found = {class_of(value)[1] for value in values if value is not None and value is not NOTHING}
    return found.pop() if len(found) == 1 else "object"


_PLAIN_KINDS = {
    "int": "number",
    "float": "number",
    "bool": "boolean",
    "str": "text",
    "datetime": "time",
    "date": "time",
    "timedelta": "time",
}


class Records(Elements):
    """A list of dicts, or of lists and tuples of one length: a column for each key or place."""

    def __init__(self, value: Any, fields: List[Any]) -> None:
        super().__init__(value)
        self._fields = fields
        self.columns = len(fields)

    def field(self, at: int) -> Any:
        return self._fields[at]

    def column(self, at: int) -> Column:
        field = self._fields[at]
        only = _only_type(self.values(at, range(min(self.rows, _LOOKED_AT))))
        literal = repr(field) if type(field) in (str, int) else None
        return Column(cell_of(field, 200).text, only, _PLAIN_KINDS.get(only, "other"), literal)

    def values(self, at: int, positions: Positions) -> List[Any]:
        field = self._fields[at]
        return [_field_of(record, field) for record in taken(self._items, positions)]


def _field_of(record: Any, field: Any) -> Any:
    base = base_of(record)
    if base is dict and type(field) is str:
        return dict.get(record, field, NOTHING)
    if base in (list, tuple) and type(field) is int:
        return base.__getitem__(record, field) if field < base.__len__(record) else NOTHING  # type: ignore[union-attr, arg-type, index]
    return NOTHING


class Mapping(Table):
    """A dict: a row for each key."""

    dialect = "python"
    columns = 2
    labels = "key"
    listed = True

    def __init__(self, value: Any) -> None:
        self._items = list(itertools.islice(items_of(value), MOST_ELEMENTS))
        self.rows = len(self._items)

    def column(self, at: int) -> Column:
        if at == 1:
            return Column("type", "str", "category", None)
        only = _only_type([item for _, item in self._items[:_LOOKED_AT]])
        return Column("value", only, _PLAIN_KINDS.get(only, "other"), None)

    def values(self, at: int, positions: Positions) -> List[Any]:
        items = taken(self._items, positions)
        return [class_of(item)[1] for _, item in items] if at == 1 else [item for _, item in items]

    def label(self, positions: Positions, room: int) -> List[str]:
        return [cell_of(key, room).text for key, _ in taken(self._items, positions)]


class ColumnsOfDict(Table):
    """A dict of lists of one length: a column for each key."""

    dialect = "python"

    def __init__(self, items: List[Tuple[Any, Any]]) -> None:
        self._columns = [Elements(value) for _, value in items]
        self._keys = [key for key, _ in items]
        self.rows = self._columns[0].rows
        self.columns = len(items)

    def column(self, at: int) -> Column:
        key = self._keys[at]
        literal = repr(key) if type(key) in (str, int) else None
        return self._columns[at].column(0)._replace(name=cell_of(key, 200).text, literal=literal)

    def values(self, at: int, positions: Positions) -> List[Any]:
        return self._columns[at].values(0, positions)


def _of_list(value: Any, base: Any) -> Table:
    first = taken(value, range(min(base.__len__(value), _LOOKED_AT)))
    if not first:
        return Elements(value)
    bases = {base_of(item) for item in first}
    if bases == {dict}:
        fields: Dict[Any, None] = {}
        for item in first:
            for key, _ in itertools.islice(items_of(item), _MOST_FIELDS):
                if type(key) is not str:
                    return Elements(value)
                fields[key] = None
        return Records(value, list(fields)[:_MOST_FIELDS]) if fields else Elements(value)
    if bases <= {list, tuple} and bases:
        lengths = {base_of(item).__len__(item) for item in first}  # type: ignore[union-attr, arg-type]
        if len(lengths) == 1 and 0 < max(lengths) <= _MOST_FIELDS:
            return Records(value, list(range(lengths.pop())))
    return Elements(value)


def _of_dict(value: Any) -> Table:
    items = list(itertools.islice(items_of(value), _MOST_FIELDS + 1))
    lists = [base_of(item) in (list, tuple) for _, item in items]
    if items and all(lists) and len(items) <= _MOST_FIELDS:
        lengths = {base_of(item).__len__(item) for _, item in items}  # type: ignore[union-attr, arg-type]
        if len(lengths) == 1 and max(lengths) > 0:
            return ColumnsOfDict(items)
    return Mapping(value)


#: What makes tables of a package's own types, by the package's name.
TABLES: Dict[str, Callable[[Any, Any], Optional[Table]]] = {}


def table_of(value: Any, part: Any) -> Table:
    """
    The value as a table; of an array of many dimensions the part that `part` says.

    Raises Cannot when it is none.
    """
    make = TABLES.get(class_of(value)[0].partition(".")[0])
    # Some are dicts as well: SciPy's sparse ones by keys.
    table = make(value, part) if make is not None else None
    if table is not None:
        return table
    base = base_of(value)
    if base in (list, tuple):
        return _of_list(value, base)
    if base is dict:
        return _of_dict(value)
    if base is not None or type(value) is range:
        if type(value) is range and abs(value.stop - value.start) >= sys.maxsize:
            raise Cannot("size")
        return Elements(value)
    raise Cannot("type")
