"""Magics: short commands that are no Python. What is valid Python is run as Python, `ls - l` of variables too."""

import ast
import builtins
import importlib
import os
import re
import shlex
import subprocess
import sys
import tokenize
from typing import Any, Callable, Dict, List, Optional

from .debugging import shells_pdb
from .event_loops import EventLoops
from .plots import Plots
from .standard import StandardLibrary

_CALL = "__tandem_magic__"
_WITH_PERCENT = re.compile(r"^(\s*)%([A-Za-z_]\w*)[ \t]*(.*)$")
#: These work without % too, when they are all there is.
_BARE = re.compile(r"^(cd|ls|who|timeit|run|pip|conda|debug|clear)(?:[ \t]+(.*))?$")
_NAMES = ["cd", "clear", "conda", "debug", "gui", "ls", "matplotlib", "pip", "run", "timeit", "who"]
_CELL = re.compile(r"^\n*%%timeit\b[ \t]*([^\n]*)\n([\s\S]*)$")


class MagicError(Exception):
    """What a magic was asked cannot be done; its text says why."""


class Magics:
    """Turns magics into Python, and does what they say."""

    def __init__(
        self,
        namespace: Dict[str, Any],
        loops: EventLoops,
        plots: Plots,
        clear_output: Callable[[], None],
        standard: StandardLibrary,
    ) -> None:
        self._standard = standard
        self._namespace = namespace
        self._loops = loops
        self._plots = plots
        self._clear_output = clear_output

    def install(self) -> None:
        setattr(builtins, _CALL, self._do)

    @staticmethod
    def names() -> List[str]:
        """All there are."""
        return _NAMES

    def translated(self, code: str, parse: Callable[[str], ast.Module]) -> str:
        """The code with its magics as calls, on the same lines. What else is wrong is for the compiler to say."""
        cell = _CELL.match(code)
        if cell:
            return "%s('timeit', %r, %r)" % (_CALL, cell.group(1), cell.group(2))
        alone = _BARE.match(code.strip())
        if alone and not self._is_python(code, alone.group(1), parse):
            return "%s(%r, %r)" % (_CALL, alone.group(1), (alone.group(2) or "").strip())
        if "%" not in code:
            return code
        lines = code.split("\n")
        for _ in lines:
            try:
                parse("\n".join(lines))
            except SyntaxError as error:
                at = (error.lineno or 0) - 1
                # An expected block is missed where the line after it begins.
                found = _WITH_PERCENT.match(lines[at]) if 0 <= at < len(lines) else None
                if found is None:
                    return "\n".join(lines)
                indent, name, rest = found.groups()
                lines[at] = "%s%s(%r, %r)" % (indent, _CALL, name, rest.strip())
            except Exception:
                return code
            else:
                return "\n".join(lines)
        return "\n".join(lines)

    def _is_python(self, code: str, name: str, parse: Callable[[str], ast.Module]) -> bool:
        try:
            tree = parse(code)
        except Exception:
            return False
        if name in self._namespace or hasattr(builtins, name):
            return True
        return not (len(tree.body) == 1 and isinstance(tree.body[0], ast.Expr))

    def _do(self, name: str, rest: str, body: Optional[str] = None) -> None:
        if name not in self.names():
            raise MagicError(
                "There is no magic %%%s. There are: %s." % (name, ", ".join("%" + n for n in self.names()))
            )
        method = getattr(self, "_" + name)
        if body is None:
            method(rest)
        else:
            method(rest, body)

    def _cd(self, rest: str) -> None:
        """Changes the working folder, and says where that is."""
        if rest:
            folder = os.path.expanduser(_unquoted(rest))
            try:
                os.chdir(folder)
            except OSError as error:
                raise MagicError("%s: %s" % (folder, error.strerror)) from None
        try:
            print(os.getcwd())
        except OSError:
            raise MagicError("The working folder is gone. Go to another one: cd ~") from None

    def _ls(self, rest: str) -> None:
        """Lists a folder."""
        folder = os.path.expanduser(_unquoted(rest)) if rest else "."
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: (not entry.is_dir(), entry.name.lower()))
        except OSError as error:
            raise MagicError("%s: %s" % (folder, error.strerror)) from None
        for entry in entries:
            print(entry.name + ("/" if entry.is_dir() else ""))

    def _who(self, rest: str) -> None:
        """Lists the names that are defined, with the types of their values."""
        names = sorted(name for name in self._namespace if not name.startswith("_") and name.startswith(rest))
        if not names:
            print("Nothing is defined yet.")
        width = max(map(len, names), default=0)
        for name in names:
            print("%s  %s" % (name.ljust(width), type(self._namespace[name]).__name__))

    def _timeit(self, rest: str, body: str = "") -> None:
        """Times a statement, or the cell below it: [-n loops] [-r runs] statement."""
        timeit = self._standard.load("timeit")

        options, statement = _options(rest, {"-n": 0, "-r": 7})
        timer = timeit.Timer(body or statement or "pass", statement if body else "pass", globals=self._namespace)
        loops = options["-n"]
        if loops <= 0:
            loops, _ = timer.autorange()
        each = [seconds / loops for seconds in timer.repeat(max(1, options["-r"]), loops)]
        mean = sum(each) / len(each)
        deviation = (sum((seconds - mean) ** 2 for seconds in each) / len(each)) ** 0.5
        print(
            "%s ± %s per loop (mean ± std. dev. of %d runs, %s loops each)"
            % (_duration(mean), _duration(deviation), len(each), format(loops, ","))
        )

    def _run(self, rest: str) -> None:
        """Runs a file as a script, in this namespace: file [arguments]."""
        words = shlex.split(rest, posix=os.name != "nt")
        if not words:
            raise MagicError("Which file? run file.py [arguments]")
        file = os.path.abspath(os.path.expanduser(_unquoted(words[0])))
        try:
            with tokenize.open(file) as opened:
                source = opened.read()
        except OSError as error:
            raise MagicError("%s: %s" % (file, error.strerror)) from None
        arguments, first, had_file = sys.argv, sys.path[0], self._namespace.get("__file__")
        sys.argv, sys.path[0] = [file] + words[1:], os.path.dirname(file)
        self._namespace["__file__"] = file
        try:
            exec(compile(source, file, "exec", dont_inherit=True), self._namespace)
        finally:
            sys.argv, sys.path[0] = arguments, first
            if had_file is None:
                self._namespace.pop("__file__", None)
            else:
                self._namespace["__file__"] = had_file

    def _pip(self, rest: str) -> None:
        """pip of this Python."""
        self._program([sys.executable, "-m", "pip"], rest)

    def _conda(self, rest: str) -> None:
        """conda of this Python's environment."""
        conda = os.environ.get("CONDA_EXE", "conda")
        words = [conda, *_words(rest)]
        if len(words) > 1 and words[1] in ("install", "update", "upgrade", "remove", "uninstall", "list"):
            if not {"-p", "--prefix", "-n", "--name"}.intersection(words):
                words[2:2] = ["--prefix", sys.prefix]
            if words[1] != "list" and not {"-y", "--yes"}.intersection(words):
                words.append("--yes")  # it could not ask: its input is at its end
        self._program(words, "")

    def _program(self, words: List[str], rest: str) -> None:
        try:
            code = subprocess.call(words + _words(rest), stdin=subprocess.DEVNULL)
        except OSError as error:
            raise MagicError("%s could not be started: %s" % (words[0], error.strerror)) from None
        importlib.invalidate_caches()
        if code != 0:
            raise MagicError("%s ended with exit code %d." % (os.path.basename(words[-1]), code))

    def _debug(self, rest: str) -> None:
        """Opens the debugger where the last error was raised."""
        trace = getattr(sys, "last_traceback", None)
        if trace is None:
            raise MagicError("There has been no error to look at.")
        shells_pdb(self._standard).post_mortem(trace)

    def _clear(self, rest: str) -> None:
        """Clears what this cell has shown."""
        self._clear_output()

    def _gui(self, rest: str) -> None:
        """Chooses the event loop that is kept alive while the shell waits."""
        try:
            if rest:
                self._loops.choose(rest)
        except ValueError as error:
            raise MagicError(str(error)) from None
        print("Event loop: %s" % self._loops.choice)

    def _matplotlib(self, rest: str) -> None:
        """Shows figures in the shell (inline), or in windows: tk, qt, gtk3, gtk4, wx or a backend's name."""
        backends = {"tk": "TkAgg", "qt": "QtAgg", "qt6": "QtAgg", "qt5": "Qt5Agg", "gtk3": "GTK3Agg", "gtk4": "GTK4Agg"}
        backends["wx"] = "WXAgg"
        try:
            self._plots.use(backends.get(rest, rest or "inline"))
        except ImportError as error:
            raise MagicError("Figures cannot be shown so: %s" % error) from None


def _words(text: str) -> List[str]:
    return [_unquoted(word) for word in shlex.split(text, posix=os.name != "nt")]


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _options(text: str, options: Dict[str, int]) -> Any:
    found = dict(options)
    while True:
        match = re.match(r"\s*(-[nr])\s*(\d+)\s*(.*)$", text)
        if match is None:
            return found, text.strip()
        found[match.group(1)] = int(match.group(2))
        text = match.group(3)


def _duration(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return "%.3g %s" % (seconds / size, unit)
    return "%.3g ns" % (seconds * 1e9)
