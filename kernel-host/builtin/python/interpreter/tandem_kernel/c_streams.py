"""What C code printed and its library still holds back (CPython's -u keeps it from that, PyPy's does not)."""

import sys
from typing import Any

_LOADERS = ("ctypes", "cffi", "_cffi_backend")
_library: Any = None


def flush_c_streams() -> None:
    """Flushes C's stdout and stderr, where a program can have reached them."""
    global _library
    if not any(name in sys.modules for name in _LOADERS):
        return
    try:
        if _library is None:
            import ctypes

            _library = ctypes.CDLL(None)
        _library.fflush(None)
    except Exception:
        pass  # no C library to be had (Windows, a static build): nothing is held back that could be freed
