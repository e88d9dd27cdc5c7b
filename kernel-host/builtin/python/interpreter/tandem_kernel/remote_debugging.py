"""debugpy, for debuggers that speak the Debug Adapter Protocol: the user's own, or the one that comes with the kernel."""

import os
import sys
import threading
from typing import Any, Dict, Optional

_BUNDLED = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "debugpy")


class RemoteDebugging:
    """Starts its adapter once; it ends with the interpreter."""

    def __init__(self) -> None:
        self._port: Optional[int] = None

    def listen(self) -> Dict[str, Any]:
        """The port on 127.0.0.1 where its adapter listens. Called in the main thread, which is traced from then on."""
        if self._port is None:
            for thread in threading.enumerate():
                if thread.name.startswith("tandem-"):  # the kernel's own go on, and are in no list
                    thread.is_pydev_daemon_thread = thread.pydev_do_not_trace = True  # type: ignore[attr-defined]
            debugpy = _imported()
            # Pythons that the user's code starts would wait for a client of their own, which never comes.
            debugpy.configure(subProcess=False)
            self._port = debugpy.listen(("127.0.0.1", 0))[1]
            _take_cells_for_the_users()
        return {"port": self._port}


def _imported() -> Any:
    # What it finds of its own files it says on stderr.
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    try:
        import debugpy
    except ImportError:
        # Behind all of the user's: nothing of theirs is shadowed.
        sys.path.append(_BUNDLED)
        try:
            import debugpy
        finally:
            sys.path.remove(_BUNDLED)
    return debugpy


def _take_cells_for_the_users() -> None:
    """What was typed into the shell, `<cell 3>`, is the user's own code: exceptions there are not a library's."""
    filtering = sys.modules.get("_pydevd_bundle.pydevd_filtering")
    known = getattr(filtering, "USER_CODE_BASENAMES_STARTING_WITH", None)
    if isinstance(known, tuple):
        filtering.USER_CODE_BASENAMES_STARTING_WITH = known + ("<cell ",)  # type: ignore[union-attr]
