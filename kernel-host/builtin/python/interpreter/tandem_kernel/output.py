"""stdout and stderr, in one order with each other and with messages.

Whatever writes to descriptor 1 or 2 (print, C code, a subprocess) writes into the same pipe to the server, so order
within a stream is kept by itself. Between the streams and the message channel it is kept by marks within the streams:

    NUL token kind number NUL     kind "r": what follows belongs to request `number`
                                  kind "b": barrier: both streams carry it; what stands before comes first
                                  kind "m": barrier, and message `number` comes here
                                  kind "s" ... kind "e": what stands between them belongs to request `number`

Marks go to copies of the descriptors, so that closing or redirecting 1 or 2 does not lose them.
"""

import errno
import io
import os
import sys
import threading
from typing import Any, List, Optional

from .attribution import Attribution
from .channel import Channel, Message, private_descriptor, write_all
from .interrupts import Interrupts

_os_write = os.write
#: Written to last by a program that was started.
OTHERS: Any = object()
_NAMES = {1: "stdout", 2: "stderr"}


class Output:
    """The two streams and what is published between their lines."""

    def __init__(self, channel: Channel, token: str, attribution: Attribution, interrupts: Interrupts) -> None:
        self._channel = channel
        self._token = token.encode("ascii")
        self.interrupts = interrupts
        self._barriers = 0
        self.attribution = attribution
        #: The request that the calling thread is known to work for, or None.
        self.request = attribution.known
        self.lock = threading.RLock()
        #: The stream written to since the last barrier.
        self.written: Any = None
        self._writers = [_Writer(self, 1), _Writer(self, 2)]
        self.stdout, self.stderr = (_text(writer) for writer in self._writers)
        self.forked = False

    def begin(self, request: int) -> None:
        """What is written from now on belongs to this request, whoever writes it."""
        self.attribution.begin(request)
        with self.interrupts, self.lock:
            for writer in self._writers:
                writer.attribute(request)

    def publish(self, message: Message) -> None:
        """Sends a message that comes after all that was written before, and before all that is written after."""
        if self.forked:
            return
        with self.interrupts, self.lock:
            self._barrier(b"m")
            self._channel.send(dict(message, after=self._barriers))

    def separate(self) -> None:
        """What the other stream got before comes first."""
        with self.interrupts:
            self._barrier(b"b")

    def others_write(self) -> None:
        """Another program is about to write to the streams: marks stand before it, and before what is printed next."""
        if self.forked:
            return
        with self.lock:
            if self.written is not None and self.written is not OTHERS:
                self.separate()
            self.written = OTHERS

    def mark(self, kind: bytes, number: int) -> bytes:
        return b"\0%b%b%010d\0" % (self._token, kind, number)

    def pipes(self) -> List[int]:
        """The descriptors of stdout and stderr to which marks can be written."""
        return [writer.pipe for writer in self._writers]

    def repair(self) -> List[str]:
        """Opens descriptors 1 and 2 again where they were closed; gives a sentence for each."""
        return [sentence for sentence in (writer.repair() for writer in self._writers) if sentence]

    def reopened(self, name: str) -> io.TextIOWrapper:
        """A new text file in place of one that was closed."""
        number = 0 if name == "stdout" else 1
        self._writers[number] = self._writers[number].reopened()
        stream = _text(self._writers[number])
        setattr(self, name, stream)
        setattr(sys, "__%s__" % name, stream)
        return stream

    def leave(self) -> None:
        """In a forked child, output is plain bytes and nothing is published."""
        self.forked = True
        self.written = None
        self.lock = threading.RLock()
        for writer in self._writers:
            writer.leave()
        for stream in (self.stdout, self.stderr):
            # Several children write at once: their lines are not to be mixed.
            stream.reconfigure(line_buffering=True, write_through=False)

    def _barrier(self, kind: bytes) -> None:
        self.written = None
        self._barriers += 1
        mark = self.mark(kind, self._barriers)
        for writer in self._writers:
            write_all(writer.pipe, mark)


class _Writer(io.RawIOBase):
    """A descriptor, unbuffered. `write` writes everything."""

    mode = "wb"

    def __init__(self, output: Output, fd: int, pipe: Optional[int] = None, attributed: int = 0) -> None:
        super().__init__()
        self._output = output
        self._fd = fd
        self._attributed = attributed
        self.pipe = private_descriptor(fd) if pipe is None else pipe
        self._identity = _identity(self.pipe)
        self.name = "<%s>" % _NAMES[fd]

    def write(self, data: Any) -> int:
        output = self._output
        with output.lock:
            # The quick way, for each line of a long loop: the stream and its request are as they were.
            if output.written is self and output.request() == self._attributed and type(data) is bytes:
                try:
                    written = _os_write(self._fd, data)
                except OSError:
                    written = 0
                if written < len(data):
                    self._write(data[written:])
            else:
                self._write_anew(bytes(data))
        return len(data)

    def _write_anew(self, data: bytes) -> None:
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        output = self._output
        if output.forked:
            self._write(data)
            return
        if output.written is not self:
            if output.written is not None:
                output.separate()
            output.written = self
        request = output.attribution.current()
        if request == self._attributed or _identity(self._fd) != self._identity:
            self._write(data)
        else:
            with output.interrupts:
                write_all(self.pipe, output.mark(b"r", request) + data + output.mark(b"r", self._attributed))

    def attribute(self, request: int) -> None:
        if request != self._attributed:
            self._attributed = request
            write_all(self.pipe, self._output.mark(b"r", request))

    def repair(self) -> Optional[str]:
        if _identity(self._fd) is not None:
            return None
        os.dup2(self.pipe, self._fd)
        os.set_inheritable(self._fd, True)
        return "Descriptor %d (%s) was closed; it is open again." % (self._fd, _NAMES[self._fd])

    def reopened(self) -> "_Writer":
        return _Writer(self._output, self._fd, self.pipe, self._attributed)

    def leave(self) -> None:
        os.close(self.pipe)
        self.pipe = self._fd

    def fileno(self) -> int:
        return self._fd

    def writable(self) -> bool:
        return True

    def _write(self, data: bytes) -> None:
        try:
            write_all(self._fd, data)
        except OSError as error:
            if error.errno != errno.EBADF or self.pipe == self._fd:
                raise
            write_all(self.pipe, data)


def _text(writer: _Writer) -> io.TextIOWrapper:
    return io.TextIOWrapper(writer, "utf-8", "backslashreplace", write_through=True)  # type: ignore[arg-type]


def _identity(fd: int) -> Optional[object]:
    try:
        status = os.fstat(fd)
    except OSError:
        return None
    return (status.st_dev, status.st_ino, status.st_mode)
