/** Monaco, the code editor, with the features and languages that Tandem uses: a program of its own, loaded by `late-monaco`. */
import * as monaco from "monaco-editor/editor";
import "./monaco-features";
import "./grammar-tables";
// Monaco's feature "suggest" brings the list itself only together with other features.
import "monaco-editor/editor/contrib/suggest/browser/suggestController";
import "monaco-editor/languages/definitions/cpp/register";
import "monaco-editor/languages/definitions/css/register";
import "monaco-editor/languages/definitions/html/register";
import "monaco-editor/languages/definitions/ini/register";
import "monaco-editor/languages/definitions/javascript/register";
import "monaco-editor/languages/definitions/julia/register";
import "monaco-editor/languages/definitions/less/register";
import "monaco-editor/languages/definitions/r/register";
import "monaco-editor/languages/definitions/scss/register";
import "monaco-editor/languages/definitions/shell/register";
import "monaco-editor/languages/definitions/sql/register";
import "monaco-editor/languages/definitions/typescript/register";
import "monaco-editor/languages/definitions/xml/register";
import "monaco-editor/languages/definitions/yaml/register";
import { registerJson } from "./json-language";
import { registerLatex } from "./latex-language";
import { registerMarkdown } from "./markdown-language";
import { registerPython } from "./python-language";

registerPython(monaco.languages);
registerJson(monaco.languages);
registerLatex(monaco.languages);
registerMarkdown(monaco.languages);
// In prose and in bytes a bracket without another one is no mistake.
monaco.languages.setLanguageConfiguration("plaintext", { brackets: [] });

(self as unknown as { MonacoEnvironment: monaco.Environment }).MonacoEnvironment = {
  getWorker: () => new Worker(new URL("editor.worker.js", document.baseURI)),
};

export { hoversByWindow } from "./diff-hovers";
export { monaco };
