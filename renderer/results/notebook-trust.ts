/**
 * Which notebooks' outputs may run scripts: those that the user said it of, as long as place and content are what they
 * were then, or what was saved here since.
 */

import { MOST_TRUSTED_NOTEBOOKS } from "../../preload/contract/settings";
import { type Document, documents } from "../code/documents";
import { afterSaving } from "../editor/before-saving";
import { changeSettings, settings } from "../floor/app";
import { unawaited } from "../floor/failures";
import { createStore } from "../floor/store";

/** What of each open notebook stood on the disk when it was allowed; "" for one that was never saved. */
const trusted = createStore<ReadonlyMap<Document, string>>(new Map());

export const trustChanges = trusted;

const stateOf = (document: Document) => document.file.get().onDisk?.digest ?? "";

/** Whether the outputs in the file may run scripts. */
export const isTrusted = (document: Document): boolean => trusted.get().get(document) === stateOf(document);

/** Lets them, and keeps that for this file at this place with what it holds. */
export function trust(document: Document): void {
  trusted.set((now) => new Map(now).set(document, stateOf(document)));
  remember(document);
}

function remember(document: Document): void {
  const { path } = document.file.get();
  const text = document.notebook?.fileText;
  if (path === null || text === undefined) return;
  const keep = async () => {
    const digest = await digestOf(text);
    const { [path]: _before, ...others } = settings.get().trustedNotebooks;
    const kept = Object.entries(others).slice(1 - MOST_TRUSTED_NOTEBOOKS);
    await changeSettings({ trustedNotebooks: Object.fromEntries([...kept, [path, digest]]) });
  };
  unawaited("keeping what a notebook may do", keep());
}

/** Follows the open notebooks. Called once, at start. */
export function followTrust(): void {
  const followed = new WeakSet<Document>();
  const follow = () => {
    const open = documents.get();
    for (const document of open) {
      if (!document.notebook || followed.has(document)) continue;
      followed.add(document);
      document.file.subscribe(() => look(document));
      look(document);
    }
    if ([...trusted.get().keys()].some((one) => !open.includes(one)))
      trusted.set((now) => new Map([...now].filter(([one]) => open.includes(one))));
  };
  documents.subscribe(follow);
  follow();
  // What is written here has no outputs but those of before and those of runs.
  afterSaving((document, before) => {
    if (before !== null && trusted.get().get(document) === before.digest) trust(document);
  });
}

/** The text of each that was looked at last. */
const lookedAt = new WeakMap<Document, string>();

function look(document: Document): void {
  const { path } = document.file.get();
  const { notebook } = document;
  if (path === null || !notebook || isTrusted(document)) return;
  const stored = settings.get().trustedNotebooks[path];
  const text = notebook.fileText;
  if (stored === undefined || lookedAt.get(document) === text) return;
  lookedAt.set(document, text);
  const compare = async () => {
    if ((await digestOf(text)) !== stored || notebook.fileText !== text) return;
    trusted.set((now) => new Map(now).set(document, stateOf(document)));
  };
  unawaited("looking whether a notebook was allowed its scripts", compare());
}

async function digestOf(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
