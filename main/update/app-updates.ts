/**
 * Looks for newer versions, fetches one when the user wants it, and puts it in place when the app ends: electron-updater
 * with a feed of files on a web server. It checks the hash that the feed names, on Windows the publisher's signature,
 * on macOS the app's.
 */
import type { AppUpdater, UpdateInfo } from "electron-updater";
import type { UpdateState } from "../../preload/contract/updates";
import { t } from "../../preload/texts/texts";
import { unawaited } from "../floor/failures";
import { reasonOf } from "./failure-reason";
import { fits, placesOf } from "./replacing";

/** First look after the start, and then again, in ms. */
const FIRST_LOOK_MS = 30_000;
const LOOK_EVERY_MS = 24 * 60 * 60_000;
/** Longest text of release notes that is shown, in characters. */
const MAX_NOTES = 20_000;

export interface UpdatesOptions {
  /** Why this copy does not update itself; null when it does. */
  readonly off: string | null;
  /** The AppImage that is to be replaced, where it is one. */
  readonly appImage: string | undefined;
  /** Whether to look without being asked. */
  readonly wanted: () => boolean;
  readonly log: (line: string) => void;
  readonly onChange: (now: UpdateState) => void;
}

export class Updates {
  #state: UpdateState;
  #updater: AppUpdater | undefined;
  #timer: NodeJS.Timeout | undefined;
  #restart = false;
  /** The newer version's file. */
  #fetched: string | undefined;

  constructor(private readonly options: UpdatesOptions) {
    this.#state = options.off === null ? { state: "idle" } : { state: "off", sentence: options.off };
    if (options.off === null) this.#lookIn(FIRST_LOOK_MS);
  }

  get state(): UpdateState {
    return this.#state;
  }

  /** Looks for a newer version now. Never rejects: the state says what came of it. */
  async check(): Promise<UpdateState> {
    if (["off", "checking", "downloading", "ready"].includes(this.#state.state)) return this.#state;
    this.#set({ state: "checking" });
    try {
      const found = await (await this.#open()).checkForUpdates();
      if (found?.isUpdateAvailable) {
        this.#set({
          state: "available",
          version: found.updateInfo.version,
          notes: notesOf(found.updateInfo),
        });
      } else {
        this.#set({ state: "current" });
      }
    } catch (error) {
      const reason = reasonOf(error);
      this.#failed(
        t("Tandem could not look for updates: {reason}. “Check for updates” tries again.", { reason }),
        error,
      );
    }
    return this.#state;
  }

  /** Fetches the version that was found; it is put in place when the app ends. */
  async download(): Promise<UpdateState> {
    if (this.#state.state !== "available") return this.#state;
    const { version, notes } = this.#state;
    this.#set({ state: "downloading", version, percent: 0 });
    try {
      const updater = await this.#open();
      const progress = ({ percent }: { percent: number }) =>
        this.#set({ state: "downloading", version, percent: Math.floor(percent) });
      updater.on("download-progress", progress);
      const [file] = await updater.downloadUpdate().finally(() => updater.off("download-progress", progress));
      this.#fetched = file;
      if (!this.#hasRoom())
        throw new Error(t("there is no room for it beside {file}", { file: String(this.options.appImage) }));
      this.#set({ state: "ready", version, notes });
    } catch (error) {
      const reason = reasonOf(error);
      this.#failed(
        t("Tandem {version} could not be fetched: {reason}. “Check for updates” tries again.", {
          version,
          reason,
        }),
        error,
      );
    }
    return this.#state;
  }

  /** The app is to start again when it has ended; whoever calls this then ends it. */
  restartWhenEnded(): void {
    this.#restart = this.#state.state === "ready";
  }

  /** The last thing that the app does: replaces itself where a newer version is there. */
  atEnd(): void {
    clearTimeout(this.#timer);
    if (this.#state.state !== "ready") return;
    if (this.#hasRoom()) this.#updater?.quitAndInstall(true, this.#restart);
    else this.options.log(`update: ${this.options.appImage} stays: there is no room for the newer one`);
  }

  /** Whether what was fetched fits where it belongs. Windows and macOS have installers that look for themselves. */
  #hasRoom(): boolean {
    const { appImage } = this.options;
    return appImage === undefined || this.#fetched === undefined || fits(placesOf(appImage, this.#fetched));
  }

  async #open(): Promise<AppUpdater> {
    if (this.#updater) return this.#updater;
    const { autoUpdater } = await import("electron-updater");
    const { log } = this.options;
    autoUpdater.logger = {
      info: (line) => log(`update: ${line}`),
      warn: (line) => log(`update: ${line}`),
      error: (line) => log(`update: ${line}`),
    };
    autoUpdater.autoDownload = false;
    autoUpdater.autoInstallOnAppQuit = false; // atEnd does it, after kernels have been seen to
    autoUpdater.on("error", () => {}); // every failure also rejects what was asked for
    this.#updater = autoUpdater;
    return autoUpdater;
  }

  #lookIn(ms: number): void {
    this.#timer = setTimeout(() => {
      if (this.options.wanted()) unawaited("looking for an update", this.check());
      this.#lookIn(LOOK_EVERY_MS);
    }, ms).unref();
  }

  #failed(sentence: string, error: unknown): void {
    this.options.log(`update: ${sentence} (${error})`);
    this.#set({ state: "failed", sentence });
  }

  #set(state: UpdateState): void {
    this.#state = state;
    this.options.onChange(state);
  }
}

/** Release notes as plain text; a feed may hold HTML or one text for each version. */
export function notesOf({ releaseNotes }: Pick<UpdateInfo, "releaseNotes">): string {
  const text = Array.isArray(releaseNotes)
    ? releaseNotes.map(({ version, note }) => `${version}\n${note ?? ""}`).join("\n\n")
    : (releaseNotes ?? "");
  return text
    .replace(/<\/(p|li|h\d)>|<br\s*\/?>/gi, "\n")
    .replace(/<[^<>]*>/g, "")
    .trim()
    .slice(0, MAX_NOTES);
}
