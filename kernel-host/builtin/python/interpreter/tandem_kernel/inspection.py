"""Inspection: signature, docstring and source of what stands at the cursor."""

import inspect
from typing import Any, Dict, List, Optional, Tuple

from .limits import shortened
from .names import NotKnown, enclosing_call, expression_before, tokens, value_of

_NAME = "\x1b[31m%s:\x1b[0m"
_SHORT = 500


def inspection(code: str, cursor: int, detail: int, namespace: Dict[str, Any]) -> Dict[str, Any]:
    """Protocol "inspect_reply": found or not, and text with the signature, docstring and, with detail 1, source."""
    found = _at(code, cursor, namespace)
    if found is None:
        return {"found": False}
    name, value = found
    return {"found": True, "data": {"text/plain": "\n".join(_describe(name, value, detail))}}


def _at(code: str, cursor: int, namespace: Dict[str, Any]) -> Optional[Tuple[str, Any]]:
    end = cursor
    while end < len(code) and (code[end].isalnum() or code[end] == "_"):
        end += 1
    before = tokens(code[:end])
    candidates = [before]
    call = enclosing_call(tokens(code[:cursor]))
    if call is not None:
        candidates.append(tokens(code[:cursor])[:call])
    for candidate in candidates:
        first, last = expression_before(candidate)
        if first == last:
            continue
        text = "".join(token.text for token in candidate[first:last])
        try:
            return text, value_of(text, namespace)
        except NotKnown:
            continue
    return None


def _describe(name: str, value: Any, detail: int) -> List[str]:
    lines = []
    signature = _signature(name, value)
    if signature:
        lines.append("%s %s" % (_NAME % "Signature", signature))
    lines.append("%s %s" % (_NAME % "Type", type(value).__name__))
    if not (inspect.isroutine(value) or inspect.isclass(value) or inspect.ismodule(value)):
        lines.append("%s %s" % (_NAME % "Value", _value(value)))
        if hasattr(type(value), "__len__"):
            try:
                lines.append("%s %d" % (_NAME % "Length", len(value)))
            except Exception:
                pass
    file = _file(value)
    if file:
        lines.append("%s %s" % (_NAME % "File", file))
    source = _source(value) if detail else None
    if source:
        lines.extend([_NAME % "Source", source])
    documentation = _documentation(value)
    if documentation:
        lines.extend([_NAME % "Docstring", documentation])
    return lines


def _signature(name: str, value: Any) -> Optional[str]:
    if not callable(value):
        return None
    try:
        return name.split(".")[-1] + str(inspect.signature(value))
    except Exception:
        return None


def _value(value: Any) -> str:
    try:
        text = repr(value)
    except Exception as error:
        return "<its repr raises %s>" % type(error).__name__
    return text if len(text) <= _SHORT else text[:_SHORT] + " ..."


def _file(value: Any) -> Optional[str]:
    try:
        return inspect.getsourcefile(value)
    except Exception:
        return None


def _source(value: Any) -> Optional[str]:
    try:
        return shortened(inspect.getsource(value).rstrip())
    except Exception:
        return None


def _documentation(value: Any) -> Optional[str]:
    try:
        text = inspect.getdoc(value)
    except Exception:
        return None
    return shortened(text) if isinstance(text, str) and text else None
