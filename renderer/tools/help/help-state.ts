/** What is known of names: asked of kernel and language server, and kept with those asked for before. One for the window. */
import { t } from "../../../preload/texts/texts";
import { mimeText } from "../../../preload/transcript/text";
import { askHovers } from "../../code/hovers";
import type { monaco } from "../../code/monaco";
import { createStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";
import { readTold, type Told } from "./told";

/** Names that one can go back to. */
const MOST_TOPICS = 50;
/** Of what is said so much is shown, in UTF-16 units. */
export const MOST_TEXT = 100_000;
/** An answer that takes longer is said to be missing, in ms; it is shown all the same when it comes. */
const SOON_MS = 2_000;

const GONE: ReadonlySet<string> = new Set(["dead", "disconnected"]);

/** Where a name stands in a file. */
export interface NamePlace {
  readonly model: monaco.editor.ITextModel;
  readonly position: monaco.IPosition;
}

/** What a kernel said: its text taken apart, or a page of its own. */
export interface KernelSays {
  readonly told: Told | null;
  readonly html: string | null;
  readonly markdown: string | null;
}

export interface Topic {
  readonly key: number;
  readonly name: string;
  /** Whose kernel was asked; names that one can go back to keep no closed shell. */
  readonly shell: WeakRef<ShellModel> | null;
  /** Undefined: it was asked and has not answered; null: it knows nothing, or cannot be asked. */
  readonly kernel: KernelSays | null | undefined;
  readonly server: string | null | undefined;
  /** Why the kernel says nothing. */
  readonly reason: string | null;
  /** The source, once somebody wanted it; null where there is none. */
  readonly source: string | null | undefined;
}

export const topics = createStore<readonly Topic[]>([]);
/** Which of them is shown. */
export const shownAt = createStore(-1);
/** The cursor's name is asked for as it moves. */
export const follows = createStore(true);

let lastKey = 0;

export const shownTopic = (): Topic | undefined => topics.get()[shownAt.get()];

function update(key: number, some: Partial<Topic>): void {
  topics.set((all) => all.map((topic) => (topic.key === key ? { ...topic, ...some } : topic)));
}

/**
 * Asks what is known of a name, and shows it.
 * @param place where it stands in a file: its language server is asked there
 * @param shell whose kernel is asked
 * @param again also where it is what is shown
 */
export async function askFor(
  name: string,
  place: NamePlace | null,
  shell: ShellModel | null,
  again = true,
): Promise<void> {
  const now = shownTopic();
  if (!again && now?.name === name && (now.shell?.deref() ?? null) === shell && now.kernel) return;
  const key = ++lastKey;
  const asked: Topic = {
    key,
    name,
    shell: shell && new WeakRef(shell),
    kernel: shell ? undefined : null,
    server: place ? undefined : null,
    reason: shell ? null : t("There is no kernel."),
    source: undefined,
  };
  // What one went back from is left behind, as in a browser.
  const before = topics.get().slice(0, shownAt.get() + 1);
  topics.set([...before, asked].slice(-MOST_TOPICS));
  shownAt.set(topics.get().length - 1);
  await Promise.all([askKernel(key, name, shell), askServer(key, place)]);
}

async function askServer(key: number, place: NamePlace | null): Promise<void> {
  if (!place) return;
  const server = place.model.isDisposed() ? null : await askHovers(place.model, place.position);
  update(key, { server: server?.slice(0, MOST_TEXT) ?? null });
}

async function askKernel(key: number, name: string, shell: ShellModel | null): Promise<void> {
  if (!shell) return;
  if (GONE.has(shell.state.get())) {
    update(key, { kernel: null, reason: whyLate(shell) });
    return;
  }
  // One that hangs may be found out only after a while.
  const late = setInterval(() => {
    const reason = whyLate(shell);
    if (reason !== null) update(key, { reason });
  }, SOON_MS);
  const data = await shell.client.inspect(name, name.length).catch(() => null);
  clearInterval(late);
  if (data) update(key, { kernel: readSaid(data), reason: null });
  else
    update(key, {
      kernel: null,
      reason: whyLate(shell) ?? t("The kernel does not know this name."),
    });
}

/** Why a kernel has not answered; null where nothing hinders it. */
function whyLate(shell: ShellModel): string | null {
  const state = shell.state.get();
  if (state === "busy") return t("The kernel is busy.");
  if (state === "unresponsive") return t("The kernel does not answer.");
  return GONE.has(state) ? t("The kernel is gone.") : null;
}

/** A page of the kernel's own (R's help) goes before its text, which then is the same without its looks. */
function readSaid(data: Readonly<Record<string, unknown>>): KernelSays {
  const text = mimeText(data["text/plain"]) ?? "";
  return {
    html: mimeText(data["text/html"]) ?? null,
    markdown: mimeText(data["text/markdown"])?.slice(0, MOST_TEXT) ?? null,
    told: text === "" ? null : readTold(text),
  };
}

/** Asks for the source of what is shown. Null where there is none, or the kernel cannot be asked. */
export async function askSource(topic: Topic): Promise<string | null> {
  if (topic.source !== undefined) return topic.source;
  const data = await topic.shell
    ?.deref()
    ?.client.inspect(topic.name, topic.name.length, 1)
    .catch(() => null);
  const source = data ? readTold(mimeText(data["text/plain"]) ?? "").source : null;
  update(topic.key, { source });
  return source;
}

/** Goes back to names that were asked for before, and forth again. */
export function step(by: 1 | -1): void {
  shownAt.set((at) => Math.max(0, Math.min(topics.get().length - 1, at + by)));
}
