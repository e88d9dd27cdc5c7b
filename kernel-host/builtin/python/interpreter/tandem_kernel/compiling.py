"""Code as a cell has it, compiled: its last expression is shown, `await` may stand outside of functions."""

import __future__

import ast
import linecache
from types import CodeType
from typing import Any, List

_TOP_LEVEL_AWAIT = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
_FUTURES = 0
for _name in __future__.all_feature_names:
    _FUTURES |= getattr(__future__, _name).compiler_flag


class Compiler:
    """Remembers what was imported from __future__, as the interactive interpreter does."""

    def __init__(self) -> None:
        self._futures = 0

    def parse(self, code: str, filename: str) -> ast.Module:
        """The syntax tree. SyntaxError, ValueError, RecursionError and the like when it is no Python."""
        return compile(code, filename, "exec", self._flags | ast.PyCF_ONLY_AST, dont_inherit=True)  # type: ignore

    def compile(self, code: str, filename: str, first_line: int = 1) -> List[CodeType]:
        """Code objects to be run one after the other; the value of a last expression goes to sys.displayhook.

        A semicolon at the end keeps the value from being shown.
        """
        try:
            tree = self.parse(code, filename)
        except SyntaxError as error:
            _move_lines(error, first_line - 1)
            raise
        ast.increment_lineno(tree, first_line - 1)
        shown: List[ast.stmt] = []
        if tree.body and isinstance(tree.body[-1], ast.Expr) and not _ends_with_semicolon(code):
            shown = [tree.body.pop()]
        parts = []
        if tree.body or not shown:
            parts.append(self._finish(tree, filename, "exec"))
        if shown:
            parts.append(self._finish(ast.Interactive(body=shown), filename, "single"))
        return parts

    def expression(self, code: str) -> CodeType:
        """An expression whose value is wanted."""
        return compile(code.strip(), "<expression>", "eval", self._futures, dont_inherit=True)

    @property
    def _flags(self) -> int:
        return self._futures | _TOP_LEVEL_AWAIT

    def _finish(self, tree: Any, filename: str, mode: str) -> CodeType:
        try:
            code = compile(tree, filename, mode, self._flags, dont_inherit=True)
        except SyntaxError as error:
            # The tree is right, what it means is not (`return` outside of a function); it has no text of its own.
            if error.text is None and error.lineno is not None:
                error.text = linecache.getline(filename, error.lineno) or None
            raise
        self._futures |= code.co_flags & _FUTURES
        return code


def _move_lines(error: SyntaxError, lines: int) -> None:
    for name in ("lineno", "end_lineno"):
        line = getattr(error, name, None)
        if line is not None:
            setattr(error, name, line + lines)


def _ends_with_semicolon(code: str) -> bool:
    if ";" not in code:
        return False
    lines = code.rstrip().split("\n")
    last = lines[-1].split("#")[0] if "#" in lines[-1] else lines[-1]
    return last.rstrip().endswith(";")
