/**
 * `npm run speed-tables`: writes what docs/peers.json says (`npm run bench peers` makes it) into docs/SPEED.md, between the lines
 * that name it. Rows in which a peer is ahead stay in.
 */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { repository } from "./setup/places.mjs";

const BEGIN = "<!-- made by npm run speed-tables from docs/peers.json -->";
const END = "<!-- end of docs/peers.json -->";
const OWN = "Tandem";

/**
 * @typedef {object} Peers as tests/bench/peers.ts writes it
 * @property {string} date
 * @property {string} kernel
 * @property {string[]} loads
 * @property {number} limit seconds after which a program is given up
 * @property {Record<string, string>} versions
 * @property {string[]} missing
 * @property {Record<string, Record<string, (number | null)[]>>} rows seconds by flood and program; null: not within the limit
 */

/** @param {(number | null)[]} times */
const sorted = (times) => times.map((time) => time ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
/** @param {(number | null)[]} times */
const median = (times) => sorted(times)[Math.floor((times.length - 1) / 2)] ?? Number.POSITIVE_INFINITY;
/** @param {number} seconds @param {number} limit */
const said = (seconds, limit) => (Number.isFinite(seconds) ? seconds.toFixed(2) : `over ${limit}`);

/** The table of one run. @param {Peers} peers */
export function tableOf({ date, kernel, loads, limit, versions, missing, rows }) {
  const names = Object.keys(versions);
  const lines = [
    `${date}, all on ${kernel}, by screen grabs from Return to the picture of the last line, in turns: median and range in s; in brackets what Tandem takes in times of it. The load met was ${loads.map((load) => load.split(" ")[0]).join(", ")} on ${loads[0]?.split(" on ")[1] ?? "this machine"}.`,
    `Versions: ${names.map((name) => `${name} ${versions[name]}`).join("; ")}.`,
    ...missing,
    "",
    `| flood | ${names.join(" | ")} |`,
    `|---|${names.map(() => "---|").join("")}`,
  ];
  for (const [flood, row] of Object.entries(rows)) {
    const own = median(row[OWN] ?? []);
    const cells = names.map((name) => {
      const times = row[name] ?? [];
      if (times.length === 0) return "";
      const middle = median(times);
      const all = sorted(times);
      const range =
        Number.isFinite(middle) && times.length > 1
          ? `, ${said(all[0] ?? 0, limit)} to ${said(all.at(-1) ?? 0, limit)}`
          : "";
      const both = name !== OWN && Number.isFinite(own) && Number.isFinite(middle);
      return `${said(middle, limit)}${range}${both ? ` (${(own / middle).toFixed(2)})` : ""}`;
    });
    lines.push(`| ${flood} | ${cells.join(" | ")} |`);
  }
  return lines.join("\n");
}

/** The text with the table in its place. @param {string} text @param {string} table */
export function withTable(text, table) {
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error(`docs/SPEED.md has no lines "${BEGIN}" and "${END}".`);
  return `${before}${BEGIN}\n${table}\n${END}${after}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const speed = path.join(repository, "docs/SPEED.md");
  const peers = JSON.parse(await readFile(path.join(repository, "docs/peers.json"), "utf8"));
  await writeFile(speed, withTable(await readFile(speed, "utf8"), tableOf(peers)));
}
