/** Where the programs are that tests and benches start: the built host, the tests' Python, and those of fixtures/. */
import path from "node:path";

/** Tests and benches run in the repository's root. */
const repository = process.cwd();
export const hostProgram = path.join(repository, "out/kernel-host/host.js");
/** The Python of the tests' environment, with ipykernel inside. */
export const python = process.env["TANDEM_TEST_PYTHON"] ?? "python3";

/** argv of an ipykernel as its own kernelspec has it. */
export const ipykernel = [
  python,
  "-Xfrozen_modules=off",
  "-m",
  "ipykernel_launcher",
  "-f",
  "{connection_file}",
];
/** Programs that tests run as kernels or beside them. */
export const fixture = (name: string) => path.join(repository, "tests/process/fixtures", name);
