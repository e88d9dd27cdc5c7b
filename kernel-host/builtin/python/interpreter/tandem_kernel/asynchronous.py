"""Top-level `await`, and the event loop that goes on with its tasks between statements."""

from types import TracebackType
from typing import Any, Callable, Coroutine, Optional


class AsyncLoop:
    """One asyncio loop for the main thread, made when it is first needed."""

    def __init__(self, load_standard: Callable[[str], Any]) -> None:
        self._load = load_standard
        self._loop: Any = None

    def run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        """Runs to the coroutine's end. An interrupt cancels it."""
        asyncio = self._load("asyncio")
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
