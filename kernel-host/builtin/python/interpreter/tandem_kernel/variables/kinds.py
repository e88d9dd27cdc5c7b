"""What kind of thing a value is, how large it is, and a sign of whether it has changed."""

import itertools
import sys
import types
import zlib
from typing import Any, Dict, Iterable, Optional, Tuple

from .objects import FUNCTIONS, base_of, class_of, elements_of, exactly, items_of, type_mro

#: Bytes of one array, and of all in one answer, that are looked at to tell whether it changed.
_MARK_BYTES = 65536
_ALL_MARK_BYTES = 8 * 1024 * 1024

def kind_of(value: Any) -> str:
    """Which of the workspace's kinds a value is."""
    cls = type(value)
    mro = type_mro(cls)
    if cls is types.ModuleType or types.ModuleType in mro:
        return "module"
    if type in mro:
        return "class"
    if cls in FUNCTIONS:
        return "function"
    if cls is bool or int in mro or float in mro or complex in mro:
        return "number"
    if str in mro or bytes in mro or bytearray in mro:
        return "text"
    if dict in mro:
        return "mapping"
    if base_of(value) is not None or cls is range:
        return "sequence"
    module, name = class_of(value)
    package = module.partition(".")[0]
    if package == "numpy" and name == "ndarray" or package == "torch" and name == "Tensor" or name == "DataArray":
        return "array"
    if package == "numpy" and sys.modules.get("numpy") is not None and sys.modules["numpy"].generic in mro:
        return "number"
    if package == "scipy" and ".sparse." in module or package == "pyarrow" and name.endswith("Array"):
        return "array"
    if package == "pandas" and name.endswith("Index"):
        return "array"
    if package == "PIL" and (name == "Image" or name.endswith("ImageFile")):
        return "array"
    if package in ("pandas", "polars", "pyarrow", "xarray") and name in ("DataFrame", "Series", "Table", "RecordBatch", "Dataset", "LazyFrame"):
        return "table"
    return "object"


#: Packages whose own types tell of themselves.
_PACKAGES = ("pandas", "polars", "pyarrow", "xarray", "torch", "scipy", "PIL")


def measures_of(value: Any) -> Tuple[str, Optional[int], str]:
    """Shape or length, size in bytes of what it holds itself, and the type with what belongs to it."""
    cls = type(value)
    module, name = class_of(value)
    base = base_of(value)
    if base is not None:
        return str(base.__len__(value)), base.__sizeof__(value), name  # type: ignore[attr-defined]
    for text in (str, bytes, bytearray):
        if text in type_mro(cls):
            return str(text.__len__(value)), text.__sizeof__(value), name
    if cls in (int, bool, float, complex):
        return "", object.__sizeof__(value) if cls is not int else int.__sizeof__(value), name
    if cls is range:
        return str(len(value)) if abs(value.stop - value.start) < sys.maxsize else "", None, name
    package = module.partition(".")[0]
    if package in _PACKAGES and not exactly(value, module, name):
        return "", None, name  # a class of another's that bears its name
    try:
        if package == "numpy" and type(value) is sys.modules["numpy"].ndarray:
            return _tuple(value.shape), value.nbytes, "%s %s" % (name, _dtype(value.dtype))
        if package == "pandas" and type(value) is sys.modules["pandas"].DataFrame:
            return _tuple(value.shape), _pandas_bytes(value), name
        if package == "pandas" and (name == "Series" or name.endswith("Index")) and hasattr(value, "dtype"):
            return str(len(value)), value.memory_usage(deep=False), "%s %s" % (name, value.dtype)
        if package == "polars" and name in ("DataFrame", "Series"):
            shape = _tuple(value.shape) if name == "DataFrame" else str(len(value))
            written = name if name == "DataFrame" else "%s %s" % (name, value.dtype)
            return shape, value.estimated_size(), written + " (polars)"
        if package == "pyarrow" and name.endswith("Array"):
            return str(len(value)), value.nbytes, "%s %s" % (name, value.type)
        if package == "scipy" and exactly(value, "scipy.sparse", name):
            return _tuple(value.shape), value.nnz * value.dtype.itemsize, "%s %s" % (name, value.dtype)
        if package == "PIL" and exactly(value, module, name):
            return "%d×%d" % (value.height, value.width), None, "%s %s" % (name, value.mode)
        if package == "pyarrow" and name in ("Table", "RecordBatch"):
            return _tuple(value.shape), value.nbytes, name
        if package == "xarray" and name == "DataArray":
            return _tuple(value.shape), value.nbytes, "%s %s" % (name, value.dtype)
        if package == "torch" and name == "Tensor":
            return _tuple(value.shape), value.element_size() * value.nelement(), "%s %s" % (name, str(value.dtype).split(".")[-1])
    except Exception:
        pass
    return "", None, name


_DTYPES: Dict[Any, str] = {}


def _dtype(dtype: Any) -> str:
    """The name of a NumPy dtype, which finds it out slowly."""
    if dtype.names is not None:
        return "record"
    name = _DTYPES.get(dtype.str)
    if name is None:
        name = dtype.name
        if len(_DTYPES) < 100:
            _DTYPES[dtype.str] = name
    return name


def _tuple(shape: Iterable[Any]) -> str:
    return "×".join(str(int(length)) for length in shape) or "scalar"


def _pandas_bytes(frame: Any) -> Optional[int]:
    blocks = getattr(frame._mgr, "blocks", None)
    return sum(int(block.values.nbytes) for block in blocks[:1000]) if blocks is not None else None


class Marks:
    """Cheap signs of a value, another when it may have changed; bounded for one answer."""

    def __init__(self) -> None:
        self._left = _ALL_MARK_BYTES

    def of(self, value: Any) -> str:
        cls = type(value)
        if cls in (int, float, bool, complex, str, bytes, type(None)):
            return ""  # the text says it, or another object does
        try:
            if class_of(value)[0] == "numpy" and cls is sys.modules["numpy"].ndarray and not value.dtype.hasobject:
                return "%x.%x" % (id(value), self._sum(value))
        except Exception:
            pass
        base = base_of(value)
        if base is None:
            return "%x" % id(value)
        parts = [id(item) for item in itertools.islice(elements_of(value, base), 64)]
        if base is dict:
            parts += [id(item) for _, item in itertools.islice(items_of(value), 64)]
        elif base is list and list.__len__(value) > 64:
            parts.append(id(list.__getitem__(value, -1)))
        return "%x.%x" % (id(value), hash(tuple(parts)) & 0xFFFFFFFF)

    def _sum(self, array: Any) -> int:
        if array.size == 0 or self._left <= 0:
            return 0
        flat = array.reshape(-1) if array.flags.c_contiguous else array.ravel("K")[:0]
        most = max(1, _MARK_BYTES // max(1, array.itemsize))
        taken = flat[:: max(1, -(-flat.size // most))]
        data = taken.tobytes()
        self._left -= len(data)
        return zlib.crc32(data)
