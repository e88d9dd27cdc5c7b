"""The functions with which a program with windows waits for its end: in the shell, which goes on, they do not wait.

A script that ends with `root.mainloop()` or `app.exec()` so leaves its windows alive and the shell free, as in IEP.
"""

import functools
import sys
from types import ModuleType
from typing import Any, Dict, List, Tuple

from .event_loops import EventLoops
from .imports import when_imported

_QT = [("QApplication", "exec"), ("QApplication", "exec_")]
#: Module -> class ("" for the module itself) and function.
_WAITING: Dict[str, List[Tuple[str, str]]] = {
    "tkinter": [("Misc", "mainloop"), ("", "mainloop")],
    "PyQt5.QtWidgets": _QT,
    "PyQt6.QtWidgets": _QT,
    "PySide2.QtWidgets": _QT,
    "PySide6.QtWidgets": _QT,
    "wx": [("App", "MainLoop"), ("PyApp", "MainLoop")],
}


class MainLoops:
    """Replaces them as their modules are imported."""

    def __init__(self, loops: EventLoops) -> None:
        self._loops = loops
        self._said = False

    def install(self) -> None:
        for name in _WAITING:
            when_imported(name, self._adapt)

    def _adapt(self, module: ModuleType) -> None:
        for owner_name, name in _WAITING[module.__name__]:
            owner: Any = getattr(module, owner_name, None) if owner_name else module
            original = getattr(owner, name, None)
            if original is None:
                continue
            try:
                setattr(owner, name, self._not_waiting(original, name))
            except (AttributeError, TypeError):
                pass  # it cannot be replaced: it waits

    def _not_waiting(self, original: Any, name: str) -> Any:
        def run(*args: Any, **kwargs: Any) -> Any:
            if self._loops.choice in ("none", "asyncio"):
                return original(*args, **kwargs)
            if not self._said:
                self._said = True
                note = "The shell keeps the windows alive, so %s() does not wait for their end; after %%gui none it does."
                print(note % name, file=sys.stderr)
            return 0

        return functools.update_wrapper(run, original, assigned=("__name__", "__doc__"), updated=())
