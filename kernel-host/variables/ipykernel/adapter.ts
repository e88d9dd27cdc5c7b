/**
 * What teaches an ipykernel to tell its variables and their data: the files that the plain Python kernel has for it, run once in each of
 * its lives by a silent request. They leave no name in the user's namespace, and answer in the thread of the control
 * socket.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Adapter } from "../contract/adapter";

/** Beside the host's own program. */
const FOLDER = path.join(__dirname, "python", "tandem_kernel");
/** Each imports from those before it. */
const FILES = [
  ...[
    "objects",
    "passwords",
    "errors",
    "values",
    "packages",
    "kinds",
    "parts",
    "answers",
    "tracing",
    "in_ipykernel",
  ].map((name) => `variables/${name}`),
  ...[
    "cells",
    "tables",
    "arrays",
    "frames",
    "others",
    "filters",
    "orders",
    "kept",
    "signs",
    "summaries",
    "export",
    "edits",
    "answers",
    "in_ipykernel",
  ].map((name) => `data/${name}`),
];
/** The package that they are there. */
const PACKAGE = "tandem_variables";

/** Makes the modules of a package from a list of names ("folder.name") and texts, and calls `serve` of the last. */
const LOADER = `
import sys, types
def load(package, files):
    folders = [package] + [package + "." + name.partition(".")[0] for name, text in files]
    for folder in dict.fromkeys(folders):
        sys.modules[folder] = types.ModuleType(folder)
        sys.modules[folder].__path__ = []
    for name, text in files:
        module = types.ModuleType(package + "." + name)
        module.__package__ = module.__name__.rpartition(".")[0]
        sys.modules[module.__name__] = module
        exec(compile(text, "<" + module.__name__ + ">", "exec"), module.__dict__)
    module.serve()
`;

let code: string | undefined;

export const ipykernel: Adapter = {
  implementation: "ipython",
  asks: "on control",
  tellsData: true,
  code: () => {
    code ??= expressionOf(
      FILES.map((name) => [name.replace("/", "."), readFileSync(path.join(FOLDER, `${name}.py`), "utf8")]),
    );
    return code;
  },
};

/** The user may have other things under the names of builtins. A text as JSON has it is one for Python too. */
function expressionOf(files: readonly (readonly string[])[]): string {
  const loader = `b.compile(${JSON.stringify(LOADER)}, "<${PACKAGE}>", "exec")`;
  const load = `(b.exec(${loader}, g), g["load"](${JSON.stringify(PACKAGE)}, ${JSON.stringify(files)}))[1]`;
  return `(lambda b, g: ${load})(__import__("builtins"), {"__builtins__": __import__("builtins")})`;
}
