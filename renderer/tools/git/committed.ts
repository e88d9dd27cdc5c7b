/** What open files are in the last commit, asked once for each commit. */

import { t } from "../../../preload/texts/texts";
import { type Document, documents } from "../../code/documents";
import { languageOfFile } from "../../code/languages";
import { asEdited } from "../../editor/diff/diff-commands";
import { openComparison } from "../../editor/diff/diff-page";
import { tandem } from "../../floor/bridge";
import { baseName } from "../../floor/paths";
import { gitView } from "./state";

interface Known {
  readonly path: string;
  readonly commit: string;
  readonly text: Promise<string | null>;
}
const known = new WeakMap<Document, Known>();

/** A document's text in the last commit; null where it has none there. */
export function committedText(document: Document): Promise<string | null> {
  const { path, encoding, binary } = document.file.get();
  const commit = gitView.get().repository?.commit ?? null;
  if (path === null || commit === null || binary) return Promise.resolve(null);
  const there = known.get(document);
  if (there?.path === path && there.commit === commit) return there.text;
  const ask = async () => {
    const text = await tandem.request("git.committed", { path, encoding });
    try {
      return text === null ? null : asEdited(document, text);
    } catch {
      // It was no notebook then.
      return null;
    }
  };
  const text = ask().catch(() => null);
  known.set(document, { path, commit, text });
  return text;
}

/** Shows what is changed in a file since the last commit; of an open notebook in the text of its cells. */
export function compareWithCommit(path: string): void {
  compare(
    path,
    documents.get().find((one) => one.file.get().path === path),
  );
}

/** @param document the open file, where its text is to be compared as it is typed; without it the file on the disk is */
function compare(path: string, document: Document | undefined): void {
  const name = baseName(path);
  const encoding = document?.file.get().encoding ?? "utf8";
  const committed = async () => (await tandem.request("git.committed", { path, encoding })) ?? "";
  const onDisk = () =>
    tandem.request("files.read", { path }).then(
      ({ text }) => text,
      () => "",
    );
  openComparison({
    key: document ? `commit ${path}` : `commit ${path} on disk`,
    title: t("{name}: changes", { name }),
    language: document?.model.getLanguageId() ?? languageOfFile(name).id,
    before: {
      name: t("{name}, in the last commit", { name }),
      text: async () => {
        const text = await committed();
        return document ? asEdited(document, text) : text;
      },
    },
    after: document ?? {
      name: t("{name}, on the disk", { name }),
      text: onDisk,
    },
    ...(document?.notebook && {
      rest: {
        differs: async () => endedAlike(await committed()) !== endedAlike(await onDisk()),
        compare: () => compare(path, undefined),
      },
    }),
  });
}

const endedAlike = (text: string) => text.replaceAll("\r\n", "\n");
