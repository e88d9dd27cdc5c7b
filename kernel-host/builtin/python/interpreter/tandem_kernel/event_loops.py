"""GUI event loops, kept alive while the shell waits for the next statement."""

import os
import queue
import sys
import threading
from typing import Any, Callable, Dict, Optional

from .asynchronous import AsyncLoop
from .channel import Message
from .interrupts import Interrupts

#: How long windows wait for their turn while nothing runs, in seconds.
_TURN = 0.02
#: How long the wait for the next message may last where it cannot be interrupted (Windows), in seconds.
_LOOK_FOR_INTERRUPT = 0.1

Turn = Callable[[], None]


def _tk() -> Optional[Turn]:
    root = getattr(sys.modules.get("tkinter"), "_default_root", None)
    if root is None:
        return None
    without_waiting = sys.modules["_tkinter"].DONT_WAIT

    def turn() -> None:
        while root.tk.dooneevent(without_waiting):
            pass

    return turn


def _qt(*bindings: str) -> Callable[[], Optional[Turn]]:
    def find() -> Optional[Turn]:
        for binding in bindings:
            core = sys.modules.get(binding + ".QtCore")
            application = core.QCoreApplication.instance() if core is not None else None
            if application is not None:
                return application.processEvents
        return None

    return find


def _glib() -> Optional[Turn]:
    if "gi.repository.Gtk" not in sys.modules:
        return None
    context = sys.modules["gi.repository.GLib"].MainContext.default()

    def turn() -> None:
        while context.pending():
            context.iteration(False)

    return turn


def _wx() -> Optional[Turn]:
    wx = sys.modules.get("wx")
    application = wx.GetApp() if wx is not None else None
    if wx is None or application is None:
        return None

    def turn() -> None:
        events = wx.GUIEventLoop()
        activator = wx.EventLoopActivator(events)
        while events.Pending():
            events.Dispatch()
        events.ProcessIdle()
        del activator

    return turn


_TOOLKITS: Dict[str, Callable[[], Optional[Turn]]] = {
    "tk": _tk,
    "qt6": _qt("PyQt6", "PySide6"),
    "qt5": _qt("PyQt5", "PySide2"),
    "gtk4": _glib,
    "gtk3": _glib,
    "wx": _wx,
}
_OTHER_NAMES = {"qt": "qt6", "pyqt6": "qt6", "pyside6": "qt6", "pyqt5": "qt5", "pyside2": "qt5", "gtk": "gtk3"}


class EventLoops:
    """Waits for messages of the server, while the event loop that is chosen or found goes on."""

    def __init__(self, messages: "queue.SimpleQueue[Message]", asynchronous: AsyncLoop, interrupts: Interrupts) -> None:
        self._messages = messages
        self._asynchronous = asynchronous
        self._interrupts = interrupts
        self._wake: Optional[Callable[[], None]] = None
        self._wake_lock = threading.Lock()
        self.choice = "auto"

    @staticmethod
    def names() -> Any:
        """What can be chosen."""
        return ["auto", "none", "asyncio", *_TOOLKITS]

    def choose(self, name: str) -> None:
        """Chooses an event loop: a toolkit's name, "asyncio", "auto" (whatever is found) or "none". ValueError else."""
        chosen = _OTHER_NAMES.get(name.lower(), name.lower())
        if chosen not in self.names():
            raise ValueError("%r is not an event loop; there are %s" % (name, ", ".join(self.names())))
        self.choice = chosen

    def put(self, message: Message) -> None:
        """A message came (called by the thread that receives)."""
        self._messages.put(message)
        with self._wake_lock:
            if self._wake is not None:
                self._wake()

    def next(self) -> Message:
        """The next message."""
        while True:
            try:
                return self._messages.get_nowait()
            except queue.Empty:
                pass
            turn = self._toolkit()
            if turn is not None:
                self._take_turn(turn)
                if self._asynchronous.is_open:
                    self._take_turn(self._asynchronous.turn)
                timeout: Optional[float] = _TURN
            elif self._asynchronous.is_open and self.choice != "none":
                self._run_asyncio()
                continue
            else:
                timeout = _LOOK_FOR_INTERRUPT if os.name == "nt" else None
            try:
                return self._messages.get(timeout=timeout)
            except queue.Empty:
                pass

    def _toolkit(self) -> Optional[Turn]:
        if self.choice in ("none", "asyncio"):
            return None
        finders = _TOOLKITS.values() if self.choice == "auto" else [_TOOLKITS[self.choice]]
        for find in finders:
            try:
                turn = find()
            except Exception:  # a toolkit that is half imported, or shut down
                continue
            if turn is not None:
                return turn
        return None

    def _take_turn(self, turn: Turn) -> None:
        """Callbacks are the user's code: they can be interrupted, and their errors are shown, not the shell's end."""
        try:
            try:
                self._interrupts.allow()
                turn()
            finally:
                self._interrupts.forbid()
        except KeyboardInterrupt:
            print("KeyboardInterrupt", file=sys.stderr)
        except Exception as error:  # not a callback's: toolkits report those themselves
            self.choice = "none"
            print("The event loop has failed and is not kept alive any more: %r" % error, file=sys.stderr)

    def _run_asyncio(self) -> None:
        def start(stop: Callable[[], None]) -> None:
            with self._wake_lock:
                self._wake = stop
            if not self._messages.empty():
                stop()

        try:
            try:
                self._interrupts.allow()
                self._asynchronous.run_until(start)
            finally:
                self._interrupts.forbid()
                with self._wake_lock:
                    self._wake = None
        except KeyboardInterrupt:
            pass  # of a callback; or nothing ran at all
