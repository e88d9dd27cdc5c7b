"""Completion: names, attributes, keys of dicts, modules, file names, keyword arguments, magics."""

import builtins
import inspect
import keyword
import os
import re
import tokenize
from typing import Any, Callable, Dict, Iterable, List, NamedTuple, Optional, Tuple

from .modules import Modules
from .names import NotKnown, Token, enclosing_call, expression_before, tokens, value_of

_IMPORT = re.compile(r"^\s*(?:import\s+(?:.*,\s*)?|from\s+)([\w.]*)$")
_FROM = re.compile(r"^\s*from\s+([\w.]+)\s+import\s+\(?(?:.*,\s*)?(\w*)$")
_MAGIC = re.compile(r"^\s*%([a-z]*)$")
_WORD = re.compile(r"[^\W\d]\w*$|$")
_MOST = 2000


class Match(NamedTuple):
    """What may stand at the cursor, and what it is: "function", "module", "path", ..."""

    text: str
    kind: str


class Completer:
    """Completes code as the main thread's namespace has it."""

    def __init__(self, namespace: Dict[str, Any], modules: Modules, magics: Iterable[str]) -> None:
        self._namespace = namespace
        self._modules = modules
        self._magics = list(magics)

    def complete(self, code: str, cursor: int) -> Dict[str, Any]:
        """Protocol "complete_reply": what may replace the text from cursorStart to cursorEnd."""
        before = code[:cursor]
        start, found = self._matches(before)
        unique = {match.text: match for match in found}
        shown = list(unique.values())[:_MOST]
        return {
            "matches": [match.text for match in shown],
            "cursorStart": start,
            "cursorEnd": cursor,
            "metadata": {
                "_jupyter_types_experimental": [
                    {"start": start, "end": cursor, "text": match.text, "type": match.kind} for match in shown
                ]
            },
        }

    def _matches(self, before: str) -> Tuple[int, List[Match]]:
        line = before[before.rfind("\n") + 1 :]
        magic = _MAGIC.match(line)
        if magic:
            names = [Match(name, "magic") for name in self._magics if name.startswith(magic.group(1))]
            return len(before) - len(magic.group(1)), names
        path = re.match(r"^\s*%?(?:cd|ls|run)\s+(\S*)$", line)
        if path and not before[: -len(line)].strip():
            return self._files(before, path.group(1))
        imported = self._imports(before, line)
        if imported is not None:
            return imported
        string = _unclosed_string(before)
        if string is not None:
            return self._in_string(before, string)
        return self._names(before)

    def _imports(self, before: str, line: str) -> Optional[Tuple[int, List[Match]]]:
        found = _FROM.match(line)
        if found:
            package, prefix = found.groups()
            names = self._modules.names_in(package)
            return len(before) - len(prefix), _starting(prefix, names, lambda name: "name")
        found = _IMPORT.match(line)
        if found:
            package, _, prefix = found.group(1).rpartition(".")
            names = self._modules.modules_in(package)
            return len(before) - len(prefix), _starting(prefix, names, lambda name: "module")
        return None

    def _in_string(self, before: str, string: Token) -> Tuple[int, List[Match]]:
        quote = string.text.lstrip("rRbBuUfF")[0]
        inner = string.text.lstrip("rRbBuUfF").lstrip("\"'")
        earlier = tokens(before[: string.start])
        if earlier and earlier[-1].text == "[":
            keys = self._keys(earlier[:-1])
            if keys:
                texts = [
                    repr(key)[1:-1] + quote + "]" for key in keys if isinstance(key, str) and key.startswith(inner)
                ]
                return len(before) - len(inner), [Match(text, "key") for text in texts]
        return self._files(before, inner)

    def _keys(self, before: List[Token]) -> List[Any]:
        value = self._value(before)
        try:
            if isinstance(value, dict):
                return list(dict.keys(value))
            own = getattr(type(value), "_ipython_key_completions_", None)
            if own is not None:
                return list(own(value))
            if type(value).__module__.split(".")[0] == "pandas" and hasattr(value, "keys"):
                return list(value.keys())
            names = getattr(getattr(value, "dtype", None), "names", None)
            return list(names or [])
        except Exception:
            return []

    def _files(self, before: str, path: str) -> Tuple[int, List[Match]]:
        folder, _, prefix = path.rpartition("/")
        place = os.path.expanduser(folder + "/" if _ or folder else ".")
        try:
            entries = sorted(os.scandir(place), key=lambda entry: entry.name)
        except (OSError, ValueError):
            return len(before), []
        found = []
        for entry in entries:
            if entry.name.startswith(prefix) and (prefix or not entry.name.startswith(".")):
                found.append(Match(entry.name + ("/" if _is_folder(entry) else ""), "path"))
        return len(before) - len(prefix), found

    def _names(self, before: str) -> Tuple[int, List[Match]]:
        word = _WORD.search(before)
        prefix = word.group() if word else ""
        start = len(before) - len(prefix)
        found = tokens(before[:start])
        if found and found[-1].kind == tokenize.NUMBER and found[-1].end == start:
            return start, []
        if found and found[-1].text == ".":
            return start, self._attributes(found[:-1], prefix)
        if found and found[-1].text == "[" and not prefix:
            keys = self._keys(found[:-1])
            if keys:
                return start, [Match(repr(key) + "]", "key") for key in keys[:_MOST]]
        arguments = self._arguments(found, prefix)
        names = {**vars(builtins), **self._namespace}
        words = [Match(name, "keyword") for name in keyword.kwlist if prefix and name.startswith(prefix)]
        return start, arguments + _starting(prefix, names, lambda name: _kind(names.get(name))) + words

    def _attributes(self, before: List[Token], prefix: str) -> List[Match]:
        try:
            value = self._known(before)
            names = dir(value)
        except Exception:
            return []

        def kind(name: str) -> str:
            try:
                return _kind(inspect.getattr_static(value, name))
            except Exception:
                return "name"

        return _starting(prefix, (name for name in names if isinstance(name, str)), kind)

    def _arguments(self, found: List[Token], prefix: str) -> List[Match]:
        call = enclosing_call(found)
        if call is None or found[-1].text not in ("(", ","):
            return []
        try:
            parameters = inspect.signature(self._known(found[:call])).parameters.values()
        except Exception:
            return []
        given = {token.text for token, after in zip(found[call:], found[call + 1 :]) if after.text == "="}
        named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
        names = [item.name for item in parameters if item.kind in named and item.name not in given]
        return [Match(name + "=", "param") for name in names if name.startswith(prefix)]

    def _known(self, before: List[Token]) -> Any:
        first, end = expression_before(before)
        if first == end:
            raise NotKnown
        return value_of("".join(token.text for token in before[first:end]), self._namespace)

    def _value(self, before: List[Token]) -> Any:
        try:
            return self._known(before)
        except NotKnown:
            return None


def _starting(prefix: str, names: Iterable[str], kind: Callable[[str], str]) -> List[Match]:
    """Names with the prefix: public ones first, those with underscores only when they are asked for."""
    found = sorted(name for name in names if name.startswith(prefix))
    if not prefix.startswith("_"):
        found = [name for name in found if not name.startswith("_")]
    elif prefix == "_":
        found.sort(key=lambda name: name.startswith("__"))
    return [Match(name, kind(name)) for name in found]


def _kind(value: Any) -> str:
    if isinstance(value, (staticmethod, classmethod)):
        value = value.__func__
    if inspect.ismodule(value):
        return "module"
    if isinstance(value, type):
        return "class"
    if callable(value):
        return "function"
    return "property" if isinstance(value, property) else "instance"


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _unclosed_string(before: str) -> Optional[Token]:
    """The string literal that the text ends within, if any: closed ones and comments before it are skipped."""
    index, length = 0, len(before)
    while index < length:
        character = before[index]
        if character == "#":
            index = before.find("\n", index)
            if index < 0:
                return None
        elif character in "\"'":
            quote = character * 3 if before.startswith(character * 3, index) else character
            end = _closing(before, index + len(quote), quote)
            if end is None:
                start = index
                while start > 0 and before[start - 1] in "rRbBuUfF":
                    start -= 1
                return Token(tokenize.STRING, before[start:], start, length)
            index = end
        else:
            index += 1
    return None


def _closing(text: str, index: int, quote: str) -> Optional[int]:
    while index < len(text):
        if text[index] == "\\":
            index += 2
        elif text.startswith(quote, index):
            return index + len(quote)
        elif text[index] == "\n" and len(quote) == 1:
            return index
        else:
            index += 1
    return None
