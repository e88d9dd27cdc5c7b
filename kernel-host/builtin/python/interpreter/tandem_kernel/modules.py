"""Names of modules, and of what is in them, without importing them."""

import ast
import importlib.machinery
import os
import pkgutil
import sys
import tokenize
from typing import Dict, List, Optional, Sequence, Set, Tuple


class Modules:
    """Looks into folders once, and again when they have changed."""

    def __init__(self) -> None:
        self._folders: Dict[str, Tuple[float, List[str]]] = {}

    def modules_in(self, package: str) -> List[str]:
        """Modules of a package; of the path for imports when `package` is empty."""
        names: Set[str] = set()
        if not package:
            names.update(sys.builtin_module_names)
            path: Sequence[str] = list(sys.path)
        else:
            path = self._path_of(package) or []
            inner = package + "."
            names.update(name[len(inner) :] for name in list(sys.modules) if name.startswith(inner))
        for folder in path:
            names.update(self._in_folder(folder or "."))
        return sorted(name for name in names if name.isidentifier())

    def names_in(self, module: str) -> List[str]:
        """What can be imported from a module; from its source where it is not loaded."""
        names = set(self.modules_in(module)) if self._path_of(module) else set()
        loaded = sys.modules.get(module)
        if loaded is not None:
            names.update(name for name in dir(loaded) if isinstance(name, str))
        else:
            names.update(self._names_in_source(module))
        return sorted(names)

    def _in_folder(self, folder: str) -> List[str]:
        try:
            changed = os.stat(folder).st_mtime
        except OSError:
            return []
        known = self._folders.get(os.path.abspath(folder))
        if known is None or known[0] != changed:
            try:
                names = [item.name for item in pkgutil.iter_modules([folder])]
            except Exception:
                names = []
            known = self._folders[os.path.abspath(folder)] = (changed, names)
        return known[1]

    def _spec(self, module: str) -> Optional[importlib.machinery.ModuleSpec]:
        path: Optional[Sequence[str]] = None
        spec = None
        full = ""
        for part in module.split("."):
            full = full + "." + part if full else part
            try:
                spec = importlib.machinery.PathFinder.find_spec(full, path)
            except Exception:
                return None
            if spec is None:
                return None
            path = spec.submodule_search_locations and list(spec.submodule_search_locations)
        return spec

    def _path_of(self, package: str) -> Optional[List[str]]:
        loaded = sys.modules.get(package)
        if loaded is not None:
            return list(getattr(loaded, "__path__", None) or []) or None
        spec = self._spec(package)
        return list(spec.submodule_search_locations) if spec and spec.submodule_search_locations else None

    def _names_in_source(self, module: str) -> List[str]:
        spec = self._spec(module)
        if spec is None or not spec.origin or not spec.origin.endswith(".py"):
            return []
        try:
            with tokenize.open(spec.origin) as file:
                tree = ast.parse(file.read())
        except (OSError, SyntaxError, ValueError, RecursionError):
            return []
        names: List[str] = []
        for node in tree.body:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                names.append(node.name)
            elif isinstance(node, ast.Assign):
                names.extend(target.id for target in node.targets if isinstance(target, ast.Name))
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                names.append(node.target.id)
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                names.extend((alias.asname or alias.name).split(".")[0] for alias in node.names)
        return [name for name in names if name != "*"]
