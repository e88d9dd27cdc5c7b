"""A matplotlib backend: figures are shown in the shell by plt.show() or when the cell has ended.

It is loaded with the kernel, long before matplotlib: what it needs of that is imported where it is used.
"""

import base64
import builtins
import io
import struct
from typing import Any, Dict, List, Tuple

#: What figures are given as: "png", "retina" (PNG of twice the resolution), "svg".
formats: List[str] = ["png"]

#: pyplot looks this up.
FigureCanvas: Any = None


def prepare() -> None:
    """matplotlib is there: gives this module what makes it a backend."""
    global FigureCanvas
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # type: ignore[import-not-found]

    FigureCanvas = FigureCanvasAgg


def new_figure_manager(num: Any, *args: Any, FigureClass: Any = None, **kwargs: Any) -> Any:
    """Called by pyplot for a new figure."""
    from matplotlib.figure import Figure  # type: ignore[import-not-found]

    return new_figure_manager_given_figure(num, (FigureClass or Figure)(*args, **kwargs))


def new_figure_manager_given_figure(num: Any, figure: Any) -> Any:
    """Called by pyplot for a figure that is there."""
    from matplotlib.backend_bases import FigureManagerBase  # type: ignore[import-not-found]

    return FigureManagerBase(FigureCanvas(figure), num)


def show(*_: Any, **__: Any) -> None:
    """Shows the figures that are open, in the order of their numbers, and closes them."""
    from matplotlib import get_backend  # type: ignore[import-not-found]
    from matplotlib._pylab_helpers import Gcf  # type: ignore[import-not-found]

    if __name__ not in get_backend():
        return
    managers = Gcf.get_all_fig_managers()
    try:
        for manager in managers:
            figure = manager.canvas.figure
            data, metadata = representations(figure)
            data["text/plain"] = repr(figure)
            builtins.display(data, raw=True, metadata=metadata)  # type: ignore[attr-defined]
    finally:
        Gcf.destroy_all()


def representations(figure: Any) -> Tuple[Dict[str, Any], Dict[str, Any]]:
    """The figure in the formats that were chosen, by their types, with what is said of each."""
    data: Dict[str, Any] = {}
    metadata: Dict[str, Any] = {}
    if "svg" in formats:
        data["image/svg+xml"] = _saved(figure, "svg", figure.dpi).decode("utf-8")
    if "retina" in formats:
        image = _saved(figure, "png", figure.dpi * 2)
        # Where a PNG has its size.
        width, height = struct.unpack(">II", image[16:24])
        data["image/png"] = base64.b64encode(image).decode("ascii")
        metadata["image/png"] = {"width": width // 2, "height": height // 2}
    elif "png" in formats:
        data["image/png"] = base64.b64encode(_saved(figure, "png", figure.dpi)).decode("ascii")
    return data, metadata


def _saved(figure: Any, kind: str, dpi: float) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    if not isinstance(figure.canvas, FigureCanvasAgg):
        FigureCanvasAgg(figure)
    image = io.BytesIO()
    figure.savefig(image, format=kind, dpi=dpi, bbox_inches="tight")
    return image.getvalue()
