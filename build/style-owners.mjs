/**
 * Who styles a class: one feature, by its own style sheets. What two features call alike would be styled by both, and
 * each would change the other's look unseen. Others may style it only within what is their own: `.mine .theirs`.
 */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { repository } from "./setup/places.mjs";

/** The sheet of a page of its own, and the one that has the system's own colours for all. */
const OF_ALL = /^renderer\/(?:shell\/output\/frame\/page\/|floor\/look\/system-colours\.css$)/;

/**
 * The feature that a style sheet belongs to: a folder of the renderer, or one tool.
 * @param {string} file from the repository's root
 */
function featureOf(file) {
  const [, room, tool] = file.split("/");
  return room === "tools" ? `tools/${tool}` : `${room}`;
}

/**
 * The selectors of a sheet, without what is nested in a rule.
 * @param {string} css
 * @returns {string[]}
 */
export function selectorsIn(css) {
  /** @type {string[]} */
  const found = [];
  const plain = css.replace(/\/\*[^]*?\*\//g, "").replace(/"[^"\n]*"|'[^'\n]*'/g, '""');
  let head = "";
  /** What each open brace belongs to: a rule, or one of those by an "@" that have rules in them. */
  /** @type {boolean[]} */
  const inRule = [];
  for (const sign of plain) {
    if (sign === "{") {
      const isRule = !head.trim().startsWith("@");
      if (isRule && !inRule.includes(true)) found.push(...selectorsOf(head));
      inRule.push(isRule);
      head = "";
    } else if (sign === "}" || sign === ";") {
      if (sign === "}") inRule.pop();
      head = "";
    } else head += sign;
  }
  return found;
}

/** Parts of a selector list, split at the commas that stand in no brackets. @param {string} head */
function selectorsOf(head) {
  let depth = 0;
  const selectors = [""];
  for (const sign of head) {
    if (sign === "(" || sign === "[") depth++;
    if (sign === ")" || sign === "]") depth--;
    if (sign === "," && depth === 0) selectors.push("");
    else selectors[selectors.length - 1] += sign;
  }
  return selectors.map((selector) => selector.trim());
}

/** @param {string} selector */
const classesOf = (selector) => [
  ...new Set([...selector.matchAll(/\.([a-zA-Z_][\w-]*)/g)].map(([, name = ""]) => name)),
];

/**
 * What two features style, a sentence each.
 * @param {Readonly<Record<string, string>>} sheets texts by their paths from the repository's root
 */
export function sharedStyles(sheets) {
  const rules = Object.entries(sheets)
    .filter(([file]) => !OF_ALL.test(file))
    .flatMap(([file, css]) =>
      selectorsIn(css).map((selector) => ({
        file,
        feature: featureOf(file),
        selector,
        classes: classesOf(selector),
      })),
    );
  /** By class, the features that style it wherever it is, each with its sheet. @type {Map<string, Map<string, string>>} */
  const owners = new Map();
  for (const { file, feature, selector, classes } of rules) {
    const [name] = classes;
    if (name === undefined || classes.length > 1 || /[\s>+~]/.test(selector)) continue;
    const of = owners.get(name) ?? new Map();
    owners.set(name, of.set(feature, of.get(feature) ?? file));
  }
  const twice = [...owners]
    .filter(([, of]) => of.size > 1)
    .map(
      ([name, of]) =>
        `.${name} is styled by ${[...of.values()].join(" and by ")}: give one of them a name of its own.`,
    );
  const foreign = rules
    .filter(({ feature, classes }) => {
      const isOthers = (/** @type {string} */ name) => owners.has(name) && !owners.get(name)?.has(feature);
      return classes.length > 0 && classes.every(isOthers);
    })
    .map(
      ({ file, selector }) =>
        `${file}: "${selector}" has no class of its own, and styles what is another feature's.`,
    );
  return [...twice, ...foreign];
}

/** Says which classes two features style. @returns {Promise<boolean>} whether there are none */
export async function checkStyleOwners() {
  const { stdout } = await promisify(execFile)(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "-z", "renderer/*.css"],
    { cwd: repository },
  );
  /** @type {Record<string, string>} */
  const sheets = {};
  for (const file of stdout.split("\0").filter(Boolean))
    sheets[file] = await readFile(path.join(repository, file), "utf8").catch(() => "");
  const found = sharedStyles(sheets);
  for (const sentence of found) console.error(sentence);
  return found.length === 0;
}
