"""Stands in the frames of an error that has ended, by debugpy, whose client finds them as those of a stopped thread.

The host has this file run by itself, in ipykernel too: it imports nothing of the package and leaves no name behind.
"""

import json
import sys
import threading
from typing import Any, List, Optional, Tuple

_MOST = 50
_MOST_TEXT = 300
#: While it stands, the module's name in sys.modules: by it the host asks what there is.
_NAME = "_tandem_post_mortem"


class _Told:
    """Its repr is JSON, as a debugger shows it."""

    def __init__(self, value: Any) -> None:
        self._text = json.dumps(value)

    def __repr__(self) -> str:
        return self._text


class PostMortem:
    """The error raised last, with those that it came of and those that are in a group; and the one before it."""

    def __init__(self, error: BaseException) -> None:
        self._errors = _related(error)[: _MOST - 1]
        known = {id(one) for one, _ in self._errors}
        for earlier in reversed(_ended()):
            if earlier is not error and id(earlier) not in known and earlier.__traceback__ is not None:
                self._errors.append((earlier, "earlier"))
        self._current = 0
        self._next: Optional[int] = 0

    def told(self) -> Any:
        """For the host."""
        exceptions = [{"text": _text_of(error), "relation": relation} for error, relation in self._errors]
        return _Told({"exceptions": exceptions, "exception": self._current})

    def choose(self, index: int) -> None:
        """Another one is stood in as soon as this one is left."""
        self._next = index

    def stand(self) -> None:
        """Returns once it is left."""
        while self._next is not None:
            self._current, self._next = self._next, None
            _suspend(self._errors[self._current][0])


def _related(error: BaseException) -> List[Tuple[BaseException, str]]:
    found: List[Tuple[BaseException, str]] = []
    seen = set()
    waiting: List[Tuple[Any, str]] = [(error, "raised")]
    while waiting and len(found) < _MOST:
        one, relation = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        if one.__traceback__ is not None:
            found.append((one, relation))
        if one.__cause__ is not None:
            waiting.append((one.__cause__, "cause"))
        elif not one.__suppress_context__:
            waiting.append((one.__context__, "context"))
        members = getattr(one, "exceptions", None) if _is_group(one) else None
        waiting.extend((member, "member") for member in reversed(members or ()))
    return found


def _ended() -> List[BaseException]:
    """The errors that the kernel has noted, newest last."""
    for package in ("tandem_kernel", "tandem_variables"):
        module = sys.modules.get(package + ".variables.errors")
        if module is not None:
            return list(module.ended)
    return []


def _is_group(error: BaseException) -> bool:
    group = getattr(__import__("builtins"), "BaseExceptionGroup", None)
    return group is not None and isinstance(error, group)


def _text_of(error: BaseException) -> str:
    name = type(error).__name__
    try:
        said = str(error)
    except Exception:
        return name
    first = said.split("\n", 1)[0][:_MOST_TEXT]
    return "%s: %s" % (name, first) if first else name


def _suspend(error: BaseException) -> None:
    import pydevd  # debugpy's; the debugger is at work, so it is there

    debugger = pydevd.get_global_debugger()
    thread = threading.current_thread()
    info = debugger.set_additional_thread_info(thread)
    trace = error.__traceback__
    frames = []
    while trace is not None:
        frames.append(trace.tb_frame)
        trace = trace.tb_next
    info.pydev_message = type(error).__name__
    monitored = _monitored()
    was_traced = monitored is not None and monitored.trace
    if monitored is not None:
        monitored.trace = False
    info.is_tracing += 1
    try:
        arg = (type(error), error, error.__traceback__)
        debugger.do_stop_on_unhandled_exception(thread, frames[-1], {id(frame): frame for frame in frames}, arg)
    finally:
        info.is_tracing -= 1
        if monitored is not None:
            monitored.trace = was_traced


def _monitored() -> Any:
    """What debugpy knows of this thread where it uses sys.monitoring: without this the suspension would stop in here."""
    for name in ("_pydevd_sys_monitoring_cython", "_pydevd_sys_monitoring"):
        module = sys.modules.get("_pydevd_sys_monitoring." + name)
        if module is None:
            continue
        try:
            return module._thread_local_info.thread_info
        except AttributeError:  # nothing was monitored in it yet
            try:
                return module._get_thread_info(True, 1)
            except Exception:
                return None
    return None


def stand(module: Any) -> None:
    """In the error raised last."""
    error = getattr(sys, "last_exc", None) or getattr(sys, "last_value", None)
    if error is None or error.__traceback__ is None:
        print("There has been no error to look at.", file=sys.stderr)
        return
    module.session = PostMortem(error)
    sys.modules[_NAME] = module
    try:
        module.session.stand()
    finally:
        sys.modules.pop(_NAME, None)
