"""Order between what Python prints and what the programs print that it starts: they know nothing of marks."""

import functools
import os
from types import ModuleType
from typing import Any

from .imports import when_imported
from .output import Output


def follow_started_programs(output: Output) -> None:
    """What was printed before a program is started comes before its output; what is printed after it ended comes after."""

    def adapt(owner: Any, name: str) -> None:
        start = getattr(owner, name, None)
        if start is None:
            return

        @functools.wraps(start)
        def start_in_order(*args: Any, **kwargs: Any) -> Any:
            output.others_write()
            return start(*args, **kwargs)

        setattr(owner, name, start_in_order)

    def adapt_subprocess(module: ModuleType) -> None:
        popen = getattr(module, "Popen", None)
        if popen is not None:
            adapt(popen, "_execute_child")

    adapt(os, "system")
    when_imported("subprocess", adapt_subprocess)
