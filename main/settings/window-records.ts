/** What each window is given back at the next start: its place on the screen, what it shows, and what it keeps about itself. */
import { randomUUID } from "node:crypto";
import * as v from "valibot";
import { JsonFile } from "./json-file";

const bounds = v.object({ x: v.number(), y: v.number(), width: v.number(), height: v.number() });
export type Bounds = v.InferOutput<typeof bounds>;

const windowRecord = v.object({
  id: v.string(),
  bounds: v.nullable(bounds),
  maximized: v.boolean(),
  /** The window's own: opaque here. */
  view: v.nullable(v.record(v.string(), v.unknown())),
  /** Ids of the sessions that it shows. */
  sessions: v.array(v.string()),
  /** Ids of the documents that it has open: backups of these are its own. */
  documents: v.array(v.string()),
});
export type WindowRecord = v.InferOutput<typeof windowRecord>;

const windowsFile = v.object({ windows: v.array(windowRecord) });

/** The windows that are open, and those to be opened at the next start, in the order they were made. */
export class WindowRecords {
  readonly #file: JsonFile<v.InferOutput<typeof windowsFile>>;

  constructor(file: string, onFailure: (error: unknown) => void) {
    this.#file = new JsonFile(file, windowsFile, { windows: [] }, "window's layout", onFailure);
  }

  /** What was set right when the file was read, for the window. */
  get notice() {
    return this.#file.notice;
  }

  all(): readonly WindowRecord[] {
    return this.#file.value.windows;
  }

  get(id: string): WindowRecord | undefined {
    return this.all().find((record) => record.id === id);
  }

  /** Adds a window that has nothing yet but what is given. */
  add(some: Partial<Omit<WindowRecord, "id">> = {}): WindowRecord {
    const empty = { bounds: null, maximized: false, view: null, sessions: [], documents: [] };
    const record = { id: randomUUID(), ...empty, ...some };
    this.#file.set({ windows: [...this.all(), record] });
    return record;
  }

  /** Changes a record; one that is gone stays so. */
  change(id: string, some: Partial<Omit<WindowRecord, "id">>): void {
    this.#file.set({
      windows: this.all().map((record) => (record.id === id ? { ...record, ...some } : record)),
    });
  }

  /** The window will not be opened at the next start. */
  remove(id: string): void {
    this.#file.set({ windows: this.all().filter((record) => record.id !== id) });
  }

  /** Those of the given sessions that no window shows. */
  unclaimed(sessions: readonly string[]): string[] {
    const claimed = new Set(this.all().flatMap((record) => record.sessions));
    return sessions.filter((session) => !claimed.has(session));
  }

  /** Whether a document's backup is for this window: its own, and for the first one also those that are nobody's. */
  owns(id: string, document: string): boolean {
    const owner = this.all().find(({ documents }) => documents.includes(document)) ?? this.all()[0];
    return owner?.id === id;
  }

  settled(): Promise<void> {
    return this.#file.settled();
  }
}

/**
 * The remembered place when enough of it still lies on one of the screens to be reached with the mouse (screens come
 * and go), otherwise undefined.
 */
export function usableBounds(remembered: Bounds | null, screens: readonly Bounds[]): Bounds | undefined {
  if (!remembered) return undefined;
  const grip = { width: 100, height: 40 };
  const reachable = screens.some((screen) => {
    const across =
      Math.min(remembered.x + remembered.width, screen.x + screen.width) - Math.max(remembered.x, screen.x);
    const top = remembered.y >= screen.y - 10 && remembered.y + grip.height <= screen.y + screen.height;
    return across >= grip.width && top;
  });
  return reachable ? remembered : undefined;
}
