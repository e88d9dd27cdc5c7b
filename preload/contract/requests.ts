/**
 * Requests from a window to main, and events from main to a window: one table each, types and validators from the
 * same definition. Main checks every request's input whole; the bridge only passes on.
 */
import * as v from "valibot";
import { appLogRequests } from "./app-logs";
import { breakpointEvents, breakpointRequests } from "./breakpoints";
import { configurationEvents, configurationRequests } from "./configurations";
import { environmentEvents, environmentRequests } from "./environments";
import { id, nothing, path } from "./fields";
import { backup, fileEvents, fileRequests, recentPlace } from "./files";
import { gitRequests } from "./git";
import { historyEvents, historyRequests } from "./history";
import { MOST_FAILURE_CHARS, MOST_SELECTED_CHARS } from "./limits";
import { localHistoryEvents, localHistoryRequests } from "./local-history";
import { outputEvents, outputRequests } from "./outputs";
import { programRequests } from "./programs";
import { ruffEvents, ruffRequests } from "./ruff";
import { searchEvents, searchRequests } from "./searching";
import { sessionEvents, sessionRequests } from "./sessions";
import { folderSettings, settings, settingsProblem } from "./settings";
import { screenPoint, shellMoveEvents, shellMoveRequests } from "./shell-moves";
import { snippetRequests } from "./snippets";
import { updateEvents, updateRequests } from "./updates";
import { menuEvents, menuRequests } from "./window-menus";

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
      /** The folder with TypeScript's declarations of the language itself. */
      typescriptLibrary: v.string(),
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
  /** A window cannot name programs: those are the user's own settings, or what main itself has found. */
  "app.setSettings": {
    input: v.partial(v.omit(settings, ["formatters", "languageServers"])),
    output: settings,
  },
  /** Where the settings stand and what is wrong there; with `make` the file is there to be opened. */
  "app.settingsFile": {
    input: v.object({ make: v.boolean() }),
    output: v.object({ path: v.string(), problems: v.array(settingsProblem) }),
  },
  /** What the open folder's own settings say, and where they stand or would stand. */
  "app.folderSettings": {
    input: v.object({ folder: path }),
    output: v.object({ file: v.string(), values: folderSettings, problems: v.array(settingsProblem) }),
  },
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
  /** Where the system has a primary selection, the middle button pastes this text. */
  "app.offerSelection": {
    input: v.object({ text: v.pipe(v.string(), v.maxLength(MOST_SELECTED_CHARS)) }),
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
  /** The files and folders that were open in any window, the newest first. */
  "app.recent": { input: nothing, output: v.array(recentPlace) },
  /** One of them comes in front; null: all are forgotten. */
  "app.noteRecent": { input: v.nullable(recentPlace), output: nothing },
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
  /** Where the system has the pointer, in px of the window's page; null where that is outside of it. */
  "window.pointer": { input: nothing, output: v.nullable(v.object({ x: v.number(), y: v.number() })) },

  ...fileRequests,
  ...snippetRequests,
  ...searchRequests,
  ...gitRequests,
  ...localHistoryRequests,
  ...sessionRequests,
  ...historyRequests,
  ...appLogRequests,
  ...breakpointRequests,
  ...environmentRequests,
  ...ruffRequests,
  ...programRequests,
  ...updateRequests,
  ...menuRequests,
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
  /** `assisted`: a screen reader, or another program like it, reads the windows. */
  "window.state": v.object({
    maximized: v.boolean(),
    fullScreen: v.boolean(),
    focused: v.boolean(),
    assisted: v.boolean(),
  }),
  /** Files and a folder that another start of the app, or the system, asked to open. */
  "files.open": v.object({ files: v.array(path), folder: v.nullable(path) }),
  "settings.changed": settings,
  /** The app speaks another language; the window does so once it is loaded anew. `locale` is a tag such as "de-AT". */
  "language.changed": v.object({ locale: v.string() }),
  ...fileEvents,
  ...searchEvents,
  ...localHistoryEvents,
  ...sessionEvents,
  ...breakpointEvents,
  ...environmentEvents,
  ...historyEvents,
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
