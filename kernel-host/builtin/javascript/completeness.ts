/** Whether input is ready to run (protocol "is_complete_request"). */
import type { Completeness } from "../server/kernel-implementation";
import { parseInput } from "./parse";

const INDENT = "  ";

export function completeness(code: string): Completeness {
  const { status } = parseInput(code);
  if (status === "program") return { status: "complete" };
  if (status === "invalid") return { status: "invalid" };
  const last = code.split("\n").findLast((line) => line.trim() !== "") ?? "";
  const indent = /^\s*/.exec(last)?.[0] ?? "";
  return { status: "incomplete", indent: /[([{]\s*$|=>\s*$/.test(last) ? indent + INDENT : indent };
}
