import { findPythons, pythonKernel } from "../builtin-python-fixture";
import { kernels } from "./kernels";
import { describeProtocol } from "./protocol";

describeProtocol(kernels.python);

/** The oldest and the newest CPython, and PyPy, as far as this machine has them. */
const usable = findPythons().filter(({ version: [major = 0, minor = 0] }) => major === 3 && minor >= 8);
const cpythons = usable.filter(({ name }) => name.startsWith("CPython"));
const others = new Set([cpythons[0], cpythons.at(-1), usable.find(({ name }) => name.startsWith("PyPy"))]);
for (const other of others) {
  if (!other) continue;
  describeProtocol({ ...pythonKernel(other.program), name: `tandem-python on ${other.name}` }, ["ipc"]);
}
const names = usable.map(({ name }) => name).join(", ");
if (usable.length < 3) console.warn(`The protocol is tried on ${usable.length} Python(s) only: ${names}.`);
