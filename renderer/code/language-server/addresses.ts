/** How files are called to a language server, and which text of the editor an address means. */

import { tandem } from "../../floor/bridge";
import { type Document, documents, modelAddress, openDocument } from "../documents";
import { monaco } from "../monaco";

/** The address of an open file: its path's, or for one without a path one of its own. */
export function addressOf(document: Document): string {
  const { path, name } = document.file.get();
  const uri =
    path === null
      ? monaco.Uri.from({ scheme: "untitled", path: `/${document.id}/${name}` })
      : monaco.Uri.file(path);
  return uri.toString();
}

/** Servers write the same address in several ways. */
const normal = (address: string) => monaco.Uri.parse(address).toString();

/** The open file of an address. */
export function documentAt(address: string): Document | undefined {
  const wanted = normal(address);
  return documents.get().find((document) => addressOf(document) === wanted);
}

/** Texts of files that are not open, shown by peeks and previews: the newest ones are kept. */
const looked = new Map<string, monaco.editor.ITextModel>();
const MOST_LOOKED = 40;

/**
 * The model of an address, read from disk where the file is not open: what Monaco's peek and previews show.
 * @returns undefined when it cannot be read
 */
export async function modelAt(address: string): Promise<monaco.editor.ITextModel | undefined> {
  const open = documentAt(address);
  if (open) return namedModel(open);
  const uri = monaco.Uri.parse(address);
  if (uri.scheme !== "file") return undefined;
  const content = await tandem.request("files.read", { path: uri.fsPath }).catch(() => undefined);
  return content && lookedAt(uri, content.text);
}

/** An open file's text under the name that the file has: where it was saved under another one, a copy to look at. */
function namedModel({ id, file, model }: Document): monaco.editor.ITextModel {
  const uri = modelAddress(id, file.get());
  return uri.toString() === model.uri.toString() ? model : lookedAt(uri, model.getValue());
}

function lookedAt(uri: monaco.Uri, text: string): monaco.editor.ITextModel {
  const key = uri.toString();
  const known = looked.get(key);
  looked.delete(key);
  const model =
    known && !known.isDisposed()
      ? known
      : (monaco.editor.getModel(uri) ?? monaco.editor.createModel("", undefined, uri));
  if (model.getValue() !== text) model.setValue(text);
  looked.set(key, model);
  for (const [old, oldest] of looked) {
    if (looked.size <= MOST_LOOKED) break;
    looked.delete(old);
    oldest.dispose();
  }
  return model;
}

/** Whether a model stands for a file that is not open. */
export function isOnlyLookedAt(model: monaco.editor.ITextModel): boolean {
  return looked.get(model.uri.toString()) === model;
}

/** Opens the file that a model of Monaco's stands for, and returns the document. */
export async function openModel(uri: monaco.Uri): Promise<Document | undefined> {
  const open = documents
    .get()
    .find(({ id, file, model }) =>
      [model.uri, modelAddress(id, file.get())].some((own) => own.toString() === uri.toString()),
    );
  if (open) return open.file.get().path === null ? open : openDocument(open.file.get().path ?? "");
  return uri.scheme === "file" ? openDocument(uri.fsPath) : undefined;
}
