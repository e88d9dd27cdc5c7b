"""matplotlib: figures stand in the shell unless the user asks for windows."""

import os
import sys
from types import ModuleType

from . import figures
from .imports import when_imported

INLINE = "module://%s" % figures.__name__


class Plots:
    """Makes the shell's backend the default when matplotlib is imported, and shows what figures a cell has left."""

    def install(self) -> None:
        # (MPLBACKEND would do it too, but subprocesses would inherit it.)
        when_imported("matplotlib", _make_default)

    def show_all(self) -> None:
        """Shows the figures that are open in the shell's backend, and closes them."""
        if "matplotlib.pyplot" in sys.modules:
            figures.show()

    def use(self, backend: str) -> None:
        """Switches to "inline" or to a backend of matplotlib's, whose windows then open without waiting."""
        import matplotlib.pyplot  # type: ignore[import-not-found]

        matplotlib.pyplot.switch_backend(INLINE if backend == "inline" else backend)
        matplotlib.interactive(backend != "inline")


def _make_default(matplotlib: ModuleType) -> None:
    settings = matplotlib.rcParams
    chosen = settings._get("backend") if hasattr(settings, "_get") else dict.__getitem__(settings, "backend")
    if not os.environ.get("MPLBACKEND") and not isinstance(chosen, str):
        settings["backend"] = INLINE
    figures.prepare()
