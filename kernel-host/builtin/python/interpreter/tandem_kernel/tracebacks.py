"""Errors as text: Python's own words, without the kernel's frames, in colour."""

import re
import sys
import traceback
from types import TracebackType
from typing import Any, Dict, List, Optional, Type

from .limits import shortened, without_middle
from .sources import is_asyncio, is_ours
from .variables import errors

_RESET = "\x1b[0m"
_HEADER = re.compile(r"^(\s*[|+\- ]*)(Traceback \(most recent call last\):)$")
_FRAME = re.compile(r'^([\s|]*)File "(.*)", line (\d+)(?:, in (.*))?$')
_MARKS = re.compile(r"^[\s|]*[~^]+\s*$")
_ERROR = re.compile(r"^([\s|+\-]*)([A-Za-z_][\w.]*)(: .*)?$")


def without_own_frames(trace: Optional[TracebackType]) -> Optional[TracebackType]:
    """Leaves out the kernel's frames at the outer end, and what asyncio puts between them and the user's code."""
    first = trace
    while first is not None and is_ours(first.tb_frame.f_code.co_filename):
        first = first.tb_next
    if first is not trace and first is not None and is_asyncio(first.tb_frame):
        users: Optional[TracebackType] = first
        while users is not None and (is_asyncio(users.tb_frame) or is_ours(users.tb_frame.f_code.co_filename)):
            users = users.tb_next
        return users or first
    return first


def error_info(
    kind: Type[BaseException], value: Optional[BaseException], trace: Optional[TracebackType]
) -> Dict[str, Any]:
    """`ename`, `evalue` and `traceback` (lines in colour) as the protocol has them."""
    try:
        evalue = str(value)
    except Exception:
        evalue = "<its text could not be had>"
    return {
        "ename": getattr(kind, "__name__", str(kind)),
        "evalue": shortened(evalue),
        "traceback": coloured(text_of(kind, value, trace)),
    }


def text_of(kind: Type[BaseException], value: Optional[BaseException], trace: Optional[TracebackType]) -> List[str]:
    """The lines of an error as Python would show them."""
    try:
        summary = traceback.TracebackException(kind, value, without_own_frames(trace))  # type: ignore[arg-type]
        _drop_own_frames(summary, set())
        text = "".join(summary.format())
    except Exception as error:  # a hostile exception object; MemoryError, RecursionError
        text = "%s\n(Its traceback could not be shown: %s)" % (kind.__name__, type(error).__name__)
    return without_middle(text.rstrip("\n")).split("\n")


def coloured(lines: List[str]) -> List[str]:
    """The lines with the colours of a terminal."""
    in_frames = False
    result = []
    for line in lines:
        header = _HEADER.match(line)
        frame = _FRAME.match(line)
        error = _ERROR.match(line)
        if header:
            in_frames = True
            line = "%s\x1b[2m%s%s" % (header.group(1), header.group(2), _RESET)
        elif frame:
            indent, file, number, name = frame.groups()
            line = '%sFile \x1b[36m"%s"%s, line \x1b[36m%s%s' % (indent, file, _RESET, number, _RESET)
            if name is not None:
                line += ", in \x1b[34m%s%s" % (name, _RESET)
            in_frames = True
        elif in_frames and _MARKS.match(line):
            line = "\x1b[31m%s%s" % (line, _RESET)
        elif error and not line.startswith("    ") and not line.startswith("  File"):
            in_frames = False
            line = "%s\x1b[1;31m%s%s%s" % (error.group(1), error.group(2), _RESET, error.group(3) or "")
        result.append(line)
    return result


def _drop_own_frames(summary: traceback.TracebackException, seen: set) -> None:
    if id(summary) in seen:
        return
    seen.add(id(summary))
    stack = summary.stack
    if stack:
        stack[:] = [frame for frame in stack if not is_ours(frame.filename)]
    nested = [summary.__cause__, summary.__context__]
    nested.extend(getattr(summary, "exceptions", None) or [])
    for other in nested:
        if other is not None:
            _drop_own_frames(other, seen)


def remember(kind: Type[BaseException], value: Optional[BaseException], trace: Optional[TracebackType]) -> None:
    """Keeps the error for a debugger, as the interactive interpreter does."""
    sys.last_type, sys.last_value, sys.last_traceback = kind, value, trace  # type: ignore[assignment]
    if sys.version_info >= (3, 12):
        sys.last_exc = value  # type: ignore[attr-defined]
    if value is not None:
        errors.note(value)
