"""The answers in an ipykernel: on its control socket, in the thread of that, also while the main thread runs a cell."""

import threading
from typing import Any, Dict, Tuple

from . import errors, passwords
from .answers import Variables, is_of_language
from .kinds import kind_of
from .tracing import filter_once, leave_alone, speak_at_once, trace_again

#: What IPython puts into the namespace by itself.
_IPYTHON = ("In", "Out", "get_ipython", "exit", "quit")
_IPYTHON_MARKS = ("", "h", "dh", "oh")


def serve() -> Tuple[Any, Variables]:
    """Answers `tandem_variables_request` of the kernel that runs this: the kernel, and who answers."""
    from IPython import get_ipython

    shell = get_ipython()
    kernel = shell.kernel

    def hidden(name: str, value: Any) -> bool:
        if name in shell.user_ns_hidden and shell.user_ns_hidden[name] is value:
            return True
        if is_of_language(name) or name in _IPYTHON and kind_of(value) not in ("number", "text", "array", "table"):
            return True
        return name.startswith("_") and name.strip("_i0123456789") in _IPYTHON_MARKS

    _hear_passwords(kernel)
    _hear_errors(shell)
    _adapt_debugger(kernel)
    _trace_each_cell(shell)
    variables = Variables(lambda: shell.user_ns, hidden)

    def handle(stream: Any, ident: Any, parent: Dict[str, Any]) -> None:
        content = variables.answer(parent.get("content") or {})
        kernel.session.send(stream, "tandem_variables_reply", content, parent, ident=ident)

    kernel.control_handlers["tandem_variables_request"] = handle
    return kernel, variables


def _adapt_debugger(kernel: Any) -> None:
    """Before it starts: Pythons that the user's code starts wait for a client of their own only where one will come."""
    debugger = getattr(kernel, "debugger", None)
    start = getattr(debugger, "start", None)
    process_request = getattr(debugger, "process_request", None)
    if start is None or process_request is None:
        return
    processes = [False]

    def hear(message: Any) -> Any:
        if message.get("command") == "initialize":
            processes[0] = (message.get("arguments") or {}).get("subProcess") is True
        return process_request(message)

    debugger.process_request = hear  # type: ignore[union-attr]

    def begin() -> Any:
        try:
            import debugpy

            debugpy.configure(subProcess=processes[0])
        except Exception:  # it is at work already
            pass
        leave_alone(_is_of_kernel)
        started = start()
        speak_at_once()
        filter_once()
        return started

    debugger.start = begin  # type: ignore[union-attr]


def _is_of_kernel(thread: threading.Thread) -> bool:
    """What saves IPython's history, and what ipykernel and tornado wait in for output and for sockets."""
    runs = getattr(getattr(thread, "_target", None), "__name__", "")
    return thread.name == "IPythonHistorySavingThread" or runs in ("_watch_pipe_fd", "_thread_main", "_run_select")


def _trace_each_cell(shell: Any) -> None:
    """A debugger that is at work sees each cell, whatever the one before has done to it."""
    if any(hasattr(known, "tandem_traces") for known in shell.events.callbacks["pre_run_cell"]):
        return

    def begin(info: Any) -> None:
        trace_again()

    begin.tandem_traces = True  # type: ignore[attr-defined]
    shell.events.register("pre_run_cell", begin)


def _hear_errors(shell: Any) -> None:
    """Hears how cells end, also for a host that comes later and loads this anew."""
    for known in shell.events.callbacks["post_run_cell"]:
        if hasattr(known, "tandem_errors"):
            errors.share(known.tandem_errors)
            return

    def hear(result: Any) -> None:
        error = getattr(result, "error_in_exec", None)
        if isinstance(error, BaseException):
            errors.note(error)

    hear.tandem_errors = errors.ended  # type: ignore[attr-defined]
    shell.events.register("post_run_cell", hear)


def _hear_passwords(kernel: Any) -> None:
    """Hears the answers to password prompts of any client, also for a host that comes later and loads this anew."""
    asked = kernel._input_request
    known = getattr(asked, "tandem_passwords", None)
    if known is not None:
        passwords.share(known)
        return

    def input_request(prompt: Any, ident: Any, parent: Any, password: bool = False) -> Any:
        answer = asked(prompt, ident, parent, password=password)
        if password and type(answer) is str:
            passwords.answered(answer)
        return answer

    input_request.tandem_passwords = passwords.known()  # type: ignore[attr-defined]
    kernel._input_request = input_request
