/** A Markdown file as it reads, in a page beside its text: drawn as the cells of notebooks are, and anew as the text changes. */
import { useEffect, useRef, useState } from "react";
import { t } from "../../preload/texts/texts";
import { activeDocument, type Document, documents } from "../code/documents";
import { registerCommands } from "../floor/commands/commands";
import { addToMenu } from "../floor/menus/menu";
import { registerKeptPages } from "../floor/pages/kept-pages";
import { closePage, openPage, type Page, pages } from "../floor/pages/pages";
import "./keys";
import { MarkdownCell } from "./markdown-cell";

/** It is drawn anew once the text has rested for so long, in ms. */
const REST_MS = 200;
/** What its page is kept by begins with; the document's id follows. */
const WORD = "markdown preview\n";

const isMarkdown = (document: Document | null): document is Document =>
  document !== null && !document.notebook && document.model.getLanguageId() === "markdown";

function useText({ model }: Document): string {
  const [text, setText] = useState(() => model.getValue());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const changed = model.onDidChangeContent(() => {
      clearTimeout(timer);
      timer = setTimeout(() => setText(model.getValue()), REST_MS);
    });
    setText(model.getValue());
    return () => {
      clearTimeout(timer);
      changed.dispose();
    };
  }, [model]);
  return text;
}

function MarkdownPreview({ document }: { readonly document: Document }) {
  const source = useText(document);
  const { name } = document.file.get();
  const page = useRef<HTMLElement>(null);
  useEffect(() => page.current?.focus(), []);
  return (
    // Its links take the keyboard, and it is scrolled by it.
    <article
      ref={page}
      className="markdown-preview"
      data-place="page"
      aria-label={t("Preview of {name}", { name })}
      tabIndex={0}
    >
      <MarkdownCell source={source} attachments={undefined} document={document} />
    </article>
  );
}

function previewOf(document: Document): Page {
  const kept = `${WORD}${document.id}`;
  const known = pages.get().find((page) => page.kept === kept);
  if (known) return known;
  const page: Page = {
    key: kept,
    title: t("Preview of {name}", { name: document.file.get().name }),
    kept,
    View: () => <MarkdownPreview document={document} />,
  };
  let wasOpen = false;
  const stop = pages.subscribe(() => {
    const isOpen = pages.get().includes(page);
    wasOpen ||= isOpen;
    if (isOpen || !wasOpen) return;
    stop();
    stopFile();
  });
  // Without its file there is nothing to show.
  const stopFile = documents.subscribe(() => {
    if (!documents.get().includes(document)) closePage(page);
  });
  return page;
}

/** Adds the command, and has the pages come back with the window. Called once, at start. */
export function registerMarkdownPreview(): void {
  registerKeptPages((word) => {
    const id = word.startsWith(WORD) ? word.slice(WORD.length) : undefined;
    const document = documents.get().find((each) => each.id === id);
    return document && previewOf(document);
  });
  registerCommands({
    id: "markdown.preview",
    title: t("Markdown preview"),
    available: () => isMarkdown(activeDocument.get()),
    run: () => {
      const document = activeDocument.get();
      if (isMarkdown(document)) openPage(previewOf(document));
    },
  });
  addToMenu("view", 450, "markdown.preview");
}
