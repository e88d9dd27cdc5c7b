"""Answers to what data viewers ask (preload/contract/data.ts)."""

import _thread
import json
import time
import weakref
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

from ..variables.answers import Unreadable
from ..variables.kinds import measures_of
from ..variables.objects import class_of, clean
from .cells import NOTHING, cell_of
from . import others as _others  # noqa: F401  (it adds to what is known)
from .edits import assignment, can_edit
from .export import export
from .kept import can_keep, kept_copy
from .orders import Cancelled, order_of
from .signs import sign_of
from .summaries import find_in, summary_of, totals_of
from .tables import Cannot, Positions, Table, table_of

#: Limits of one answer; the contract has the same.
_PAGE_ROWS, _PAGE_COLUMNS, _PAGE_CELLS = 1000, 64, 6400
_CELL_CHARACTERS, _PAGE_CHARACTERS, _WHOLE_CELL = 200, 400_000, 100_000
_COLUMNS_AT_ONCE = 500
#: What takes longer than this is answered "working", and asked for again, in seconds.
_MOMENT = 0.25
#: Viewers whose orders are kept, and questions that are worked on at once.
_MOST_VIEWERS, _MOST_JOBS = 16, 4


class _Viewer:
    """What is kept for one viewer: the order of its rows."""

    def __init__(self) -> None:
        self.version = ""
        self.path: List[str] = [""]
        self.identity = 0
        #: A copy of the variable that is shown in its place; NOTHING: it is followed.
        self.kept: Any = NOTHING
        #: Finds out that the variable is another object; weak, so that what is let go of is freed. None: it cannot be.
        self.seen: Optional[Callable[[], Any]] = None
        #: Only of what was listed to have places: to make it takes long.
        self.table: Optional[Table] = None
        self.rows = 0
        self.order_key = ""
        self.order: Optional[Sequence[int]] = None
        self.lock = _thread.allocate_lock()
        self.used = 0.0


class _Job:
    def __init__(self, viewer: str) -> None:
        self.viewer = viewer
        self.answer: Optional[Dict[str, Any]] = None
        self.cancelled = False
        #: Which part is done, from 0 to 1; None: it is not known.
        self.part: Optional[float] = None
        self.done = _thread.allocate_lock()
        self.done.acquire()

    def check(self) -> None:
        if self.cancelled:
            raise Cancelled

    def tell(self, part: float) -> None:
        self.part = part


class Data:
    """Answers in a thread of its own for each question."""

    def __init__(self, find: Callable[[List[str]], Any], let_go: Callable[[List[str]], None]) -> None:
        #: What a path leads to; raises Unreadable.
        self._find = find
        #: Nobody looks at what a path leads to any more.
        self._let_go = let_go
        self._viewers: Dict[str, _Viewer] = {}
        self._jobs: Dict[str, _Job] = {}

    def answer(self, question: Dict[str, Any]) -> Dict[str, Any]:
        """Waits for a moment at most; what is not there by then is "working"."""
        op, viewer = question.get("op"), question.get("viewer")
        if type(op) is not str or type(viewer) is not str:
            return {"status": "error", "ename": "TypeError"}
        if op in ("cancel", "close"):
            self._cancel(viewer)
            if op == "close":
                closed = self._viewers.pop(viewer, None)
                if closed is not None:
                    self._let_go(closed.path)
            return {"status": "ok", "op": op}
        key = json.dumps(question, sort_keys=True)
        job = self._jobs.get(key)
        if job is None:
            if len(self._jobs) >= _MOST_JOBS and not self._forget_one():
                return {"status": "working"}
            job = self._jobs[key] = _Job(viewer)
            _thread.start_new_thread(self._work, (job, op, question))
        if not job.done.acquire(True, _MOMENT):
            return {"status": "working"} if job.part is None else {"status": "working", "done": min(1.0, job.part)}
        job.done.release()
        self._jobs.pop(key, None)
        return job.answer or {"status": "error"}

    def _forget_one(self) -> bool:
        """Makes room: an answer that nobody has come back for."""
        for key, job in list(self._jobs.items()):
            if job.answer is not None:
                self._jobs.pop(key, None)
                return True
        return False

    def _cancel(self, viewer: str) -> None:
        for key, job in list(self._jobs.items()):
            if job.viewer == viewer:
                job.cancelled = True
                self._jobs.pop(key, None)

    def _work(self, job: _Job, op: str, question: Dict[str, Any]) -> None:
        try:
            job.answer = self._answers(job, op, question)
        except Unreadable:
            job.answer = {"status": "gone"}
        except Cannot as cannot:
            job.answer = {"status": "cannot", "why": cannot.args[0]}
            if len(cannot.args) > 1:
                job.answer["reason"] = clean(str(cannot.args[1]), 300)
        except BaseException as error:
            job.answer = {"status": "error", "ename": clean(class_of(error)[1], 100)}
        finally:
            job.done.release()

    def _answers(self, job: _Job, op: str, question: Dict[str, Any]) -> Dict[str, Any]:
        if op == "open":
            return self._open(question)
        viewer = self._viewers.get(question["viewer"])
        if viewer is None or viewer.version != question["version"]:
            return {"status": "changed"}
        viewer.used = time.monotonic()
        table = self._table(viewer, question)
        if table is None:
            return {"status": "changed"}
        if op == "columns":
            return _columns(table, question)
        order = self._order(viewer, table, question["view"], job)
        if op == "export":
            return {"status": "ok", "op": op, "rows": export(table, order, question, job.check, job.tell)}
        if op == "page":
            return _page(table, order, question)
        if op == "cell":
            return _cell(table, order, question)
        if op == "edit":
            return self._edit(table, order, question)
        column = int(question.get("column", 0))
        if op == "summary" and column < table.columns:
            return {"status": "ok", "op": op, "column": column, "summary": summary_of(table, order, column, job.check)}
        if op == "totals":
            block, first = (int(question["from"]), int(question["count"])), int(question["columnFrom"])
            wanted = question.get("columns") or range(first, min(table.columns, first + int(question["columnCount"])))
            return dict(totals_of(table, order, block, wanted, job.check), status="ok", op=op)
        if op == "find":
            place = (int(question["row"]), column, bool(question["backwards"]))
            return {"status": "ok", "op": op, "at": find_in(table, order, question["text"], *place, job.check)}
        raise Cannot("kernel")

    def _open(self, question: Dict[str, Any]) -> Dict[str, Any]:
        known = self._viewers.get(question["viewer"])
        kept = NOTHING
        if question.get("frozen") is True:
            same = known is not None and known.path == question["path"]
            kept = known.kept if known is not None and same else NOTHING
            if kept is NOTHING:
                kept = kept_copy(self._find(question["path"]))
        value = self._find(question["path"]) if kept is NOTHING else kept
        table = table_of(value, question.get("slice"))
        version = "%x.%s" % (id(value), sign_of(value, table))
        viewer = known if known is not None and known.version == version else _Viewer()
        viewer.version, viewer.used, viewer.rows = version, time.monotonic(), table.rows
        viewer.path, viewer.kept = question["path"], kept
        viewer.table = table if table.listed else None
        viewer.identity = id(value)
        try:
            viewer.seen = weakref.ref(value)
        except TypeError:
            viewer.seen = None
        self._viewers[question["viewer"]] = viewer
        while len(self._viewers) > _MOST_VIEWERS:
            # An order is made again, a copy is not.
            del self._viewers[min(self._viewers, key=self._worth)]
        return {
            "status": "ok",
            "op": "open",
            "version": version,
            "type": clean(measures_of(value)[2], 120),
            "rows": table.rows,
            "columns": table.columns,
            "shape": None if table.shape is None else list(table.shape),
            "slice": table.slice,
            "dialect": table.dialect,
            "can": self._can(value, table, viewer),
            "labels": None if table.labels is None else clean(table.labels, _CELL_CHARACTERS),
        }

    def _worth(self, viewer: str) -> Tuple[bool, float]:
        return self._viewers[viewer].kept is not NOTHING, self._viewers[viewer].used

    def _can(self, value: Any, table: Table, viewer: _Viewer) -> List[str]:
        edits = viewer.kept is NOTHING and _can_edit(value, table, viewer.path)
        return ["export"] + (["edit"] if edits else []) + (["freeze"] if can_keep(value) else [])

    def _edit(self, table: Table, order: Optional[Sequence[int]], question: Dict[str, Any]) -> Dict[str, Any]:
        value, row, column = self._find(question["path"]), int(question["row"]), int(question["column"])
        if column >= table.columns or not _can_edit(value, table, question["path"]):
            raise Cannot("type")
        for position in _positions(table, order, row, row + 1):
            place, literal, before = assignment(value, table, int(position), column, question["value"])
            return {"status": "ok", "op": "edit", "place": place, "value": literal, "before": before}
        raise Unreadable

    def _table(self, viewer: _Viewer, question: Dict[str, Any]) -> Optional[Table]:
        """The table as it was opened; None when the variable is another object, or of another length."""
        value = self._find(question["path"]) if viewer.kept is NOTHING else viewer.kept
        same = viewer.seen() is value if viewer.seen is not None else id(value) == viewer.identity
        if not same:
            return None
        table = viewer.table or table_of(value, question["view"].get("slice"))
        return table if table.rows == viewer.rows or table.shape is not None else None

    def _order(self, viewer: _Viewer, table: Table, view: Dict[str, Any], job: _Job) -> Optional[Sequence[int]]:
        sort, filters = view.get("sort") or [], view.get("filters") or []
        if not sort and not filters:
            return None
        key = json.dumps([sort, filters, table.slice, table.rows])
        while not viewer.lock.acquire(True, 0.1):
            job.check()
        try:
            if viewer.order_key != key:
                viewer.order = order_of(table, sort, filters, job.check)
                viewer.order_key = key
            return viewer.order
        finally:
            viewer.lock.release()


def _can_edit(value: Any, table: Table, path: List[str]) -> bool:
    """The shell assigns: what a frame has, while a debugger stands in it, is no name there."""
    return path[0].startswith("a:") and can_edit(value, table, len(path) == 1)


def _positions(table: Table, order: Optional[Sequence[int]], begin: int, end: int) -> Positions:
    rows = table.rows if order is None else len(order)
    begin, end = min(begin, rows), min(end, rows)
    return range(begin, end) if order is None else order[begin:end]


def _columns(table: Table, question: Dict[str, Any]) -> Dict[str, Any]:
    begin = int(question["from"])
    end = min(table.columns, begin + min(_COLUMNS_AT_ONCE, int(question["count"])))
    found = []
    for at in range(begin, end):
        column = table.column(at)
        literal = column.literal
        found.append(
            {
                "name": clean(column.name, _CELL_CHARACTERS),
                "type": clean(column.type, 120),
                "kind": column.kind,
                "literal": literal if literal is not None and literal.isprintable() and len(literal) < 500 else None,
            }
        )
    return {"status": "ok", "op": "columns", "from": begin, "columns": found}


def _page(table: Table, order: Optional[Sequence[int]], question: Dict[str, Any]) -> Dict[str, Any]:
    wanted = [at for at in question["columns"][:_PAGE_COLUMNS] if 0 <= at < table.columns]
    most = min(_PAGE_ROWS, _PAGE_CELLS // max(1, len(wanted)))
    begin = int(question["from"])
    positions = _positions(table, order, begin, begin + min(most, int(question["count"])))
    room = max(16, min(_CELL_CHARACTERS, _PAGE_CHARACTERS // max(1, len(wanted) * len(positions))))
    columns = []
    for at in wanted:
        cells = table.cells(at, positions, room)
        columns.append(
            {
                "column": at,
                "cells": [cell.text for cell in cells],
                "missing": [place for place, cell in enumerate(cells) if cell.missing],
            }
        )
    return {
        "status": "ok",
        "op": "page",
        "from": begin,
        "rows": table.rows if order is None else len(order),
        "labels": table.label(positions, 60),
        "columns": columns,
    }


def _cell(table: Table, order: Optional[Sequence[int]], question: Dict[str, Any]) -> Dict[str, Any]:
    row, column = int(question["row"]), int(question["column"])
    if column >= table.columns:
        raise Unreadable
    for value in table.values(column, _positions(table, order, row, row + 1)):
        text = value if type(value) is str else None
        if text is not None:
            whole = str.__getitem__(text, slice(0, _WHOLE_CELL))
            shown = whole if whole.isprintable() else _lines(whole)
            return {"status": "ok", "op": "cell", "text": shown, "cut": len(text) > _WHOLE_CELL}
        return {"status": "ok", "op": "cell", "text": cell_of(value, 2000).text, "cut": False}
    raise Unreadable


def _lines(text: str) -> str:
    """A text with its lines, other control characters written out."""
    return "".join(
        c if c.isprintable() or c in "\n\t" else c.encode("unicode_escape", "backslashreplace").decode("ascii")
        for c in text
    )[: 2 * _WHOLE_CELL]
