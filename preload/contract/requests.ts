/**
 * Requests from a window to main, and events from main to a window: one table each, types and validators from the
 * same definition. Main checks every request's input whole; the bridge only passes on.
 */
import * as v from "valibot";
import { LANGUAGES } from "../texts/language";
import { configurationEvents, configurationRequests } from "./configurations";
import { environmentEvents, environmentRequests } from "./environments";
import { MOST_FAILURE_CHARS, MOST_NAME_CHARS } from "./limits";
import { outputEvents, outputRequests } from "./outputs";
import { languagePrograms, programRequests } from "./programs";
import { requestEnd, viewMark } from "./records";
import { ruffEvents, ruffRequests } from "./ruff";
import { screenPoint, shellMoveEvents, shellMoveRequests } from "./shell-moves";
import { ENCODING_IDS } from "./text-encodings";
import { updateEvents, updateRequests } from "./updates";
import { menuEvents, menuRequests } from "./window-menus";

const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
const id = v.pipe(v.string(), v.regex(/^[0-9a-zA-Z_.-]{1,100}$/));
const text = v.pipe(v.string(), v.maxLength(64 * 1024 * 1024));
const language = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const nothing = v.undefined();
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

/** Which file a path leads to: two paths with the same one are one file. */
export const fileIdentity = v.object({
  /** The path without links. */
  realPath: v.string(),
  /** Names the file itself where it has several names (hard links), else "". */
  inode: v.string(),
});
export type FileIdentity = v.InferOutput<typeof fileIdentity>;

/** How a file is to be written, by the `.editorconfig` files above it; what they do not say is null. */
export const fileStyle = v.object({
  indentWith: v.nullable(v.picklist(["spaces", "tabs"])),
  /** In columns. */
  indentSize: v.nullable(v.number()),
  trimTrailing: v.nullable(v.boolean()),
  finalNewline: v.nullable(v.boolean()),
  eol: v.nullable(v.picklist(["\n", "\r\n"])),
});
export type FileStyle = v.InferOutput<typeof fileStyle>;

/** How a file stands on disk. */
export const fileContent = v.object({
  /** Absolute, without "..". */
  path: v.string(),
  identity: fileIdentity,
  /** With "\n" for every line end. */
  text: v.string(),
  encoding: v.picklist(ENCODING_IDS),
  /** The encoding's name as the text declares it; null where it does not. */
  declared: v.nullable(v.string()),
  /** What most lines end with. */
  eol: v.picklist(["\n", "\r\n"]),
  /** Some lines end otherwise. */
  mixedEol: v.boolean(),
  style: fileStyle,
  /** The text is a page of the bytes of a binary file, of the first `shown` of `size`; null for a text file. */
  binary: v.nullable(v.object({ shown: v.number(), size: v.number() })),
  readOnly: v.boolean(),
  /** Changes whenever the file does (mtime, size, inode). */
  stamp: v.string(),
  /** Of the bytes: files with the same one hold the same. */
  digest: v.string(),
});
export type FileContent = v.InferOutput<typeof fileContent>;

/** A state of a file that a text is based on. */
export const fileState = v.object({ stamp: v.string(), digest: v.string() });
export type FileState = v.InferOutput<typeof fileState>;

/** When the file was changed last, ms since 1970, as its stamp says; 0 where it does not. */
export function stampTime(stamp: string): number {
  const nanoseconds = Number(stamp.slice(0, stamp.indexOf("-")));
  return Number.isFinite(nanoseconds) ? nanoseconds / 1e6 : 0;
}

/** Text of a file with unsaved changes, kept by main against a crash. */
export const backup = v.object({
  /** Names the document; stable while it is open. */
  id,
  /** Path on disk, or null for an untitled file. */
  path: v.nullable(path),
  identity: v.optional(v.nullable(fileIdentity), null),
  name: v.string(),
  text,
  encoding: fileContent.entries.encoding,
  declared: v.optional(v.nullable(v.string()), null),
  eol: fileContent.entries.eol,
  mixedEol: v.optional(v.boolean(), false),
  /** Stamp and digest of the file that the text is based on. */
  stamp: v.nullable(v.string()),
  digest: v.optional(v.string(), ""),
});
export type Backup = v.InferOutput<typeof backup>;

/** One input in the history of a language, which all windows share. */
export const historyEntry = v.object({
  /** Id of the session that it was sent to; "" where that is not known. */
  session: v.pipe(v.string(), v.maxLength(100)),
  /** When it was sent, ms since 1970; 0 where that is not known. */
  time: v.number(),
  code: v.pipe(v.string(), v.maxLength(1024 * 1024)),
  /** How it ended; null where that is not known. */
  outcome: v.nullable(requestEnd),
});
export type HistoryEntry = v.InferOutput<typeof historyEntry>;

export const folderEntry = v.object({ name: v.string(), kind: v.picklist(["file", "folder"]) });
export type FolderEntry = v.InferOutput<typeof folderEntry>;

/** Settings of the user; the settings file holds those that differ from the defaults. */
export const settings = v.object({
  theme: v.fallback(v.picklist(["system", "light", "dark"]), "system"),
  /** The language of the app; "system" is that of the desktop where the app speaks it, else English. */
  language: v.fallback(v.picklist(["system", ...LANGUAGES]), "system"),
  /** A window without shells starts the last used kernel by itself. */
  startKernel: v.fallback(v.boolean(), true),
  /** What becomes of running kernels when the app quits. */
  onQuit: v.fallback(v.picklist(["ask", "keep", "shutDown"]), "ask"),
  /** Looks for newer versions of the app without being asked. */
  checkForUpdates: v.fallback(v.boolean(), true),
  /** Tells by the desktop's notification when long work ends while no window of the app has the keyboard. */
  notifyFinished: v.fallback(v.boolean(), false),
  /** Pictures among the outputs are less bright in the dark theme. */
  dimPictures: v.fallback(v.boolean(), false),
  /** Running a whole file takes its kernel to the folder that the file is in. */
  changeFolder: v.fallback(v.boolean(), false),
  /** Saving takes blanks at the ends of lines away; a folder's `.editorconfig` counts before it. */
  trimTrailing: v.fallback(v.boolean(), false),
  /** Saving ends the last line; a folder's `.editorconfig` counts before it. */
  finalNewline: v.fallback(v.boolean(), false),
  /** Open files of a language that has a language server are given to one, which is started for them. */
  languageServer: v.fallback(v.boolean(), true),
  /** How much of Python's types is checked in the open files. */
  typeChecking: v.fallback(v.picklist(["off", "basic", "strict"]), "basic"),
  /** Types and names of arguments that nobody wrote are shown in the code. */
  inlayHints: v.fallback(v.boolean(), false),
  /** Saving formats files of languages that have a formatter. */
  formatOnSave: v.fallback(v.boolean(), false),
  /** Ruff's problems are shown in Python files. */
  ruff: v.fallback(v.boolean(), true),
  /** Formatters of the user's own: text on standard input, text from standard output; they count before all others. */
  formatters: v.fallback(languagePrograms, []),
  codeFontSize: v.fallback(v.pipe(v.number(), v.minValue(8), v.maxValue(32)), 13),
  /** How large windows are drawn, in percent. */
  zoom: v.fallback(v.pipe(v.number(), v.minValue(50), v.maxValue(300)), 100),
});
export type Settings = v.InferOutput<typeof settings>;

/** What the window keeps about itself: opaque to main but for its size. */
const windowState = v.record(v.string(), v.unknown());
const windowSize = v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(20_000));

/** A plain sentence about something that went wrong or was set right at start, shown once in the window. */
export const notice = v.object({ level: v.picklist(["info", "warning", "error"]), sentence: v.string() });
export type Notice = v.InferOutput<typeof notice>;

/** Every request: `input` is checked by main, `output` is what the promise resolves to. */
export const requests = {
  /**
   * Once, when the window starts. `files` and `folder` are from the command line; `sessions` are those that it is to
   * show; `backups` those of its own documents.
   */
  "app.start": {
    input: nothing,
    output: v.object({
      version: v.string(),
      platform: v.picklist(["linux", "darwin", "win32"]),
      home: v.string(),
      profile: v.string(),
      settings,
      windowState: v.nullable(windowState),
      sessions: v.array(id),
      files: v.array(path),
      folder: v.nullable(path),
      backups: v.array(backup),
      lastKernelId: v.nullable(v.string()),
      notices: v.array(notice),
    }),
  },
  "app.setSettings": { input: v.partial(settings), output: settings },
  /**
   * Shows a notification of the desktop; a click on it brings the window to the front. Of several views of a session
   * that tell the same at once, one is heard.
   */
  "app.notify": {
    input: v.object({
      session: id,
      title: v.pipe(v.string(), v.maxLength(200)),
      body: v.pipe(v.string(), v.maxLength(500)),
    }),
    output: nothing,
  },
  "app.openExternal": { input: v.object({ url: v.pipe(v.string(), v.url()) }), output: nothing },
  /** Something failed in the window where nobody waited for it; `missed` counts others meanwhile. It goes to the app's log. */
  "app.reportFailure": {
    input: v.object({
      where: v.pipe(v.string(), v.maxLength(200)),
      text: v.pipe(v.string(), v.maxLength(MOST_FAILURE_CHARS)),
      missed: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    }),
    output: nothing,
  },
  /** Ends the app: every window is asked by the event "window.closing", and one that says no keeps it. */
  "app.quit": { input: nothing, output: nothing },
  /**
   * Another window: with nothing in it, or with that state and those sessions. `size` in px; with `at` its tabs are
   * under that point of the screen.
   */
  "window.open": {
    input: v.object({
      state: v.nullable(windowState),
      sessions: v.array(id),
      size: v.nullable(v.object({ width: windowSize, height: windowSize })),
      at: v.exactOptional(screenPoint),
    }),
    output: nothing,
  },
  /** Keeps what the window gets back at the next start, with the sessions that it shows and the ids of its documents. */
  "window.saveState": {
    input: v.object({ state: windowState, sessions: v.array(id), documents: v.array(id) }),
    output: nothing,
  },
  "window.minimize": { input: nothing, output: nothing },
  "window.toggleMaximize": { input: nothing, output: nothing },
  /** Asks to close like the window's own button; main then sends the event "window.closing". */
  "window.close": { input: nothing, output: nothing },
  /**
   * Answers the event "window.closing": `ok` false keeps the window open. `kernels` says what becomes of running kernels
   * when the app quits now (absent: as the setting "onQuit" has it, and "ask" keeps them); `remember` makes it the
   * setting. `spare` names the sessions with which nothing is lost: dead, or nothing was run in them.
   */
  "window.closeAnswer": {
    input: v.object({
      ok: v.boolean(),
      kernels: v.exactOptional(v.picklist(["keep", "shutDown"])),
      remember: v.exactOptional(v.boolean()),
      spare: v.exactOptional(v.array(id)),
    }),
    output: nothing,
  },
  "window.reload": { input: nothing, output: nothing },

  "files.pickOpen": { input: v.object({ folder: v.nullable(path) }), output: v.array(path) },
  "files.pickFolder": { input: v.object({ folder: v.nullable(path) }), output: v.nullable(path) },
  "files.pickSave": { input: v.object({ suggestion: path }), output: v.nullable(path) },
  "files.read": {
    input: v.object({ path, encoding: v.exactOptional(fileContent.entries.encoding) }),
    output: fileContent,
  },
  /**
   * Writes a text, keeping all else that the file has. It refuses (`changed`) when the file on disk is not the one that is
   * `expected` ("absent": nothing; null: whatever), and (`unwritable`) when the encoding has no way to write a sign of the
   * text, whose line is told, from 1. With `keepEnds` lines that the file has already keep their line ends.
   */
  "files.write": {
    input: v.object({
      path,
      text,
      encoding: fileContent.entries.encoding,
      eol: fileContent.entries.eol,
      keepEnds: v.exactOptional(v.boolean()),
      expected: v.union([v.null(), v.literal("absent"), fileState]),
    }),
    output: v.variant("result", [
      v.object({
        result: v.literal("saved"),
        path: v.string(),
        identity: fileIdentity,
        mixedEol: v.boolean(),
        stamp: v.string(),
        digest: v.string(),
      }),
      v.object({ result: v.literal("changed") }),
      v.object({ result: v.literal("unwritable"), sign: v.string(), line: v.number() }),
    ]),
  },
  /** Begins a file that is written piece by piece; it is at its place when it is whole. */
  "files.beginLongWrite": { input: v.object({ path }), output: v.object({ id }) },
  "files.continueLongWrite": { input: v.object({ id, text: v.string() }), output: nothing },
  /** Puts the file at its place, or takes it back. */
  "files.endLongWrite": { input: v.object({ id, keep: v.boolean() }), output: nothing },
  "files.list": { input: v.object({ folder: path }), output: v.array(folderEntry) },
  /** The nearest folder, upwards, of what is at a path, or the path itself when nothing is there. */
  "files.nearestFolder": { input: v.object({ path }), output: path },
  /** Watches these files and this folder for changes from now on, instead of what was watched before. */
  "files.watch": { input: v.object({ files: v.array(path), folder: v.nullable(path) }), output: nothing },
  "files.backup": { input: backup, output: nothing },
  "files.dropBackup": { input: v.object({ id }), output: nothing },

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
  ...environmentRequests,
  ...ruffRequests,
  ...programRequests,
  ...updateRequests,
  ...menuRequests,
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

  /** The last `n` inputs of a language, oldest first. A line of the file that cannot be read is left out. */
  "history.read": {
    input: v.object({ language, n: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000)) }),
    output: v.array(historyEntry),
  },
  "history.append": { input: v.object({ language, entries: v.array(historyEntry) }), output: nothing },

  "marks.read": { input: v.object({ session: id, view: id }), output: v.array(viewMark) },
  "marks.write": { input: v.object({ session: id, view: id, marks: v.array(viewMark) }), output: nothing },

  ...outputRequests,
  ...shellMoveRequests,
  ...configurationRequests,
} as const;

export type RequestName = keyof typeof requests;
export type RequestInput<Name extends RequestName> = v.InferInput<(typeof requests)[Name]["input"]>;
export type RequestOutput<Name extends RequestName> = v.InferOutput<(typeof requests)[Name]["output"]>;

/** Every event from main to a window. */
export const events = {
  /**
   * The window is asked to close: save or ask, then "window.closeAnswer". `quitting`: the app ends, once all windows
   * agree; `askAboutKernels`: this one asks what becomes of those that run, but for those that other windows have named
   * as `spare`.
   */
  "window.closing": v.object({
    quitting: v.boolean(),
    askAboutKernels: v.boolean(),
    spare: v.array(id),
  }),
  "window.state": v.object({ maximized: v.boolean(), fullScreen: v.boolean(), focused: v.boolean() }),
  /** Files and a folder that another start of the app, or the system, asked to open. */
  "files.open": v.object({ files: v.array(path), folder: v.nullable(path) }),
  /** A watched file changed on disk, or is gone (`stamp` null). */
  "files.changed": v.object({ path, stamp: v.nullable(v.string()) }),
  /** Something in the watched folder changed: its listing is stale. */
  "files.folderChanged": v.object({ folder: path }),
  "settings.changed": settings,
  /** The app speaks another language; the window does so once it is loaded anew. `locale` is a tag such as "de-AT". */
  "language.changed": v.object({ locale: v.string() }),
  /** The list of kernels for that open folder is another than "kernels.list" has given: ask again. */
  "kernels.changed": v.object({ folder: v.nullable(path) }),
  "sessions.changed": v.array(sessionInfo),
  ...environmentEvents,
  ...ruffEvents,
  ...shellMoveEvents,
  ...outputEvents,
  ...updateEvents,
  ...configurationEvents,
  /** The user chose the desktop's notification about this session. */
  "notification.chosen": v.object({ session: id }),
  ...menuEvents,
  notice,
} as const;

export type EventName = keyof typeof events;
export type EventPayload<Name extends EventName> = v.InferOutput<(typeof events)[Name]>;

/** A request that failed: `message` is a sentence for the user. The bridge rejects with an Error of this message. */
export const failure = v.object({ message: v.string() });

/** What the preload script puts on `window.tandem`. */
export interface TandemBridge {
  /**
   * Sends a request to main.
   * @throws Error with a sentence for the user when main refuses it or it fails.
   */
  request<Name extends RequestName>(
    name: Name,
    ...input: undefined extends RequestInput<Name> ? [] : [RequestInput<Name>]
  ): Promise<RequestOutput<Name>>;
  /** Listens to an event; returns a function that stops it. */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void;
  /** Where a file that the user dropped into the window lies; "" when it is none of the disk's. */
  pathOf(file: File): string;
}

/**
 * `data` of the one window message by which the preload script hands over the MessagePort (in `ports[0]`) that
 * carries the frames of all session channels. The preload script asks main for the port when the page begins to load
 * and holds it until the page has posted READY_MESSAGE to its own window, so that it cannot come before anybody
 * listens. A port that closed is closed for good: after a reload there is a new one.
 */
export const PORT_MESSAGE = "tandem:channels";
/** `data` of the window message by which the page says that it listens for PORT_MESSAGE now. */
export const READY_MESSAGE = "tandem:ready";

/** Name of the ipc channel of requests (invoke: name, input → {ok: output} or {failed: failure}). */
export const IPC_REQUEST = "tandem:request";
/** Name of the ipc channel of events (name, payload). */
export const IPC_EVENT = "tandem:event";
/**
 * Name of the ipc message by which the preload script asks for the window's port, and main posts it. Both carry a name
 * that the script gave its document, so that the port of a document that is gone is not taken by the next.
 */
export const IPC_PORT = "tandem:port";
