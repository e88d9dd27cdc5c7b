"""Which request something belongs to: the one that runs, or the one that started the thread or task."""

import functools
import threading
from contextvars import ContextVar
from typing import Any, Optional

_request: ContextVar[Optional[int]] = ContextVar("tandem_request", default=None)
_MARK = "_tandem_request"


class Attribution:
    """Requests are known by the serial numbers that the server gives them; 0 is before the first."""

    def __init__(self) -> None:
        self.latest = 0
        #: `current` for threads that it was asked for before, else None.
        self.known = _request.get

    def begin(self, request: int) -> None:
        """From now on the main thread works for this request; tasks get it by their context."""
        self.latest = request
        _request.set(request)

    def current(self) -> int:
        """The request that the calling thread works for."""
        request = _request.get()
        if request is None:
            request = getattr(threading.current_thread(), _MARK, None)
            if request is None:
                return self.latest
            _request.set(request)
        return request

    def follow_threads(self) -> None:
        """Threads started from now on belong to the request that started them."""
        start = threading.Thread.start

        @functools.wraps(start)
        def start_for_request(thread: threading.Thread, *args: Any, **kwargs: Any) -> None:
            setattr(thread, _MARK, self.current())
            start(thread, *args, **kwargs)

        threading.Thread.start = start_for_request  # type: ignore[method-assign, assignment]
