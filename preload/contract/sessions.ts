/** Kernels that can be started or joined, sessions on them, and the requests about both. */
import * as v from "valibot";
import { id, nothing, path } from "./fields";
import { MOST_NAME_CHARS } from "./limits";
import { viewMark } from "./records";

/** What a user calls a session: one line. */
const sessionName = v.pipe(v.string(), v.trim(), v.regex(/^\P{C}+$/u), v.maxLength(MOST_NAME_CHARS));

/** A kernel that can be started. */
export const kernelEntry = v.object({
  /**
   * Stable over runs: "spec:<folder>" (a kernelspec), "python:<interpreter>" (its ipykernel), "plain:<interpreter>"
   * (the plain Python kernel) or "javascript".
   */
  id: v.string(),
  /** Name in the list and of its shells: "Python 3 (ipykernel)", "Python 3.12 (.venv)". */
  displayName: v.string(),
  language: v.string(),
  /** Why it is in the list and where it comes from: "kernelspec in ~/.local/share/jupyter". */
  origin: v.string(),
});
export type KernelEntry = v.InferOutput<typeof kernelEntry>;

/** A session as main knows it. Its kernel's state comes over its channel "status". */
export const sessionInfo = v.object({
  id: v.string(),
  /** Name of the shell: display name, from the second one on with a number. */
  name: v.string(),
  kernelId: v.string(),
  language: v.string(),
  cwd: v.string(),
  /** When it was made, ms since 1970. */
  created: v.number(),
  /**
   * starting: no host yet, or a new one takes over the running kernel; connected; unresponsive: the host hangs;
   * disconnected: the host is gone and its kernel with it; incompatible: the host goes on, but speaks only other
   * versions of the attach protocol.
   */
  host: v.picklist(["starting", "connected", "unresponsive", "disconnected", "incompatible"]),
  /** It ran on while no app was there, and this start of the app found it. */
  kept: v.exactOptional(v.literal(true)),
  /** Its kernel is another program's, and was joined by its connection file: it is never ended nor started by Tandem. */
  joined: v.exactOptional(v.literal(true)),
  /** Its kernel is gone; it was opened to be read. "sessions.revive" starts a kernel in it again. */
  closed: v.exactOptional(v.literal(true)),
  /** Counts the hosts of this session: when it grows, channels are to be opened again. */
  connection: v.number(),
  /** The shell configuration that it was started with, as it is by now. */
  configuration: v.exactOptional(v.object({ id: v.string(), name: v.string(), revision: v.string() })),
  /** Why the host is not connected, a sentence for the user. */
  sentence: v.exactOptional(v.string()),
});
export type SessionInfo = v.InferOutput<typeof sessionInfo>;

/** A session of the profile on the page that lists all of them. */
export const sessionEntry = v.object({
  ...v.pick(sessionInfo, ["id", "name", "kernelId", "language", "cwd", "created", "joined"]).entries,
  /** running: it is in "sessions.list" too; closed: only its log is left; unusable: `sentence` says why. */
  state: v.picklist(["running", "closed", "unusable"]),
  /** When it ended (or, where nobody saw that, when its log was last written), ms since 1970; null while it runs. */
  ended: v.nullable(v.number()),
  /** It is served, but its kernel has ended: a restart starts one in it. */
  kernelGone: v.exactOptional(v.literal(true)),
  /** What it takes on disk. */
  bytes: v.number(),
  sentence: v.exactOptional(v.string()),
});
export type SessionEntry = v.InferOutput<typeof sessionEntry>;

/** A kernel that another program has started, and that can be joined. */
export const runningKernel = v.object({
  /** Its connection file. */
  file: path,
  /** "python3", or the file's name. */
  name: v.string(),
  /** The notebook or console that it was started for; "" where that is not known. */
  purpose: v.string(),
  /** ms since 1970. */
  since: v.number(),
});
export type RunningKernel = v.InferOutput<typeof runningKernel>;

/** Most programs to attach to that are listed. */
export const MOST_PROGRAMS = 200;

/** A Python program that runs outside. */
export const pythonProgram = v.object({ pid: v.number(), command: v.string() });
export type PythonProgram = v.InferOutput<typeof pythonProgram>;

export const sessionRequests = {
  "kernels.list": {
    input: v.object({ folder: v.nullable(path) }),
    output: v.object({
      kernels: v.array(kernelEntry),
      /** What could not be used, a sentence each ("…/kernel.json is not JSON: …"). */
      problems: v.array(v.string()),
    }),
  },
  /** The Python that a kernel of the list runs on; null where it is none, or is not known. `there`: its file exists. */
  "kernels.interpreter": {
    input: v.object({ kernelId: v.string(), folder: v.nullable(path) }),
    output: v.object({ path: v.nullable(v.string()), there: v.boolean() }),
  },
  /** Kernels of the Jupyter runtime folder that others have started and that live. */
  "kernels.running": {
    input: nothing,
    output: v.object({ folder: path, kernels: v.array(runningKernel) }),
  },
  /**
   * The user's Python programs that run outside, newest first, and the folder that a session on one is in. To attach to
   * one "sessions.start" takes "attach:pid:4711", or "attach:127.0.0.1:5678" for a debugpy that listens there.
   */
  "kernels.programs": {
    input: nothing,
    output: v.object({ cwd: path, programs: v.pipe(v.array(pythonProgram), v.maxLength(MOST_PROGRAMS)) }),
  },
  /** Those with a host, oldest first: running ones, and closed ones that were opened. */
  "sessions.list": { input: nothing, output: v.array(sessionInfo) },
  /** All sessions of the profile, also those that are only a log any more, oldest first. */
  "sessions.all": { input: nothing, output: v.array(sessionEntry) },
  /** Opens a closed session to be read: it is in "sessions.list" from then on, until "sessions.end". */
  "sessions.open": { input: v.object({ id }), output: sessionInfo },
  /** Deletes a closed (or unusable) session with its log. */
  "sessions.delete": { input: v.object({ id }), output: nothing },
  /** Starts a kernel; the folder it works in is `cwd`. */
  "sessions.start": { input: v.object({ kernelId: v.string(), cwd: path }), output: sessionInfo },
  /** Starts a shell configuration; `folder` is what its relative paths belong to, and where it works by default. */
  "sessions.startConfiguration": {
    input: v.object({ configuration: id, folder: path }),
    output: sessionInfo,
  },
  /** Joins the kernel of a connection file, which another program has started. */
  "sessions.join": { input: v.object({ file: path }), output: sessionInfo },
  /** Writes what is kept of the end of the session's processes into a file; answers its path. */
  "sessions.report": {
    input: v.object({
      id,
      /** What the window shows of it: how the kernel ended, and its last words. */
      happened: v.pipe(v.string(), v.maxLength(10_000)),
    }),
    output: path,
  },
  /** Calls a session otherwise; null: as it was named at first. */
  "sessions.rename": { input: v.object({ id, name: v.nullable(sessionName) }), output: nothing },
  /** After the host is gone, or in a closed session: a new host, which takes over the kernel if one lives, else starts one. */
  "sessions.revive": { input: v.object({ id }), output: sessionInfo },
  /**
   * Ends kernel and host (by escalation). A session in which anything was run is kept as a closed one, another is
   * deleted. One that is closed already is only put away. With `unlessShown` nothing happens while another window shows
   * it.
   */
  "sessions.end": {
    input: v.object({ id, unlessShown: v.exactOptional(v.boolean()) }),
    output: nothing,
  },

  "marks.read": { input: v.object({ session: id, view: id }), output: v.array(viewMark) },
  "marks.write": { input: v.object({ session: id, view: id, marks: v.array(viewMark) }), output: nothing },
} as const;

export const sessionEvents = {
  /** The list of kernels for that open folder is another than "kernels.list" has given: ask again. */
  "kernels.changed": v.object({ folder: v.nullable(path) }),
  "sessions.changed": v.array(sessionInfo),
} as const;
