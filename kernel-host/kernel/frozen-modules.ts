/**
 * ipykernel's debugger warns at each start of modules that are frozen into Python (3.11 and newer), in which breakpoints
 * would be missed. Newer kernelspecs ask Python not to use them; to others the same is added.
 */
import path from "node:path";

const IPYKERNEL = /^ipykernel(?:_launcher)?$/;
const CPYTHON = /^python[\d.]*(?:\.exe)?$/i;

/** @param argv of a kernelspec. Python before 3.11 takes the option without a word. */
export function withoutFrozenModules(argv: readonly string[]): readonly string[] {
  const [program = "", dash = "", module = ""] = argv;
  const starts = dash === "-m" && IPYKERNEL.test(module) && CPYTHON.test(path.basename(program));
  return starts ? [program, "-Xfrozen_modules=off", ...argv.slice(1)] : argv;
}
