/** What the palette offers: commands, files and the symbols of the file in front. */
import { locale } from "../../preload/texts/language";
import { t } from "../../preload/texts/texts";
import { activeDocument, type Document, documents, openDocument } from "../code/documents";
import { focusEditor, goToLine } from "../code/instance";
import { openPlace } from "../code/language-server/open-places";
import { folderSymbols } from "../code/language-server/symbols";
import { monaco } from "../code/monaco";
import { openPath } from "../code/open-path";
import type { Symbol } from "../code/outline";
import { servedStructureOf, structureOf } from "../code/structure/use-structure";
import { closedPaths } from "../editor/closing";
import {
  encodingItems,
  encodingWays,
  type FormatChoice,
  indentationItems,
  lineEndItems,
} from "../editor/file-format";
import { recentPlaces } from "../editor/recent-places";
import { facts, openFolder } from "../floor/app";
import { allCommands, runCommand } from "../floor/commands/commands";
import { keyLabel } from "../floor/keys/keymap";
import { fuzzyFilter, fuzzyQuery, fuzzyScore } from "../floor/lists/fuzzy";
import type { FormatKind, PaletteKind } from "../floor/palette-state";
import { baseName, folderOf, joinPath, shortPath } from "../floor/paths";
import { programItems, searchPrograms } from "./attach-items";
import type { PaletteItem } from "./palette-item";

/** @param all also those that can do nothing now, and those that open a palette */
function commandItems(all: boolean): PaletteItem[] {
  const mac = facts.get().platform === "darwin";
  return allCommands()
    .filter((command) => all || (command.available?.() !== false && !command.id.startsWith("palette.")))
    .map((command) => ({
      id: command.id,
      title: command.title,
      detail: "",
      kind: "command",
      key: keyLabel(command.id, mac),
      run: () => runCommand(command.id),
    }));
}

function fileItems(): PaletteItem[] {
  const { home } = facts.get();
  const open = documents.get().map((document): PaletteItem => {
    const { name, path } = document.file.get();
    return {
      id: `file:${document.id}`,
      title: name,
      detail: path ? shortPath(folderOf(path), home) : "",
      kind: "file",
      key: null,
      run: () => {
        activeDocument.set(document);
        focusEditor();
      },
    };
  });
  const openPaths = new Set(documents.get().map((document) => document.file.get().path));
  const closed = closedPaths
    .get()
    .filter((path) => !openPaths.has(path))
    .reverse()
    .map(
      (path): PaletteItem => ({
        id: `closed:${path}`,
        title: baseName(path),
        detail: shortPath(folderOf(path), home),
        kind: "closed file",
        key: null,
        run: async () => {
          await openDocument(path);
          focusEditor();
        },
      }),
    );
  return [...open, ...closed];
}

/** Files and folders that were open lately, in any window; the folder that is open is none to open. */
function recentItems(): PaletteItem[] {
  const { home } = facts.get();
  return recentPlaces
    .get()
    .filter(({ kind, path }) => kind === "file" || path !== openFolder.get())
    .map(({ kind, path }) => ({
      id: `${kind}:${path}`,
      title: baseName(path),
      detail: shortPath(folderOf(path), home),
      kind,
      key: null,
      run: () => (kind === "file" ? openPath(path) : runCommand("file.openFolder", path)),
    }));
}

/** A file of the open folder that is neither open nor closed lately; null for one that is. */
export function folderFileItem(folder: string, place: string): PaletteItem | null {
  const path = place.split("/").reduce(joinPath, folder);
  const known = documents.get().some((document) => document.file.get().path === path);
  if (known || closedPaths.get().includes(path)) return null;
  return {
    id: `folder:${place}`,
    title: baseName(place),
    detail: place.slice(0, -baseName(place).length - 1),
    kind: "file",
    key: null,
    place,
    run: () => openPath(path),
  };
}

function symbolItems(): PaletteItem[] {
  const document = activeDocument.get();
  return document ? structureOf(document).map(symbolItem) : [];
}

/** Those of a file whose language server says them; null where what `paletteItems` has is all. */
export async function servedSymbolItems(): Promise<readonly PaletteItem[] | null> {
  const document = activeDocument.get();
  return (document && (await servedStructureOf(document))?.map(symbolItem)) ?? null;
}

function symbolItem(symbol: Symbol): PaletteItem {
  return {
    id: `symbol:${symbol.line}:${symbol.kind}:${symbol.name}`,
    title: symbol.name,
    detail: t("line {line}", { line: String(symbol.line) }),
    kind: symbol.kind,
    key: null,
    run: () => goToLine(symbol.line),
  };
}

/** The symbols of the folder that fit what is typed, as the language servers know them. */
export async function folderSymbolItems(
  query: string,
  token: monaco.CancellationToken,
): Promise<{ readonly items: readonly PaletteItem[]; readonly answered: boolean }> {
  const { home } = facts.get();
  const folder = openFolder.get();
  const { symbols, answered } = await folderSymbols(query, token);
  const items = symbols.map(({ name, container, kind, path, range }, index) => ({
    id: `${index}:${name}`,
    title: container ? `${container}.${name}` : name,
    detail: `${folder && path.startsWith(folder) ? path.slice(folder.length + 1) : shortPath(path, home)}:${range.startLineNumber}`,
    kind,
    key: null,
    run: async () => {
      await openPlace(monaco.Uri.file(path), range);
    },
  }));
  return { items, answered };
}

function lineItems(query: string): PaletteItem[] {
  const last = activeDocument.get()?.model.getLineCount() ?? 1;
  if (!/^\s*\d+\s*$/.test(query)) return [];
  const line = Math.min(Math.max(Number(query), 1), last);
  return [
    {
      id: "line",
      title: t("Line {line}", { line: String(line) }),
      detail: t("of {last}", { last: String(last) }),
      kind: "line",
      key: null,
      run: () => goToLine(line),
    },
  ];
}

const formatItems: Readonly<Record<FormatKind, (document: Document) => FormatChoice[]>> = {
  encoding: () => encodingWays(),
  reopenEncoding: (document) => encodingItems(document, "reopen"),
  saveEncoding: (document) => encodingItems(document, "save"),
  lineEnds: lineEndItems,
  indentation: indentationItems,
};

const isFormatKind = (kind: PaletteKind): kind is FormatKind => kind in formatItems;

/** What a kind of palette offers before anything is typed. */
export function paletteItems(kind: PaletteKind): readonly PaletteItem[] {
  if (kind === "line" || kind === "folderSymbols") return [];
  if (kind === "fileSymbols") return symbolItems();
  if (kind === "attach") return programItems();
  if (kind === "recent") return recentItems();
  if (isFormatKind(kind)) {
    const document = activeDocument.get();
    if (!document) return [];
    return formatItems[kind](document).map(({ id, title, now, run }) => {
      return { id, title, detail: now ? t("as it is") : "", kind: "choice", key: null, run };
    });
  }
  // By name: it is a table to read, and what is done to what stands together.
  if (kind === "keys") return commandItems(true).sort((a, b) => a.title.localeCompare(b.title, locale()));
  return kind === "files" ? fileItems() : [...commandItems(false), ...fileItems(), ...symbolItems()];
}

/** What is found among `items` by what is typed, best first. */
export function searchPalette(
  kind: PaletteKind,
  items: readonly PaletteItem[],
  query: string,
): readonly PaletteItem[] {
  if (kind === "line") return lineItems(query);
  if (kind === "attach") return searchPrograms(items, query);
  // Those who were asked have searched already, each by rules of its own.
  if (kind === "folderSymbols") return items;
  if (kind === "keys") {
    const key = query.trim().toLowerCase();
    const bound = items.filter((item) => key !== "" && item.key?.toLowerCase() === key);
    return [
      ...bound,
      ...fuzzyFilter(query, items, ({ title }) => title).filter((item) => !bound.includes(item)),
    ];
  }
  return fuzzyFilter(query, items, ({ title }) => title);
}

/**
 * What is found in two ways as one list, best first.
 * @param own found by their titles
 * @param files of the folder, best first, perhaps for what was typed before: by their names or, where "/" is typed, paths
 */
export function withFolderFiles(
  own: readonly PaletteItem[],
  query: string,
  files: readonly PaletteItem[],
): readonly PaletteItem[] {
  if (query.trim() === "") return [...own, ...files];
  const typed = fuzzyQuery(query);
  const byPath = query.includes("/");
  const all = [...own, ...files].flatMap((item) => {
    const score = fuzzyScore(typed, (byPath ? item.place : undefined) ?? item.title);
    return score === null ? [] : [{ item, score }];
  });
  return all.sort((one, other) => other.score - one.score).map(({ item }) => item);
}
