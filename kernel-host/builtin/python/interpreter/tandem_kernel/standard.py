"""Modules of the standard library, whatever the user's files are called."""

import os
import sys
from contextlib import contextmanager
from importlib import import_module
from importlib.machinery import PathFinder
from types import ModuleType
from typing import Any, Iterator, List, Optional


class StandardLibrary:
    """Loads them as if the user's folders and modules were not there; those have their names again afterwards."""

    def __init__(self, path: List[str]) -> None:
        self._path = path
        self._folders = {os.path.realpath(entry) for entry in path}

    def load(self, name: str) -> Any:
        """A module of the standard library; loaded, where it is not."""
        present = sys.modules.get(name)
        if present is not None and self.has(getattr(present, "__file__", None)):
            return present
        with self.alone():
            return import_module(name)

    def has(self, file: Optional[str]) -> bool:
        """Whether a module of this file is of the library; those without one are part of Python."""
        if not isinstance(file, str):
            return True
        folder = os.path.dirname(os.path.realpath(file))
        while folder not in self._folders:
            parent = os.path.dirname(folder)
            if parent == folder or os.path.basename(folder) in ("site-packages", "dist-packages"):
                return False
            folder = parent
        return True

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Within it every import finds the library's module, or none."""
        modules = sys.modules
        before = set(modules)
        in_the_way = {name for name in before if "." not in name and self._is_in_the_way(name, modules[name])}
        hidden = {name: modules.pop(name) for name in before if name.split(".")[0] in in_the_way}
        users_path = sys.path[:]
        sys.path[:] = self._path
        try:
            yield
        finally:
            sys.path[:] = users_path
            loaded = set(modules) - before
            theirs = in_the_way | {name for name in loaded if "." not in name and self._is_found(name, users_path)}
            for name in list(modules):
                if name.split(".")[0] in theirs and (name in loaded or name in hidden):
                    del modules[name]
            modules.update(hidden)

    def _is_in_the_way(self, name: str, module: Optional[ModuleType]) -> bool:
        if name == "__main__" or self.has(getattr(module, "__file__", None)):
            return False
        return _find(name, self._path) is not None

    def _is_found(self, name: str, path: List[str]) -> bool:
        """Whether the user's path has another module of this name, that comes first."""
        if name in sys.builtin_module_names:
            return False
        spec = _find(name, path)
        return spec is not None and not self.has(spec.origin if spec.has_location else None)


def _find(name: str, path: List[str]) -> Any:
    try:
        return PathFinder.find_spec(name, path)
    except Exception:
        return None
