"""What objects are and hold, read without their classes having a say."""

import sys
import types
from typing import Any, Callable, Dict, Iterator, Optional, Tuple

type_dict: Callable[[type], Any] = type.__dict__["__dict__"].__get__
type_mro: Callable[[type], Tuple[type, ...]] = type.__dict__["__mro__"].__get__
type_module: Callable[[type], Any] = type.__dict__["__module__"].__get__
type_qualname: Callable[[type], Any] = type.__dict__["__qualname__"].__get__
exception_args: Callable[[Any], Any] = BaseException.__dict__["args"].__get__  # type: ignore[attr-defined]

#: Callables whose signature is known without asking them.
FUNCTIONS = (types.FunctionType, types.BuiltinFunctionType, types.MethodType)
#: Types of which each value is written out.
CONSTANTS = (type(None), bool, type(Ellipsis), type(NotImplemented))


def class_of(value: Any) -> Tuple[str, str]:
    """Module and qualified name of an object's class."""
    cls = type(value)
    module, name = type_module(cls), type_qualname(cls)
    return (module if type(module) is str else ""), (name if type(name) is str else "?")


def exactly(value: Any, module: str, *names: str) -> bool:
    """Whether the value's class is one of these of a package that is loaded."""
    package = sys.modules.get(module)
    if type(package) is not types.ModuleType:
        return False
    known = types.ModuleType.__getattribute__(package, "__dict__")
    return any(type(value) is known.get(name) for name in names)


def is_enum(value: Any) -> bool:
    """Whether it is a member of an enumeration."""
    enum = sys.modules.get("enum")
    return enum is not None and enum.Enum in type_mro(type(value))


def clean(text: str, most: int) -> str:
    """One line that can be shown and sent: no control characters, no halves of characters, no more than `most`."""
    cut = len(text) > most
    if cut:
        text = text[:most]
    if not text.isprintable():
        text = "".join(c if c.isprintable() else _escaped(c) for c in text)
        cut = cut or len(text) > 2 * most
        text = text[: 2 * most]
    return text + "…" if cut else text


def _escaped(character: str) -> str:
    return character.encode("unicode_escape", "backslashreplace").decode("ascii")


def own_dict(value: Any) -> Optional[Dict[Any, Any]]:
    """The dict of an instance, when it has a plain one."""
    for cls in type_mro(type(value)):
        found = type_dict(cls).get("__dict__")
        if found is not None:
            if type(found) is not types.GetSetDescriptorType:
                return None
            try:
                own = found.__get__(value, type(value))
            except Exception:
                return None
            return own if type(own) is dict else None
    return None


def fields_of(value: Any) -> Iterator[Tuple[str, Any]]:
    """Attributes that the instance itself holds, in its dict or in slots."""
    own = own_dict(value)
    if own is not None:
        for name, item in items_of(own):
            if type(name) is str:
                yield name, item
    for cls in type_mro(type(value)):
        if cls in (object, type, BaseException):
            continue
        for name, member in list(type_dict(cls).items()):
            if type(member) is types.MemberDescriptorType and type(name) is str:
                try:
                    yield name, member.__get__(value, type(value))
                except Exception:
                    pass


def items_of(mapping: Any) -> Iterator[Tuple[Any, Any]]:
    """Items of a dict that may change meanwhile."""
    try:
        for item in dict.items(mapping):
            yield item
    except RuntimeError:
        return


def elements_of(collection: Any, base: type) -> Iterator[Any]:
    """Elements of a list, tuple, set or deque that may change meanwhile."""
    try:
        for item in base.__iter__(collection):  # type: ignore[attr-defined]
            yield item
    except (RuntimeError, IndexError):
        return


def base_of(value: Any) -> Optional[type]:
    """The built-in container that the value is, or inherits from."""
    cls = type(value)
    if cls in (list, tuple, dict, set, frozenset):
        return cls
    mro = type_mro(cls)
    for base in (list, tuple, dict, set, frozenset):
        if base in mro:
            return base
    collections = sys.modules.get("collections")
    deque = getattr(collections, "deque", None)
    return deque if isinstance(deque, type) and deque in mro else None


def named_fields(value: Any) -> Optional[Tuple[str, ...]]:
    """Field names of a namedtuple."""
    if type(value) is tuple:
        return None
    for cls in type_mro(type(value)):
        fields = type_dict(cls).get("_fields")
        if type(fields) is tuple and all(type(name) is str for name in fields):
            return fields if len(fields) == tuple.__len__(value) else None
    return None
