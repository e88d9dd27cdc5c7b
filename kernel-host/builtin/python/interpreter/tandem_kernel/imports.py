"""Something to be done when a module is imported, if it ever is."""

import sys
from contextlib import nullcontext
from types import ModuleType
from typing import Any, Callable, ContextManager, Optional, Sequence

from .standard import StandardLibrary


def when_imported(
    name: str, then: Callable[[ModuleType], None], standard: Optional[StandardLibrary] = None
) -> None:
    """Calls `then` with the top-level module of this name when it has been loaded; at once when it is there.

    With `standard` it is loaded alone where it is of the standard library.
    """
    module = sys.modules.get(name)
    if module is not None:
        then(module)
    else:
        sys.meta_path.insert(0, _Finder(name, then, standard))  # type: ignore[arg-type]


class _Finder:
    """Finds the module as the other finders do. Looking for it (importlib.util.find_spec) is no import yet."""

    def __init__(
        self, name: str, then: Callable[[ModuleType], None], standard: Optional[StandardLibrary]
    ) -> None:
        self._name = name
        self._standard = standard
        self._then = then
        self._looking = False

    def find_spec(self, name: str, path: Optional[Sequence[str]] = None, target: Any = None) -> Any:
        if name != self._name or self._looking:
            return None
        self._looking = True
        try:
            finders = [finder for finder in sys.meta_path if hasattr(finder, "find_spec")]
            found = (finder.find_spec(name, path, target) for finder in finders)
            spec = next(filter(None, found), None)
        finally:
            self._looking = False
        if hasattr(getattr(spec, "loader", None), "exec_module"):  # not one of the old kind, as gi has
            spec.loader = _Loader(spec.loader, self)  # type: ignore[assignment, union-attr]
        return spec

    def around(self, module: ModuleType) -> ContextManager[None]:
        """Within it the module is to be executed."""
        if self._standard is not None and self._standard.has(getattr(module, "__file__", None)):
            return self._standard.alone()
        return nullcontext()

    def loaded(self, module: ModuleType) -> None:
        """The module is there."""
        if self in sys.meta_path:
            sys.meta_path.remove(self)  # type: ignore[arg-type]
            self._then(module)


class _Loader:
    def __init__(self, loader: Any, finder: _Finder) -> None:
        self._loader = loader
        self._finder = finder

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loader, name)

    def create_module(self, spec: Any) -> Any:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        module.__loader__ = self._loader
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        with self._finder.around(module):
            self._loader.exec_module(module)
        self._finder.loaded(module)
