/**
 * What teaches an ipykernel to tell its variables: the files that the plain Python kernel has for it, run once in each of
 * its lives by a silent request. They leave no name in the user's namespace, and answer in the thread of the control
 * socket.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Adapter } from "../contract/adapter";

/** Beside the host's own program. */
const FOLDER = path.join(__dirname, "python", "tandem_kernel", "variables");
/** Each imports from those before it. */
const FILES = ["objects", "passwords", "values", "packages", "kinds", "parts", "answers", "in_ipykernel"];
/** The package that they are there. */
const PACKAGE = "tandem_variables";

/** Makes the modules of a package from a list of names and texts, and calls `serve` of the last. */
const LOADER = `
import sys, types
def load(package, files):
    whole = types.ModuleType(package)
    whole.__path__ = []
    sys.modules[package] = whole
    for name, text in files:
        module = types.ModuleType(package + "." + name)
        module.__package__ = package
        sys.modules[module.__name__] = module
        exec(compile(text, "<" + module.__name__ + ">", "exec"), module.__dict__)
    module.serve()
`;

let code: string | undefined;

export const ipykernel: Adapter = {
  implementation: "ipython",
  asks: "on control",
  code: () => {
    code ??= expressionOf(FILES.map((name) => [name, readFileSync(path.join(FOLDER, `${name}.py`), "utf8")]));
    return code;
  },
};

/** The user may have other things under the names of builtins. A text as JSON has it is one for Python too. */
function expressionOf(files: readonly (readonly string[])[]): string {
  const loader = `b.compile(${JSON.stringify(LOADER)}, "<${PACKAGE}>", "exec")`;
  const load = `(b.exec(${loader}, g), g["load"](${JSON.stringify(PACKAGE)}, ${JSON.stringify(files)}))[1]`;
  return `(lambda b, g: ${load})(__import__("builtins"), {"__builtins__": __import__("builtins")})`;
}
