"""Interrupts by SIGINT: raised in the user's code, never in the middle of what the kernel writes to the server."""

import _thread
import signal
import threading
from types import FrameType
from typing import Any, Optional

_main = threading.main_thread().ident


class Interrupts:
    """Raises KeyboardInterrupt in the main thread while that is allowed, and forgets interrupts that come otherwise."""

    def __init__(self) -> None:
        self._allowed = False
        self._depth = 0
        self._pending = False
        #: What the user's code has put in the place of our handler; it holds while the code runs.
        self._users: Any = None

    def install(self) -> None:
        """Takes over SIGINT; the user's code may take it over in turn."""
        signal.signal(signal.SIGINT, self._interrupted)

    def allow(self) -> None:
        """The user's code runs from now on."""
        self._allowed = True
        if self._users is not None:
            signal.signal(signal.SIGINT, self._users)

    def forbid(self) -> None:
        """The user's code has ended."""
        handler = signal.getsignal(signal.SIGINT)
        self._users = None if handler == self._interrupted else handler
        if self._users is not None:
            signal.signal(signal.SIGINT, self._interrupted)
        self._allowed = False
        self._pending = False

    def __enter__(self) -> None:
        """Puts an interrupt off until the end of the block."""
        if threading.get_ident() == _main:
            self._depth += 1

    def __exit__(self, *_: object) -> None:
        if threading.get_ident() != _main:
            return
        self._depth -= 1
        if self._depth == 0 and self._pending:
            self._pending = False
            raise KeyboardInterrupt

    def _interrupted(self, _signal: int, _frame: Optional[FrameType]) -> None:
        if not self._allowed:
            return
        if self._depth > 0:
            self._pending = True
            return
        raise KeyboardInterrupt


_CTRL_C_EVENT = 0


def interrupt_on_windows() -> None:
    """What SIGINT from the server does elsewhere; called in the thread that hears the server."""
    try:
        import ctypes

        pressed = press_control_c(ctypes.windll.kernel32)  # type: ignore[attr-defined]
    except Exception:
        pressed = False
    if not pressed:
        _thread.interrupt_main()  # reaches Python code, but no blocking call


def press_control_c(kernel32: Any) -> bool:
    """Ctrl+C in the hidden console that this process and the programs it has started have for themselves.

    It sets the interrupt event that time.sleep() and locks wait for, and reaches those programs too.
    """
    # Whoever started us may have turned Ctrl+C off for all that comes after it.
    kernel32.SetConsoleCtrlHandler(None, False)
    return bool(kernel32.GenerateConsoleCtrlEvent(_CTRL_C_EVENT, 0))
