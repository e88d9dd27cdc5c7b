"""The private pipes to the kernel server: frames of a length (4 bytes, big-endian) and JSON in UTF-8."""

import errno
import json
import math
import os
import select
import struct
import threading
from collections import deque
from typing import Any, Deque, Dict, Optional

from .interrupts import Interrupts

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

Message = Dict[str, Any]

_LENGTH = struct.Struct(">I")
#: Descriptors of the kernel's own stand above this, out of the way of programs that close or count descriptors.
_HIGH = 200


def private_descriptor(fd: int, close: bool = False) -> int:
    """A copy of a descriptor that no child process inherits; `close` closes the original."""
    try:
        copy = fcntl.fcntl(fd, fcntl.F_DUPFD, _HIGH)
        os.set_inheritable(copy, False)
    except (AttributeError, OSError):  # Windows; the limit of open files is lower
        copy = os.dup(fd)
    if close:
        os.close(fd)
    return copy


def write_all(fd: int, data: bytes) -> None:
    """Writes all of it, also where somebody made the descriptor non-blocking."""
    while True:
        try:
            written = os.write(fd, data)
        except BlockingIOError:
            select.select([], [fd], [])
            continue
        if written == len(data):
            return
        data = data[written:]


class Channel:
    """Frames in both directions. Sending is safe in any thread and in signal handlers; one thread receives."""

    def __init__(self, read_fd: int, write_fd: int, interrupts: Interrupts) -> None:
        self._read_fd = private_descriptor(read_fd, close=True)
        self._write_fd = private_descriptor(write_fd, close=True)
        self._interrupts = interrupts
        self._lock = threading.RLock()
        self._outgoing: Deque[bytes] = deque()
        self._sending = False

    def send(self, message: Message) -> None:
        """Sends a message, after those sent before; in a forked child it goes nowhere."""
        body = encode(message)
        self._outgoing.append(_LENGTH.pack(len(body)) + body)
        with self._interrupts, self._lock:
            if self._sending:  # a signal handler or finalizer within a send: what it interrupted goes on with this
                return
            self._sending = True
            try:
                while self._outgoing:
                    frame = self._outgoing.popleft()
                    if self._write_fd >= 0:
                        write_all(self._write_fd, frame)
            finally:
                self._sending = False

    def receive(self) -> Optional[Message]:
        """The next message, or None when the server is gone."""
        head = self._read(_LENGTH.size)
        body = head and self._read(_LENGTH.unpack(head)[0])
        return json.loads(body) if body else None

    def leave(self) -> None:
        """Closes the pipes in a forked child: they are its parent's."""
        for fd in (self._read_fd, self._write_fd):
            try:
                os.close(fd)
            except OSError:
                pass
        self._read_fd = self._write_fd = -1
        self._lock = threading.RLock()
        self._outgoing.clear()
        self._sending = False

    def _read(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            try:
                part = os.read(self._read_fd, size - len(data))
            except OSError as error:
                if error.errno in (errno.EBADF, errno.ECONNRESET, errno.EPIPE, errno.EIO):
                    return b""
                raise
            if not part:
                return b""
            data += part
        return data


def encode(message: Message) -> bytes:
    """JSON of what the user's objects gave, made fit where it is not."""
    try:
        text = json.dumps(message, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        text = json.dumps(_fit(message, 0), allow_nan=False)
    return text.encode("ascii")


def _fit(value: Any, depth: int) -> Any:
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if depth > 50:
        return None
    if isinstance(value, dict):
        return {str(key): _fit(item, depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_fit(item, depth + 1) for item in value]
    return str(value)
