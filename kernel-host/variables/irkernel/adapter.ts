/** IRkernel: its code has one thread and no other way in than comms, so it answers when nothing runs. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Adapter } from "../contract/adapter";

/** Beside the host's own program. */
const FOLDER = path.join(__dirname, "r");
/** Each uses what stands in those before it. */
const FILES = ["variables.R", "data.R", "serve.R"];

let code: string | undefined;

export const irkernel: Adapter = {
  implementation: "IRkernel",
  asks: "by comm",
  tellsData: true,
  code: () => {
    code ??= inItsOwn(FILES.map((name) => readFileSync(path.join(FOLDER, name), "utf8")).join("\n"));
    return code;
  },
};

/** R's own names are found first, whatever the user has called so. */
function inItsOwn(text: string): string {
  return `base::local({\n${text}\n}, envir = base::new.env(parent = base::baseenv()))`;
}
