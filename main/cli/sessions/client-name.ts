/** What a session's other clients are told of who we are. */
import { readlinkSync } from "node:fs";
import { userName } from "./seen";

/** "terminal anna@pts/3": user and terminal; without a terminal the process's number stands for it. */
export function clientName(): string {
  return `terminal ${userName()}@${terminalName() ?? process.pid}`.slice(0, 100);
}

function terminalName(): string | undefined {
  const device = process.env["SSH_TTY"] ?? linkedTerminal();
  return device?.replace(/^\/dev\//, "");
}

function linkedTerminal(): string | undefined {
  try {
    const device = readlinkSync("/proc/self/fd/0");
    return /^\/dev\/(pts|tty)/.test(device) ? device : undefined;
  } catch {
    return undefined;
  }
}
