"""pdb in the shell: it shows nothing of the kernel's frames, never stops in them, and ends with the cell.

breakpoint(), pdb.set_trace(), pdb.pm() and the magic `debug` all make their debugger of the class that is put in the
place of pdb.Pdb here.
"""

import os
import sys
from types import FrameType, ModuleType
from typing import Any, Dict, List, Optional, Tuple

from .imports import when_imported
from .sources import is_asyncio, is_ours
from .standard import StandardLibrary

#: The modules of the kernel whose frames call the user's code as such.
_RUN_CELLS = ("execution.py", "asynchronous.py")
#: The debugger that was talked to last.
_latest: Any = None


def follow_pdb(standard: StandardLibrary) -> None:
    """Makes pdb the shell's as soon as it is imported. What it needs itself is never one of the user's files."""

    def adapt(pdb: ModuleType) -> None:
        if standard.has(getattr(pdb, "__file__", None)):
            _adapt(pdb, standard)

    when_imported("pdb", adapt, standard)


def shells_pdb(standard: StandardLibrary) -> Any:
    """pdb, also where the user has a pdb.py."""
    pdb = standard.load("pdb")
    if not getattr(pdb.Pdb, "is_the_shells", False):
        _adapt(pdb, standard)
    return pdb


def end_stepping(namespace: Dict[str, Any]) -> None:
    """The cell has ended: what follows is not stepped through. Breakpoints stay."""
    if _latest is None:
        return
    _latest.set_continue()
    for name in ("__return__", "__exception__"):  # pdb's own notes in the frame that it looked at
        namespace.pop(name, None)


def is_quit(kind: Any) -> bool:
    """Whether an error of this class is the debugger's way to end the code."""
    quitted = getattr(sys.modules.get("bdb"), "BdbQuit", None)
    return quitted is not None and kind is quitted


def _adapt(pdb: ModuleType, standard: StandardLibrary) -> None:
    class Pdb(pdb.Pdb):  # type: ignore[name-defined, misc]
        __doc__ = pdb.Pdb.__doc__
        is_the_shells = True

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            with standard.alone():
                super().__init__(*args, **kwargs)
            self.completekey = None  # for it cmd would import readline, which has no terminal here
            self._called_by = None
            self._is_new = True
            # An interrupt ends the code, as everywhere in the shell, and quitting does not end this process.
            self.nosigint = True
            if getattr(self, "mode", None) == "inline":
                self.mode = None

        def set_trace(self, frame: Any = None, **options: Any) -> None:
            frame = frame or sys._getframe().f_back
            self._called_by = _caller(frame)
            self._is_new = True
            super().set_trace(frame, **options)

        def stop_here(self, frame: FrameType) -> bool:
            # What the kernel calls for itself (json.dumps of a result) is as little the user's as its own frames.
            return super().stop_here(frame) and not _is_own(frame) and _caller(frame) == self._called_by

        def user_return(self, frame: FrameType, value: Any) -> None:
            # The end of a part of a cell is none for the user, who steps on to the next part.
            if self._is_new or frame.f_back is None or not _is_own(frame.f_back):
                super().user_return(frame, value)

        def get_stack(self, frame: Any, trace: Any) -> Tuple[List[Any], int]:
            stack, index = super().get_stack(frame, trace)
            own = 0
            while own < len(stack) - 1 and _is_own(stack[own][0]):
                own += 1
            while 0 < own < len(stack) - 1 and is_asyncio(stack[own][0]):
                own += 1
            return stack[own:], max(index - own, 0)

        def _cmdloop(self) -> None:
            global _latest
            _latest = self
            self._called_by = _caller(self.curframe)
            self._is_new = False
            try:
                self.cmdloop()
            except KeyboardInterrupt:
                self.set_quit()

    Pdb.__qualname__ = "Pdb"
    Pdb.__module__ = "pdb"
    pdb.Pdb = Pdb  # type: ignore[attr-defined]


def _is_own(frame: FrameType) -> bool:
    return is_ours(frame.f_code.co_filename)


def _caller(frame: Optional[FrameType]) -> Any:
    """The kernel's code that has called what stands in this frame: one and the same for all parts of a cell."""
    while frame is not None and not _is_own(frame):
        frame = frame.f_back
    if frame is None or os.path.basename(frame.f_code.co_filename) in _RUN_CELLS:
        return None
    return frame.f_code
