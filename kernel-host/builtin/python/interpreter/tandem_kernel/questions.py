"""input(), getpass and sys.stdin: lines that the client is asked for."""

import builtins
import getpass
import io
import os
import sys
import threading
from types import TracebackType
from typing import Any, Dict, List, Optional

from .channel import Message
from .output import Output
from .sources import is_ours
from .variables import passwords

#: What a client answers for the end of the input (Ctrl+D).
_END_OF_INPUT = "\x04"
#: How often a wait looks for an interrupt where a lock cannot be interrupted (Windows), in seconds.
_LOOK_FOR_INTERRUPT = 0.1


class StdinNotImplementedError(NotImplementedError, EOFError):
    """Input was asked for while the client that runs the code cannot give any."""


class Questions:
    """Asks the client of a request for lines."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._lock = threading.Lock()
        self._answers: Dict[int, List[Any]] = {}
        self._asked = 0
        #: Whether the running request's client answers questions.
        self.allowed = False

    def install(self) -> None:
        builtins.input = self.input  # type: ignore[assignment]
        getpass.getpass = self.getpass  # type: ignore[assignment]
        sys.stdin = sys.__stdin__ = Stdin(self)  # type: ignore[assignment, misc]

    def input(self, prompt: Any = "", /) -> str:
        """Reads a line, without its end, from whoever runs this code. EOFError when the input has ended (Ctrl+D)."""
        return self.ask(str(prompt), False)

    def getpass(self, prompt: str = "Password: ", stream: Any = None) -> str:
        """Reads a line that is not shown."""
        return self.ask(str(prompt), True)

    def ask(self, prompt: str, password: bool) -> str:
        output = self._output
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except Exception:
                pass
        if output.forked:
            raise EOFError("a forked process has no input")
        request = output.attribution.current()
        if not self.allowed and request == output.attribution.latest:
            raise StdinNotImplementedError("input() was called, but the program that runs this code cannot answer it")
        slot: List[Any] = [threading.Event(), None, None]
        with self._lock:
            self._asked += 1
            question = self._asked
            self._answers[question] = slot
        try:
            output.publish(
                {"type": "input", "request": request, "question": question, "prompt": prompt, "password": password}
            )
            _wait(slot[0])
        except BaseException as error:
            # How the kernel waits is of no interest to whoever reads the traceback.
            raise error.with_traceback(_without_waiting(error.__traceback__))
        finally:
            self._answers.pop(question, None)
        if slot[2] is not None:
            raise StdinNotImplementedError(slot[2])
        if slot[1] is None:
            raise KeyboardInterrupt
        if slot[1] == _END_OF_INPUT:
            raise EOFError
        if password:
            passwords.answered(slot[1])
        return slot[1]

    def answered(self, message: Message) -> None:
        """An answer came: `value`, `refused` (a sentence), or neither when the question was cancelled."""
        slot = self._answers.get(message["question"])
        if slot is not None:
            slot[1], slot[2] = message.get("value"), message.get("refused")
            slot[0].set()


def _wait(event: threading.Event) -> None:
    if os.name != "nt":
        event.wait()
        return
    while not event.wait(_LOOK_FOR_INTERRUPT):
        pass


def _without_waiting(trace: Optional[TracebackType]) -> Optional[TracebackType]:
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file != threading.__file__ and not is_ours(file):
            break
        trace = trace.tb_next
    return trace


class Stdin(io.TextIOBase):
    """sys.stdin: each line is asked for. (Descriptor 0, which subprocesses read, is at its end.)"""

    encoding = "utf-8"
    errors = "strict"
    name = "<stdin>"
    mode = "r"

    def __init__(self, questions: Questions) -> None:
        super().__init__()
        self._questions = questions
        self._rest = ""

    def readable(self) -> bool:
        return True

    def fileno(self) -> int:
        return 0

    def isatty(self) -> bool:
        return False

    def close(self) -> None:
        """Stays open: exit() and others close it, and the shell goes on."""

    def readline(self, size: Optional[int] = -1) -> str:  # type: ignore[override]
        if not self._rest:
            try:
                self._rest = self._questions.ask("", False) + "\n"
            except StdinNotImplementedError:
                raise
            except EOFError:
                return ""
        end = len(self._rest) if size is None or size < 0 else size
        line, self._rest = self._rest[:end], self._rest[end:]
        return line

    def read(self, size: Optional[int] = -1) -> str:  # type: ignore[override]
        if size is not None and size >= 0:
            return self.readline(size)
        return "".join(iter(self.readline, ""))
