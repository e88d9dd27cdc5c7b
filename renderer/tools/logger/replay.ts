/** A session's log, record by record, and what each makes of the transcript: the reducer of the shells, stepped. */
import type { LogRecord } from "../../../preload/contract/records";
import type { ReducerStart } from "../../../preload/transcript/checkpoint";
import { createReducer, type Reducer } from "../../../preload/transcript/reduce";
import type { Block, Transcript } from "../../../preload/transcript/transcript";

/** The newest records that are held, and their length as JSON, in UTF-16 units. */
const MOST_RECORDS = 5_000;
const MOST_TEXT = 32 << 20;

export interface Step {
  readonly record: LogRecord;
  /** Blocks that are new or other ones after it. */
  readonly changed: readonly Block[];
  /** How many blocks there are after it. */
  readonly blocks: number;
}

/** Takes the records of a log in their order, and holds the newest; what lies before is reduced to where it led. */
export class ReplayReader {
  readonly #base = createReducer([], undefined, "ends");
  readonly #requests = new Set<string>();
  #held: { readonly record: LogRecord; readonly length: number }[] = [];
  #first = 0;
  #text = 0;
  #before = 0;

  take(record: LogRecord): void {
    const { length } = JSON.stringify(record);
    this.#held.push({ record, length });
    this.#text += length;
    while (this.#held.length - this.#first > MOST_RECORDS || this.#text > MOST_TEXT) this.#letGo();
  }

  end(): Replay {
    const requests = this.#requests;
    const start: ReducerStart | undefined =
      this.#before === 0
        ? undefined
        : {
            checkpoint: this.#base.checkpoint(),
            earlier: { request: (id) => requests.has(id), display: () => true },
          };
    const records = this.#held.slice(this.#first).map(({ record }) => record);
    return new Replay(records, this.#before, start);
  }

  #letGo(): void {
    const oldest = this.#held[this.#first];
    if (!oldest) return;
    this.#base.append(oldest.record);
    if (oldest.record.kind === "request") this.#requests.add(oldest.record.msgId);
    this.#text -= oldest.length;
    this.#before++;
    this.#first++;
    if (this.#first <= MOST_RECORDS) return;
    this.#held = this.#held.slice(this.#first);
    this.#first = 0;
  }
}

export class Replay {
  #reducer: Reducer;
  /** How many records it has taken. */
  #taken = 0;

  constructor(
    readonly records: readonly LogRecord[],
    /** Records of the log that lie before these. */
    readonly before: number,
    private readonly start: ReducerStart | undefined,
  ) {
    this.#reducer = createReducer([], start);
  }

  /** What the record at a place does: a step on is one record's work, a step back begins anew. */
  at(place: number): Step | undefined {
    const record = this.records[place];
    if (!record) return undefined;
    if (place < this.#taken) {
      this.#reducer = createReducer([], this.start);
      this.#taken = 0;
    }
    for (const each of this.records.slice(this.#taken, place)) this.#reducer.append(each);
    const earlier = this.#reducer.snapshot();
    this.#reducer.append(record);
    this.#taken = place + 1;
    const { blocks } = this.#reducer.snapshot();
    return { record, changed: changedBlocks(earlier, blocks), blocks: blocks.length };
  }
}

function changedBlocks(earlier: Transcript, blocks: readonly Block[]): readonly Block[] {
  const same = new Set(earlier.blocks);
  return blocks.filter((block) => !same.has(block));
}

/** A line that tells a record from others: what it is, and the beginning of what it says. */
export function titleOf(record: LogRecord): { readonly what: string; readonly says: string } {
  switch (record.kind) {
    case "message":
      return { what: record.msgType, says: record.socket };
    case "stream":
    case "raw":
      return { what: record.kind, says: `${record.name}: ${firstLine(record.text)}` };
    case "request":
      return { what: record.kind, says: firstLine(record.code) };
    case "request_end":
      return { what: record.kind, says: record.status };
    case "life":
      return { what: record.event, says: record.sentence };
    case "debugger":
      return { what: record.event, says: record.reason };
    case "variables":
      return { what: record.kind, says: `+${record.set.length} −${record.removed.length}` };
    default:
      return { what: record.kind, says: "" };
  }
}

const LINE = 200;
const firstLine = (text: string) => text.slice(0, LINE).trimStart().split("\n", 1)[0] ?? "";
