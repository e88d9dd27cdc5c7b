"""Answers to the questions of clients."""

import _thread
import sys
import time
import types
from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple

from .kinds import Marks, kind_of, measures_of
from .objects import class_of, clean, fields_of, type_module
from .packages import Written
from .parts import Part, has_parts, parts_of, token_of
from .passwords import has_password
from .values import VALUE_CHARACTERS, short

#: Rows of one answer.
MOST_ROWS = 2000
#: Characters of a name and a type as they are shown.
NAME_CHARACTERS = 200
TYPE_CHARACTERS = 120
#: Deleted variables that are kept for a while.
_MOST_HELD = 20
#: After so much work, or so long, values are left out and only names and types are told, in seconds.
_VALUES_WORK = 0.25
_VALUES_TIME = 0.8
#: It is looked so often how much work it was, in seconds.
_LOOK_TIME = 0.005
#: An answer that takes longer is not waited for, in seconds.
_ANSWER_TIME = 1.5

try:
    _work = time.thread_time
    _work()
except Exception:  # a system that does not tell it
    _work = time.perf_counter


#: Values that were taken out of frames and may still be looked at.
_MOST_TAKEN = 8


class Unreadable(Exception):
    """A step leads nowhere: what it named is gone or another thing now."""


class Variables:
    """Answers what clients ask about a namespace, in a thread of its own for each answer."""

    def __init__(self, namespace: Callable[[], Dict[str, Any]], hidden: Callable[[str, Any], bool]) -> None:
        self._namespace = namespace
        self._hidden = hidden
        self._working = False
        #: Names and values of variables that were deleted and may be wanted back, the last one last.
        self._held: List[Tuple[str, Any]] = []
        self.stopped = Stopped()
        #: A debugger's client finds it there.
        sys.modules[__name__].stopped = self.stopped  # type: ignore[attr-defined]

    def answer(self, request: Dict[str, Any]) -> Dict[str, Any]:
        """Waits for at most _ANSWER_TIME. While an answer that took longer is still worked on, no other is begun."""
        if self._working:
            return {"status": "busy"}
        done = _thread.allocate_lock()
        done.acquire()
        box: List[Dict[str, Any]] = []
        self._working = True

        def work() -> None:
            try:
                box.append(self.read(request))
            except Unreadable:
                box.append({"status": "gone"})
            except BaseException as error:
                box.append({"status": "error", "ename": class_of(error)[1]})
            finally:
                self._working = False
                done.release()

        _thread.start_new_thread(work, ())
        return box[0] if done.acquire(True, _ANSWER_TIME) and box else {"status": "busy"}

    def read(self, request: Dict[str, Any]) -> Dict[str, Any]:
        """The variables, or with `path` the parts of one: from number `from` on, `count` of them."""
        begun, work = time.perf_counter(), _work()
        if "leave" in request:
            self.stopped.leave()
            return {"status": "ok", "total": 0, "variables": [], "took": 0}
        if "hold" in request or "restore" in request or "release" in request:
            self._keep(request)
            return {"status": "ok", "total": 0, "variables": [], "took": 0}
        path = request.get("path") or []
        start = max(0, int(request.get("from") or 0))
        count = max(0, min(MOST_ROWS, int(request.get("count") or MOST_ROWS)))
        marks = Marks()
        rows: List[Dict[str, Any]] = []
        of_frame = len(path) == 1 and path[0].startswith("f:")
        if path and not of_frame:
            total, parts = parts_of(self.find(path))
            found: Iterator[Part] = parts(start, count)
        else:
            namespace = self.stopped.names(path[0]) if of_frame else self._namespace()
            names = _plain_names(namespace) if of_frame else self._names()
            total = len(names)
            found = _variables(namespace, names[start : start + count])
        spent, looked = 0.0, begun
        for part in found:
            now = time.perf_counter()
            # Work cannot have grown by more than the time that passed; to ask for it takes longer than most rows.
            if now - looked > _LOOK_TIME:
                spent, looked = _work() - work, now
            late = spent > _VALUES_WORK or now - begun > _VALUES_TIME
            rows.append(_row(part, marks, late, of_frame or not path))
        took = (_work() - work) * 1000
        return {"status": "ok", "total": total, "variables": rows, "took": took}

    def _keep(self, request: Dict[str, Any]) -> None:
        namespace = self._namespace()
        if "hold" in request:
            name = _name_of(request["hold"])
            if name not in namespace:
                raise Unreadable
            self._held = self._held[1 - _MOST_HELD :] + [(name, namespace[name])]
        elif "restore" in request:
            if not self._held:
                raise Unreadable
            name, value = self._held.pop()
            if name in namespace:
                raise Unreadable
            namespace[name] = value
        else:
            self._held = []

    def _names(self) -> List[str]:
        namespace = self._namespace()
        return [name for name in _plain_names(namespace) if not self._hidden(name, namespace.get(name))]

    def find(self, path: List[str]) -> Any:
        """What a path leads to: of the names, of those of a frame, or of a value that was taken out of one. Raises Unreadable."""
        first, rest = path[0], path[1:]
        if first.startswith("t:"):
            value = self.stopped.taken(first)
        else:
            if first.startswith("f:"):
                if not rest:
                    raise Unreadable
                namespace, first, rest = self.stopped.names(first), rest[0], rest[1:]
            else:
                namespace = self._namespace()
            name = _name_of(first)
            if name not in namespace:
                raise Unreadable
            value = namespace[name]
        for step in rest:
            value = _step(value, step)
        return value


class Stopped:
    """What a debugger's client may look at while the program stands still: by `stand` and `take`, called in a frame."""

    def __init__(self) -> None:
        self._frames: Dict[str, Dict[str, Any]] = {}
        self._taken: Dict[str, Any] = {}
        self._count = 0

    def stand(self, frame: int, names: Dict[str, Any]) -> None:
        """The names of a frame can be asked for under "f:" and its number, until it is left."""
        self._frames["f:%d" % frame] = dict(names)

    def take(self, value: Any) -> int:
        """The value can be looked at under "t:" and this number, also once the frame is left: the newest ones of them."""
        self._count += 1
        self._taken["t:%d" % self._count] = value
        while len(self._taken) > _MOST_TAKEN:
            del self._taken[next(iter(self._taken))]
        return self._count

    def names(self, key: str) -> Dict[str, Any]:
        if key not in self._frames:
            raise Unreadable
        return self._frames[key]

    def taken(self, key: str) -> Any:
        if key not in self._taken:
            raise Unreadable
        return self._taken[key]

    def leave(self) -> None:
        """Nothing of the frames is held any longer."""
        self._frames = {}

    def let_go(self, path: List[str]) -> None:
        """Nobody looks at it any more, where it is a value that was taken."""
        self._taken.pop(path[0], None)


def _plain_names(namespace: Dict[str, Any]) -> List[str]:
    for _ in range(5):
        try:
            return [name for name in list(namespace) if type(name) is str]
        except RuntimeError:
            continue
    return []


def _variables(namespace: Dict[str, Any], names: List[str]) -> Iterator[Part]:
    missing = object()
    for name in names:
        value = namespace.get(name, missing)
        if value is not missing:
            written = name if name.isidentifier() else "globals()[%r]" % name
            yield Part("a:" + token_of(name), name, written, value)


def _name_of(step: str) -> str:
    return step[2:].encode("ascii", "replace").decode("unicode_escape")


def _step(value: Any, step: str) -> Any:
    if step.startswith("a:"):
        name = _name_of(step)
        for field, item in fields_of(value):
            if field == name:
                return item
        raise Unreadable
    at = int(step[2:])
    for part in parts_of(value)[1](at, 1):
        return part.value
    raise Unreadable


def _row(part: Part, marks: Marks, late: bool, top: bool) -> Dict[str, Any]:
    value = part.value
    kind = kind_of(value)
    row: Dict[str, Any] = {
        "key": part.key,
        "name": clean(part.name, NAME_CHARACTERS),
        "access": part.access if part.access is None or part.access.isprintable() else None,
        "kind": kind,
        "type": clean(class_of(value)[1], TYPE_CHARACTERS),
        "shape": "",
        "value": "",
        "size": None,
        "parts": False,
        "mark": "",
    }
    if type(value) is Written:
        row["type"] = "datetime"
    if top:
        row["origin"] = _origin(part.name, value, kind)
    if late:
        row["late"] = True
        return row
    shape, size, written = measures_of(value)
    row["shape"] = clean(shape, 80)
    row["size"] = size
    if type(value) is not Written:
        row["type"] = clean(written, TYPE_CHARACTERS)
    text = short(value)
    row["value"] = clean(text, 2 * VALUE_CHARACTERS)
    if has_password(text):
        row["secret"] = True
    row["parts"] = has_parts(value, kind)
    row["mark"] = marks.of(value)
    return row


def _origin(name: str, value: Any, kind: str) -> str:
    """Where a name comes from: "own", "private", or "imported"."""
    if name.startswith("_"):
        return "private"
    if kind == "module":
        return "imported"
    if kind == "class":
        module = type_module(value)
    elif kind == "function":
        module = _module_of_function(value)
    else:
        return "own"
    return "own" if module == "__main__" else "imported"


def _module_of_function(value: Any) -> Any:
    if type(value) is types.FunctionType:
        module = types.FunctionType.__getattribute__(value, "__module__")
    elif type(value) is types.BuiltinFunctionType:
        module = types.BuiltinFunctionType.__getattribute__(value, "__module__")
    else:
        return "__main__"
    return module if type(module) is str else None


def is_of_language(name: str) -> bool:
    """Whether Python itself has put this name into a namespace."""
    return name.startswith("__") and name.endswith("__")
