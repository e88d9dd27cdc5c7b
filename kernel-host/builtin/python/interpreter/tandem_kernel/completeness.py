"""Whether Enter should run the code, or begin another line."""

import ast
import warnings
from typing import Callable, Dict

_INDENT = "    "
_ENDS_BLOCK = ("return", "raise", "break", "continue", "pass")


def completeness(code: str, parse: Callable[[str], ast.Module]) -> Dict[str, str]:
    """Protocol "is_complete_reply". A block is complete when an empty line follows it, as in a terminal."""
    if not code.strip():
        return {"status": "complete"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = parse(code)
        except SyntaxError:
            return _incomplete(code) if _may_go_on(code, parse) else {"status": "invalid"}
        except (ValueError, OverflowError, RecursionError, MemoryError):
            return {"status": "invalid"}
    last = code.split("\n")[-1]
    opens_block = bool(tree.body) and hasattr(tree.body[-1], "body") and len(code.split("\n")) > 1
    if opens_block and last.strip() and last[:1] in " \t":
        return _incomplete(code)
    if len(code.split("\n")) == 1 and tree.body and hasattr(tree.body[-1], "body"):
        return _incomplete(code)
    return {"status": "complete"}


def _may_go_on(code: str, parse: Callable[[str], ast.Module]) -> bool:
    """codeop's way to tell: the error changes when a line is added."""
    if code.rstrip(" \t").endswith("\\"):
        return True
    errors = []
    for addition in ("\n", "\n\n"):
        try:
            parse(code + addition)
            return True
        except SyntaxError as error:
            errors.append(_place(error))
            words = str(error)
            if "was never closed" in words or "unexpected EOF" in words or "unterminated triple-quoted" in words:
                return True
            if "EOF while scanning triple-quoted" in words or "EOF in multi-line" in words:
                return True
            if "expected an indented block" in words:
                return (error.lineno or 0) >= len(code.rstrip().split("\n"))
        except Exception:
            return False
    return errors[0] != errors[1]


def _place(error: SyntaxError) -> object:
    return (error.msg, error.lineno, error.offset)


def _incomplete(code: str) -> Dict[str, str]:
    lines = code.split("\n")
    last = lines[-1] if lines[-1].strip() else next((line for line in reversed(lines) if line.strip()), "")
    indent = last[: len(last) - len(last.lstrip())]
    words = last.split("#")[0].strip()
    if words.endswith(":"):
        indent += _INDENT
    elif words.split(" ")[0] in _ENDS_BLOCK:
        indent = indent[: -len(_INDENT)] if indent.endswith(_INDENT) else ""
    return {"status": "incomplete", "indent": indent}
