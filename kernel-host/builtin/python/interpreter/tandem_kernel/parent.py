"""What this process has of its parent, the kernel server (Linux; elsewhere the end of the pipes has to do)."""

import os
import signal

_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Has this process killed when the server is gone, also while C code holds the interpreter's lock."""
    try:
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    except Exception:
        pass  # no ctypes, or not Linux


def take_environment_bytes() -> None:
    """Takes over the values that are no UTF-8: on their way through the server's JavaScript they were spoilt."""
    try:
        with open("/proc/%d/environ" % os.getppid(), "rb") as file:
            entries = file.read().split(b"\0")
    except OSError:
        return
    for entry in entries:
        name, sign, value = entry.partition(b"=")
        try:
            value.decode("utf-8")
        except UnicodeDecodeError:
            if sign and name in os.environb:
                os.environb[name] = value
