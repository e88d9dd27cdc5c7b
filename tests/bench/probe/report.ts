/** How the benches say what they measured. */

export const ms = (value: number) => `${value.toFixed(0).padStart(7)} ms`;
export const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1).padStart(7)} MB`;

export function say(what: string, figure: string, more = ""): void {
  console.log(`${what.padEnd(52)} ${figure}${more === "" ? "" : `   ${more}`}`);
}
