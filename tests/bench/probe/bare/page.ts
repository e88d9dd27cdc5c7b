/**
 * A bare Monaco on a page: the version, features and options that Tandem has, Python as Monaco ships it, and nothing of
 * Tandem around it. What a key costs in it is what a key costs here in any case.
 */
import "@fontsource-variable/jetbrains-mono/wght.css";
import * as monaco from "monaco-editor/editor";
import "../../../../renderer/code/monaco-features";
import "monaco-editor/languages/definitions/python/register";
import { EDITOR_OPTIONS } from "../../../../renderer/editor/editor-options";

(self as unknown as { MonacoEnvironment: monaco.Environment }).MonacoEnvironment = {
  getWorker: () => new Worker(new URL("editor.worker.js", document.baseURI)),
};

const place = document.createElement("div");
place.style.cssText = "position:absolute;inset:0";
document.body.append(place);
const editor = monaco.editor.create(place, {
  ...EDITOR_OPTIONS,
  model: null,
  fontFamily: "'JetBrains Mono Variable', monospace",
  fontSize: 13,
  lineHeight: 20,
});
document.fonts
  .load("13px 'JetBrains Mono Variable'")
  .then(() => monaco.editor.remeasureFonts())
  .catch(console.error);
Object.assign(window, {
  /** Shows a text. */
  show: (text: string, language: string) => {
    editor.getModel()?.dispose();
    editor.setModel(monaco.editor.createModel(text, language));
  },
  /** Puts cursor and keyboard at the start of a line. */
  goTo: (lineNumber: number) => {
    editor.setPosition({ lineNumber, column: 1 });
    editor.revealLineInCenter(lineNumber);
    editor.focus();
  },
});
