"""Runs code of execute requests in `__main__`."""

import os
import sys
import types
import warnings
from inspect import CO_COROUTINE
from typing import Any, Dict, List, Optional

from .asynchronous import AsyncLoop
from .c_streams import flush_c_streams
from .compiling import Compiler
from .debugging import end_stepping, is_quit
from .displays import Displays
from .interrupts import Interrupts
from .magics import MagicError, Magics
from .output import Output
from .plots import Plots
from .questions import Questions
from .representations import representations
from .sources import Sources
from .tracebacks import error_info, remember, text_of, without_own_frames
from .variables.tracing import trace_again

Reply = Dict[str, Any]
DEFAULT_PROMPTS = {"primary": ">>> ", "continuation": "... "}


class Execution:
    """One request at a time, in the main thread."""

    def __init__(
        self,
        namespace: Dict[str, Any],
        output: Output,
        displays: Displays,
        questions: Questions,
        asynchronous: AsyncLoop,
        interrupts: Interrupts,
        magics: Magics,
        plots: Plots,
    ) -> None:
        self._namespace = namespace
        self._output = output
        self._displays = displays
        self._questions = questions
        self._asynchronous = asynchronous
        self._interrupts = interrupts
        self._magics = magics
        self._plots = plots
        self._sources = Sources()
        self._compiler = Compiler()
        #: The SystemExit by which exit() or quit() asked for the end of the kernel.
        self.exit_asked: Optional[SystemExit] = None
        self._own_excepthook = self._excepthook
        self._error: Optional[Reply] = None

    def install(self) -> None:
        sys.excepthook = self._own_excepthook

    def execute(self, request: Dict[str, Any]) -> Reply:
        """Runs a request's code to its end. The reply is the outcome, with the prompts of the next input."""
        process = os.getpid()
        self._displays.silent = request["silent"]
        self._questions.allowed = request["allowStdin"]
        self.exit_asked = None
        self._output.begin(request["request"])
        reply = self._interruptible(lambda: self._run(request))
        if os.getpid() != process:
            self._end_fork(reply)
        if reply["status"] == "ok":
            expressions = request.get("userExpressions") or {}
            results = self._interruptible(lambda: {"status": "ok", "userExpressions": self._evaluate(expressions)})
            reply.update(results)
            if self.exit_asked:
                reply["payload"] = [{"source": "ask_exit", "keepkernel": False}]
        reply["prompts"] = self._interruptible(self._after).get("prompts") or DEFAULT_PROMPTS
        return reply

    def _interruptible(self, work: Any) -> Reply:
        try:
            try:
                self._interrupts.allow()
                return work()
            finally:
                self._interrupts.forbid()
        except BaseException:  # an interrupt just before it was forbidden, or in the display of an error
            kind, value, trace = sys.exc_info()
            return dict(error_info(kind, value, trace), status="error")  # type: ignore[arg-type]

    def _run(self, request: Dict[str, Any]) -> Reply:
        origin = request.get("origin")
        number = None if request["silent"] else request["count"]
        place = None if origin is None else (origin["file"], origin["line"])
        filename, first_line = self._sources.register(request["code"], number, place)
        trace_again()
        try:
            code = self._magics.translated(request["code"], self._parse_quietly)
            for part in self._compiler.compile(code, filename, first_line):
                self._run_part(part)
            self._plots.show_all()
        except BaseException:
            kind, value, trace = sys.exc_info()
            return self._failed(kind, value, trace)
        return {"status": "ok"}

    def _parse_quietly(self, code: str) -> Any:
        with warnings.catch_warnings():  # they come when it is compiled
            warnings.simplefilter("ignore")
            return self._compiler.parse(code, "<input>")

    def _run_part(self, part: types.CodeType) -> None:
        if part.co_flags & CO_COROUTINE:
            self._asynchronous.run(types.FunctionType(part, self._namespace)())
        else:
            exec(part, self._namespace)

    def _failed(self, kind: Any, value: Any, trace: Any) -> Reply:
        trace = without_own_frames(trace)
        if value is not None:
            value.with_traceback(trace)
        try:
            self._plots.show_all()
        except Exception:
            pass  # the code's own error is what matters
        if isinstance(value, SystemExit):
            return self._exited(value)
        if isinstance(value, MagicError):
            return _short(kind.__name__, str(value))
        if is_quit(kind):
            return _short(kind.__name__, "The debugger was quit, and the code with it.")
        remember(kind, value, trace)
        info = error_info(kind, value, trace)
        hook = getattr(sys, "excepthook", None)
        if hook not in (None, self._own_excepthook, sys.__excepthook__):
            info["traceback"] = self._show_by_hook(hook, kind, value, trace, info["traceback"])
        return dict(info, status="error")

    def _exited(self, value: SystemExit) -> Reply:
        if self.exit_asked:
            return {"status": "ok", "payload": [{"source": "ask_exit", "keepkernel": False}]}
        code = "" if value.code is None else str(value.code)
        said = "\x1b[1;31mSystemExit\x1b[0m%s" % (": " + code if code else "")
        return {
            "status": "error",
            "ename": "SystemExit",
            "evalue": code,
            "traceback": [said, "The code asked Python to end. The shell goes on; restart or close it to end Python."],
        }

    def _show_by_hook(self, hook: Any, kind: Any, value: Any, trace: Any, lines: List[str]) -> List[str]:
        """A sys.excepthook of the user shows the error, unless it fails itself."""
        try:
            hook(kind, value, trace)
            return []
        except BaseException:
            failed = sys.exc_info()
            print("Error in sys.excepthook:", file=sys.__stderr__)
            print("\n".join(text_of(*failed)), file=sys.__stderr__)  # type: ignore[arg-type]
            print("\nOriginal exception was:", file=sys.__stderr__)
            return lines

    def _excepthook(self, kind: Any, value: Any, trace: Any) -> None:
        """sys.excepthook for what is raised outside of requests, and for those who call it themselves."""
        if isinstance(value, SystemExit):
            return
        remember(kind, value, trace)
        print("\n".join(error_info(kind, value, trace)["traceback"]), file=sys.stderr)

    def _evaluate(self, expressions: Dict[str, str]) -> Dict[str, Any]:
        results = {}
        for name, expression in expressions.items():
            try:
                value = eval(self._compiler.expression(expression), self._namespace)
                data, metadata = representations(value, lambda error: None)
                results[name] = {"status": "ok", "data": data, "metadata": metadata}
            except Exception:
                kind, error, trace = sys.exc_info()
                results[name] = dict(error_info(kind, error, trace), status="error")  # type: ignore[arg-type]
        return results

    def _after(self) -> Reply:
        """Puts the ways out and in right again where the code broke them; gives the prompts of the next input."""
        end_stepping(self._namespace)
        flush_c_streams()
        notes = self._output.repair()
        for name, own in (("stdout", self._output.stdout), ("stderr", self._output.stderr)):
            stream = getattr(sys, name, None)
            if stream is None or getattr(stream, "closed", False):
                how = "None" if stream is None else "closed"
                own = self._output.reopened(name) if own.closed else own
                setattr(sys, name, own)
                notes.append("sys.%s was %s; the shell has put its own back." % (name, how))
            else:
                try:
                    stream.flush()
                except Exception:
                    pass
        if getattr(sys, "stdin", None) is None:
            self._questions.install()
            notes.append("sys.stdin was None; the shell has put its own back.")
        for note in notes:
            self._output.stderr.write(note + "\n")
        return {"prompts": prompts()}

    def exit(self, code: Any) -> None:
        """exit() or quit() was called: the kernel ends when the code has."""
        self.exit_asked = SystemExit(code)
        raise self.exit_asked

    def _end_fork(self, reply: Reply) -> None:
        """A forked child came to the end of the code: it has nothing to go on with."""
        for line in reply.get("traceback", []):
            sys.stderr.write(line + "\n")
        for stream in (self._output.stdout, self._output.stderr):
            stream.flush()
        os._exit(0 if reply["status"] == "ok" else 1)


class Exit:
    """exit and quit: what ends the kernel."""

    def __init__(self, name: str, execution: Execution) -> None:
        self._name = name
        self._execution = execution

    def __repr__(self) -> str:
        return "Use %s() to end this Python" % self._name

    def __call__(self, code: Any = None) -> None:
        self._execution.exit(code)


def prompts() -> Dict[str, str]:
    """The prompts of the next input: objects whose text is asked for each time."""
    return {
        "primary": _prompt("ps1", DEFAULT_PROMPTS["primary"]),
        "continuation": _prompt("ps2", DEFAULT_PROMPTS["continuation"]),
    }


def _prompt(name: str, default: str) -> str:
    try:
        return str(getattr(sys, name))[:1000]
    except Exception:
        return default


def _short(name: str, sentence: str) -> Reply:
    """An error that is told in a sentence, without a traceback."""
    return {"status": "error", "ename": name, "evalue": sentence, "traceback": [sentence]}
