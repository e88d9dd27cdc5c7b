/**
 * A notebook's file (nbformat 3 and 4): its cells, and the same text with other cells in it. What nobody changed keeps its
 * bytes: only the values that differ are written anew, within the text as it is.
 */
import { getNodeValue, type Node, type ParseError, parseTree } from "jsonc-parser";
import { editedLines } from "./edited-lines";
import { type JsonStyle, styleOf, writeJson } from "./notebook-style";

export type CellType = "code" | "markdown" | "raw";

/** A cell as it stands in the file. */
export interface FileCell {
  /** Names it while the file is open: its id where it has one that no other cell has. */
  readonly key: string;
  readonly type: CellType;
  readonly source: string;
  readonly count: number | null;
  /** As they stand in the file, of whatever form. */
  readonly outputs: readonly unknown[];
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Of Markdown: pictures by their names, each by type. */
  readonly attachments: Readonly<Record<string, unknown>>;
}

/** A cell as it is to be. */
export interface WantedCell {
  /** Of the cell in the file; any other is the id of a new one. */
  readonly key: string;
  readonly type: CellType;
  /** Absent: as in the file. */
  readonly source?: string;
  /** All of them. Absent: as in the file. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly result?: { readonly outputs: readonly unknown[]; readonly count: number | null };
}

/** A notebook with one cell, as nbformat writes one. */
export const EMPTY_NOTEBOOK = `{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": null,
   "id": "first",
   "metadata": {},
   "outputs": [],
   "source": []
  }
 ],
 "metadata": {
  "kernelspec": {
   "display_name": "Python 3",
   "language": "python",
   "name": "python3"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`;

/** Why a text is no notebook that can be read. */
export class NotebookError extends Error {
  constructor(
    readonly reason: "not JSON" | "no notebook" | "version" | "conflict",
    /** Where, from 1; 0 where no line is to blame. */
    readonly line: number,
    /** The version that it claims. */
    readonly version = "",
  ) {
    super(`${reason} (line ${line})`);
  }
}

interface ReadCell extends FileCell {
  readonly node: Node;
}

/** A stretch of a text: from one place to before another, in UTF-16 units; or other text. */
export type Part = string | readonly [from: number, to: number];

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly text: readonly Part[];
}

export class NotebookFile {
  readonly version: 3 | 4;
  readonly minor: number;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly #cells: readonly ReadCell[];
  readonly #byKey: ReadonlyMap<string, ReadCell>;
  readonly #list: Node;
  #styleOfText: JsonStyle | undefined;

  /**
   * @param text the file's, of any line ends
   * @throws NotebookError
   */
  constructor(readonly text: string) {
    const root = parse(text);
    const version = number(valueAt(root, "nbformat"));
    if (version !== 3 && version !== 4) throw new NotebookError("version", 0, String(version ?? "?"));
    this.version = version;
    this.minor = number(valueAt(root, "nbformat_minor")) ?? 0;
    this.metadata = record(plain(valueAt(root, "metadata")));
    const list = version === 4 ? valueAt(root, "cells") : firstSheet(root);
    if (list?.type !== "array") throw new NotebookError("no notebook", 0);
    this.#list = list;
    this.#cells = readCells(list, version);
    this.#byKey = new Map(this.#cells.map((cell) => [cell.key, cell]));
  }

  /** Looked for when something is written: a long file is read through for it. */
  get #style(): JsonStyle {
    this.#styleOfText ??= styleOf(this.text);
    return this.#styleOfText;
  }

  get cells(): readonly FileCell[] {
    return this.#cells;
  }

  /** The cell of that key. */
  cell(key: string): FileCell | undefined {
    return this.#byKey.get(key);
  }

  /** Name of the language of its code, as its metadata say, in lower case; null where they do not. */
  get language(): string | null {
    const info = record(this.metadata["language_info"])["name"];
    const spec = record(this.metadata["kernelspec"]);
    const first = this.#cells.find(({ type }) => type === "code")?.node;
    const old = this.version === 3 && first ? plain(valueAt(first, "language")) : undefined;
    const name = [info, spec["language"], old].find((each) => typeof each === "string");
    return typeof name === "string" ? name.toLowerCase() : null;
  }

  /** The kernel that its metadata name, by the name of its kernelspec; null where they do not. */
  get kernel(): { readonly name: string; readonly title: string } | null {
    const spec = record(this.metadata["kernelspec"]);
    const name = spec["name"];
    if (typeof name !== "string" || name === "") return null;
    const title = spec["display_name"];
    return { name, title: typeof title === "string" ? title : name };
  }

  /** The file's text with these cells, in this order. */
  with(wanted: readonly WantedCell[]): string {
    return joinedParts(this.text, this.parts(wanted));
  }

  /** The same as what of the file's text stays, and what is new between: little, however long the file is. */
  parts(wanted: readonly WantedCell[]): readonly Part[] {
    const isSameList =
      wanted.length === this.#cells.length && wanted.every(({ key }, at) => key === this.#cells[at]?.key);
    if (isSameList) {
      const edits = wanted.flatMap((cell, at) => this.#edits(this.#cells[at] as ReadCell, cell));
      return apply(edits, 0, this.text.length);
    }
    const parts = wanted.map((cell): readonly Part[] => {
      const own = this.#byKey.get(cell.key);
      return own ? apply(this.#edits(own, cell), own.node.offset, end(own.node)) : [this.#newCell(cell)];
    });
    return apply([this.#listEdit(parts)], 0, this.text.length);
  }

  /** The list of cells anew, with what stood around and between them. */
  #listEdit(parts: readonly (readonly Part[])[]): Edit {
    const { offset, length } = this.#list;
    const cells = this.#cells.map(({ node }) => node);
    const [first, second] = cells;
    const level = this.#level;
    const line = this.#style.indent === null ? "" : `\n${this.#style.indent.repeat(level)}`;
    const head = first ? this.text.slice(offset + 1, first.offset) : line;
    const between = first && second ? this.text.slice(end(first), second.offset) : `,${line || " "}`;
    const last = cells.at(-1);
    const closing = this.#style.indent === null ? "" : `\n${this.#style.indent.repeat(level - 1)}`;
    const tail = last ? this.text.slice(end(last), offset + length - 1) : closing;
    if (parts.length === 0) return { at: offset, length, text: ["[]"] };
    const inner = parts.flatMap((part, at) => (at === 0 ? part : [between, ...part]));
    return { at: offset, length, text: [`[${head}`, ...inner, `${tail}]`] };
  }

  /** How deep its cells stand. */
  get #level(): number {
    return this.version === 4 ? 2 : 4;
  }

  #edits(own: ReadCell, { type, source, metadata, result }: WantedCell): Edit[] {
    const { node } = own;
    const written = valueAt(node, sourceName(this.version, type, node));
    const isWhole = written !== undefined && (type !== "code" || valueAt(node, "outputs") !== undefined);
    // One that lacks what is to be changed is written anew, as one of another type is.
    if (type !== own.type || (!isWhole && (source !== undefined || result))) {
      const { offset, length } = node;
      return [
        { at: offset, length, text: [this.#otherType(own, type, source ?? own.source, metadata, result)] },
      ];
    }
    const edits: Edit[] = [];
    const said = metadata && valueAt(node, "metadata");
    if (said) edits.push(this.#replace(said, metadata));
    if (source !== undefined && source !== own.source) {
      if (written) edits.push(this.#sourceEdit(written, source));
    }
    if (!result || type !== "code") return edits;
    const outputs = valueAt(node, "outputs");
    if (outputs && JSON.stringify(result.outputs) !== JSON.stringify(own.outputs))
      edits.push(this.#replace(outputs, result.outputs));
    const count = valueAt(node, this.version === 4 ? "execution_count" : "prompt_number");
    if (count && result.count !== own.count) edits.push(this.#replace(count, result.count));
    return edits;
  }

  #replace({ offset, length }: Node, value: unknown): Edit {
    return { at: offset, length, text: [writeJson(value, this.#style, this.#level + 1)] };
  }

  #sourceEdit(written: Node, source: string): Edit {
    if (written.type !== "array") return this.#replace(written, source);
    const lines = sourceLines(source);
    const edit = editedLines(this.text, written, lines, this.#style);
    return edit ? { ...edit, text: [edit.text] } : this.#replace(written, lines);
  }

  #sourceValue(source: string, asLines: boolean): string | readonly string[] {
    return asLines ? sourceLines(source) : source;
  }

  get #writesLines(): boolean {
    const [first] = this.#cells;
    const value = first && valueAt(first.node, sourceName(this.version, first.type, first.node));
    return value?.type !== "string";
  }

  /** A cell that became one of another type: all but what only its type had stays. */
  #otherType(
    own: ReadCell,
    type: CellType,
    source: string,
    metadata: WantedCell["metadata"],
    result: WantedCell["result"],
  ): string {
    const kept: Record<string, unknown> = { ...record(plain(own.node)), ...(metadata && { metadata }) };
    for (const name of [
      "cell_type",
      "source",
      "input",
      "outputs",
      "execution_count",
      "prompt_number",
      "level",
    ])
      delete kept[name];
    if (type === "code") delete kept["attachments"];
    else delete kept["collapsed"];
    return this.#written(type, source, kept, result);
  }

  #newCell({ key: id, type, source = "", metadata = {}, result }: WantedCell): string {
    const hasIds = this.version === 4 && this.minor >= 5;
    return this.#written(type, source, { ...(hasIds && { id }), metadata }, result);
  }

  /** Names in the order of the alphabet, as nbformat writes them. */
  #written(
    type: CellType,
    source: string,
    rest: Record<string, unknown>,
    result: WantedCell["result"],
  ): string {
    const lines = this.#sourceValue(source, this.#writesLines);
    const outputs = result?.outputs ?? [];
    const count = result?.count ?? null;
    const code =
      this.version === 4
        ? { execution_count: count, outputs, source: lines }
        : {
            collapsed: false,
            language: this.language ?? "python",
            outputs,
            prompt_number: count,
            input: lines,
          };
    const all: Record<string, unknown> = {
      cell_type: type,
      ...rest,
      ...(type === "code" ? code : { source: lines }),
    };
    const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
    return writeJson(sorted, this.#style, this.#level);
  }
}

function parse(text: string): Node {
  if (/^<<<<<<< /m.test(text)) throw new NotebookError("conflict", lineAt(text, text.search(/^<<<<<<< /m)));
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { disallowComments: true });
  } catch (error) {
    // Nested deeper than anything can be read.
    if (!(error instanceof RangeError)) throw error;
    throw new NotebookError("no notebook", 0);
  }
  const [first] = errors;
  if (first || !root) throw new NotebookError("not JSON", lineAt(text, first?.offset ?? 0));
  if (root.type !== "object") throw new NotebookError("no notebook", 0);
  return root;
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}

function firstSheet(root: Node): Node | undefined {
  const sheets = valueAt(root, "worksheets");
  const sheet = sheets?.type === "array" ? sheets.children?.[0] : undefined;
  return sheet && valueAt(sheet, "cells");
}

function readCells(list: Node, version: 3 | 4): ReadCell[] {
  const taken = new Set<string>();
  return (list.children ?? []).map((node, at) => {
    if (node.type !== "object") throw new NotebookError("no notebook", 0);
    const written = plain(valueAt(node, "cell_type"));
    // A heading of version 3 is Markdown with a level of its own.
    const type: CellType =
      written === "code" ? "code" : written === "markdown" || written === "heading" ? "markdown" : "raw";
    const id = plain(valueAt(node, "id"));
    let key = typeof id === "string" && id !== "" && !taken.has(id) ? id : `cell ${at + 1}`;
    while (taken.has(key)) key += "'";
    taken.add(key);
    const outputs = plain(valueAt(node, "outputs"));
    return {
      key,
      type,
      node,
      source: joined(plain(valueAt(node, sourceName(version, type, node)))),
      count: number(valueAt(node, version === 4 ? "execution_count" : "prompt_number")),
      outputs: Array.isArray(outputs) ? outputs : [],
      metadata: record(plain(valueAt(node, "metadata"))),
      attachments: record(plain(valueAt(node, "attachments"))),
    };
  });
}

const sourceName = (version: 3 | 4, type: CellType, node: Node) =>
  version === 3 && type === "code" && valueAt(node, "input") ? "input" : "source";

/** The value of that name; of several, as in all readers of JSON, the last. */
function valueAt(node: Node, name: string): Node | undefined {
  if (node.type !== "object") return undefined;
  const found = node.children?.findLast(({ children }) => children?.[0]?.value === name);
  return found?.children?.[1];
}

const end = ({ offset, length }: Node) => offset + length;
const plain = (node: Node | undefined): unknown => node && getNodeValue(node);

function number(node: Node | undefined): number | null {
  return node?.type === "number" && typeof node.value === "number" ? node.value : null;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? { ...(value as Record<string, unknown>) }
    : {};
}

/** Text of several lines: one string, or one for each line. */
export function joined(value: unknown): string {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.filter((each) => typeof each === "string").join("") : "";
}

/** Lines with their line feeds, as nbformat writes text of several lines. */
export function sourceLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** What a text is made of: stretches of a longer one, and others. */
export function joinedParts(text: string, parts: readonly Part[]): string {
  return parts.map((part) => (typeof part === "string" ? part : text.slice(...part))).join("");
}

/** Carries out edits that do not touch each other within a part of the text. */
function apply(edits: readonly Edit[], from: number, to: number): readonly Part[] {
  const parts: Part[] = [];
  let at = from;
  for (const edit of [...edits].sort((a, b) => a.at - b.at)) {
    parts.push([at, edit.at], ...edit.text);
    at = edit.at + edit.length;
  }
  parts.push([at, to]);
  return parts;
}
