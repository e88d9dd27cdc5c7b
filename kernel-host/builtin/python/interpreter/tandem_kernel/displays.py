"""What is shown of values: the display hook, `display()` and its handles."""

import builtins
import sys
import uuid
from typing import Any, Callable, Dict, Optional

from .output import Output
from .representations import Bundle, representations
from .tracebacks import text_of


class Displays:
    """Publishes values for the request that shows them."""

    def __init__(self, output: Output) -> None:
        self._output = output
        #: Set while the running request wants no results.
        self.silent = False

    def install(self) -> None:
        """Makes this sys.displayhook, and `display` and `clear_output` builtins."""
        sys.displayhook = self.show_result
        builtins.display = self.display  # type: ignore[attr-defined]
        builtins.clear_output = self.clear_output  # type: ignore[attr-defined]

    def show_result(self, value: Any) -> None:
        """sys.displayhook: shows the value of the last expression and keeps it as `_`; the one before is `__`."""
        if value is None:
            return
        names = vars(builtins)
        names["___"], names["__"] = names.get("__"), names.get("_")
        names["_"] = None
        if not self.silent:
            data, metadata = representations(value, self._complain)
            self._publish("execute_result", {"data": data, "metadata": metadata})
        names["_"] = value

    def display(
        self,
        *values: Any,
        raw: bool = False,
        metadata: Optional[Bundle] = None,
        display_id: Any = None,
        update: bool = False,
        clear: bool = False,
        **_: Any,
    ) -> Optional["DisplayHandle"]:
        """Shows values at once, each in the richest form that the shell can show.

        With `display_id` (True makes one up) what is shown can be replaced: the handle that comes back has `update`.
        `raw=True` takes dictionaries of MIME types and their content instead of values.
        """
        if update and display_id in (None, True):
            raise TypeError("display(update=True) needs the display_id of what it replaces")
        if display_id is True:
            display_id = uuid.uuid4().hex
        if clear:
            self.clear_output(wait=True)
        for value in values:
            shown, extra = (dict(value), {}) if raw else representations(value, self._complain)
            extra.update(metadata or {})
            content: Dict[str, Any] = {"data": shown, "metadata": extra}
            if display_id is not None:
                content["display_id"] = str(display_id)
            self._publish("update_display_data" if update else "display_data", content)
        return None if display_id is None else DisplayHandle(str(display_id), self.display)

    def clear_output(self, wait: bool = False) -> None:
        """Clears what the running cell has shown; with `wait` when its next output comes."""
        self._publish("clear_output", {"wait": bool(wait)})

    def _publish(self, kind: str, content: Dict[str, Any]) -> None:
        if self._output.forked:
            if kind == "clear_output":
                return
            print(content.get("data", {}).get("text/plain", ""), flush=True)
            return
        request = self._output.attribution.current()
        self._output.publish({"type": "publish", "request": request, "kind": kind, "content": content})

    def _complain(self, error: BaseException) -> None:
        print("\n".join(text_of(type(error), error, error.__traceback__)), file=sys.stderr)


class DisplayHandle:
    """Something shown that can be replaced."""

    def __init__(self, display_id: str, show: Callable[..., Any]) -> None:
        self.display_id = display_id
        self._show = show

    def display(self, value: Any, **options: Any) -> None:
        """Shows a value anew under the same id."""
        self._show(value, display_id=self.display_id, **options)

    def update(self, value: Any, **options: Any) -> None:
        """Replaces what was shown under the id."""
        self._show(value, display_id=self.display_id, update=True, **options)

    def __repr__(self) -> str:
        return "<DisplayHandle %s>" % self.display_id
