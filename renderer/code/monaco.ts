/** Monaco, the code editor, under Tandem's own themes. Its values are there once `loadMonaco` has resolved, its types always. */
import * as monaco from "./late-monaco";
import { loadMonaco, withMonaco } from "./late-monaco";

/**
 * Makes Monaco's theme from the tokens of the theme that <html> shows now. To be called whenever that changes.
 * @param theme "light" or "dark"
 */
export function applyMonacoTheme(theme: "light" | "dark"): void {
  const computed = getComputedStyle(document.documentElement);
  const color = (token: string) => computed.getPropertyValue(`--${token}`).trim();
  const rule = (token: string, from: string, fontStyle = "") => ({
    token,
    foreground: color(from).replace("#", ""),
    fontStyle,
  });
  monaco.editor.defineTheme("tandem", {
    base: theme === "dark" ? "vs-dark" : "vs",
    inherit: false,
    rules: [
      rule("", "text"),
      rule("comment", "com", "italic"),
      rule("keyword", "kw"),
      rule("string", "str"),
      rule("string.key", "fn"),
      rule("regexp", "str"),
      rule("number", "num"),
      rule("constant", "builtin"),
      rule("predefined", "builtin"),
      rule("builtin", "builtin"),
      rule("function", "fn"),
      rule("type", "cls"),
      rule("tag", "cls"),
      rule("attribute.name", "fn"),
      rule("attribute.value", "str"),
      rule("invalid", "dead"),
      rule("strong", "text", "bold"),
      rule("emphasis", "text", "italic"),
      // What a language server says that names are.
      rule("namespace", "text"),
      rule("class", "cls"),
      rule("enum", "cls"),
      rule("interface", "cls"),
      rule("typeParameter", "cls"),
      rule("method", "fn"),
      rule("decorator", "fn"),
      rule("variable", "text"),
      rule("parameter", "text"),
      rule("property", "text"),
      rule("enumMember", "builtin"),
      rule("selfParameter", "muted", "italic"),
      rule("clsParameter", "muted", "italic"),
    ],
    colors: {
      "editor.background": color("bg"),
      "editor.foreground": color("text"),
      "editorLineNumber.foreground": color("muted"),
      "editorLineNumber.activeForeground": color("text"),
      "editorCursor.foreground": color("accent"),
      "editor.selectionBackground": color("sel-strong"),
      "editor.inactiveSelectionBackground": color("sel"),
      "editor.lineHighlightBackground": color("sel"),
      "editor.lineHighlightBorder": color("clear"),
      "editor.rangeHighlightBackground": color("clear"),
      "editor.wordHighlightBackground": color("word"),
      "editor.wordHighlightStrongBackground": color("word"),
      "editor.wordHighlightTextBackground": color("word"),
      "editor.findMatchBackground": color("find"),
      "editor.findMatchBorder": color("wait"),
      "editor.findMatchHighlightBackground": color("find"),
      ...Object.fromEntries(
        [1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${depth}`, color("text")]),
      ),
      "editorBracketHighlight.unexpectedBracket.foreground": color("dead"),
      "editorBracketMatch.background": color("sel"),
      "editorBracketMatch.border": color("faint"),
      "editorIndentGuide.background1": color("line-soft"),
      "editorIndentGuide.activeBackground1": color("line"),
      "editorWhitespace.foreground": color("faint"),
      "editorWidget.background": color("raised"),
      "editorWidget.foreground": color("text"),
      "editorWidget.border": color("line"),
      "editorSuggestWidget.selectedBackground": color("accent-soft"),
      "editorSuggestWidget.selectedForeground": color("text"),
      "editorSuggestWidget.highlightForeground": color("accent"),
      "editorSuggestWidget.focusHighlightForeground": color("accent"),
      "editorHoverWidget.background": color("raised"),
      "editorHoverWidget.border": color("line"),
      "editorError.foreground": color("dead"),
      "editorWarning.foreground": color("wait"),
      "editorInfo.foreground": color("fn"),
      "editorHint.foreground": color("muted"),
      "editorUnicodeHighlight.border": color("wait"),
      "input.background": color("bg"),
      "input.foreground": color("text"),
      "input.border": color("line"),
      "inputOption.activeBackground": color("accent-soft"),
      "inputOption.activeForeground": color("text"),
      "inputOption.activeBorder": color("accent"),
      focusBorder: color("accent"),
      "list.hoverBackground": color("sunken"),
      "list.activeSelectionBackground": color("accent-soft"),
      "list.activeSelectionForeground": color("text"),
      "menu.background": color("raised"),
      "menu.foreground": color("text"),
      "list.hoverForeground": color("text"),
      "editorLightBulb.foreground": color("muted"),
      "editorLightBulbAutoFix.foreground": color("accent"),
      "peekView.border": color("line"),
      "peekViewTitle.background": color("sunken"),
      "peekViewTitleLabel.foreground": color("text"),
      "peekViewTitleDescription.foreground": color("muted"),
      "peekViewEditor.background": color("raised"),
      "peekViewEditorGutter.background": color("raised"),
      "peekViewEditor.matchHighlightBackground": color("find"),
      "peekViewResult.background": color("sunken"),
      "peekViewResult.fileForeground": color("text"),
      "peekViewResult.lineForeground": color("text"),
      "peekViewResult.selectionBackground": color("accent-soft"),
      "peekViewResult.selectionForeground": color("text"),
      "peekViewResult.matchHighlightBackground": color("find"),
      "badge.background": color("line"),
      "badge.foreground": color("text"),
      "tree.indentGuidesStroke": color("line-soft"),
      "editorLink.activeForeground": color("accent"),
      "textLink.foreground": color("accent"),
      "textLink.activeForeground": color("accent"),
      "widget.shadow": color("clear"),
      "scrollbar.shadow": color("clear"),
      "scrollbarSlider.background": color("slider"),
      "scrollbarSlider.hoverBackground": color("slider-hover"),
      "scrollbarSlider.activeBackground": color("slider-hover"),
      "editorOverviewRuler.border": color("clear"),
      "diffEditor.insertedLineBackground": color("added-line"),
      "diffEditor.insertedTextBackground": color("added-sign"),
      "diffEditor.removedLineBackground": color("removed-line"),
      "diffEditor.removedTextBackground": color("removed-sign"),
      "diffEditorGutter.insertedLineBackground": color("added-line"),
      "diffEditorGutter.removedLineBackground": color("removed-line"),
      "diffEditor.diagonalFill": color("line-soft"),
      "diffEditor.border": color("line"),
      "diffEditor.unchangedRegionBackground": color("sunken"),
      "diffEditor.unchangedRegionForeground": color("muted"),
      "diffEditor.unchangedCodeBackground": color("clear"),
      "diffEditor.unchangedRegionShadow": color("clear"),
    },
  });
  // Where the system's own colours rule, Monaco has themes for it.
  const forced = matchMedia("(forced-colors: active)").matches;
  monaco.editor.setTheme(!forced ? "tandem" : theme === "dark" ? "hc-black" : "hc-light");
}

/** The fonts of code, as CSS names them. */
export const codeFont = () => getComputedStyle(document.documentElement).getPropertyValue("--code");

/** Waits for the code font and tells Monaco, which measures it once. */
export async function loadCodeFont(): Promise<void> {
  await Promise.all(["", "italic ", "bold "].map((face) => document.fonts.load(`${face}13px ${codeFont()}`)));
  monaco.editor.remeasureFonts();
}

/**
 * Code as highlighted lines of HTML, made by Monaco from escaped text.
 * @param language Monaco's id, e.g. "python"; one that is not known gives plain text
 */
export async function colorizeLines(code: string, language: string): Promise<readonly string[]> {
  await loadMonaco();
  return (await monaco.editor.colorize(code, language, { tabSize: 1 })).split("<br/>");
}

export { loadMonaco, monaco, withMonaco };
