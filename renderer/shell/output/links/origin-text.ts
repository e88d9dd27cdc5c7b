import type { CodeOrigin } from "../../../../preload/contract/records";
import { baseName } from "../../../floor/paths";

/** "exp.py: Fit", or its lines where the code has no title. */
export function originText({ file, title, lines: [from, to] }: CodeOrigin): string {
  const name = baseName(file);
  if (title !== undefined && title !== "selection") return `${name}: ${title}`;
  return from === to ? `${name}:${from}` : `${name}:${from}–${to}`;
}
