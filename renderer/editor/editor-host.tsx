/** Monaco on the page: shows the document in front and keeps each one's cursor and scroll position. */

import { useEffect, useRef, useSyncExternalStore } from "react";
import { t } from "../../preload/texts/texts";
import { activeDocument, type Document, documents, hasNamesake, isReadOnly } from "../code/documents";
import { codeEditor, cursor, startOf, takeDueFocus } from "../code/instance";
import { leaveByEscapeThenTab } from "../code/leave-editor";
import { applyMonacoTheme, loadCodeFont, monaco } from "../code/monaco";
import { insertWhole } from "../code/whole-insertion";
import { settings } from "../floor/app";
import { unawaited } from "../floor/failures";
import { baseName, folderOf } from "../floor/paths";
import { useStore } from "../floor/store";
import { contrastChanges, theme } from "../floor/theme";
import { useBytesRows } from "./bytes-rows";
import { CellLayer } from "./cell-layer";
import { EditorMenu } from "./editor-menu";
import { registerFolding } from "./folding";
import { editorLayers } from "./layers";

registerFolding(monaco.languages);

const viewStates = new WeakMap<monaco.editor.ITextModel, monaco.editor.ICodeEditorViewState>();

/** "Editor: exp.py", with the folder where another open file has that name too. */
function editorName(document: Document): string {
  const { name, path } = document.file.get();
  const shown = path && hasNamesake(document) ? `${baseName(folderOf(path))}/${name}` : name;
  return t("Editor: {name}", { name: shown });
}

function createEditor(place: HTMLElement): monaco.editor.IStandaloneCodeEditor {
  const editor = monaco.editor.create(place, {
    model: null,
    automaticLayout: true,
    fontFamily: getComputedStyle(window.document.documentElement).getPropertyValue("--code"),
    fontSize: settings.get().codeFontSize,
    fontLigatures: false,
    lineHeight: 0,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    renderLineHighlight: "all",
    renderFinalNewline: "on",
    renderWhitespace: "none",
    roundedSelection: false,
    occurrencesHighlight: "singleFile",
    bracketPairColorization: { enabled: false },
    guides: { indentation: true },
    folding: true,
    showFoldingControls: "mouseover",
    foldingHighlight: false,
    glyphMargin: true,
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 16,
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    overviewRulerBorder: false,
    stickyScroll: { enabled: false },
    padding: { top: 8, bottom: 8 },
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
    wordBasedSuggestions: "currentDocument",
    quickSuggestions: { other: true, comments: false, strings: false },
    suggestOnTriggerCharacters: true,
    acceptSuggestionOnCommitCharacter: false,
    "semanticHighlighting.enabled": true,
    parameterHints: { enabled: true },
    inlayHints: { enabled: "off" },
    gotoLocation: { multiple: "peek", multipleDefinitions: "goto" },
    fixedOverflowWidgets: true,
    contextmenu: false,
    unicodeHighlight: { ambiguousCharacters: false },
    editContext: false,
    tabFocusMode: false,
  });
  const follow = () => {
    const model = editor.getModel();
    const selection = editor.getSelection();
    cursor.set({
      line: selection?.positionLineNumber ?? 1,
      column: selection?.positionColumn ?? 1,
      selected: model && selection && !selection.isEmpty() ? model.getValueLengthInRange(selection) : 0,
    });
  };
  editor.onDidChangeCursorSelection(follow);
  // Another file has its own place, of which Monaco tells nothing while it is the first line.
  editor.onDidChangeModel(follow);
  return editor;
}

const isSelecting = () => cursor.get().selected > 0;

/** The line height that goes with a font size, in px: the tokens' 20 for 13. */
function lineHeightFor(fontSize: number): number {
  return Math.round((fontSize * 20) / 13);
}

export function EditorHost() {
  const place = useRef<HTMLDivElement>(null);
  const editor = useStore(codeEditor);
  const document = useStore(activeDocument);
  const all = useStore(documents);
  const shownTheme = useStore(theme);
  const { codeFontSize, inlayHints } = useStore(settings);
  const selecting = useSyncExternalStore(cursor.subscribe, isSelecting);

  useEffect(() => {
    if (!place.current) return;
    const made = createEditor(place.current);
    const ways = [leaveByEscapeThenTab(made), insertWhole(made)];
    codeEditor.set(made);
    unawaited("load code font", loadCodeFont());
    return () => {
      codeEditor.set(null);
      for (const way of ways) way.dispose();
      made.dispose();
    };
  }, []);

  const contrast = useStore(contrastChanges);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it changes what the theme is made from
  useEffect(() => {
    if (editor) applyMonacoTheme(shownTheme);
  }, [editor, shownTheme, contrast]);

  useEffect(() => {
    editor?.updateOptions({ fontSize: codeFontSize, lineHeight: lineHeightFor(codeFontSize) });
  }, [editor, codeFontSize]);

  useEffect(() => {
    editor?.updateOptions({ inlayHints: { enabled: inlayHints ? "on" : "off" } });
  }, [editor, inlayHints]);

  useEffect(() => {
    if (!editor) return;
    editor.setModel(document?.model ?? null);
    if (!document) return;
    const viewState = viewStates.get(document.model);
    const start = startOf(document);
    if (viewState) editor.restoreViewState(viewState);
    else if (start) {
      editor.setPosition(start);
      editor.revealPositionInCenterIfOutsideViewport(start);
    }
    takeDueFocus();
    return () => {
      const state = editor.saveViewState();
      if (state && !document.model.isDisposed()) viewStates.set(document.model, state);
    };
  }, [editor, document]);

  // After it is shown, and has its place.
  useBytesRows(editor, document);

  // The name depends on the other open files as well, so it follows all of them.
  useEffect(() => {
    if (!editor || !document) return;
    const update = () => {
      editor.updateOptions({
        ariaLabel: editorName(document),
        readOnly: isReadOnly(document),
        readOnlyMessage: { value: document.file.get().remark?.sentence ?? t("This file can only be read.") },
      });
    };
    update();
    const stops = all.map((other) => other.file.subscribe(update));
    return () => {
      for (const stop of stops) stop();
    };
  }, [editor, document, all]);

  return (
    <div className="editor-host" hidden={!document} data-selecting={selecting ? "" : undefined}>
      <div ref={place} className="editor-place" />
      {editor && document ? <CellLayer editor={editor} document={document} /> : null}
      {editor && document
        ? editorLayers().map((Layer, at) => <Layer key={at} editor={editor} document={document} />)
        : null}
      {editor ? <EditorMenu editor={editor} /> : null}
    </div>
  );
}
