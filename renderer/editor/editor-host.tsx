/** Monaco on the page, one for each editor group: shows the document in front there, and keeps each one's view. */

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Disposables } from "../../preload/floor/disposables";
import { t } from "../../preload/texts/texts";
import { type Document, documents, hasNamesake, isReadOnly } from "../code/documents";
import { hideHoversWhenElsewhere } from "../code/hide-hovers";
import { codeEditor, cursorOf, startOf, takeDueFocus } from "../code/instance";
import { leaveByEscapeThenTab } from "../code/leave-editor";
import { applyMonacoTheme, codeFont, loadCodeFont, monaco, withMonaco } from "../code/monaco";
import { offerSelection } from "../code/offer-selection";
import { insertWhole } from "../code/whole-insertion";
import { settings } from "../floor/app";
import { assisted } from "../floor/assistance";
import { unawaited } from "../floor/failures";
import { baseName, folderOf } from "../floor/paths";
import { useStore } from "../floor/store";
import { colourChanges, fontChanges, theme } from "../floor/theme";
import { useBytesRows } from "./bytes-rows";
import { CellLayer } from "./cell-layer";
import { EditorMenu } from "./editor-menu";
import { EDITOR_OPTIONS } from "./editor-options";
import { setEditor } from "./groups/groups";
import { groupViews } from "./groups/kept-groups";
import { keepView, viewOf } from "./groups/view-states";
import { editorLayers } from "./layers";

/** "Editor: exp.py", with the folder where another open file has that name too. */
function editorName(document: Document): string {
  const { name, path } = document.file.get();
  const shown = path && hasNamesake(document) ? `${baseName(folderOf(path))}/${name}` : name;
  return t("Editor: {name}", { name: shown });
}

function createEditor(place: HTMLElement): monaco.editor.IStandaloneCodeEditor {
  const editor = monaco.editor.create(place, {
    model: null,
    fontFamily: codeFont(),
    fontSize: settings.get().codeFontSize,
    ...EDITOR_OPTIONS,
  });
  const follow = () => {
    const model = editor.getModel();
    const selection = editor.getSelection();
    cursorOf(editor).set({
      line: selection?.positionLineNumber ?? 1,
      column: selection?.positionColumn ?? 1,
      selected: model && selection && !selection.isEmpty() ? model.getValueLengthInRange(selection) : 0,
    });
  };
  editor.onDidChangeCursorSelection(follow);
  const viewChanged = () => groupViews.set({});
  editor.onDidScrollChange(viewChanged);
  editor.onDidChangeHiddenAreas(viewChanged);
  // Another file has its own place, of which Monaco tells nothing while it is the first line.
  editor.onDidChangeModel(follow);
  return editor;
}

/** The line height that goes with a font size, in px: the tokens' 20 for 13. */
function lineHeightFor(fontSize: number): number {
  return Math.round((fontSize * 20) / 13);
}

/** Whether something is selected in an editor. */
function useSelecting(editor: monaco.editor.IStandaloneCodeEditor | null): boolean {
  const cursor = editor && cursorOf(editor);
  return useSyncExternalStore(cursor?.subscribe ?? nothing, () => (cursor?.get().selected ?? 0) > 0);
}

const nothing = () => () => {};

interface HostProps {
  /** The group that it is in. */
  readonly group: string;
  /** The one in front there. */
  readonly document: Document | null;
  /** A page stands over it: nobody types or finds in what is not seen. */
  readonly covered: boolean;
}

export function EditorHost({ group, document, covered }: HostProps) {
  const place = useRef<HTMLDivElement>(null);
  const [editor, setMade] = useState<monaco.editor.IStandaloneCodeEditor | null>(null);
  const all = useStore(documents);
  const shownTheme = useStore(theme);
  const { codeFontSize, inlayHints, minimap, stickyScroll, wordWrap } = useStore(settings);
  const fonts = useStore(fontChanges);
  const selecting = useSelecting(editor);

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const stops = new Disposables();
    // Monaco comes, and measures its font at length, once the window around it is seen.
    const make = () => {
      const made = createEditor(element);
      setMade(made);
      const hovers = hideHoversWhenElsewhere(made);
      const typing = [leaveByEscapeThenTab(made), insertWhole(made), offerSelection(made)];
      stops.renew(made, ...typing, hovers, () => setMade(null));
      stops.add(setEditor(group, made));
    };
    stops.add(withMonaco(make));
    return () => stops.dispose();
  }, [group]);

  const colours = useStore(colourChanges);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it changes what the theme is made from
  useEffect(() => {
    if (editor) applyMonacoTheme(shownTheme);
  }, [editor, shownTheme, colours]);

  useEffect(() => {
    editor?.updateOptions({ fontSize: codeFontSize, lineHeight: lineHeightFor(codeFontSize) });
  }, [editor, codeFontSize]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it changes what the token is
  useEffect(() => {
    if (!editor) return;
    editor.updateOptions({ fontFamily: codeFont() });
    unawaited("load code font", loadCodeFont());
  }, [editor, fonts]);

  useEffect(() => {
    editor?.updateOptions({ minimap: { enabled: minimap }, stickyScroll: { enabled: stickyScroll } });
  }, [editor, minimap, stickyScroll]);

  // Text that a screen reader reads stands in a text area; where none is, to keep that up is a quarter of what a key costs.
  const isAssisted = useStore(assisted);
  useEffect(() => {
    editor?.updateOptions({ editContext: !isAssisted });
  }, [editor, isAssisted]);

  useEffect(() => {
    editor?.updateOptions({ inlayHints: { enabled: inlayHints ? "on" : "off" } });
  }, [editor, inlayHints]);

  useEffect(() => {
    editor?.updateOptions({ wordWrap: wordWrap ? "on" : "off" });
  }, [editor, wordWrap]);

  useEffect(() => {
    if (!editor) return;
    editor.setModel(document?.model ?? null);
    if (!document) return;
    const viewState = viewOf(document.model, group);
    const start = startOf(document);
    if (viewState) editor.restoreViewState(viewState);
    else if (start) {
      editor.setPosition(start);
      editor.revealPositionInCenterIfOutsideViewport(start);
    }
    if (codeEditor.get() === editor) takeDueFocus();
    return () => {
      if (editor.getModel() === document.model) keepView(document.model, group, editor.saveViewState());
    };
  }, [editor, document, group]);

  useEffect(() => {
    if (editor && !covered && codeEditor.get() === editor) takeDueFocus();
  }, [editor, covered]);

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
    const stops = new Disposables(...all.map((other) => other.file.subscribe(update)));
    return () => {
      stops.dispose();
    };
  }, [editor, document, all]);

  return (
    <div
      className="editor-host"
      hidden={!document}
      inert={covered}
      data-covered={covered ? "" : undefined}
      data-selecting={selecting ? "" : undefined}
    >
      <div ref={place} className="editor-place" />
      {editor && document ? <CellLayer editor={editor} document={document} /> : null}
      {editor && document
        ? editorLayers().map((Layer, at) => <Layer key={at} editor={editor} document={document} />)
        : null}
      {editor ? <EditorMenu editor={editor} /> : null}
    </div>
  );
}
