"""The answers in an ipykernel: on its control socket, beside those of `variables`."""

from typing import Any, Dict

from ..variables.in_ipykernel import serve as serve_variables
from .answers import Data


def serve() -> None:
    """Answers `tandem_variables_request` and `tandem_data_request` of the kernel that runs this."""
    kernel, variables = serve_variables()
    data = Data(variables.find, variables.stopped.let_go)

    def handle(stream: Any, ident: Any, parent: Dict[str, Any]) -> None:
        kernel.session.send(stream, "tandem_data_reply", data.answer(parent.get("content") or {}), parent, ident=ident)

    kernel.control_handlers["tandem_data_request"] = handle
