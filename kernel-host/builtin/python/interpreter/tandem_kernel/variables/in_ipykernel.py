"""The answers in an ipykernel: on its control socket, in the thread of that, also while the main thread runs a cell."""

from typing import Any, Dict

from .answers import Variables, is_of_language
from .kinds import kind_of

#: What IPython puts into the namespace by itself.
_IPYTHON = ("In", "Out", "get_ipython", "exit", "quit")
_IPYTHON_MARKS = ("", "h", "dh", "oh")


def serve() -> None:
    """Answers `tandem_variables_request` of the kernel that runs this."""
    from IPython import get_ipython

    shell = get_ipython()
    kernel = shell.kernel

    def hidden(name: str, value: Any) -> bool:
        if name in shell.user_ns_hidden and shell.user_ns_hidden[name] is value:
            return True
        if is_of_language(name) or name in _IPYTHON and kind_of(value) not in ("number", "text", "array", "table"):
            return True
        return name.startswith("_") and name.strip("_i0123456789") in _IPYTHON_MARKS

    variables = Variables(lambda: shell.user_ns, hidden)

    def handle(stream: Any, ident: Any, parent: Dict[str, Any]) -> None:
        content = variables.answer(parent.get("content") or {})
        kernel.session.send(stream, "tandem_variables_reply", content, parent, ident=ident)

    kernel.control_handlers["tandem_variables_request"] = handle
