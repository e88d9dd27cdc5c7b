/**
 * What "Attach to Python process…" attaches to, as it stands in the kernel's arguments: "127.0.0.1:5678", "pid:4711:40123",
 * with the folder that is another one there, "server:5678 /home/me/fits=/srv/fits", and for a process that a debugged one
 * has started, "sub:4712:127.0.0.1:5678".
 */

/** Of a process: `port` is where its debugger is to listen, so that it is found there again. */
export type AttachTarget =
  | {
      readonly kind: "address";
      readonly host: string;
      readonly port: number;
      /** Where files are for the user, and where the program has them. */
      readonly folder?: { readonly here: string; readonly there: string };
    }
  | { readonly kind: "process"; readonly pid: number; readonly port: number }
  /** It waits for a client of the debugger of the process that has started it, which listens there. */
  | { readonly kind: "subprocess"; readonly pid: number; readonly host: string; readonly port: number };

/** Undefined: it is none. */
export function readTarget(text: string): AttachTarget | undefined {
  const space = text.indexOf(" ");
  if (space >= 0) return withFolder(readTarget(text.slice(0, space)), text.slice(space + 1));
  const parts = text.split(":");
  const port = numberIn(parts.pop(), 65_535);
  if (port === undefined) return undefined;
  if (parts[0] === "pid" && parts.length === 2) {
    const pid = numberIn(parts[1], 2 ** 31 - 1);
    return pid === undefined ? undefined : { kind: "process", pid, port };
  }
  if (parts[0] === "sub") {
    const pid = numberIn(parts[1], 2 ** 31 - 1);
    const host = parts.slice(2).join(":");
    return pid === undefined || host === "" ? undefined : { kind: "subprocess", pid, host, port };
  }
  // An IPv6 address has colons of its own, and stands in brackets.
  const host = parts.join(":").replace(/^\[|\]$/g, "");
  return host === "" ? undefined : { kind: "address", host, port };
}

function withFolder(target: AttachTarget | undefined, text: string): AttachTarget | undefined {
  const [here = "", there = "", ...more] = text.split("=").map((each) => each.trim());
  if (target?.kind !== "address" || here === "" || there === "" || more.length > 0) return undefined;
  return { ...target, folder: { here, there } };
}

function numberIn(text: string | undefined, most: number): number | undefined {
  if (text === undefined || text.length > 10 || !/^\d+$/.test(text)) return undefined;
  const number = Number(text);
  return number > 0 && number <= most ? number : undefined;
}
