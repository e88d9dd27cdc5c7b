"""Tables of pyarrow, arrays of xarray, sparse ones of SciPy, images of Pillow and tensors of PyTorch, as tables."""

import sys
from typing import Any, List, Optional

from ..variables.objects import class_of, exactly
from .arrays import Arrays, fitting, index_of, kind_of_dtype, values_of_array
from .cells import cell_of
from .tables import TABLES, Cannot, Column, Positions, Table


#: Variables of a Dataset that are shown as columns beside each other.
_MOST_ALIGNED = 1000


class ArrowTable(Table):
    """A Table, RecordBatch, Array or ChunkedArray of pyarrow."""

    def __init__(self, value: Any) -> None:
        self._wide = class_of(value)[1] in ("Table", "RecordBatch")
        self._columns = value.columns if self._wide else [value]
        self._names = list(value.schema.names) if self._wide else ["value"]
        self.columns = len(self._columns)
        self.rows = int(value.num_rows) if self._wide else len(value)

    def column(self, at: int) -> Column:
        array = self._columns[at]
        name = self._names[at]
        return Column(cell_of(name, 200).text, str(array.type), _kind_of_arrow(array.type), repr(name) if self._wide else None)

    def values(self, at: int, positions: Positions) -> List[Any]:
        array = self._columns[at]
        part = array.slice(positions.start, len(positions)) if isinstance(positions, range) else array.take(sys.modules["pyarrow"].array(positions))
        return part.to_pylist()  # type: ignore[no-any-return]

    def array(self, at: int) -> Any:
        array = self._columns[at]
        arrow = sys.modules["pyarrow"]
        plain = arrow.types.is_floating(array.type) or arrow.types.is_integer(array.type) and array.null_count == 0
        return array.to_numpy() if plain and class_of(array)[1] == "ChunkedArray" else array.to_numpy(zero_copy_only=False) if plain else None


def _kind_of_arrow(kind: Any) -> str:
    types = sys.modules["pyarrow"].types
    if types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind):
        return "number"
    if types.is_boolean(kind):
        return "boolean"
    if types.is_temporal(kind):
        return "time"
    if types.is_dictionary(kind):
        return "category"
    return "text" if types.is_string(kind) or types.is_large_string(kind) else "other"


class Sparse(Table):
    """A matrix or array of SciPy, of which the most are zeros: rows are made whole as they are looked at."""

    def __init__(self, value: Any) -> None:
        if value.ndim != 2:
            raise Cannot("type")
        # Other forms cannot be cut; theirs is made once.
        self.listed = value.format not in ("csr", "csc")
        self._rows = value.tocsr() if self.listed else value
        self.rows, self.columns = int(value.shape[0]), int(value.shape[1])

    def column(self, at: int) -> Column:
        return Column(str(at), str(self._rows.dtype), kind_of_dtype(self._rows.dtype), str(at))

    def values(self, at: int, positions: Positions) -> List[Any]:
        return values_of_array(self._column(at, positions), 200)

    def _column(self, at: int, positions: Positions) -> Any:
        part = self._rows[positions.start : positions.stop, [at]] if isinstance(positions, range) else self._rows[positions, :][:, [at]]
        return part.toarray().reshape(-1)

    def array(self, at: int) -> Any:
        return self._column(at, range(self.rows))


class Labelled(Arrays):
    """A DataArray of xarray that is in memory: its coordinates name rows and columns."""

    def __init__(self, value: Any, part: Any) -> None:
        numpy = sys.modules["numpy"]
        data = value.variable._data
        if type(data) is not numpy.ndarray:
            # What is on disk, or is made when it is looked at, may take long and run the user's code.
            raise Cannot("type")
        super().__init__(data, part)
        self.dialect = "none"
        shown = [at for at, index in enumerate(self.slice or [None] * data.ndim) if index is None]
        names = [str(value.dims[at]) for at in shown]
        places = [_coordinates(value, value.dims[at]) for at in shown]
        self._row_names = places[0] if places else None
        self._column_names = places[1] if len(places) > 1 else None
        self.labels = names[0] if self._row_names is not None else None

    def column(self, at: int) -> Column:
        column = super().column(at)
        if self._column_names is None:
            return column
        return column._replace(name=cell_of(values_of_array(self._column_names[at : at + 1], 200)[0], 200).text, literal=None)

    def label(self, positions: Positions, room: int) -> List[str]:
        if self._row_names is None:
            return super().label(positions, room)
        return [cell_of(value, room).text for value in values_of_array(self._row_names[index_of(positions)], 200)]


class Aligned(Table):
    """A Dataset of xarray whose variables are in memory and have one dimension in common: a column for each."""

    def __init__(self, value: Any, names: List[Any]) -> None:
        self._names = names
        self._arrays = [Labelled(value[name], None) for name in names]
        self.rows, self.columns = self._arrays[0].rows, len(names)
        self.labels = self._arrays[0].labels

    def column(self, at: int) -> Column:
        name = self._names[at]
        literal = repr(name) if type(name) is str else None
        return self._arrays[at].column(0)._replace(name=cell_of(name, 200).text, literal=literal)

    def values(self, at: int, positions: Positions) -> List[Any]:
        return self._arrays[at].values(0, positions)

    def label(self, positions: Positions, room: int) -> List[str]:
        return self._arrays[0].label(positions, room)

    def array(self, at: int) -> Any:
        return self._arrays[at].array(0)


class Listed(Table):
    """A Dataset of xarray of any form: a row for each of its variables, which are opened by themselves."""

    columns = 4
    labels = "name"

    def __init__(self, value: Any) -> None:
        self._items = list(dict.items(value._variables))
        self._coordinates = value._coord_names
        self.rows = len(self._items)

    def column(self, at: int) -> Column:
        return Column(("dimensions", "shape", "type", "role")[at], "str", "text" if at < 2 else "category", None)

    def values(self, at: int, positions: Positions) -> List[Any]:
        return [self._told(*self._items[place])[at] for place in positions if place < self.rows]

    def _told(self, name: Any, variable: Any) -> List[str]:
        role = "coordinate" if name in self._coordinates else "data"
        names = ", ".join(cell_of(dimension, 40).text for dimension in variable.dims)
        return [names, "×".join(map(str, variable.shape)), str(variable.dtype), role]

    def label(self, positions: Positions, room: int) -> List[str]:
        return [cell_of(self._items[place][0], room).text for place in positions if place < self.rows]


def _dataset(value: Any) -> Table:
    names = list(value.data_vars)
    shapes = {value._variables[name].dims for name in names}
    numpy = sys.modules["numpy"]
    held = all(type(value._variables[name]._data) is numpy.ndarray for name in names)
    if held and len(shapes) == 1 and len(names) <= _MOST_ALIGNED and len(shapes.pop()) == 1:
        return Aligned(value, names)
    return Listed(value)


def _coordinates(value: Any, dimension: Any) -> Any:
    """The coordinates of a dimension, where they are an array of NumPy or an index of pandas; else None."""
    found = dict.get(value._coords, dimension) if type(value._coords) is dict else None
    data = getattr(getattr(found, "_data", None), "array", None)
    numpy, pandas = sys.modules["numpy"], sys.modules.get("pandas")
    if data is None or found.ndim != 1:
        return None
    if pandas is not None and class_of(data)[0].partition(".")[0] == "pandas":
        data = data.to_numpy()
    return data if type(data) is numpy.ndarray else None


class Tensor(Table):
    """A tensor of PyTorch with at most two dimensions shown; what is looked at is fetched from its device."""

    def __init__(self, value: Any, part: Any) -> None:
        tensor = value.detach()
        if tensor.layout is not sys.modules["torch"].strided:
            raise Cannot("type")
        if tensor.ndim > 2:
            self.shape = tuple(int(length) for length in tensor.shape)
            self.slice = fitting(part, self.shape)
            tensor = tensor[tuple(slice(None) if at is None else at for at in self.slice)]
        self._tensor = tensor.reshape(1) if tensor.ndim == 0 else tensor
        self.rows = int(self._tensor.shape[0])
        self.columns = 1 if self._tensor.ndim == 1 else int(self._tensor.shape[1])

    def column(self, at: int) -> Column:
        kind = "boolean" if self._type == "bool" else "number"
        name = "value" if self._tensor.ndim == 1 else str(at)
        return Column(name, self._type, kind, None if self._tensor.ndim == 1 else str(at))

    @property
    def _type(self) -> str:
        return str(self._tensor.dtype).rpartition(".")[2]

    def _column(self, at: int) -> Any:
        return self._tensor if self._tensor.ndim == 1 else self._tensor[:, at]

    def values(self, at: int, positions: Positions) -> List[Any]:
        column = self._column(at)
        if isinstance(positions, range):
            part = column[positions.start : positions.stop]
        else:
            torch = sys.modules["torch"]
            part = column[torch.as_tensor([int(at) for at in positions], dtype=torch.long, device=column.device)]
        part = part.cpu()
        # With the digits that it has, not those of a float64.
        if self._type == "float32" and "numpy" in sys.modules:
            return values_of_array(part.numpy(), 200)
        return part.tolist()  # type: ignore[no-any-return]

    def array(self, at: int) -> Any:
        if "numpy" not in sys.modules or self._type == "bfloat16":
            return None
        return self._column(at).cpu().numpy()


def _pyarrow(value: Any, part: Any) -> Optional[Table]:
    name = class_of(value)[1]
    known = name in ("Table", "RecordBatch") or name.endswith("Array")
    return ArrowTable(value) if known and exactly(value, "pyarrow.lib", name) else None


def _scipy(value: Any, part: Any) -> Optional[Table]:
    module, name = class_of(value)
    known = module.startswith("scipy.sparse.") and exactly(value, "scipy.sparse", name)
    return Sparse(value) if known and hasattr(value, "tocsr") else None


def _xarray(value: Any, part: Any) -> Optional[Table]:
    if exactly(value, "xarray", "Dataset"):
        return _dataset(value)
    return Labelled(value, part) if exactly(value, "xarray", "DataArray") else None


def _pillow(value: Any, part: Any) -> Optional[Table]:
    """The pixels of an image: of one with several bands the first is shown."""
    module, name = class_of(value)
    numpy = sys.modules.get("numpy")
    if numpy is None or not (name == "Image" or name.endswith("ImageFile")) or not exactly(value, module, name):
        return None
    array = numpy.asarray(value)
    if array.ndim == 3 and (part is None or len(part) != 3):
        part = [None, None, 0]
    return Arrays(array, part)


def _torch(value: Any, part: Any) -> Optional[Table]:
    torch = sys.modules["torch"]
    return Tensor(value, part) if type(value) in (torch.Tensor, torch.nn.Parameter) else None


TABLES.update({"pyarrow": _pyarrow, "scipy": _scipy, "xarray": _xarray, "PIL": _pillow, "torch": _torch})
