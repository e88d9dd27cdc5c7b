"""Code as a cell has it, compiled: its last expression is shown, `await` may stand outside of functions."""

import __future__

import ast
import linecache
from types import CodeType
from typing import Any, List

#: Code of a line behind this is compiled as if it stood on it.
_MOST_LINES = 10 * 1000 * 1000
_TOP_LEVEL_AWAIT = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
_FUTURES = 0
for _name in __future__.all_feature_names:
    _FUTURES |= getattr(__future__, _name).compiler_flag


class Compiler:
    """Remembers what was imported from __future__, as the interactive interpreter does."""

    def __init__(self) -> None:
        self._futures = 0
        self._lines = range(0)

    def parse(self, code: str, filename: str) -> ast.Module:
        """The syntax tree. SyntaxError, ValueError, RecursionError and the like when it is no Python."""
        return compile(code, filename, "exec", self._flags | ast.PyCF_ONLY_AST, dont_inherit=True)  # type: ignore

    def compile(self, code: str, filename: str, first_line: int = 1) -> List[CodeType]:
        """Code objects to be run one after the other; the value of a last expression goes to sys.displayhook.

        A semicolon at the end keeps the value from being shown.
        """
        # Where it stands in its file it stands here too: so each line that Python names, in words too, is the right one.
        before = min(first_line - 1, _MOST_LINES)
        self._lines = range(before + 1, before + 2 + code.count("\n"))
        try:
            tree = self.parse("\n" * before + code, filename)
        except SyntaxError as error:
            self._show_what_ran(error, filename)
            raise
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
            self._show_what_ran(error, filename)
            raise
        self._futures |= code.co_flags & _FUTURES
        return code

    def _show_what_ran(self, error: SyntaxError, filename: str) -> None:
        """Gives the error the line that was run: Python takes it from the file, which may hold another text by now."""
        if error.filename != filename or error.lineno is None:
            return
        ran = error.lineno in self._lines
        error.text = (linecache.getline(filename, error.lineno) or None) if ran else None


def _ends_with_semicolon(code: str) -> bool:
    if ";" not in code:
        return False
    lines = code.rstrip().split("\n")
    last = lines[-1].split("#")[0] if "#" in lines[-1] else lines[-1]
    return last.rstrip().endswith(";")
