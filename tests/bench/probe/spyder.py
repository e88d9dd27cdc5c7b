"""
What Spyder does in its kernel for the steps of `bench data`, by spyder-kernels' own functions, called as its frontend has them
called. Spyder shows a table by moving it: its kernel pickles the whole value, its window unpickles and sorts that copy. The
windows' drawing is not in these figures, nor the socket between the two.

Prints a JSON object: milliseconds by step, and bytes that are moved.
"""

import json
import sys
import time

import cloudpickle
import numpy as np
import pandas as pd
import polars as pl
import spyder_kernels
from spyder_kernels.utils.nsview import get_remote_data, make_remote_view

ROWS, COLUMNS = int(sys.argv[1]), 20
SETTINGS = {
    "check_all": False,
    "exclude_private": True,
    "exclude_uppercase": False,
    "exclude_capitalized": False,
    "exclude_unsupported": False,
    "exclude_callables_and_modules": True,
    "excluded_names": [],
    "minmax": False,
    "show_callable_attributes": True,
    "show_special_attributes": False,
    "remote_editing": False,
    "autorefresh": False,
    "filter_on": True,
}
found = {"version": spyder_kernels.__version__}


def timed(what):
    begun = time.perf_counter()
    value = what()
    return (time.perf_counter() - begun) * 1000, value


namespace = {"v%d" % n: [n] * 10 for n in range(1000)}
lists = [timed(lambda: make_remote_view(namespace, SETTINGS))[0] for _ in range(7)]
found["list"] = sorted(lists)[3]
makes = {
    "NumPy": lambda: np.zeros((ROWS, COLUMNS)),
    "pandas": lambda: pd.DataFrame(np.zeros((ROWS, COLUMNS)), columns=["c%d" % n for n in range(COLUMNS)]),
    "polars": lambda: pl.DataFrame({"c%d" % n: np.zeros(ROWS) for n in range(COLUMNS)}),
}
for library, make in makes.items():
    table = make()
    try:
        # As `get_value` answers: the whole value, pickled.
        packed, moved = timed(lambda: cloudpickle.dumps(table, protocol=4))
        unpacked, copy = timed(lambda: cloudpickle.loads(moved))
        found[library] = packed + unpacked
        found[library + " bytes"] = len(moved)
        del copy, moved
    except Exception as error:
        found[library + " failed"] = type(error).__name__
    del table
frame = pd.DataFrame({"x": np.random.default_rng(0).normal(size=ROWS)})
# As DataFrameModel.sort in the window has it, on the copy.
found["sort"] = timed(lambda: frame.sort_values(by="x", ascending=True, kind="mergesort"))[0]
print(json.dumps(found))
