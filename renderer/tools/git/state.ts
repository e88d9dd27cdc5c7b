/** The repository of the open folder as the window knows it: asked anew when something changed, never without reason. */
import type { GitRepository } from "../../../preload/contract/git";
import { activeDocument, type Document, documents } from "../../code/documents";
import { alsoWatched } from "../../floor/also-watched";
import { openFolder } from "../../floor/app";
import { tandem } from "../../floor/bridge";
import { unawaited } from "../../floor/failures";
import { fileMarks } from "../../floor/file-marks";
import { sentenceOf } from "../../floor/notices/notices";
import { folderOf } from "../../floor/paths";
import { createStore } from "../../floor/store";
import { marksOf } from "./marks";

export interface GitView {
  /** Null: in none, or there is no git. */
  readonly repository: GitRepository | null;
  /** Why it could not be asked. */
  readonly problem: string | null;
}

export const gitView = createStore<GitView>({ repository: null, problem: null });

/** What comes within this time is one reason to ask, in ms. */
const TOGETHER_MS = 300;

let timer: ReturnType<typeof setTimeout> | undefined;
let asking = false;
let again = false;

/** The open folder, or that of the file in front. */
function meantFolder(): string | null {
  const path = activeDocument.get()?.file.get().path;
  return openFolder.get() ?? (path ? folderOf(path) : null);
}

/** Asks now; resolves when the answer is here. */
export async function refreshGit(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  const folder = meantFolder();
  try {
    const repository = folder === null ? null : await tandem.request("git.status", { folder });
    gitView.set({ repository, problem: null });
    // A branch is changed, or something committed, in a terminal beside the window or in a shell.
    const files = repository?.headFiles ?? [];
    if (files.join("\0") !== alsoWatched.get().join("\0")) alsoWatched.set(files);
  } catch (error) {
    gitView.set({ repository: null, problem: sentenceOf(error) });
  } finally {
    asking = false;
  }
  fileMarks.set(marksOf(gitView.get().repository));
  if (again || folder !== meantFolder()) {
    again = false;
    later();
  }
}

function later(): void {
  timer ??= setTimeout(() => unawaited("asking Git", refreshGit()), TOGETHER_MS);
}

/** Follows what may change it. Called once, at start. */
export function followGit(): void {
  const followed = new Set<Document>();
  const follow = () => {
    for (const document of documents.get()) {
      if (followed.has(document)) continue;
      followed.add(document);
      document.modified.subscribe(later);
    }
    for (const document of followed) if (!documents.get().includes(document)) followed.delete(document);
  };
  documents.subscribe(follow);
  follow();
  let folder = meantFolder();
  const look = () => {
    if (meantFolder() === folder) return;
    folder = meantFolder();
    later();
  };
  openFolder.subscribe(look);
  activeDocument.subscribe(look);
  tandem.on("files.folderChanged", later);
  tandem.on("files.changed", later);
  // Of other changes Git writes nothing that is watched.
  window.addEventListener("focus", later);
  later();
}
