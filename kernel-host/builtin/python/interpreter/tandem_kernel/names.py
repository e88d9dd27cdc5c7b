"""What names in code stand for, found without running code of the objects' classes."""

import ast
import builtins
import inspect
import io
import keyword
import tokenize
import types
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

#: Packages whose properties only compute: looking at one has no effect.
_HARMLESS = {"builtins", "numpy", "pandas", "matplotlib", "xarray", "polars", "scipy", "pathlib", "datetime"}
_OWN_CODE = (property, types.FunctionType)


class NotKnown(Exception):
    """The value cannot be had without running code."""


def value_of(expression: str, namespace: Dict[str, Any]) -> Any:
    """The value of names, attributes and constant keys (`a.b[0]["c"].d`), or literals. NotKnown for everything else."""
    try:
        tree = ast.parse(expression.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise NotKnown(expression) from None
    return _value(tree.body, namespace)


def _value(node: ast.AST, namespace: Dict[str, Any]) -> Any:
    if isinstance(node, ast.Name):
        for names in (namespace, vars(builtins)):
            if node.id in names:
                return names[node.id]
        raise NotKnown(node.id)
    if isinstance(node, ast.Attribute):
        return attribute(_value(node.value, namespace), node.attr)
    if isinstance(node, ast.Subscript):
        return _item(_value(node.value, namespace), node.slice)
    if isinstance(node, (ast.Constant, ast.List, ast.Tuple, ast.Dict, ast.Set, ast.UnaryOp)):
        try:
            return ast.literal_eval(node)
        except (ValueError, TypeError):
            if isinstance(node, (ast.List, ast.Dict, ast.Tuple, ast.Set)):
                kinds: Dict[Any, Any] = {ast.List: [], ast.Dict: {}, ast.Tuple: (), ast.Set: set()}
                return kinds[type(node)]
            raise NotKnown from None
    if isinstance(node, ast.JoinedStr):
        return ""
    raise NotKnown


def attribute(value: Any, name: str) -> Any:
    """getattr() that runs no property and no __getattr__ of the user's."""
    if isinstance(value, types.ModuleType):
        if name in vars(value):
            return vars(value)[name]
        raise NotKnown(name)
    try:
        found = inspect.getattr_static(value, name)
    except AttributeError:
        raise NotKnown(name) from None
    kind = type(found)
    if kind is property or kind.__module__ not in ("builtins", "types") and hasattr(kind, "__get__"):
        if type(value).__module__.split(".")[0] not in _HARMLESS:
            raise NotKnown(name)
    if type(value).__getattribute__ is not object.__getattribute__ and not isinstance(value, type):
        return found
    try:
        return getattr(value, name)
    except Exception:
        raise NotKnown(name) from None


def _item(value: Any, key: ast.AST) -> Any:
    if type(key).__name__ == "Index":  # Python 3.8
        key = key.value  # type: ignore[attr-defined]
    if type(value) not in (dict, list, tuple, str) and type(value).__module__.split(".")[0] not in _HARMLESS:
        raise NotKnown
    try:
        return value[ast.literal_eval(key)]  # type: ignore[arg-type]
    except Exception:
        raise NotKnown from None


class Token(NamedTuple):
    """A token, with its first and last offset in the text."""

    kind: int
    text: str
    start: int
    end: int


_SKIPPED = {tokenize.NEWLINE, tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def tokens(code: str) -> List[Token]:
    """The tokens of code that may be incomplete: as many as there are."""
    found: List[Token] = []
    starts = [0]
    for text in code.split("\n"):
        starts.append(starts[-1] + len(text) + 1)
    try:
        for item in tokenize.generate_tokens(io.StringIO(code).readline):
            if item.type not in _SKIPPED:
                (line, column), (last_line, last_column) = item.start, item.end
                start, end = starts[line - 1] + column, starts[last_line - 1] + last_column
                found.append(Token(item.type, item.string, start, min(end, len(code))))
    except (tokenize.TokenError, SyntaxError, IndexError, ValueError):
        pass
    return found


def expression_before(found: List[Token]) -> Tuple[int, int]:
    """First and last index (exclusive) of the primary expression that the tokens end with: `a.b["c"].d`."""
    end = len(found)
    index = end - 1
    while index >= 0:
        token = found[index]
        if token.text in (")", "]", "}"):
            index = _opening(found, index)
            if index < 0:
                return end, end
            before = found[index - 1] if index > 0 else None
            if before is not None and (_is_name(before) or before.text in (")", "]")):
                index -= 1
                continue
            return index, end
        if _is_name(token) or token.kind in (tokenize.STRING, tokenize.NUMBER):
            if index > 1 and found[index - 1].text == ".":
                index -= 2
                continue
            return index, end
        return end, end
    return end, end


def enclosing_call(found: List[Token]) -> Optional[int]:
    """The index of the parenthesis of the call that the tokens' end stands in, or None."""
    depth = 0
    for index in range(len(found) - 1, -1, -1):
        text = found[index].text
        if text in (")", "]", "}"):
            depth += 1
        elif text in ("(", "[", "{"):
            if depth == 0:
                before = found[index - 1] if index > 0 else None
                called = before is not None and (_is_name(before) or before.text in (")", "]"))
                return index if text == "(" and called else None
            depth -= 1
    return None


def _opening(found: List[Token], index: int) -> int:
    depth = 0
    while index >= 0:
        if found[index].text in (")", "]", "}"):
            depth += 1
        elif found[index].text in ("(", "[", "{"):
            depth -= 1
            if depth == 0:
                return index
        index -= 1
    return -1


def _is_name(token: Token) -> bool:
    return token.kind == tokenize.NAME and not keyword.iskeyword(token.text)
