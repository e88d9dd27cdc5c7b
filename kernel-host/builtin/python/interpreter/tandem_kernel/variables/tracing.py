"""debugpy in a kernel: the code that it sees, threads that it leaves alone, and its words without delay."""

import socket
import sys
import threading
from typing import Any, Callable, Dict, List


def trace_again() -> None:
    """Has debugpy, where it is at work, see what this thread calls next; code may have called sys.settrace(None)."""
    try:
        pydevd = sys.modules.get("pydevd")
        if pydevd is not None and pydevd._is_attached():  # type: ignore[attr-defined]
            _trace(pydevd)
    except Exception:  # another version has it otherwise
        pass


def _trace(pydevd: Any) -> None:
    monitoring = getattr(sys, "monitoring", None)
    if not getattr(pydevd, "PYDEVD_USE_SYS_MONITORING", False):
        if sys.gettrace() is None:
            pydevd.get_global_debugger().enable_tracing()
    elif monitoring.get_tool(monitoring.DEBUGGER_ID) is None:
        pydevd.pydevd_sys_monitoring.start_monitoring(all_threads=True)
    elif monitoring.get_tool(monitoring.DEBUGGER_ID) == "pydevd" and not monitoring.get_events(monitoring.DEBUGGER_ID):
        pydevd.pydevd_sys_monitoring.update_monitor_events()
        pydevd.pydevd_sys_monitoring.restart_events()


def leave_alone(is_own: Callable[[threading.Thread], bool]) -> None:
    """Threads of the kernel's own go on while it stands still. Each that stops, too, would hold up a step by 0.2 s."""
    for thread in threading.enumerate():
        if is_own(thread):
            thread.is_pydev_daemon_thread = thread.pydev_do_not_trace = True  # type: ignore[attr-defined]


def speak_at_once() -> None:
    """debugpy sends each message in two parts: the system holds the second back until the first is acknowledged (40 ms)."""
    try:
        debugger = sys.modules["pydevd"].get_global_debugger()
        debugger.writer.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except Exception:  # another version has it otherwise, and is slower
        pass


def filter_once() -> None:
    """ipykernel 7 gives debugpy a thousand files that are its own: each function's is compared with them once, not anew."""
    try:
        filtering = sys.modules["pydevd"].get_global_debugger()._files_filtering
        compare = filtering.exclude_by_filter
        known: Dict[Any, Any] = {}
        filters: List[Any] = []

        def exclude_by_filter(*about: Any) -> Any:
            if not filters or filters[0] is not filtering._exclude_filters:
                filters[:] = [filtering._exclude_filters]
                known.clear()
            if about not in known:
                known[about] = compare(*about)
            return known[about]

        filtering.exclude_by_filter = exclude_by_filter
    except Exception:  # another version has it otherwise, and is slower
        pass
