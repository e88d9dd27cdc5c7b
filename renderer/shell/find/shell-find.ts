/** Finding in one shell: over everything in its log, in a worker, while it is read beside what is shown. */

import { locale } from "../../../preload/texts/language";
import { t } from "../../../preload/texts/texts";
import { findBlock } from "../../../preload/transcript/block-search";
import type { Block } from "../../../preload/transcript/transcript";
import { createStore } from "../../floor/store";
import type { SessionChannel } from "../../kernels/channel-client";
import type { ShellModel } from "../../kernels/shell-model";
import type { OutputPlace } from "../../kernels/unseen";
import type { FromFinder, ToFinder } from "./find-messages";
import type { FindQuery } from "./find-query";
import { type Hit, HitList } from "./hit-list";

/** A worker that says nothing for so long while it works is in an expression that does not end, in ms. */
const PATIENCE_MS = 3_000;
const ENDLESS = t("This expression takes too long on a line of this log. Make it simpler.");
const NOT_READ = t("The log could not be read to its end.");

/** What there is to say. */
export interface FindState {
  readonly count: number;
  /** There are more than are counted. */
  readonly more: boolean;
  /** Number of the hit that is shown, from 0; null for none. */
  readonly current: number | null;
  /** How much of the log is searched, between 0 and 1; null when all is. */
  readonly share: number | null;
  readonly problem: string | null;
}

const NOTHING: FindState = { count: 0, more: false, current: null, share: null, problem: null };

export class ShellFind {
  readonly state = createStore<FindState>(NOTHING);
  /** What is looked for. */
  readonly query = createStore<FindQuery>({ text: "", matchCase: false, wholeWord: false, regex: false });
  hits = new HitList();
  #worker: Worker | undefined;
  #channel: SessionChannel<"log"> | undefined;
  #took: (() => void) | undefined;
  #id = 0;
  #seq = 0;
  #last = 0;
  #current: Hit | null = null;
  #watchdog: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;
  readonly #stop: () => void;

  /** @param from where the search begins: the last hit before that place is shown first */
  constructor(
    private readonly shell: ShellModel,
    private readonly from: () => OutputPlace,
  ) {
    this.#stop = shell.marks.subscribe(() => this.#tell({ type: "marks", marks: shell.marks.get() }));
  }

  /** Looks for something else. */
  find(query: FindQuery): void {
    this.query.set(query);
    this.#id += 1;
    this.hits = new HitList();
    this.#current = null;
    this.state.set({ ...NOTHING, share: query.text === "" ? null : 0 });
    if (query.text !== "" && !this.#worker) this.#begin();
    this.#ask();
  }

  /** Shows the next hit, or with -1 the one before; after the last comes the first. */
  step(by: 1 | -1): void {
    const { count } = this.hits;
    if (count === 0) return;
    const { current } = this.state.get();
    const next = current === null ? this.#nearest() : current + by;
    this.#show((next + count) % count);
  }

  dispose(): void {
    this.#disposed = true;
    this.#stop();
    this.#end();
  }

  #begin(): void {
    const worker = new Worker(new URL("find.worker.js", document.baseURI), { name: locale() });
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<FromFinder>) => {
      if (this.#worker === worker) this.#hear(data);
    };
    this.#tell({ type: "marks", marks: this.shell.marks.get() });
    this.#channel = this.shell.client.openLog({
      onMessage: (message) => {
        if (message.type === "attached") this.#last = message.last;
        if (message.type !== "records") return;
        const { records } = message;
        this.#seq = records.at(-1)?.seq ?? this.#seq;
        this.#last = Math.max(this.#last, this.#seq);
        this.#tell({ type: "records", records, last: this.#last });
        return new Promise<void>((resolve) => {
          this.#took = resolve;
        });
      },
      onClose: (error) => this.#fail(error ?? NOT_READ),
    });
  }

  #end(): void {
    clearTimeout(this.#watchdog);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#channel?.dispose();
    this.#channel = undefined;
    this.#took?.();
    this.#took = undefined;
    this.#seq = 0;
  }

  #tell(message: ToFinder): void {
    if (!this.#worker) return;
    this.#worker.postMessage(message);
    this.#watch(true);
  }

  #ask(): void {
    const query = this.query.get();
    this.#tell({ type: "query", id: this.#id, query: query.text === "" ? null : query });
  }

  #watch(busy: boolean): void {
    clearTimeout(this.#watchdog);
    if (busy) this.#watchdog = setTimeout(() => this.#fail(ENDLESS), PATIENCE_MS);
  }

  #fail(problem: string): void {
    if (this.#disposed) return;
    this.#end();
    this.state.set((now) => ({ ...now, share: null, problem }));
  }

  #hear(message: FromFinder): void {
    switch (message.type) {
      case "took": {
        this.#watch(true);
        const took = this.#took;
        this.#took = undefined;
        took?.();
        return;
      }
      case "alive":
        this.#watch(message.busy);
        return;
      case "again":
        // Of a log that is too long to be kept each query reads all of it.
        this.#end();
        this.#begin();
        this.#ask();
        return;
      case "failed":
        if (message.id === this.#id) this.state.set({ ...NOTHING, problem: message.sentence });
        return;
      case "found": {
        if (message.id !== this.#id || this.query.get().text === "") return;
        this.hits.take(message.blocks);
        const { count } = this.hits;
        const share = message.done ? null : this.#last === 0 ? 0 : this.#seq / this.#last;
        const current = this.#current && this.#numberOf(this.#current);
        this.state.set((now) => ({ ...now, count, more: message.more, share, current }));
        if (message.done && this.#current === null && count > 0) this.#show(this.#nearest());
      }
    }
  }

  #numberOf(hit: Hit): number | null {
    const number = this.hits.from(hit, hit.start);
    const found = this.hits.at(number);
    const same = found && found.seq === hit.seq && found.output === hit.output && found.line === hit.line;
    return same && found.start === hit.start ? number : null;
  }

  /** The last hit before the place where the search began, or the first one. */
  #nearest(): number {
    return Math.max(0, this.hits.from(this.from()) - 1);
  }

  #show(number: number): void {
    const hit = this.hits.at(number);
    if (!hit) return;
    this.#current = hit;
    this.state.set((now) => ({ ...now, current: number }));
    const { blocks } = this.shell.transcript.get();
    const block = blocks[findBlock(blocks.length, (place) => (blocks[place] as Block).seq, hit.seq)];
    if (hit.output < 0) this.shell.unfold(hit.seq);
    this.shell.wanted.set({ ...hit, output: hit.output < 0 ? -1 : hit.output - (block?.gone ?? 0) });
  }
}
