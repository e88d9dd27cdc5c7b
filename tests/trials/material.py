"""Gathers what the trials play: examples, docstrings, test snippets, texts and notebooks that others wrote.

    python material.py SDISTS > material.json
    python material.py --installed > material.json

SDISTS is a folder with one unpacked source distribution below each name; with --installed only what lies in this
interpreter's own packages is taken, for the subset in `npm test`. The answer is JSON, a list of
{"source", "file", "cells": [{"code", "paste"}]}: `paste` is what goes onto the clipboard, `code` what has to run.
"""

import ast
import doctest
import importlib.util
import json
import re
import sys
import sysconfig
from pathlib import Path

# A cell that asks, ends its process or lives by the network has no text to compare.
NOT_TO_BE_COMPARED = re.compile(
    r"input\(|getpass|set_trace|breakpoint\(|%debug|%pdb|%run|_exit|os\.kill|SIGKILL|\bexit\b|\bquit\b|fork\(|rmtree"
    r"|fetch_\w+\(|urlopen|load_dataset|get_rdataset|timeit|%time|sleep|perf_counter|time\.time|FuncAnimation"
    r"|multiprocessing|n_jobs|%load|%save|%logst|%history|%hist\b|%notebook|%edit|%store|%bookmark|%cd|%pip|%conda"
)
CELL_MARK = re.compile(r"^#\s?%%.*$|^#{20,}$", re.MULTILINE)
# Texts longer than this are cut, in characters.
TEXT_CHARS = 120_000


def cell(code, paste=None):
    return {"code": code, "paste": code if paste is None else paste}


def kept(cells):
    return [one for one in cells if one["code"].strip() and not NOT_TO_BE_COMPARED.search(one["code"])]


def galleries(sdists):
    """Example files, parted where their authors parted them."""
    for name in ("matplotlib", "scikit-learn", "seaborn", "tqdm", "sympy", "statsmodels"):
        for file in sorted((sdists / name).rglob("*.py")):
            if "examples" not in file.parts or "tests" in file.parts or "widgets" in file.parts:
                continue
            text = file.read_text(encoding="utf-8", errors="replace")
            parts = [part.strip("\n") for part in CELL_MARK.split(text)]
            yield "galleries", f"{name}/{file.name}", [cell(part) for part in parts]


def docstrings(packages):
    """Docstrings with prompts, pasted as they stand; what has to run is what doctest reads out of them."""
    parser = doctest.DocTestParser()
    for name in packages:
        spec = importlib.util.find_spec(name)
        if spec is None or not spec.submodule_search_locations:
            files = [] if spec is None or not spec.origin else [Path(spec.origin)]
        else:
            files = sorted(Path(spec.submodule_search_locations[0]).rglob("*.py"))
        for file in files:
            if "tests" in file.parts:
                continue
            try:
                tree = ast.parse(file.read_text(encoding="utf-8"))
            except (SyntaxError, UnicodeDecodeError):
                continue
            for node in ast.walk(tree):
                if not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                    continue
                text = ast.get_docstring(node) or ""
                at = text.find(">>> ")
                if at < 0:
                    continue
                # From the first prompt on, with the words between: so a person marks it with the mouse.
                pasted = text[text.rfind("\n", 0, at) + 1 :]
                try:
                    examples = parser.get_examples(pasted)
                except ValueError:
                    continue
                code = "".join(example.source for example in examples).rstrip("\n")
                group = name if spec.submodule_search_locations and name in LARGE else "python"
                yield "docstrings", f"{group}/{file.stem}.{node.name}", [cell(code, pasted)]


RUNS = {"run_cell", "execute", "run_cell_magic", "run_line_magic", "run_code", "ex", "run_cell_async"}


def snippets(sdists):
    """What IPython's and ipykernel's own tests have their kernels run."""
    for name in ("ipython", "ipykernel"):
        for file in sorted((sdists / name).rglob("test_*.py")):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            cells = []
            for node in ast.walk(tree):
                if not (isinstance(node, ast.Call) and node.args):
                    continue
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                first = node.args[0]
                if called in RUNS and isinstance(first, ast.Constant) and isinstance(first.value, str):
                    cells.append(cell(first.value))
            yield "snippets", f"{name}/{file.stem}", cells


def texts():
    """The standard library's tests as printed text."""
    folder = Path(sysconfig.get_path("stdlib")) / "test"
    for file in sorted(folder.glob("test_*.py")):
        code = f"print(open({str(file)!r}, encoding='utf-8', errors='replace').read()[:{TEXT_CHARS}])"
        yield "texts", f"test/{file.name}", [cell(code)]


def notebooks(sdists):
    """Notebooks in Python, their code cells."""
    for file in sorted(sdists.rglob("*.ipynb")):
        try:
            book = json.loads(file.read_text(encoding="utf-8"))
            kernel = book.get("metadata", {}).get("kernelspec", {}).get("name", "python3")
            code = ["".join(one["source"]) for one in book["cells"] if one["cell_type"] == "code"]
        except (ValueError, KeyError, AttributeError, UnicodeDecodeError):
            continue
        if "python" in kernel:
            yield "notebooks", f"{file.relative_to(sdists).parts[0]}/{file.name}", [cell(one) for one in code]


LARGE = ("pandas", "polars", "xarray", "numpy", "scipy", "sympy", "statsmodels")
SMALL = ("numpy", "collections", "statistics", "textwrap", "fractions", "difflib", "heapq", "inspect", "typing")


def main():
    if sys.argv[1] == "--installed":
        found = [*docstrings(SMALL), *texts()]
    else:
        sdists = Path(sys.argv[1])
        found = [*galleries(sdists), *docstrings(LARGE), *snippets(sdists), *texts(), *notebooks(sdists)]
    sets = [{"source": source, "file": file, "cells": kept(cells)} for source, file, cells in found]
    json.dump([one for one in sets if one["cells"]], sys.stdout)


main()
