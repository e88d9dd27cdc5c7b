/** How the benches say what they measured. */

import os from "node:os";
import type { WindowTasks } from "./window-tasks";

/** How many processes wanted the machine's processors in the last minute. */
export const load = () => `${os.loadavg()[0]?.toFixed(1)} on ${os.cpus().length} processors`;
export const ms = (value: number) => `${value.toFixed(0).padStart(7)} ms`;
export const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1).padStart(7)} MB`;

export function say(what: string, figure: string, more = ""): void {
  console.log(`${what.padEnd(52)} ${figure}${more === "" ? "" : `   ${more}`}`);
}

/** Says whether something that was measured is within its aim. Both in ms. */
export function sayAim(what: string, measured: number, aim: number): void {
  say(
    `${what}, against the aim`,
    ms(measured),
    `aim ${aim} ms: ${measured <= aim ? "reached" : "NOT reached"}`,
  );
}

/** What the window's tasks took of the processor, whatever else the machine did. */
export function sayTasks(what: string, { longest, long, total }: WindowTasks): void {
  say(`${what}: longest task, processor`, ms(longest), `${long} over 50 ms, ${total.toFixed(0)} ms in all`);
}
