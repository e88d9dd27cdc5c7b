/** Two texts side by side, in a page: what one has and the other has not. An open file can be typed in on its side. */
import { useEffect, useRef, useState } from "react";
import { pressedKey } from "../../../preload/contract/key-presses";
import { t } from "../../../preload/texts/texts";
import { createDiffEditor } from "../../code/diff-editor";
import { activeDocument, type Document, documents, isReadOnly } from "../../code/documents";
import { codeFont, monaco } from "../../code/monaco";
import { facts, settings } from "../../floor/app";
import { unawaited } from "../../floor/failures";
import { Icon } from "../../floor/look/icons";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { activePage, closePage, openPage, type Page } from "../../floor/pages/pages";
import { createStore, useStore } from "../../floor/store";
import "./diff.css";

/** One side, and its name. */
interface Side {
  readonly name: string;
  /** Asked for each time that the page comes in front. @throws Error with a sentence */
  readonly text: () => Promise<string>;
}

export interface Comparison {
  /** Comparisons of one key are one page. */
  readonly key: string;
  readonly title: string;
  /** Monaco's id. */
  readonly language: string;
  readonly before: Side;
  /** An open file as it is typed, or another text. */
  readonly after: Document | Side;
  /** Of files that hold more than is compared, as the outputs of a notebook. */
  readonly rest?: {
    /** Whether the files differ all the same. @throws Error */
    readonly differs: () => Promise<boolean>;
    /** Compares the whole files. */
    readonly compare: () => void;
  };
}

/** Opens the page, or brings it in front. */
export function openComparison(comparison: Comparison): void {
  const { key, title } = comparison;
  openPage({
    key: `comparison ${key}`,
    title,
    View: ({ page }) => <DiffPage page={page} comparison={comparison} />,
  });
}

/** Whether the sides stand beside each other, in all comparisons of the window. */
const beside = createStore(true);

function useDiffEditor(page: Page, { language, before, after }: Comparison) {
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<monaco.editor.IStandaloneDiffEditor | null>(null);
  const [found, setFound] = useState<number | null>(null);
  useEffect(() => {
    if (!place.current) return;
    const isFile = "model" in after;
    const made = createDiffEditor(place.current, {
      automaticLayout: true,
      fontFamily: codeFont(),
      fontSize: settings.get().codeFontSize,
      diffWordWrap: settings.get().wordWrap ? "on" : "off",
      readOnly: !isFile || isReadOnly(after),
      originalEditable: false,
      renderSideBySide: beside.get(),
      useInlineViewWhenSpaceIsLimited: true,
      renderOverviewRuler: false,
      renderMarginRevertIcon: isFile,
      renderGutterMenu: false,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      stickyScroll: { enabled: false },
      fixedOverflowWidgets: true,
      contextmenu: false,
      ignoreTrimWhitespace: false,
      hideUnchangedRegions: { enabled: true },
      scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
      originalAriaLabel: before.name,
      modifiedAriaLabel: isFile ? t("Editor: {name}", { name: after.file.get().name }) : after.name,
      unicodeHighlight: { ambiguousCharacters: false },
      editContext: false,
    });
    setEditor(made);
    const own: monaco.editor.ITextModel[] = [];
    let gone = false;
    const textModel = (text: string) => {
      const model = monaco.editor.createModel(text, language);
      own.push(model);
      return model;
    };
    const load = async () => {
      const [old, now] = await Promise.all([before.text(), isFile ? null : after.text()]);
      if (gone) return;
      const modified = isFile ? after.model : textModel(now ?? "");
      if (modified.isDisposed()) return;
      made.setModel({ original: textModel(old), modified });
      made.getModifiedEditor().focus();
    };
    unawaited(
      "comparing texts",
      load().catch((error: unknown) => notify({ level: "error", sentence: sentenceOf(error) })),
    );
    let shown = false;
    const listener = made.onDidUpdateDiff(() => {
      setFound(made.getLineChanges()?.length ?? null);
      if (!shown && made.getLineChanges()?.length) made.revealFirstDiff();
      shown = true;
    });
    // Its text is gone with it.
    const stop = documents.subscribe(() => {
      if (isFile && !documents.get().includes(after)) closePage(page);
    });
    return () => {
      gone = true;
      stop();
      listener.dispose();
      made.setModel(null);
      made.dispose();
      for (const model of own) model.dispose();
    };
  }, [page, language, before, after]);
  return { place, editor, found };
}

/** Whether nothing differs but what is not compared. */
function useRest(found: number | null, rest: Comparison["rest"]): boolean {
  const [isRest, setIsRest] = useState(false);
  useEffect(() => {
    setIsRest(false);
    if (found !== 0 || !rest) return;
    let gone = false;
    const look = async () => {
      const differs = await rest.differs();
      if (!gone) setIsRest(differs);
    };
    unawaited("comparing the rest of the files", look());
    return () => {
      gone = true;
    };
  }, [found, rest]);
  return isRest;
}

function DiffPage({ page, comparison }: { readonly page: Page; readonly comparison: Comparison }) {
  const { before, after, rest } = comparison;
  const { place, editor, found } = useDiffEditor(page, comparison);
  const isRest = useRest(found, rest);
  // What is typed in is what Save means.
  useEffect(() => {
    if (!("model" in after) || activeDocument.get() === after) return;
    activeDocument.set(after);
    activePage.set(page);
  }, [after, page]);
  const sideBySide = useStore(beside);
  useEffect(() => editor?.updateOptions({ renderSideBySide: sideBySide }), [editor, sideBySide]);
  const go = (to: "next" | "previous") => editor?.goToDiff(to);
  const button = (name: string, icon: "up" | "down", to: "next" | "previous", key: string) => (
    <button
      type="button"
      className="icon-button"
      aria-label={name}
      title={`${name} (${key})`}
      disabled={!found}
      onClick={() => go(to)}
    >
      <Icon name={icon} />
    </button>
  );
  return (
    <section
      className="diff-page"
      data-place="page"
      aria-label={comparison.title}
      onKeyDown={(event) => {
        const isClose = pressedKey(event.nativeEvent, facts.get().platform === "darwin") === "Ctrl+W";
        if (event.key !== "F7" && !isClose) return;
        event.preventDefault();
        event.stopPropagation();
        if (isClose) closePage(page);
        else go(event.shiftKey ? "previous" : "next");
      }}
    >
      <div className="tool-bar">
        <span className="diff-sides">
          <span className="diff-before">{before.name}</span>
          <Icon name="advance" size={12} />
          <span>
            {"model" in after ? t("{name}, as it is now", { name: after.file.get().name }) : after.name}
          </span>
        </span>
        <span className="row-end" role="status" aria-label={t("Differences")}>
          {found === null
            ? ""
            : found > 0
              ? t("{count} differences", { count: found })
              : isRest
                ? t("Only outputs, counts or metadata differ")
                : t("no difference")}
        </span>
        {isRest && rest ? (
          <button type="button" className="button" onClick={rest.compare}>
            {t("Compare as text")}
          </button>
        ) : null}
        {button(t("Previous difference"), "up", "previous", "Shift+F7")}
        {button(t("Next difference"), "down", "next", "F7")}
        <button
          type="button"
          className="icon-button"
          aria-label={t("Side by side")}
          title={t("Side by side")}
          aria-pressed={sideBySide}
          onClick={() => beside.set((now) => !now)}
        >
          <Icon name="beside" />
        </button>
      </div>
      <div ref={place} className="diff-place" />
    </section>
  );
}
