/**
 * The check of patterns: no regular expression of the four houses takes more than linear time, or it stands with its
 * reason among the exceptions of `patterns/known.json`. What `recheck` found out is kept there, since that takes
 * minutes: only patterns that are not in it are analysed.
 *
 * `node build/patterns.mjs --write` analyses what is new, adds what is linear, and takes out what nothing uses.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { repository } from "./setup/places.mjs";
import { command } from "./setup/say.mjs";

const HOUSES = ["main", "preload", "renderer", "kernel-host"];
const KNOWN = path.join(import.meta.dirname, "patterns/known.json");
/** Longest analysis of one pattern, in ms. */
const PATIENCE_MS = 5_000;

/**
 * A pattern as it stands in a file: "/source/flags", or for one that cannot be read from the code the code that makes it.
 * @typedef {{ pattern: string, source: string | null, flags: string, file: string, line: number }} Use
 *
 * `linear`: patterns that were found to be. `exceptions`: others, with the files that may use them and why.
 * @typedef {{ linear: string[], exceptions: { pattern: string, files: string[], reason: string }[] }} Known
 *
 * `attack`: a text on which it takes long, as an expression of JavaScript; "" where none was found.
 * @typedef {{ linear: boolean, verdict: string, attack: string }} Verdict
 */

/** The regular expressions in a file of TypeScript. @param {string} file @param {string} code @returns {Use[]} */
export function patternsIn(file, code) {
  const kind = file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const root = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true, kind);
  const constants = constantsIn(root);
  /** @type {Use[]} */
  const uses = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    const line = () => root.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      const [source, flags] = [node.text.slice(1, end), node.text.slice(end + 1)];
      uses.push({ pattern: node.text, source, flags, file, line: line() });
    } else if (
      (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
      node.expression.getText() === "RegExp"
    ) {
      const [source, flags] = (node.arguments ?? []).map((argument) => textOf(argument, constants));
      const known = source != null && (flags != null || (node.arguments ?? []).length < 2);
      const pattern = known
        ? `/${source}/${flags ?? ""}`
        : node
            .getText()
            .replace(/\s+/g, " ")
            .replace(/^new RegExp\( /, "new RegExp(");
      uses.push({ pattern, source: known ? source : null, flags: flags ?? "", file, line: line() });
    }
    ts.forEachChild(node, visit);
  };
  visit(root);
  return uses;
}

/** Texts by the names of the constants at the top of a file. @param {ts.SourceFile} root */
function constantsIn(root) {
  /** @type {Map<string, string>} */
  const constants = new Map();
  for (const statement of root.statements) {
    if (!ts.isVariableStatement(statement) || !(statement.declarationList.flags & ts.NodeFlags.Const))
      continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      const text = initializer && textOf(initializer, constants);
      if (text !== undefined) constants.set(name.getText(), text);
    }
  }
  return constants;
}

/**
 * The text that an expression is, where that can be read from the file.
 * @param {ts.Expression} node @param {ReadonlyMap<string, string>} constants @returns {string | undefined}
 */
function textOf(node, constants) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isIdentifier(node)) return constants.get(node.text);
  if (!ts.isTemplateExpression(node)) return undefined;
  const parts = node.templateSpans.map((span) => {
    const text = textOf(span.expression, constants);
    return text === undefined ? undefined : text + span.literal.text;
  });
  return parts.includes(undefined) ? undefined : node.head.text + parts.join("");
}

/** @returns {Promise<Use[]>} */
async function allUses() {
  const files = await Promise.all(
    HOUSES.map(async (house) =>
      (await readdir(path.join(repository, house), { recursive: true, withFileTypes: true }))
        .filter(
          (entry) =>
            entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(?:test|fixture|d)\.tsx?$/.test(entry.name),
        )
        .map((entry) =>
          path.relative(repository, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"),
        ),
    ),
  );
  const uses = [];
  for (const file of files.flat().sort())
    uses.push(...patternsIn(file, await readFile(path.join(repository, file), "utf8")));
  return uses;
}

/** Analyses one pattern. @param {Use} use @returns {Verdict} */
export function analyse({ source, flags }) {
  if (source === null) return { linear: false, verdict: "made while the app runs", attack: "" };
  // The part of recheck that is JavaScript alone; it takes as long as needed, in this process.
  const { checkSync } = createRequire(import.meta.url)("recheck/lib/browser.js");
  // "d" changes only what is told.
  const look = (/** @type {string} */ checker) =>
    checkSync(source, flags.replace("d", ""), { timeout: PATIENCE_MS, checker });
  // A proof before trial and error, which calls a large bound ("{0,200}") endless.
  let found = look("automaton");
  if (found.status === "unknown") found = look("auto");
  const { status, complexity, error, attack } = found;
  const verdict = complexity?.summary ?? error?.kind ?? status;
  return { linear: status === "safe", verdict, attack: attack?.pattern ?? "" };
}

/**
 * What is wrong with the patterns, and which of them are linear and not known yet.
 * @param {readonly Use[]} uses @param {Known} known @param {(use: Use) => Verdict} judge
 * @returns {{ wrong: string[], found: string[] }}
 */
export function judgePatterns(uses, known, judge = analyse) {
  const linear = new Set(known.linear);
  const exceptions = new Map(known.exceptions.map((exception) => [exception.pattern, exception]));
  /** @type {string[]} */
  const wrong = [];
  /** @type {Map<string, Verdict>} */
  const verdicts = new Map();
  for (const use of uses) {
    const { pattern, file, line } = use;
    if (linear.has(pattern) || exceptions.get(pattern)?.files.includes(file)) continue;
    const verdict = verdicts.get(pattern) ?? judge(use);
    verdicts.set(pattern, verdict);
    if (!verdict.linear)
      wrong.push(
        `${file}:${line}: not known to be linear (${verdict.verdict}): ${pattern}` +
          (verdict.attack && `\n    it takes long on ${verdict.attack.slice(0, 200)}`),
      );
  }
  for (const pattern of linear)
    if (!uses.some((use) => use.pattern === pattern))
      wrong.push(`nothing uses ${pattern}, which is listed as linear`);
  for (const { pattern, files, reason } of known.exceptions) {
    for (const file of files)
      if (!uses.some((use) => use.pattern === pattern && use.file === file))
        wrong.push(`${file} does not use ${pattern}, which is an exception for it`);
    if (linear.has(pattern)) wrong.push(`${pattern} is listed as linear and as an exception`);
    // In words: one is not enough.
    if (!/\S+ \S+ \S+/.test(reason)) wrong.push(`${pattern} is an exception without a reason`);
  }
  const found = [...verdicts].flatMap(([pattern, verdict]) => (verdict.linear ? [pattern] : []));
  return { wrong, found };
}

/** Prints what is wrong. @returns {Promise<boolean>} whether all is well */
export async function checkPatterns() {
  const { wrong, found } = judgePatterns(await allUses(), JSON.parse(await readFile(KNOWN, "utf8")));
  for (const sentence of wrong) console.log(sentence);
  if (wrong.length > 0)
    console.log(
      "Write them so that each text fits in one way only, or bound what they are given; `npm run patterns -- --write` lists what is linear, an exception needs its reason (build/patterns/known.json).",
    );
  else if (found.length > 0)
    console.log(
      `${found.length} new patterns are linear; \`npm run patterns -- --write\` lists them, so that the next check is quick.`,
    );
  return wrong.length === 0;
}

async function write() {
  const uses = await allUses();
  /** @type {Known} */
  const known = JSON.parse(await readFile(KNOWN, "utf8"));
  const { found } = judgePatterns(uses, known);
  const linear = [...known.linear, ...found]
    .filter((pattern) => uses.some((use) => use.pattern === pattern))
    .sort();
  await writeFile(KNOWN, `${JSON.stringify({ ...known, linear }, null, 2)}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await command(async () => {
    if (process.argv.includes("--write")) await write();
    return (await checkPatterns()) ? 0 : 1;
  });
}
