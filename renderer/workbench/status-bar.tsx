/** The bar at the bottom: the kernel of the shell last focused at the left, the file in front at the right. */

import { useEffect, useState } from "react";
import { ENCODINGS } from "../../preload/contract/text-encodings";
import { t } from "../../preload/texts/texts";
import { byteSize } from "../../preload/transcript/quantities";
import { activeDocument, type Document, eolOf } from "../code/documents";
import { cursor } from "../code/instance";
import { languageTitle } from "../code/languages";
import { facts, openFolder } from "../floor/app";
import { runCommand } from "../floor/commands/commands";
import { showFileBrowser } from "../floor/layout-state";
import { KernelMark } from "../floor/look/kernel-mark";
import { announcement } from "../floor/notices/announce";
import { activePage } from "../floor/pages/pages";
import { shortPath } from "../floor/paths";
import { statusItems } from "../floor/status-items";
import { createStore, useStore } from "../floor/store";
import { Elapsed } from "../floor/time/elapsed";
import { useKernelUsage } from "../kernels/kernel-usage";
import type { ShellModel } from "../kernels/shell-model";
import { windowShells } from "../kernels/window-shells";

function KernelPart({ shell }: { readonly shell: ShellModel }) {
  const state = useStore(shell.state);
  const status = useStore(shell.status);
  // With it the name may change.
  useStore(shell.info);
  const { home } = useStore(facts);
  return (
    <>
      <span className="status-kernel">
        <KernelMark state={state} />
        {/* Not told at each change: it changes with each request. What is news is in the announcements. */}
        <span role="status" aria-live="off" aria-label={t("Kernel status")} className="status-word">
          {t(state)}
        </span>
        {status?.stoppedIn ? (
          <span className="status-stopped">{t("stopped in {name}", { name: status.stoppedIn })}</span>
        ) : null}
        {state === "busy" && status ? <Elapsed className="status-time" since={status.since} /> : null}
      </span>
      <span className="status-part status-shell" title={shell.name}>
        {shell.name}
      </span>
      <Usage shell={shell} />
      <button
        type="button"
        className="status-part status-folder"
        title={t("{folder}: show it in the file browser", { folder: shell.cwd })}
        onClick={() => {
          openFolder.set(shell.cwd);
          showFileBrowser();
        }}
      >
        {shortPath(shell.cwd, home)}
      </button>
    </>
  );
}

/** Memory and processor of the kernel and what it started. */
function Usage({ shell }: { readonly shell: ShellModel }) {
  const usage = useKernelUsage(shell);
  if (!usage) return null;
  const cpu = `${Math.round(usage.cpu * 100)} %`;
  return (
    <span
      className="status-time"
      title={t(
        "The kernel and the processes that it started take {memory} of memory and {cpu} of a processor.",
        { memory: byteSize(usage.memory), cpu },
      )}
    >
      {byteSize(usage.memory)} · {cpu}
    </span>
  );
}

/** Draws anew when the model's options, line ends or language change. */
function useModelFacts(document: Document) {
  const [, drawAnew] = useState(0);
  useEffect(() => {
    const again = () => drawAnew((count) => count + 1);
    const listeners = [
      document.model.onDidChangeOptions(again),
      document.model.onDidChangeLanguage(again),
      document.model.onDidChangeContent((event) => {
        if (event.isEolChange) again();
      }),
    ];
    return () => {
      for (const listener of listeners) listener.dispose();
    };
  }, [document]);
  const { insertSpaces, indentSize } = document.model.getOptions();
  return {
    indentation: insertSpaces ? t("{count} spaces", { count: indentSize }) : t("Tabs"),
    eol: eolOf(document) === "\r\n" ? "CRLF" : "LF",
    language: languageTitle(document.model.getLanguageId(), document.file.get().name),
  };
}

/** How the file is written, in one respect, and the way to change it. */
function FormatButton(props: { readonly command: string; readonly name: string; readonly value: string }) {
  const { command, name, value } = props;
  return (
    <button
      type="button"
      className="status-format"
      aria-label={`${name}: ${value}`}
      title={name}
      data-command={command}
      onClick={() => void runCommand(command)}
    >
      {value}
    </button>
  );
}

/** Where the cursor is, as of the last picture: what a key changes here is laid out once with the code, not within the key. */
const shownCursor = createStore(cursor.get());
let isDue = false;
cursor.subscribe(() => {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    shownCursor.set(cursor.get());
  });
});

function FilePart({ document }: { readonly document: Document }) {
  const { line, column, selected } = useStore(shownCursor);
  const { encoding, mixedEol, binary } = useStore(document.file);
  const { indentation, eol, language } = useModelFacts(document);
  // A page of bytes is in none; as what it can be read is still the user's to say.
  if (binary) return <FormatButton command="file.encoding" name={t("Encoding")} value={t("Binary")} />;
  return (
    <>
      <span>
        {t("Ln {line}, Col {column}", { line: String(line), column: String(column) })}
        {selected > 0 ? ` (${t("{count} selected", { count: selected })})` : ""}
      </span>
      <FormatButton command="file.indentation" name={t("Indentation")} value={indentation} />
      <FormatButton command="file.encoding" name={t("Encoding")} value={ENCODINGS[encoding].title} />
      <FormatButton
        command="file.lineEnds"
        name={t("Line ends")}
        value={mixedEol ? t("mixed, mostly {eol}", { eol }) : eol}
      />
      <span>{language}</span>
    </>
  );
}

export function StatusBar() {
  const shell = useStore(windowShells().front);
  const document = useStore(activeDocument);
  // What is said of a file is said while it is seen.
  const covered = useStore(activePage) !== null;
  const told = useStore(announcement);
  return (
    <footer className="status-bar">
      <div className="status-side">
        {shell ? (
          <KernelPart key={shell.view} shell={shell} />
        ) : (
          <span className="status-part">{t("No shell")}</span>
        )}
      </div>
      <div className="status-side status-end">
        {statusItems().map((Item, i) => (
          <Item key={i} />
        ))}
        {document && !covered ? <FilePart key={document.id} document={document} /> : null}
      </div>
      <div role="status" aria-label={t("Announcements")} className="out-of-sight">
        <span key={told.number}>{told.sentence}</span>
      </div>
    </footer>
  );
}
