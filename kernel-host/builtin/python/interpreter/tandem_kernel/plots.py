"""matplotlib: figures stand in the shell unless the user asks for windows."""

import importlib.machinery
import os
import sys
from types import ModuleType
from typing import Any, Optional, Sequence

from . import figures

INLINE = "module://%s" % figures.__name__


class Plots:
    """Makes the shell's backend the default when matplotlib is imported, and shows what figures a cell has left."""

    def install(self) -> None:
        sys.meta_path.insert(0, _WhenImported())

    def show_all(self) -> None:
        """Shows the figures that are open in the shell's backend, and closes them."""
        if "matplotlib.pyplot" in sys.modules:
            figures.show()

    def use(self, backend: str) -> None:
        """Switches to "inline" or to a backend of matplotlib's, whose windows then open without waiting."""
        import matplotlib.pyplot  # type: ignore[import-not-found]

        matplotlib.pyplot.switch_backend(INLINE if backend == "inline" else backend)
        matplotlib.interactive(backend != "inline")


class _WhenImported:
    """Waits for the import of matplotlib. (MPLBACKEND would do it too, but subprocesses would inherit it.)"""

    def find_spec(self, name: str, path: Optional[Sequence[str]] = None, target: Any = None) -> Any:
        if name != "matplotlib":
            return None
        sys.meta_path.remove(self)  # type: ignore[arg-type]
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader)  # type: ignore[assignment]
        return spec


class _Loader:
    def __init__(self, loader: Any) -> None:
        self._loader = loader

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loader, name)

    def create_module(self, spec: Any) -> Any:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        module.__loader__ = self._loader
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        self._loader.exec_module(module)
        chosen = (
            module.rcParams._get("backend")
            if hasattr(module.rcParams, "_get")
            else dict.__getitem__(module.rcParams, "backend")
        )
        if not os.environ.get("MPLBACKEND") and not isinstance(chosen, str):
            module.rcParams["backend"] = INLINE
        figures.prepare()
