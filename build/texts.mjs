/**
 * The check of texts: what a person reads stands in the catalogue (preload/texts), and what stands there is read.
 * Finds literals of the window and of main that bypass `t`, entries that nothing uses, and sentences of kernel-hosts
 * that are made in other words than the catalogue has.
 */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { repository } from "./setup/places.mjs";
import { command } from "./setup/say.mjs";

/** Where people are spoken to. The command line and the app's own log are English. */
const SPEAKING = ["renderer", "main"];
const SILENT = /^main\/cli\//;
/** Where sentences are made that a window translates when it shows them. */
const TELLING = ["kernel-host", "main/kernels", "preload/transcript"];
const CATALOGUE = "preload/texts";

/** Attributes and properties whose text is read by people. */
const ATTRIBUTES = new Set(
  "alt aria-description aria-label aria-roledescription hint label placeholder title".split(" "),
);
const PROPERTIES = new Set(
  "ariaLabel body buttons detail hint label message placeholder sentence title".split(" "),
);

/** Names and signs that are the same in every language. */
const SAME = new Set(
  `aa ab .* .env © NAME PYTHONPATH sys.argv Tandem JSON HTML SVG LaTeX Markdown JavaScript TypeScript Python R Julia C++
  SQL XML CSS YAML INI Notebook Electron Chromium Node.js V8 Kernel ok uv Tk wx asyncio CRLF LF`.split(/\s+/),
);

/** Literals that look like texts and are none, by file; "*" for all of a file's. */
const EXCEPTIONS = /** @type {Readonly<Record<string, readonly string[]>>} */ ({
  // No setting is read yet: the first words of a start.
  "main/main.ts": ["*"],
  "main/floor/profile-folder.ts": ["*"],
  // Lines of the app's own log.
  "main/floor/app-log.ts": ["Tandem starts as process {}"],
  "main/kernels/hosts/host-lives.ts": ["Tandem ends"],
  "main/kernels/hosts/socket-folder.ts": ["*"],
  // Breaches of a protocol, which only a fault of ours or an attacker commits.
  "main/pages/app-scheme.ts": ["There is nothing at this address."],
  "main/channels/host-lanes.ts": ["*"],
  "main/channels/ipc.ts": ["*"],
  "main/channels/request-dispatcher.ts": [
    'There is no request "{}".',
    'The request "{}" is too large.',
    'The request "{}" does not fit{}: {}',
  ],
  "main/channels/router.ts": ["*"],
  // Ids that are texts of the catalogue as well: whoever shows them gives them to `t`.
  "main/app/system-menu.ts": ["*"],
  "main/floor/user-error.ts": ["*"],
  // Labels that IPython writes, by which its text is read.
  "renderer/tools/help/told.ts": ["*"],
  // What stands in documentation, which is English for the most part, in words instead of marks.
  "renderer/tools/help/docstring.ts": ["*"],
  // A report is read by whoever mends the fault.
  "renderer/guide/report.ts": ["*"],
  "renderer/floor/layout-state.ts": ["File browser"],
  // Names: of kernels, fonts, people, keys, and of a programming language's words.
  "main/kernels/discovery/kernel-catalog.ts": ["Plain Python"],
  "renderer/about/about-dialog.tsx": ["© The Tandem authors, BSD-3-Clause"],
  "renderer/configurations/configurations-page.tsx": ["{} (Esc)"],
  "renderer/configurations/environment-field.tsx": ["${NAME}"],
  "renderer/code/python-language.ts": ["*"],
  "renderer/shell/output/frame/page/vega-chart.ts": ["Inter Variable"],
});

/** Calls whose words go to developers or into the app's own log. */
const FOR_LOGS =
  /^(?:console\.\w+|log|(?:\w+|this|this\.#?\w+)\.(?:log|write|#log)|this\.#?log|refuse|reject|close)$/;

/** @typedef {{ file: string, line: number, words: string }} Found */

/** @param {string} folder @returns {Promise<string[]>} */
async function sourcesIn(folder) {
  const entries = await readdir(path.join(repository, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter(
      (entry) =>
        entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(?:test|fixture|d)\.tsx?$/.test(entry.name),
    )
    .map((entry) => path.relative(repository, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((file) => !SILENT.test(file));
}

/** @param {string} file @returns {Promise<ts.SourceFile>} */
async function parse(file) {
  const text = await readFile(path.join(repository, file), "utf8");
  return ts.createSourceFile(
    file,
    text,
    ts.ScriptTarget.Latest,
    true,
    file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
}

/**
 * What a literal says, with "{}" for what is put in; undefined for what is none.
 * @param {ts.Node} node
 */
function wordsOf(node) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map((span) => `{}${span.literal.text}`).join("");
}

/** A sentence, or the beginning of one: words with a space between them, the first one capital. @param {string} words */
const isSentence = (words) =>
  /^\p{Lu}[\p{Ll}'’]* \p{L}|^\p{Lu}\p{Ll}+(?:…|\.)$|^\{\} (?:\p{Ll}+ ){2}/u.test(words);

/** @param {string} words */
const hasWords = (words) => /\p{L}{2}/u.test(words.replaceAll("{}", ""));

/** Whether a literal is read by people where it stands. @param {ts.Node} node @param {string} words */
function isRead(node, words) {
  if (!hasWords(words) || SAME.has(words.trim())) return false;
  if (ts.isJsxText(node)) return true;
  /** @type {ts.Node} */
  let whole = node;
  while (
    ts.isConditionalExpression(whole.parent) ||
    ts.isParenthesizedExpression(whole.parent) ||
    isChoice(whole.parent)
  )
    whole = whole.parent;
  const { parent } = whole;
  const inBraces = ts.isJsxExpression(parent);
  const attribute = inBraces ? parent.parent : parent;
  if (ts.isJsxAttribute(attribute)) return ATTRIBUTES.has(attribute.name.getText());
  if (inBraces) return true;
  if (
    ts.isPropertyAssignment(parent) &&
    PROPERTIES.has(parent.name.getText()) &&
    parent.initializer === whole
  )
    return isSentence(words) || /^\p{Lu}\p{Ll}+$/u.test(words);
  return isSentence(words);
}

/** @param {ts.Node} node */
function isChoice(node) {
  const { QuestionQuestionToken, BarBarToken, AmpersandAmpersandToken } = ts.SyntaxKind;
  return (
    ts.isBinaryExpression(node) &&
    [QuestionQuestionToken, BarBarToken, AmpersandAmpersandToken].includes(node.operatorToken.kind)
  );
}

/** Whether what stands in a node is for no reader: types, imports, ids, keys of `t`, comparisons, logs. @param {ts.Node} node */
function isAside(node) {
  if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isCaseClause(node)) return true;
  if (ts.isPropertyAssignment(node) && node.name.getText() === "id") return true;
  if (ts.isCallExpression(node)) {
    const called = node.expression.getText();
    return called === "t" || FOR_LOGS.test(called);
  }
  // Faults of ours, which nobody is to see.
  if (ts.isNewExpression(node))
    return (
      /^(?:Error|FrameError|RegExp|TypeError)$/.test(node.expression.getText()) && !isSentenceError(node)
    );
  return false;
}

/** Errors that a window shows are sentences with a full stop. @param {ts.NewExpression} node */
function isSentenceError(node) {
  const [first] = node.arguments ?? [];
  const words = first && wordsOf(first);
  return words !== undefined && isSentence(words) && words.endsWith(".");
}

/**
 * @param {ts.SourceFile} source
 * @param {ReadonlySet<string>} translated sentences that a window translates when it shows them
 * @returns {Found[]}
 */
export function bypassing(source, translated) {
  /** @type {Found[]} */
  const found = [];
  const excepted = EXCEPTIONS[source.fileName] ?? [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (isAside(node) && !ts.isCaseClause(node)) return;
    const words = ts.isJsxText(node) ? node.text.replace(/\s+/g, " ").trim() : wordsOf(node);
    if (
      words !== undefined &&
      isRead(node, words) &&
      !excepted.includes("*") &&
      !excepted.includes(words) &&
      !(source.fileName.startsWith("main/kernels/") && translated.has(words))
    ) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ file: source.fileName, line: line + 1, words });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** All literals of a source. @param {ts.SourceFile} source @param {Set<string>} into */
function collect(source, into) {
  /** @param {ts.Node} node */
  const visit = (node) => {
    const words = wordsOf(node);
    if (words !== undefined) into.add(words);
    const attribute = ts.isJsxAttribute(node) && node.initializer && ts.isStringLiteral(node.initializer);
    if (attribute) into.add(/** @type {ts.StringLiteral} */ (node.initializer).text);
    ts.forEachChild(node, visit);
  };
  visit(source);
}

/** The keys of the catalogue's rooms. @returns {Promise<{ key: string, room: string }[]>} */
async function keys() {
  /** @type {{ key: string, room: string }[]} */
  const found = [];
  for (const room of await sourcesIn(`${CATALOGUE}/german`)) {
    const source = await parse(room);
    /** @param {ts.Node} node */
    const visit = (node) => {
      const isEntry = ts.isPropertyAssignment(node) && !/^(?:singular|one|other)$/.test(node.name.getText());
      if (isEntry)
        found.push({ key: ts.isStringLiteral(node.name) ? node.name.text : node.name.getText(), room });
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

/** The sentence of a key without its names. @param {string} key */
const unnamed = (key) => key.replace(/\{\w+\}/g, "{}");

/** Says what is wrong. @returns {Promise<string[]>} a line each */
export async function textFaults() {
  const faults = [];
  const entries = await keys();
  const translated = new Set(entries.filter(({ room }) => isTold(room)).map(({ key }) => unnamed(key)));
  const used = new Set();
  for (const file of (await Promise.all(SPEAKING.map(sourcesIn))).flat()) {
    const source = await parse(file);
    for (const { line, words } of bypassing(source, translated))
      faults.push(`${file}:${line}: not in the catalogue: ${words}`);
    collect(source, used);
  }
  const told = new Set();
  for (const file of (await Promise.all(["preload/contract", "preload/transcript"].map(sourcesIn))).flat())
    collect(await parse(file), used);
  for (const file of (await Promise.all(TELLING.map(sourcesIn))).flat()) collect(await parse(file), told);
  const rooms = new Map();
  for (const { key, room } of entries) {
    if (rooms.has(key)) faults.push(`${room}: stands also in ${rooms.get(key)}: ${key}`);
    rooms.set(key, room);
    if (isTold(room) ? !told.has(unnamed(key)) : !used.has(key))
      faults.push(`${room}: nothing says this: ${key}`);
  }
  return faults;
}

/** Whether the sentences of a room are made in English and translated later. @param {string} room */
const isTold = (room) => room.endsWith("/log-sentences.ts");

/** Prints what is wrong. @returns {Promise<boolean>} whether nothing is */
export async function checkTexts() {
  const faults = await textFaults();
  for (const fault of faults) console.error(fault);
  if (faults.length > 0)
    console.error(
      "Texts go through t() of preload/texts/texts.ts, see docs/decisions/0037-the-english-text-is-the-key.md.",
    );
  return faults.length === 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  await command(async () => ((await checkTexts()) ? 0 : 1));
