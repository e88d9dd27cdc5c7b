"""debugpy, for debuggers that speak the Debug Adapter Protocol: the user's own, or the one that comes with the kernel."""

import os
import sys
from typing import Any, Dict, Optional

from .variables.tracing import leave_alone, speak_at_once

_BUNDLED = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "debugpy")
#: An older one of the user's is left alone.
_OLDEST = [1, 6]


class RemoteDebugging:
    """Starts its adapter once; it ends with the interpreter."""

    def __init__(self) -> None:
        self._port: Optional[int] = None

    def listen(self, processes: bool) -> Dict[str, Any]:
        """The port on 127.0.0.1 where its adapter listens. Called in the main thread, which is traced from then on.

        processes: Pythons that the user's code starts wait for a client of their own; else they run on untraced.
        """
        if self._port is None:
            leave_alone(lambda thread: thread.name.startswith("tandem-"))
            debugpy = _imported()
            debugpy.configure(subProcess=processes)
            self._port = debugpy.listen(("127.0.0.1", 0))[1]
            speak_at_once()
            _take_cells_for_the_users()
        return {"port": self._port}


def _imported() -> Any:
    # What it finds of its own files it says on stderr.
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    try:
        import debugpy

        if _is_recent(debugpy):
            return debugpy
    except Exception:  # there is none, or it is for another Python
        pass
    for name in [name for name in sys.modules if name.partition(".")[0] == "debugpy"]:
        del sys.modules[name]
    # Nothing else is in that folder: of the user's no other module is shadowed.
    sys.path.insert(0, _BUNDLED)
    try:
        import debugpy
    finally:
        sys.path.remove(_BUNDLED)
    return debugpy


def _is_recent(debugpy: Any) -> bool:
    """Whether it can what is asked of it; what it needs of the Python that runs, an older one does not know."""
    version = [int(part) for part in str(debugpy.__version__).split(".")[:2]]
    return version >= _OLDEST and callable(debugpy.configure) and callable(debugpy.listen)


def _take_cells_for_the_users() -> None:
    """What was typed into the shell, `<cell 3>`, is the user's own code: exceptions there are not a library's."""
    filtering = sys.modules.get("_pydevd_bundle.pydevd_filtering")
    known = getattr(filtering, "USER_CODE_BASENAMES_STARTING_WITH", None)
    if isinstance(known, tuple):
        filtering.USER_CODE_BASENAMES_STARTING_WITH = known + ("<cell ",)  # type: ignore[union-attr]
