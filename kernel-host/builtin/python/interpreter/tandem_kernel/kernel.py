"""The interpreter behind the kernel server: its start, its parts, and its loop in the main thread."""

import builtins
import faulthandler
import os
import platform
import queue
import sys
import threading
import types
from _thread import start_new_thread
from typing import Any, Callable, Dict, List

from .asynchronous import AsyncLoop
from .attribution import Attribution
from .channel import Channel, Message
from .compiling import Compiler
from .completeness import completeness
from .completion import Completer
from .data.answers import Data
from .debugging import follow_pdb
from .displays import Displays
from .event_loops import EventLoops
from .execution import Execution, Exit, prompts
from .inspection import inspection
from .interrupts import Interrupts, interrupt_on_windows
from .magics import Magics
from .main_loops import MainLoops
from .modules import Modules
from .output import Output
from .parent import end_with_parent, take_environment_bytes
from .plots import Plots
from .questions import Questions
from .remote_debugging import RemoteDebugging
from .standard import StandardLibrary
from .started_programs import follow_started_programs
from .subinterpreters import Subinterpreters
from .tracebacks import error_info
from .variables.answers import Variables, is_of_language

_SERVER_IS_GONE = 98


class Kernel:
    """Serves one kernel server until it says shutdown or is gone."""

    def __init__(self, read_fd: int, write_fd: int, standard_path: List[str]) -> None:
        standard = StandardLibrary(standard_path)
        self._interrupts = interrupts = Interrupts()
        interrupts.install()
        self._channel = channel = Channel(read_fd, write_fd, interrupts)
        start = channel.receive()
        if start is None:
            os._exit(_SERVER_IS_GONE)
        end_with_parent()
        take_environment_bytes()
        attribution = Attribution()
        self._output = output = Output(channel, start["token"], attribution, interrupts)
        self._main = types.ModuleType("__main__")
        namespace = vars(self._main)
        namespace["__builtins__"] = builtins
        #: Kept, because a module's names are lost with it.
        self._starter = sys.modules["__main__"]

        asynchronous = AsyncLoop(standard)
        self._loops = EventLoops(queue.SimpleQueue(), asynchronous, interrupts)
        plots = Plots()
        displays = Displays(output)
        self._questions = questions = Questions(output)
        magics = Magics(namespace, self._loops, plots, displays.clear_output, standard)
        self._execution = execution = Execution(
            namespace, output, displays, questions, asynchronous, interrupts, magics, plots
        )
        self._magics = magics
        self._compiler = Compiler()
        self._remote_debugging = RemoteDebugging()
        self._completer = Completer(namespace, Modules(), magics.names())
        self._namespace = namespace
        self._variables = Variables(lambda: namespace, lambda name, _value: is_of_language(name) or name == "_")
        self._data = Data(self._variables.find, self._variables.stopped.let_go)

        attribution.follow_threads()
        follow_pdb(standard)
        follow_started_programs(output)
        parts = (displays, questions, magics, plots, Subinterpreters(output), MainLoops(self._loops), execution)
        for part in parts:
            part.install()
        for name in ("exit", "quit"):
            setattr(builtins, name, Exit(name, execution))
        sys.stdout = sys.__stdout__ = output.stdout  # type: ignore[misc]
        sys.stderr = sys.__stderr__ = output.stderr  # type: ignore[misc]
        sys.ps1, sys.ps2 = ">>> ", "... "
        sys.modules["__main__"] = self._main
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(
                before=output.lock.acquire, after_in_parent=output.lock.release, after_in_child=self._leave
            )
        try:
            faulthandler.enable(2)
        except Exception:
            pass  # descriptor 2 is closed: nothing could be said there anyway
        if start.get("gui"):
            self._loops.choose(start["gui"])

    def run(self) -> None:
        """Serves requests in the main thread; comes back only to end Python. SystemExit when code has called exit()."""
        threading.Thread(target=self._receive, name="tandem-messages", daemon=True).start()
        self._channel.send({"type": "hello", "info": _information()})
        actions: Dict[str, Callable[[Message], Dict[str, Any]]] = {
            "execute": self._execution.execute,
            "complete": lambda message: self._completer.complete(message["code"], message["cursor"]),
            "inspect": lambda message: inspection(
                message["code"], message["cursor"], message["detail"], self._namespace
            ),
            "debug_listen": lambda message: self._remote_debugging.listen(message.get("processes") is True),
            "is_complete": lambda message: completeness(message["code"], self._parse),
        }
        while True:
            message = self._loops.next()
            if message["type"] == "shutdown":
                return
            answer = {"type": "reply", "id": message["id"]}
            try:
                answer["content"] = self._do(actions[message["type"]], message)
            except BaseException:
                answer["error"] = error_info(*sys.exc_info())  # type: ignore[arg-type]
            self._answer(answer)
            if self._execution.exit_asked is not None:
                raise self._execution.exit_asked.with_traceback(None)

    def _do(self, action: Callable[[Message], Dict[str, Any]], message: Message) -> Dict[str, Any]:
        if message["type"] == "execute":
            return action(message)
        try:
            self._interrupts.allow()  # dir() and the like run code of the objects
            return action(message)
        finally:
            self._interrupts.forbid()

    def _answer(self, answer: Message) -> None:
        try:
            self._output.publish(answer)
        except MemoryError:
            content = {"status": "error", "ename": "MemoryError", "evalue": "", "traceback": ["MemoryError"]}
            self._output.publish({"type": "reply", "id": answer["id"], "content": content})

    def _parse(self, code: str) -> Any:
        def parse(text: str) -> Any:
            return self._compiler.parse(text, "<input>")

        return parse(self._magics.translated(code, parse))

    def _receive(self) -> None:
        while True:
            try:
                message = self._channel.receive()
            except MemoryError:
                continue
            if message is None:
                os._exit(_SERVER_IS_GONE)
            if message["type"] == "input_reply":
                self._questions.answered(message)
            elif message["type"] == "interrupt":
                interrupt_on_windows()
            elif message["type"] == "variables":
                start_new_thread(self._tell, (message, self._variables.answer))
            elif message["type"] == "data":
                start_new_thread(self._tell, (message, self._data.answer))
            else:
                self._loops.put(message)

    def _tell(self, message: Message, answer: Callable[[Message], Message]) -> None:
        """Answers beside the main thread, whatever that does."""
        self._channel.send({"type": "reply", "id": message["id"], "content": answer(message["content"])})

    def _leave(self) -> None:
        """In a forked child: what is said here is its parent's business no more."""
        self._channel.leave()
        self._output.leave()
        self._interrupts.leave()


def _information() -> Dict[str, Any]:
    return {
        "version": platform.python_version(),
        "implementation": platform.python_implementation(),
        "banner": "%s %s on %s" % (platform.python_implementation(), sys.version.replace("\n", " "), sys.platform),
        "executable": sys.executable,
        "pid": os.getpid(),
        "prompts": prompts(),
    }
