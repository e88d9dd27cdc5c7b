"""An object as the representations that clients can show: text, HTML, images, ..."""

import base64
import sys
from typing import Any, Callable, Dict, Optional, Tuple

from . import figures
from .limits import RICH_CHARACTERS, shortened

Bundle = Dict[str, Any]

_METHODS = (
    ("_repr_html_", "text/html"),
    ("_repr_markdown_", "text/markdown"),
    ("_repr_svg_", "image/svg+xml"),
    ("_repr_png_", "image/png"),
    ("_repr_jpeg_", "image/jpeg"),
    ("_repr_latex_", "text/latex"),
    ("_repr_json_", "application/json"),
    ("_repr_javascript_", "application/javascript"),
    ("_repr_pdf_", "application/pdf"),
)

#: Called with an error that a representation raised while the others can still be shown.
OnError = Callable[[BaseException], None]


def representations(value: Any, on_error: OnError) -> Tuple[Bundle, Bundle]:
    """Data and metadata by MIME type. What repr() raises is raised, what a rich method raises is told to `on_error`."""
    data: Bundle = {"text/plain": shortened(repr(value))}
    metadata: Bundle = {}
    if not isinstance(value, type):
        for name, mime in _METHODS:
            _add(data, metadata, mime, _call(value, name, on_error))
        _add_bundle(data, metadata, value, on_error)
        _add_figure(data, metadata, value, on_error)
    return data, metadata


def _method(value: Any, name: str) -> Optional[Callable[..., Any]]:
    # An object that answers to every name has none of these methods: its class says which it has.
    if getattr(type(value), name, None) is None and name not in getattr(value, "__dict__", {}):
        return None
    method = getattr(value, name, None)
    return method if callable(method) else None


def _call(value: Any, name: str, on_error: OnError) -> Any:
    try:
        method = _method(value, name)
        return None if method is None else method()
    except NotImplementedError:
        return None
    except Exception as error:
        on_error(error)
        return None


def _add_bundle(data: Bundle, metadata: Bundle, value: Any, on_error: OnError) -> None:
    try:
        method = _method(value, "_repr_mimebundle_")
        if method is None:
            return
        bundle = method(include=None, exclude=None)
    except NotImplementedError:
        return
    except Exception as error:
        on_error(error)
        return
    extra: Any = {}
    if isinstance(bundle, tuple) and len(bundle) == 2:
        bundle, extra = bundle
    if not isinstance(bundle, dict):
        return
    for mime, content in bundle.items():
        if content is None:
            data.pop(mime, None)
        else:
            _add(data, metadata, str(mime), content)
    metadata.update(extra if isinstance(extra, dict) else {})


def _add(data: Bundle, metadata: Bundle, mime: str, content: Any) -> None:
    if isinstance(content, tuple) and len(content) == 2 and isinstance(content[1], dict):
        content, metadata[mime] = content
    if content is None:
        return
    if isinstance(content, (bytes, bytearray, memoryview)):
        content = base64.b64encode(content).decode("ascii")
    if isinstance(content, str) and mime == "text/plain":
        content = shortened(content)
    if isinstance(content, str) and len(content) > RICH_CHARACTERS:
        data["text/plain"] = "%s\n(Its %s has %s characters, too many to be shown.)" % (
            data.get("text/plain", ""),
            mime,
            format(len(content), ","),
        )
        return
    data[mime] = content


def _add_figure(data: Bundle, metadata: Bundle, value: Any, on_error: OnError) -> None:
    figure = sys.modules.get("matplotlib.figure")
    if figure is None or "image/png" in data or not isinstance(value, getattr(figure, "Figure", ())):
        return
    try:
        shown, said = figures.representations(value)
        for mime, content in shown.items():
            _add(data, metadata, mime, content)
        metadata.update(said)
    except Exception as error:
        on_error(error)
