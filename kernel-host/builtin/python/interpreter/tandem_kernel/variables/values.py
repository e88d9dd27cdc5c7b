"""A value in a line."""

import types
from typing import Any, Callable, Dict, Iterable, List, Optional

from .objects import (
    CONSTANTS,
    FUNCTIONS,
    base_of,
    class_of,
    elements_of,
    exception_args,
    fields_of,
    is_enum,
    items_of,
    named_fields,
    own_dict,
    type_module,
    type_mro,
    type_qualname,
)
from .passwords import before_password

#: Characters of a value as it is shown.
VALUE_CHARACTERS = 160
#: Items of a container that are looked at for its value, and how deep.
ITEMS = 12
_DEPTH = 3
#: Integers of more bits are told by their size: to write one out takes the square of its length.
_MOST_BITS = 1024

#: What writes the values of a package's own types, by the package's name; None where it is none of them.
WRITERS: Dict[str, Callable[[Any, int, int], Optional[str]]] = {}

def short(value: Any, room: int = VALUE_CHARACTERS, depth: int = 0) -> str:
    """A value in about `room` characters. Runs nothing of the value's own class."""
    cls = type(value)
    if cls in CONSTANTS:
        return repr(value)
    if cls is int:
        return integer_text(value)
    if cls in (float, complex, range):
        return repr(value)
    if cls is str:
        return text_of(value, room)
    if cls in (bytes, bytearray):
        return _bytes(value, room)
    if cls is memoryview:
        return _memory(value, room)
    base = base_of(value)
    if base is not None:
        return _container(value, base, room, depth)
    if cls is types.ModuleType:
        return _module(value)
    if isinstance(cls, type) and type in type_mro(cls):
        return _class_value(value)
    if cls in FUNCTIONS:
        return _function(value)
    return _known(value, room, depth) or _instance(value, room, depth)


def integer_text(value: int) -> str:
    bits = int.bit_length(value)
    if bits <= _MOST_BITS:
        return int.__repr__(value)
    return "%sabout 10**%d" % ("-" if int.__lt__(value, 0) else "", bits * 30103 // 100000)


def text_of(value: str, room: int) -> str:
    part = str.__getitem__(value, slice(0, room + 1))
    if len(part) <= room:
        return repr(part)
    return repr(part[: before_password(value, room)]) + "…"


def _bytes(value: Any, room: int) -> str:
    base = bytes if type(value) is bytes else bytearray
    part = bytes(base.__getitem__(value, slice(0, room + 1)))
    return repr(part[:room]) + "…" if len(part) > room else repr(part)


def _memory(value: memoryview, room: int) -> str:
    try:
        plain = value.ndim == 1 and value.itemsize == 1
        return _bytes(bytes(value[: room + 1]), room) if plain else "%s %s" % (value.format, value.shape)
    except ValueError:
        return "released"


_BRACKETS = {list: "[]", tuple: "()", dict: "{}", set: "{}", frozenset: "{}"}


def _container(value: Any, base: type, room: int, depth: int) -> str:
    opening, closing = _BRACKETS.get(base, "[]")
    name = "" if type(value) is base and base in (list, tuple, dict, set) else class_of(value)[1]
    if depth >= _DEPTH:
        return name + opening + "…" + closing
    pieces: List[str] = []
    fields = named_fields(value) if base is tuple else None
    items: Iterable[Any] = items_of(value) if base is dict else elements_of(value, base)
    used, cut = 0, False
    for at, item in enumerate(items):
        if at >= ITEMS or used > room:
            cut = True
            break
        kind = type(item)
        if kind is float or kind is int and item.bit_length() <= _MOST_BITS:
            piece = repr(item)  # what most lists are of, without the calls
        elif base is dict:
            piece = "%s: %s" % (short(item[0], 30, depth + 1), short(item[1], _inner(room - used), depth + 1))
        else:
            piece = short(item, _inner(room - used), depth + 1)
        if fields is not None:
            piece = "%s=%s" % (fields[at], piece)
        pieces.append(piece)
        used += len(piece) + 2
    if cut:
        pieces.append("…")
    if not pieces and base in (set, frozenset):
        return "%s()" % (name or "set")
    body = ", ".join(pieces)
    if fields is not None:
        return "%s(%s)" % (name, body)
    if base is tuple and len(pieces) == 1 and not cut:
        body += ","
    return "%s%s%s%s" % (name, opening, body, closing) if not name else "%s(%s%s%s)" % (name, opening, body, closing)


def _inner(left: int) -> int:
    return max(8, min(40, left))


def _module(value: Any) -> str:
    names = types.ModuleType.__getattribute__(value, "__dict__")
    name, version = names.get("__name__"), names.get("__version__")
    text = name if type(name) is str else ""
    return "%s %s" % (text, version) if type(version) is str else text


def _class_value(value: Any) -> str:
    module, name = type_module(value), type_qualname(value)
    name = name if type(name) is str else "?"
    return "%s.%s" % (module, name) if type(module) is str and module not in ("builtins", "__main__") else name


def _function(value: Any) -> str:
    function = value
    if type(function) is types.MethodType:
        function = types.MethodType.__getattribute__(function, "__func__")
    if type(function) is not types.FunctionType:
        name = types.BuiltinFunctionType.__getattribute__(value, "__name__") if type(value) is types.BuiltinFunctionType else ""
        return "%s(…)" % name
    code = function.__code__
    names = list(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount])
    if code.co_kwonlyargcount:
        names.insert(code.co_argcount, "*")
    return "%s(%s)" % (code.co_name, ", ".join(names))


def _instance(value: Any, room: int, depth: int) -> str:
    """What an object of a class is made of: the class decides nothing about it."""
    name = class_of(value)[1]
    mro = type_mro(type(value))
    own = own_dict(value)
    if own is not None and is_enum(value):
        member = own.get("_name_")
        return "%s.%s" % (name, member) if type(member) is str else name
    for base in (int, float, str):  # what inherits from a number or a text
        if base in mro:
            plain = base.__getitem__(value, slice(0, room + 1)) if base is str else base.__pos__(value)  # type: ignore[attr-defined]
            return "%s(%s)" % (name, short(plain, room, depth + 1))
    if BaseException in mro:
        return "%s(%s)" % (name, ", ".join(short(item, 60, depth + 1) for item in exception_args(value)[:4]))
    if depth >= _DEPTH:
        return name + "(…)"
    pieces: List[str] = []
    used = 0
    for field, item in fields_of(value):
        if field.startswith("_"):
            continue
        if len(pieces) >= ITEMS or used > room:
            pieces.append("…")
            break
        piece = "%s=%s" % (field, short(item, max(8, min(40, room - used)), depth + 1))
        pieces.append(piece)
        used += len(piece) + 2
    return "%s(%s)" % (name, ", ".join(pieces))


def _known(value: Any, room: int, depth: int) -> Optional[str]:
    module = class_of(value)[0].partition(".")[0]
    writer = WRITERS.get(module)
    if writer is None:
        return None
    try:
        return writer(value, room, depth)
    except Exception:
        return None
