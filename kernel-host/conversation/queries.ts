/**
 * Short queries to a kernel: complete, inspect, is_complete, history, loaded modules. They are never queued behind a running cell:
 * while the kernel is busy they go to a subshell where it has them (JEP 91), and otherwise the answer is "busy".
 */
import { randomUUID } from "node:crypto";
import * as v from "valibot";
import { REQUEST_TIMEOUT_MS } from "../../preload/contract/limits";
import type { ShellQuery, ShellToClient } from "../../preload/contract/session-channels";
import type { Clock } from "../floor/clock";
import { unawaited } from "../floor/failures";
import type { Json } from "../wire/message";
import { toCodePoints, toUtf16 } from "./code-points";
import { modulesContent, readModules } from "./loaded-modules";

export interface QueriesOptions {
  readonly clock: Clock;
  readonly sendShell: (msgType: string, content: Json, msgId: string, subshell?: string) => void;
  readonly sendControl: (msgType: string, content: Json, msgId: string) => void;
}

type Answer = (answer: ShellToClient) => void;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const json = v.record(v.string(), v.unknown());
const replies = {
  complete_request: v.object({
    matches: v.array(v.string()),
    cursor_start: count,
    cursor_end: count,
    metadata: v.optional(json, {}),
  }),
  inspect_request: v.object({ found: v.boolean(), data: v.optional(json, {}) }),
  is_complete_request: v.object({
    status: v.picklist(["complete", "incomplete", "invalid", "unknown"]),
    indent: v.optional(v.string(), ""),
  }),
  history_request: v.object({ history: v.array(v.tuple([v.number(), v.number(), v.unknown()])) }),
};

/**
 * A kernel that has never answered a type of query is not asked any more after so many: it does not know it. An answer
 * that comes too late is one all the same.
 */
const VAIN_LIMIT = 2;
/** So many queries whose time is over are remembered, for an answer that is late. */
const LATE_KEPT = 100;
/** So many are remembered as asked here: what the kernel publishes of one comes after its answer too. */
const ASKED_KEPT = 200;

export class Queries {
  readonly #open = new Map<string, { query: ShellQuery; answer: Answer; cancel: () => void }>();
  /** The subshell of this life: asked for when first needed. */
  #subshell: Promise<string | undefined> | undefined;
  /** How often each type was asked in vain; a type that was ever answered is not counted any more. */
  readonly #vain = new Map<ShellQuery["type"], number>();
  /** Queries whose time is over: msg_id and type. */
  readonly #late = new Map<string, ShellQuery["type"]>();
  readonly #asked = new Set<string>();
  #subshellReply: { msgId: string; resolve: (id: string | undefined) => void } | undefined;

  constructor(private readonly options: QueriesOptions) {}

  /** Asks; `answer` is called exactly once. `id` of the query becomes the msg_id. */
  ask(query: ShellQuery, busy: boolean, subshells: boolean, answer: Answer): void {
    const { id, type } = query;
    if (this.#open.has(id)) {
      answer({ type: "refused", id, reason: "A request with this id is still open." });
      return;
    }
    if ((busy && !subshells) || (this.#vain.get(type) ?? 0) >= VAIN_LIMIT) {
      answer({ type: "busy", id });
      return;
    }
    const cancel = this.options.clock.after(REQUEST_TIMEOUT_MS[type], () => {
      if (!busy) this.#vain.set(type, (this.#vain.get(type) ?? 0) + 1);
      this.#late.set(id, type);
      const oldest = this.#late.keys().next().value;
      if (this.#late.size > LATE_KEPT && oldest !== undefined) this.#late.delete(oldest);
      this.#end(id, { type: "busy", id });
    });
    this.#open.set(id, { query, answer, cancel });
    this.#asked.add(id);
    const [first] = this.#asked;
    if (this.#asked.size > ASKED_KEPT && first !== undefined) this.#asked.delete(first);
    if (!busy) {
      this.options.sendShell(messageType(type), requestContent(query), id);
      return;
    }
    unawaited(
      "a query to a subshell",
      this.subshell().then((subshell) => {
        if (!this.#open.has(id)) return;
        if (subshell === undefined) this.#end(id, { type: "busy", id });
        else this.options.sendShell(messageType(type), requestContent(query), id, subshell);
      }),
    );
  }

  /** Whether a message belongs to a query that was asked lately. */
  asked(parentId: string): boolean {
    return this.#asked.has(parentId);
  }

  /** Takes a reply from shell or control; false when it answers no query of ours. */
  reply(parentId: string, content: Json): boolean {
    if (this.#subshellReply?.msgId === parentId) {
      const id = content["subshell_id"];
      this.#subshellReply.resolve(typeof id === "string" ? id : undefined);
      this.#subshellReply = undefined;
      return true;
    }
    const late = this.#late.get(parentId);
    if (late !== undefined) {
      this.#late.delete(parentId);
      this.#vain.set(late, Number.NEGATIVE_INFINITY);
      return true;
    }
    const open = this.#open.get(parentId);
    if (!open) return false;
    this.#vain.set(open.query.type, Number.NEGATIVE_INFINITY);
    this.#end(parentId, readReply(open.query, content));
    return true;
  }

  /** The life ends: nothing that is open will be answered. */
  endAll(): void {
    for (const id of [...this.#open.keys()]) this.#end(id, { type: "busy", id });
    this.#late.clear();
    this.#subshellReply?.resolve(undefined);
    this.#subshellReply = undefined;
    this.#subshell = undefined;
  }

  #end(id: string, answer: ShellToClient): void {
    const open = this.#open.get(id);
    if (!open) return;
    this.#open.delete(id);
    open.cancel();
    open.answer(answer);
  }

  /** The subshell of this life, made when it is first wanted; undefined: it cannot be had. */
  subshell(): Promise<string | undefined> {
    this.#subshell ??= new Promise((resolve) => {
      const msgId = randomUUID();
      this.#subshellReply = { msgId, resolve };
      this.options.sendControl("create_subshell_request", {}, msgId);
    });
    return this.#subshell;
  }
}

/** What the protocol has no message for is asked by a silent request. */
const messageType = (type: ShellQuery["type"]) => (type === "modules_request" ? "execute_request" : type);

function requestContent(query: ShellQuery): Json {
  switch (query.type) {
    case "complete_request":
      return { code: query.code, cursor_pos: toCodePoints(query.code, query.cursorPos) };
    case "inspect_request":
      return {
        code: query.code,
        cursor_pos: toCodePoints(query.code, query.cursorPos),
        detail_level: query.detailLevel,
      };
    case "is_complete_request":
      return { code: query.code };
    case "history_request":
      return { output: false, raw: true, hist_access_type: "tail", n: query.n };
    case "modules_request":
      return modulesContent(query.file);
  }
}

function readReply(query: ShellQuery, content: Json): ShellToClient {
  const { id, type } = query;
  const failed = (): ShellToClient => ({
    type: "refused",
    id,
    reason: "The kernel could not answer this request.",
  });
  switch (type) {
    case "complete_request": {
      const reply = v.safeParse(replies[type], content);
      if (!reply.success) return failed();
      const { matches, cursor_start, cursor_end, metadata } = reply.output;
      const [cursorStart, cursorEnd] = [toUtf16(query.code, cursor_start), toUtf16(query.code, cursor_end)];
      return { type: "complete_reply", id, matches, cursorStart, cursorEnd, metadata };
    }
    case "inspect_request": {
      const reply = v.safeParse(replies[type], content);
      return reply.success ? { type: "inspect_reply", id, ...reply.output } : failed();
    }
    case "is_complete_request": {
      const reply = v.safeParse(replies[type], content);
      return reply.success ? { type: "is_complete_reply", id, ...reply.output } : failed();
    }
    case "history_request": {
      const reply = v.safeParse(replies[type], content);
      if (!reply.success) return failed();
      const history = reply.output.history
        .map(([, , source]) => source)
        .filter((source) => typeof source === "string");
      return { type: "history_reply", id, history };
    }
    case "modules_request": {
      const modules = readModules(content);
      return modules ? { type: "modules_reply", id, modules: [...modules] } : failed();
    }
  }
}
