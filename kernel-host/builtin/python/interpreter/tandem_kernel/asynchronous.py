"""Top-level `await`, and the event loop that goes on with its tasks between statements."""

import sys
from importlib import import_module
from types import TracebackType
from typing import Any, Callable, Coroutine, Optional

from .standard import StandardLibrary


class AsyncLoop:
    """One asyncio loop for the main thread, made when it is first needed."""

    def __init__(self, standard: StandardLibrary) -> None:
        self._standard = standard
        self._own: Any = None
        self._loop: Any = None

    def _asyncio(self) -> Any:
        """The library's asyncio; where a file of the user's has its name, one that is kept for this loop."""
        present = sys.modules.get("asyncio")
        if present is not None and self._standard.has(getattr(present, "__file__", None)):
            return present
        if self._own is None:
            with self._standard.alone():
                self._own = import_module("asyncio")
                # Some of its parts it imports only with its first loop.
                self._own.new_event_loop().close()
        return self._own

    def run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        """Runs to the coroutine's end. An interrupt cancels it."""
        asyncio = self._asyncio()
        if self._loop is None or self._loop.is_closed():
            self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        task = self._loop.create_task(coroutine)
        try:
            return self._loop.run_until_complete(task)
        except KeyboardInterrupt:
            raise KeyboardInterrupt().with_traceback(self._cancel(task)) from None

    def _cancel(self, task: Any) -> Optional[TracebackType]:
        """Ends the task; gives the place where it was."""
        task.cancel()
        try:
            self._loop.run_until_complete(task)
        except BaseException as error:
            return error.__traceback__
        return None

    @property
    def is_open(self) -> bool:
        """Whether there is a loop that may have something to do: tasks, timers, connections."""
        return self._loop is not None and not self._loop.is_closed()

    def run_until(self, start: Callable[[Callable[[], None]], None]) -> None:
        """Runs the loop until the function that `start` is given is called, from any thread."""
        loop = self._loop

        def stop() -> None:
            try:
                loop.call_soon_threadsafe(loop.stop)
            except RuntimeError:  # closed meanwhile
                pass

        start(stop)
        loop.run_forever()

    def turn(self) -> None:
        """Lets the loop do what is due now."""
        loop = self._loop
        loop.call_soon(loop.stop)
        loop.run_forever()
