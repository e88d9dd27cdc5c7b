/** IRkernel: its code has one thread and no other way in than comms, so it answers when nothing runs. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Adapter } from "../contract/adapter";

/** Beside the host's own program. */
const FILE = path.join(__dirname, "r", "variables.R");

export const irkernel: Adapter = {
  implementation: "IRkernel",
  asks: "by comm",
  tellsData: false,
  code: () => readFileSync(FILE, "utf8"),
};
