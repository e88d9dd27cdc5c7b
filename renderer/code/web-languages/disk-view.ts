/**
 * Files and folders as a program sees them that cannot wait: it asks, is told "not there" of what is not known yet, and
 * asks again once `load` has brought that. What is where is known folder by folder, so that few files are asked for in
 * vain.
 */
import { dirname } from "./paths";

/** Reads from the disk; null where there is nothing. */
export interface Disk {
  /** Names in a folder, those of folders with a "/" at the end. */
  list(folder: string): Promise<readonly string[] | null>;
  read(path: string): Promise<string | null>;
}

/** More texts are not held; what they would say is not known then. */
const MOST_TEXTS = 4_000;
/** All together, in UTF-16 units. */
const MOST_CHARS = 100_000_000;
/** A longer one is not held, in UTF-16 units. */
const MOST_TEXT_CHARS = 5_000_000;
const MOST_FOLDERS = 4_000;

export class DiskView {
  /** What is in each; null where that cannot be read. */
  readonly #folders = new Map<string, ReadonlySet<string> | null>();
  readonly #texts = new Map<string, { readonly text: string | null; readonly version: number }>();
  readonly #wantedFolders = new Set<string>();
  readonly #wantedTexts = new Set<string>();
  #loading: Promise<void> | undefined;
  #chars = 0;
  #version = 0;

  /** @param isLasting whether what is at a path stays what it is */
  constructor(
    private readonly disk: Disk,
    private readonly isLasting: (path: string) => boolean,
  ) {}

  /** Changes whenever something else is known. */
  get version(): number {
    return this.#version;
  }

  hasFolder(path: string): boolean {
    const parent = dirname(path);
    if (parent === path) return true;
    const entries = this.#entries(parent);
    // In a folder that may not be listed there may be any: it is looked into.
    if (entries === null) return this.#entries(path) !== null;
    return entries?.has(`${nameOf(path)}/`) ?? false;
  }

  hasFile(path: string): boolean {
    const entries = this.#entries(dirname(path));
    return entries?.has(nameOf(path)) ?? false;
  }

  /** Names in a folder, those of folders with a "/" at the end; none while it is not known. */
  entries(folder: string): readonly string[] {
    return [...(this.#entries(folder) ?? [])];
  }

  read(path: string): string | undefined {
    const known = this.#texts.get(path);
    if (known) return known.text ?? undefined;
    if (
      this.hasFile(path) &&
      this.#texts.size + this.#wantedTexts.size < MOST_TEXTS &&
      this.#chars < MOST_CHARS
    )
      this.#wantedTexts.add(path);
    return undefined;
  }

  /** The number of a text: another one when it was read anew; "" where none is known. */
  textVersion(path: string): string {
    return String(this.#texts.get(path)?.version ?? "");
  }

  /** Whether something was asked for that is not known, or is on its way. */
  get isWanting(): boolean {
    return this.#loading !== undefined || this.#wantedFolders.size + this.#wantedTexts.size > 0;
  }

  /** Brings what was asked for; where something is on its way already, only that is waited for. */
  load(): Promise<void> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #load(): Promise<void> {
    const folders = [...this.#wantedFolders];
    const texts = [...this.#wantedTexts];
    this.#wantedFolders.clear();
    this.#wantedTexts.clear();
    await Promise.all([
      ...folders.map(async (folder) => {
        const names = await this.disk.list(folder).catch(() => null);
        this.#folders.set(folder, names && new Set(names));
      }),
      ...texts.map(async (path) => {
        const read = await this.disk.read(path).catch(() => null);
        const text = read !== null && read.length > MOST_TEXT_CHARS ? null : read;
        this.#chars += text?.length ?? 0;
        this.#texts.set(path, { text, version: this.#version + 1 });
      }),
    ]);
    this.#version++;
  }

  /** Forgets all but what lasts: it may be another one by now. */
  forget(): void {
    for (const folder of [...this.#folders.keys()]) if (!this.isLasting(folder)) this.#folders.delete(folder);
    for (const [path, { text }] of [...this.#texts]) {
      if (this.isLasting(path)) continue;
      this.#texts.delete(path);
      this.#chars -= text?.length ?? 0;
    }
    this.#version++;
  }

  /** What is in a folder; undefined while that is not known, null where it cannot be. */
  #entries(folder: string): ReadonlySet<string> | null | undefined {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const parent = dirname(folder);
    // A folder is looked into where the one above it has it.
    if (parent !== folder) {
      const above = this.#entries(parent);
      if (above === undefined) return undefined;
      if (above && !above.has(`${nameOf(folder)}/`)) return EMPTY;
    }
    if (this.#folders.size + this.#wantedFolders.size < MOST_FOLDERS) this.#wantedFolders.add(folder);
    return undefined;
  }
}

const EMPTY: ReadonlySet<string> = new Set();

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
