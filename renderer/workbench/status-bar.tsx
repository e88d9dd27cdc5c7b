/** The bar at the bottom: the kernel of the shell last focused at the left, the file in front at the right. */
import { useEffect, useState } from "react";
import { byteSize } from "../../preload/transcript/quantities";
import { activeDocument, type Document, eolOf } from "../editor/documents";
import { cursor } from "../editor/instance";
import { languageById } from "../editor/languages";
import { shortPath } from "../editor/paths";
import { useKernelUsage } from "../kernels/kernel-usage";
import type { ShellModel } from "../kernels/shell-model";
import { KernelMark } from "../look/marks";
import { windowShells } from "../shell/pane/window-shells";
import { formatRunning } from "../shell/transcript/durations";
import { useStore } from "../store";
import { announcement } from "./announce";
import { facts, openFolder } from "./app";

const SECOND_MS = 1000;

function BusyTime({ since }: { readonly since: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  return now - since < SECOND_MS ? null : <span className="status-time">{formatRunning(now - since)}</span>;
}

function KernelPart({ shell }: { readonly shell: ShellModel }) {
  const state = useStore(shell.state);
  const status = useStore(shell.status);
  const { home } = useStore(facts);
  return (
    <>
      <span className="status-kernel">
        <KernelMark state={state} />
        <span role="status" aria-label="Kernel status" className="status-word">
          {state}
        </span>
        {state === "busy" && status ? <BusyTime since={status.since} /> : null}
      </span>
      <span className="status-part">{shell.name}</span>
      <Usage shell={shell} />
      <button
        type="button"
        className="status-part status-folder"
        title={`${shell.cwd}: show it in the file browser`}
        onClick={() => openFolder.set(shell.cwd)}
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
      title={`The kernel and the processes that it started take ${byteSize(usage.memory)} of memory and ${cpu} of a processor.`}
    >
      {byteSize(usage.memory)} · {cpu}
    </span>
  );
}

const encodingTitles = {
  utf8: "UTF-8",
  utf8bom: "UTF-8 with BOM",
  utf16le: "UTF-16 LE",
  utf16be: "UTF-16 BE",
  latin1: "Latin-1",
} as const;

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
    indentation: insertSpaces ? `${indentSize} spaces` : "Tabs",
    eol: eolOf(document) === "\r\n" ? "CRLF" : "LF",
    language: languageById(document.model.getLanguageId()).title,
  };
}

function FilePart({ document }: { readonly document: Document }) {
  const { line, column, selected } = useStore(cursor);
  const { encoding } = useStore(document.file);
  const { indentation, eol, language } = useModelFacts(document);
  return (
    <div className="status-side status-end">
      <span>
        Ln {line}, Col {column}
        {selected > 0 ? ` (${selected} selected)` : ""}
      </span>
      <span>{indentation}</span>
      <span>{encodingTitles[encoding]}</span>
      <span>{eol}</span>
      <span>{language}</span>
    </div>
  );
}

export function StatusBar() {
  const shell = useStore(windowShells().front);
  const document = useStore(activeDocument);
  const told = useStore(announcement);
  return (
    <footer className="status-bar">
      <div className="status-side">
        {shell ? (
          <KernelPart key={shell.view} shell={shell} />
        ) : (
          <span className="status-part">No shell</span>
        )}
      </div>
      {document ? <FilePart key={document.id} document={document} /> : null}
      <div role="status" aria-label="Announcements" className="out-of-sight">
        {told}
      </div>
    </footer>
  );
}
