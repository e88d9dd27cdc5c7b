"""Interrupts by SIGINT: raised in the user's code, never in the middle of what the kernel writes to the server."""

import signal
import threading
from types import FrameType
from typing import Optional

_main = threading.main_thread().ident


class Interrupts:
    """Raises KeyboardInterrupt in the main thread while that is allowed, and forgets interrupts that come otherwise."""

    def __init__(self) -> None:
        self._allowed = False
        self._depth = 0
        self._pending = False

    def install(self) -> None:
        """Takes over SIGINT; the user's code may take it over in turn."""
        signal.signal(signal.SIGINT, self._interrupted)

    def allow(self) -> None:
        """The user's code runs from now on."""
        self._allowed = True

    def forbid(self) -> None:
        """The user's code has ended."""
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
