/**
 * Answers what data viewers ask (preload/contract/data) of values in the user's thread: they are read there by pieces,
 * through the inspector, also while code runs; what is sorted, filtered and added up is so here.
 */
import * as v from "valibot";
import {
  type DataAnswer,
  type DataColumn,
  type DataQuestion,
  dataQuestion,
} from "../../../preload/contract/data";
import type { Cell, ReadableTable, Rows, Value } from "../../../preload/tables/readable";
import { TableAnswers } from "../../../preload/tables/table-answers";
import type { Json } from "../../wire/message";
import type { DataField, DataRequest } from "./define-data";
import { DATA } from "./define-variables";
import { ValueInspector } from "./inspector";

/** What takes longer is answered "working", and asked for again; in ms. */
const MOMENT_MS = 250;
const MOST_VIEWERS = 16;
/** Values that are asked for at once: the user's thread does nothing else meanwhile. */
const AT_ONCE = 20_000;

interface Viewer {
  readonly version: string;
  readonly table: InspectedTable;
  readonly answers: TableAnswers;
}

export class InspectedTables {
  readonly #viewers = new Map<string, Viewer>();
  /** What is worked on, by its question. */
  readonly #running = new Map<string, Promise<DataAnswer>>();

  async answer(content: Json): Promise<Json> {
    const question = v.safeParse(dataQuestion, content);
    if (!question.success) return { status: "error", ename: "TypeError" };
    const key = JSON.stringify(question.output);
    let running = this.#running.get(key);
    if (!running) {
      running = this.#answer(question.output).catch((error: unknown): DataAnswer => {
        return { status: "error", ename: String(error).slice(0, 300) };
      });
      this.#running.set(key, running);
    }
    const moment = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), MOMENT_MS));
    const answer = await Promise.race([running, moment]);
    if (!answer) return { status: "working" };
    this.#running.delete(key);
    return { ...answer };
  }

  async #answer(question: DataQuestion): Promise<DataAnswer> {
    const { viewer: name } = question;
    const known = this.#viewers.get(name);
    if (question.op === "close" || question.op === "cancel") {
      known?.answers.cancel();
      for (const [key] of this.#running) if (key.includes(JSON.stringify(name))) this.#running.delete(key);
      if (question.op === "close") this.#viewers.delete(name);
      return { status: "ok", op: question.op };
    }
    if (question.op === "open") return this.#open(question, known);
    if (!known || known.version !== question.version) return { status: "changed" };
    const answer = await known.answers.answer(question);
    if (known.table.lost) return { status: known.table.lost };
    if (answer.status !== "ok" || answer.op !== "page") return answer;
    return { ...answer, labels: await known.table.labelsOf(answer.labels) };
  }

  async #open(question: Extract<DataQuestion, { op: "open" }>, known?: Viewer): Promise<DataAnswer> {
    const { path, viewer: name } = question;
    const told = await ask<Opened>({ op: "open", path });
    if (!told) return { status: "busy" };
    if (told.status === "cannot") return { status: "cannot", why: "type" };
    if (told.status !== "ok") return { status: "gone" };
    const version = `${told.id}.${told.rows}.${told.fields.length}.${told.sign}`;
    if (known?.version !== version) {
      known?.answers.cancel();
      const table = new InspectedTable(path, told);
      const answers = new TableAnswers(() => ({ table, version, whole: Promise.resolve() }));
      this.#viewers.delete(name);
      this.#viewers.set(name, { version, table, answers });
      for (const [oldest] of this.#viewers)
        if (this.#viewers.size > MOST_VIEWERS) this.#viewers.delete(oldest);
    }
    const answer = await this.#viewers.get(name)?.answers.answer(question);
    if (!answer) return { status: "busy" };
    if (answer.status !== "ok" || answer.op !== "open") return answer;
    return { ...answer, labels: told.labels ? "key" : null };
  }
}

interface Opened {
  readonly status: "ok" | "gone" | "cannot" | "changed";
  readonly id: string;
  readonly sign: string;
  readonly type: string;
  readonly rows: number;
  readonly fields: readonly DataField[];
  readonly labels: boolean;
}

interface Pieces {
  readonly status: "ok" | "gone" | "cannot" | "changed";
  readonly columns: readonly (readonly unknown[])[];
  readonly missing: readonly (readonly number[])[];
  readonly labels: readonly string[];
  readonly text: string;
}

class InspectedTable implements ReadableTable {
  readonly dialect = "none" as const;
  readonly shape = null;
  readonly slice = null;
  readonly type: string;
  readonly rows: number;
  readonly columns: number;
  /** It is not there any more, or another one. */
  lost: "gone" | "changed" | undefined;

  constructor(
    private readonly path: string[],
    private readonly told: Opened,
  ) {
    this.type = told.type;
    this.rows = told.rows;
    this.columns = told.fields.length;
  }

  column(at: number): DataColumn {
    const { name, type, kind } = this.told.fields[at] ?? { name: "", type: "", kind: "other" as const };
    return { name, type, kind, literal: null };
  }

  async cells(columns: readonly number[], rows: Rows, room: number): Promise<Cell[][]> {
    const found: Cell[][] = columns.map(() => []);
    const most = Math.max(1, Math.floor(AT_ONCE / Math.max(1, columns.length)));
    for (const part of partsOf(rows, this.rows, most)) {
      const told = await this.#ask({ op: "cells", columns: [...columns], rows: part, room });
      for (const [at, texts] of told.columns.entries()) {
        const missing = new Set(told.missing[at]);
        for (const [place, text] of texts.entries())
          found[at]?.push({ text: String(text), missing: missing.has(place) });
      }
    }
    return found;
  }

  async values(column: number, rows: Rows): Promise<Value[]> {
    const found: Value[] = [];
    for (const part of partsOf(rows, this.rows, AT_ONCE)) {
      const told = await this.#ask({ op: "values", columns: [column], rows: part });
      for (const value of told.columns[0] ?? []) found.push(valueOf(value));
    }
    return found;
  }

  async whole(column: number, row: number, most: number): Promise<string> {
    return (await this.#ask({ op: "whole", columns: [column], rows: [row], room: most })).text;
  }

  /** The names of rows, where they have some. @param places as texts */
  async labelsOf(places: readonly string[]): Promise<string[]> {
    if (!this.told.labels || places.length === 0) return [...places];
    return [...(await this.#ask({ op: "cells", columns: [], rows: places.map(Number) })).labels];
  }

  /** @throws DOMException "AbortError" when there is no answer now, or none any more */
  async #ask(request: Omit<DataRequest, "path">): Promise<Pieces> {
    const { path, told } = this;
    const answer = await ask<Pieces>({ ...request, path, id: told.id, length: told.rows });
    if (answer?.status === "ok") return answer;
    if (answer) this.lost = answer.status === "gone" ? "gone" : "changed";
    throw new DOMException("not answered", "AbortError");
  }
}

function* partsOf(rows: Rows, all: number, most: number): Generator<NonNullable<DataRequest["rows"]>> {
  if (rows instanceof Uint32Array) {
    for (let at = 0; at < rows.length; at += most) yield [...rows.subarray(at, at + most)];
    return;
  }
  const end = Math.min(all, rows.from + rows.count);
  for (let from = rows.from; from < end; from += most) yield { from, count: Math.min(most, end - from) };
}

/** As `comparable` wrote it (define-data.ts). */
function valueOf(told: unknown): Value {
  if (typeof told !== "string") return told as Value;
  const text = told.slice(2);
  return told[0] === "s" ? text : told[0] === "b" ? BigInt(text) : Number(text);
}

async function ask<Answer>(request: DataRequest): Promise<Answer | undefined> {
  const expression = `${DATA}(${JSON.stringify(request)})`;
  return (await ValueInspector.use((inspector) => inspector.call(expression))) as Answer | undefined;
}
