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
        #: Our handler is in the place of Python's, for as long as the kernel writes.
        self._stands_in = False
        #: What the user's code has put in the place of our handler; it holds while the code runs.
        self._users: Any = None

    def install(self) -> None:
        """Takes over SIGINT; the user's code may take it over in turn."""
        signal.signal(signal.SIGINT, self._interrupted)

    def allow(self) -> None:
        """The user's code runs from now on: with Python's own handler, which has no frame that a traceback could show."""
        self._allowed = True
        signal.signal(signal.SIGINT, signal.default_int_handler if self._users is None else self._users)

    def forbid(self) -> None:
        """The user's code has ended."""
        handler = signal.getsignal(signal.SIGINT)
        signal.signal(signal.SIGINT, self._interrupted)
        self._users = None if handler in (self._interrupted, signal.default_int_handler) else handler
        self._allowed = False
        self._pending = False

    def leave(self) -> None:
        """In a forked child interrupts are as in any Python: what is written there is no message."""
        if signal.getsignal(signal.SIGINT) == self._interrupted:
            try:
                signal.signal(signal.SIGINT, signal.default_int_handler)
            except ValueError:
                pass  # forked in an interpreter that may not: the handler does the same

    def __enter__(self) -> None:
        """Puts an interrupt off until the end of the block."""
        if threading.get_ident() == _main:
            self._depth += 1
            if self._allowed and self._depth == 1 and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
                signal.signal(signal.SIGINT, self._interrupted)
                self._stands_in = True

    def __exit__(self, *_: object) -> None:
        if threading.get_ident() != _main:
            return
        self._depth -= 1
        if self._depth > 0:
            return
        if self._stands_in:
            self._stands_in = False
            signal.signal(signal.SIGINT, signal.default_int_handler)
        if self._pending:
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
