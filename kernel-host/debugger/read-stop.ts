/** Where a kernel stands still: read from its debugger when it says that it has stopped. */
import * as v from "valibot";
import type { DebuggerStop, StackFrame, StepAction } from "../../preload/contract/debugging";
import { MOST_FRAMES } from "../../preload/contract/debugging";
import type { Pieces } from "./code-pieces";
import { type DapClient, DapError } from "./dap-client";
import { evaluateBody, exceptionBody, stackBody, threadsBody } from "./dap-messages";

const ANSWER_MS = 5_000;
const REASONS = {
  breakpoint: "breakpoint",
  "function breakpoint": "breakpoint",
  step: "step",
  exception: "exception",
  pause: "pause",
  entry: "entry",
  goto: "goto",
} as const;

interface Said {
  readonly reason: string;
  readonly text?: string | undefined;
  readonly threadId?: number | undefined;
  readonly number: number;
}

/**
 * Where it stands and why. What cannot be had of it is left out: that it stands still is known. Its threads are not asked
 * for, as nobody waits for them: `readThreads`.
 */
export async function readStop(dap: DapClient, pieces: Pieces, said: Said): Promise<DebuggerStop> {
  const thread = said.threadId ?? 1;
  const reason = REASONS[said.reason as keyof typeof REASONS] ?? "other";
  const [{ frames, more }, exception] = await Promise.all([
    readStack(dap, pieces, thread).catch(tell({ frames: [], more: false })),
    reason === "exception"
      ? dap.ask("exceptionInfo", { threadId: thread }, exceptionBody, ANSWER_MS).catch(tell(undefined))
      : undefined,
  ]);
  const text = exception
    ? [withoutNote(exception.exceptionId), exception.description].filter(Boolean).join(": ").slice(0, 2000)
    : said.text;
  return { number: said.number, reason, ...(text ? { text } : {}), thread, threads: [], frames, more };
}

/**
 * The program's threads; the one that stands still with the asyncio task that does.
 * @param stands whether it stands still yet: what is asked of a frame once it goes on is answered at the next stop, if at all
 */
export async function readThreads(
  dap: DapClient,
  { thread, frames }: Pick<DebuggerStop, "thread" | "frames">,
  stands: () => boolean,
): Promise<DebuggerStop["threads"]> {
  const threads = await dap.ask("threads", {}, threadsBody, ANSWER_MS).catch(tell(undefined));
  const task = stands() ? await readTask(dap, frames) : undefined;
  return (threads?.threads.taken ?? [])
    .filter(({ id, name }) => id === thread || !isKernelsOwn(name))
    .map((one) => (task && one.id === thread ? { ...one, name: `${one.name}, ${task}`.slice(0, 200) } : one));
}

/** Its name, and the name of the function that it runs. Nothing is imported for it. */
const TASK =
  "(lambda a: a and a._get_running_loop() and (lambda t: t and __import__('json').dumps([t.get_name(), getattr(getattr(t.get_coro(), 'cr_code', None), 'co_name', '')]))(a.current_task()))(__import__('sys').modules.get('asyncio'))";
const TASK_MS = 1_000;
const told = v.tuple([v.string(), v.string()]);

/** The asyncio task that stands still, "task Task-5 (fetch)", where it runs the user's code; kernels have tasks of their own. */
async function readTask(dap: DapClient, frames: readonly StackFrame[]): Promise<string | undefined> {
  const own = new Set(frames.filter(({ library }) => !library).map(({ name }) => name));
  // What is called by nothing is code of a cell, and no task.
  if (own.size === 0 || (own.size === 1 && own.has("<module>")) || !frames[0]) return undefined;
  try {
    const args = { expression: TASK, frameId: frames[0].id, context: "watch" } as const;
    const { result } = await dap.ask("evaluate", args, evaluateBody, TASK_MS);
    const [name, runs] = v.parse(told, JSON.parse(result.slice(1, -1)));
    return own.has(runs) ? `task ${name} (${runs})` : undefined;
  } catch {
    // There is none, or the kernel is no Python's.
    return undefined;
  }
}

/** Threads of ipykernel and IPython; "Dummy-" is debugpy's word for one that Python's threading has not made. */
const OWN_THREADS = [
  /^(?:Dummy-|pydevd\.)/,
  /^(?:IPythonHistorySavingThread|Control|Heartbeat|IOPub|Shell channel)$/i,
  /^Thread-\d{1,9} \((?:_watch_pipe_fd|_thread_main)\)$/,
];

/** Whether a thread is part of the kernel's machinery, by its name: there is nothing of the user's in it. */
export function isKernelsOwn(name: string): boolean {
  return OWN_THREADS.some((own) => own.test(name));
}

/** debugpy adds how much of the stack it shows. */
const withoutNote = (name: string) => name.split("(note:", 1)[0]?.trimEnd() ?? "";

/** The frames of a thread, innermost first, where the user has them. @throws DapError */
export async function readStack(
  dap: DapClient,
  pieces: Pieces,
  thread: number,
): Promise<{ frames: StackFrame[]; more: boolean }> {
  const args = { threadId: thread, startFrame: 0, levels: MOST_FRAMES };
  const { stackFrames, totalFrames = 0 } = await dap.ask("stackTrace", args, stackBody, ANSWER_MS);
  const frames = stackFrames.taken.map(({ id, name, line, column, source, presentationHint }) => {
    const path = source?.path ?? "";
    const place = pieces.placeOf(path, line);
    return {
      id,
      name,
      file: place ? place.file : path === "" || path.startsWith("<") || pieces.isMadeUp(path) ? null : path,
      line: place?.line ?? line,
      column,
      library: !place && (presentationHint === "subtle" || isOfLibrary(path)),
    };
  });
  return { frames, more: Math.max(totalFrames, stackFrames.total) > frames.length };
}

/** Where packages and the language's own library are. */
function isOfLibrary(path: string): boolean {
  const parts = path.split(/[\\/]/);
  return (
    parts.includes("site-packages") ||
    parts.includes("dist-packages") ||
    parts.some((part, at) => part === "lib" && /^python3\.\d/.test(parts[at + 1] ?? ""))
  );
}

const tell =
  <T>(instead: T) =>
  (error: unknown): T => {
    if (!(error instanceof DapError)) throw error;
    console.error("debugger:", error.message);
    return instead;
  };

/** What the log keeps of a stop. @param how of which request, and the step that led there */
export function stopRecord(
  { reason, text, frames: [frame] }: DebuggerStop,
  { parent, action }: { readonly parent: string | undefined; readonly action: StepAction | undefined },
) {
  return {
    kind: "debugger" as const,
    event: "stopped" as const,
    ...(parent === undefined ? {} : { parent }),
    reason,
    ...(text === undefined ? {} : { text }),
    ...(frame ? { frame: { name: frame.name, file: frame.file, line: frame.line } } : {}),
    ...(action === undefined ? {} : { action }),
  };
}
