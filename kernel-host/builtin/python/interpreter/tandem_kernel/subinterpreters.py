"""What subinterpreters print belongs to the request whose code, or whose thread, runs them.

A subinterpreter has a sys.stdout of its own on descriptor 1, and knows nothing of requests. So whenever it is about to
run something it is given streams that put its text between marks (output.py says which).
"""

from types import ModuleType
from typing import Any

from .imports import when_imported
from .output import Output

_MODULES = ("_interpreters", "_xxsubinterpreters")
_RUNNERS = ("exec", "run_string", "run_func", "call")
#: Text and its marks go out in one write that no other can part: POSIX promises that for 512 bytes, Linux for 4096.
_TEXT_BYTES = 400

_STREAMS = """
def make(pipe, before, after):
    import io, os
    class Stream(io.RawIOBase):
        def writable(self):
            return True
        def write(self, data):
            data = bytes(data)
            for start in range(0, len(data), {size}):
                os.write(pipe, before + data[start : start + {size}] + after)
            return len(data)
    return io.TextIOWrapper(Stream(), "utf-8", "backslashreplace", write_through=True)
import sys
sys.stdout = make({stdout}, {before}, {after})
sys.stderr = make({stderr}, {before}, {after})
del make, sys
"""


class Subinterpreters:
    """Follows the interpreters that the user's code makes."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def install(self) -> None:
        for name in _MODULES:
            when_imported(name, self._adapt)

    def _adapt(self, module: ModuleType) -> None:
        run_string = getattr(module, "run_string", None)
        if run_string is None:
            return
        for name in _RUNNERS:
            if hasattr(module, name):
                setattr(module, name, self._following(getattr(module, name), run_string))

    def _following(self, runner: Any, run_string: Any) -> Any:
        def run(interpreter: Any, *args: Any, **kwargs: Any) -> Any:
            try:
                run_string(interpreter, self._streams())
            except Exception:
                pass  # whatever is wrong with it, the user's own call says so
            return runner(interpreter, *args, **kwargs)

        return run

    def _streams(self) -> str:
        output = self._output
        stdout, stderr = output.pipes()
        before, after = output.mark(b"s", output.attribution.current()), output.mark(b"e", 0)
        return _STREAMS.format(stdout=stdout, stderr=stderr, before=before, after=after, size=_TEXT_BYTES)
