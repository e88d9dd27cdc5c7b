"""Source lines of what was run, where tracebacks, debuggers and `inspect` look for them."""

import linecache
import os
from types import FrameType
from typing import Dict, List, Optional, Tuple

PACKAGE = os.path.dirname(os.path.abspath(__file__))
_START = os.path.join(os.path.dirname(PACKAGE), "start.py")


def is_ours(filename: str) -> bool:
    """Whether a frame of this file is the kernel's own, of no interest to the user."""
    return filename.startswith(PACKAGE + os.sep) or filename == _START


def is_asyncio(frame: FrameType) -> bool:
    """Whether a frame is of what stands between the kernel and code with `await`."""
    name = frame.f_globals.get("__name__", "")
    return isinstance(name, str) and name.split(".")[0] in ("asyncio", "selectors")


class Sources:
    """Names each piece of code that is run."""

    def __init__(self) -> None:
        #: For code of a file that is not saved: lines of the file by number, as they were run.
        self._run_lines: Dict[str, Dict[int, str]] = {}
        self._silent = 0

    def register(self, code: str, number: Optional[int], origin: Optional[Tuple[str, int]]) -> Tuple[str, int]:
        """The file name and the first line's number under which to compile code that is about to run.

        `number` is the execution's, or None when it has none; `origin` the file and line that the code stands on.
        """
        if origin is not None:
            return self._from_file(code, origin[0], origin[1])
        if number is None:
            self._silent += 1
            name = "<code %d>" % self._silent
        else:
            name = "<cell %d>" % number
        linecache.cache[name] = (len(code), None, _lines(code), name)
        return name, 1

    def _from_file(self, code: str, file: str, first: int) -> Tuple[str, int]:
        linecache.cache.pop(file, None)
        saved = linecache.getlines(file)
        lines = _lines(code)
        if saved[first - 1 : first - 1 + len(lines)] == lines:
            self._run_lines.pop(file, None)
            return file, first
        # The text in the editor is newer than the file, or the file has no name yet: what was run is what is shown.
        run = self._run_lines.setdefault(file, {})
        run.update(enumerate(lines, first))
        shown = list(saved) + ["\n"] * (max(run) - len(saved))
        for line, text in run.items():
            shown[line - 1] = text
        linecache.cache[file] = (sum(map(len, shown)), None, shown, file)
        return file, first


def _lines(code: str) -> List[str]:
    return [line + "\n" for line in code.split("\n")]
