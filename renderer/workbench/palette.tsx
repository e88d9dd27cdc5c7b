/** The palette: one field for commands, files and symbols, under the title bar. */

import { useEffect, useId, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { t } from "../../preload/texts/texts";
import { monaco } from "../code/monaco";
import { openFolder } from "../floor/app";
import { unawaited } from "../floor/failures";
import { useListKeys } from "../floor/lists/list-keys";
import { SearchList } from "../floor/lists/search-list";
import { notify, sentenceOf } from "../floor/notices/notices";
import { openPalette, type PaletteKind } from "../floor/palette-state";
import { useStore } from "../floor/store";
import { listed, useFolderFiles } from "./folder-files";
import type { PaletteItem } from "./palette-item";
import {
  folderFileItem,
  folderSymbolItems,
  paletteItems,
  searchPalette,
  servedSymbolItems,
  withFolderFiles,
} from "./palette-items";

/** More than these are never looked at, but in a table to be read; typing on is quicker. */
const MOST_SHOWN = 100;

const fields: Readonly<
  Record<PaletteKind, { readonly name: string; readonly hint: string; readonly nothing: string }>
> = {
  commands: {
    name: t("Command"),
    hint: t("A command, a file or a symbol"),
    nothing: t("Nothing has this name."),
  },
  keys: {
    name: t("All commands and their keys"),
    hint: t("A command or a key"),
    nothing: t("No command has this name or key."),
  },
  files: {
    name: t("Open file"),
    hint: t("A file of the folder, or one that was open"),
    nothing: t("No file has this name."),
  },
  encoding: {
    name: t("Encoding"),
    hint: t("What is to be done about the encoding"),
    nothing: t("Nothing has this name."),
  },
  reopenEncoding: {
    name: t("Reopen with encoding"),
    hint: t("The encoding that the file is in"),
    nothing: t("No encoding has this name."),
  },
  saveEncoding: {
    name: t("Save with encoding"),
    hint: t("The encoding that the file is to have"),
    nothing: t("No encoding has this name."),
  },
  lineEnds: {
    name: t("Line ends"),
    hint: t("Line ends of the whole file"),
    nothing: t("There are LF and CRLF."),
  },
  indentation: {
    name: t("Indentation"),
    hint: t("What Tab puts in"),
    nothing: t("There are spaces and tabs."),
  },
  fileSymbols: {
    name: t("Symbol in the file"),
    hint: t("A class, a function, a heading or a cell"),
    nothing: t("Nothing in the file has this name."),
  },
  folderSymbols: {
    name: t("Symbol in the folder"),
    hint: t("A class, a function or a variable in any file of the folder"),
    nothing: t(
      "No symbol is found. The language server looks for them while a file of its language is open.",
    ),
  },
  attach: {
    name: t("Attach to Python process"),
    hint: t("A program, a process number, or the port of its debugger"),
    nothing: t("No Python runs here by this name. Type the port of a debugger, or host:port."),
  },
  recent: {
    name: t("Open recent"),
    hint: t("A file or a folder that was open"),
    nothing: t("Nothing that was open lately has this name."),
  },
  line: { name: t("Go to line"), hint: t("Number of a line"), nothing: t("Type the number of a line.") },
};

/** So long after the last key the servers are asked, in ms. */
const ASK_MS = 120;
const NOTHING_ASKED: {
  readonly items: readonly PaletteItem[];
  /** What it was found for. */
  readonly query: string;
  /** False: a server did not answer in time, and there may be more. */
  readonly answered: boolean;
} = { items: [], query: "", answered: true };

/** What has to be asked for, for what is typed; what was found last until then. */
function useAsked(kind: PaletteKind, query: string): typeof NOTHING_ASKED {
  const [found, setFound] = useState(NOTHING_ASKED);
  useEffect(() => {
    if (kind !== "folderSymbols") return;
    if (query.trim() === "") {
      setFound(NOTHING_ASKED);
      return;
    }
    // What is typed next must not wait for what was asked before.
    const cancellation = new monaco.CancellationTokenSource();
    const { token } = cancellation;
    const timer = setTimeout(async () => {
      const { items, answered } = await folderSymbolItems(query.trim(), token);
      if (!token.isCancellationRequested) setFound({ items, answered, query: query.trim() });
    }, ASK_MS);
    return () => {
      cancellation.cancel();
      clearTimeout(timer);
    };
  }, [kind, query]);
  return found;
}

/** The symbols of the file in front where its language server says them; null until it has. */
function useServedSymbols(kind: PaletteKind): readonly PaletteItem[] | null {
  const [served, setServed] = useState<readonly PaletteItem[] | null>(null);
  useEffect(() => {
    if (kind !== "fileSymbols") return;
    let over = false;
    unawaited(
      "the file's symbols",
      servedSymbolItems().then((items) => {
        if (!over) setServed(items);
      }),
    );
    return () => {
      over = true;
    };
  }, [kind]);
  return served;
}

function PaletteBox({ kind }: { readonly kind: PaletteKind }) {
  const [query, setQuery] = useState("");
  const own = useMemo(() => paletteItems(kind), [kind]);
  const asked = useAsked(kind, query);
  const folder = useStore(openFolder);
  const inFolder = useFolderFiles(kind === "files" || kind === "commands", query, MOST_SHOWN);
  const { count, all: allListed } = useStore(listed);
  const served = useServedSymbols(kind);
  const items = useMemo(
    () => (kind === "folderSymbols" ? asked.items : (served ?? own)),
    [kind, asked.items, served, own],
  );
  const found = useMemo(() => {
    const all = searchPalette(kind, items, query);
    if (kind === "keys") return all;
    // Who has typed nothing yet looks through the commands: all of them are there.
    if (kind === "commands" && query === "") return all;
    if (inFolder.length === 0 || folder === null) return all.slice(0, MOST_SHOWN);
    const files = inFolder.flatMap((path) => folderFileItem(folder, path) ?? []);
    return withFolderFiles(all, query, files).slice(0, MOST_SHOWN);
  }, [kind, query, items, inFolder, folder]);
  const isAsking = kind === "folderSymbols" && asked.query !== query.trim();
  const input = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);
  const id = useId();

  useEffect(() => {
    before.current = document.activeElement;
    input.current?.focus();
    return () => {
      // Whatever had the keyboard gets it back, unless something else has taken it by now.
      const lost = document.activeElement === document.body || document.activeElement === input.current;
      if (lost && before.current instanceof HTMLElement) before.current.focus();
    };
  }, []);

  const close = () => openPalette.set(null);
  const take = async (item: PaletteItem) => {
    if (before.current instanceof HTMLElement) before.current.focus();
    // What it opens is a palette of its own, also where it is of the same kind.
    flushSync(close);
    try {
      await item.run();
    } catch (error) {
      notify({ level: "error", sentence: sentenceOf(error) });
    }
  };
  const { at, setAt, onKeyDown } = useListKeys({
    entries: found,
    take: (item) => unawaited("a choice of the palette", take(item)),
    close,
    // The field is all there is for Tab to go to.
    alias: (event) => (event.key === "Tab" ? (event.shiftKey ? "ArrowUp" : "ArrowDown") : undefined),
  });

  return (
    <div
      className="palette popup"
      onBlur={(event) => {
        // The menu of its field has the keyboard for a moment.
        if (event.relatedTarget?.closest("[role=menu]")) return;
        if (!event.currentTarget.contains(event.relatedTarget)) close();
      }}
    >
      <SearchList
        field={input}
        name={fields[kind].name}
        listName={t("Found")}
        hint={fields[kind].hint}
        {...{ id, query, setQuery, found, at, setAt, onKeyDown }}
        take={(item) => unawaited("a choice of the palette", take(item))}
        keyOf={(item) => item.id}
        commandOf={(item) => (item.kind === "command" ? item.id : undefined)}
        row={(item) => (
          <>
            <span className="row-label">{item.title}</span>
            {item.detail ? <span className="palette-detail">{item.detail}</span> : null}
            <span className="row-end">
              {item.key ? <kbd>{item.key}</kbd> : null}
              {item.kind === "choice" || item.kind === "command" ? null : <span>{t(item.kind)}</span>}
            </span>
          </>
        )}
      />
      {found.length === 0 ? (
        <p className="palette-nothing">
          {isAsking
            ? t("Looking for symbols…")
            : asked.answered
              ? fields[kind].nothing
              : t(
                  "The language server did not answer in time: the folder is too large for it, or it is busy.",
                )}
        </p>
      ) : null}
      {kind === "files" && !allListed ? (
        <p className="palette-nothing">
          {t("Looked through are the first {count} files of the folder.", { count })}
        </p>
      ) : null}
    </div>
  );
}

export function Palette() {
  const kind = useStore(openPalette);
  return kind === null ? null : <PaletteBox key={kind} kind={kind} />;
}
