/** For tests: a file in a folder of its own, and a reader of it. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, vi } from "vitest";
import type { DataAnswer, DataQuestion, DataView } from "../../../preload/contract/data";
import type {
  ReadingOptions,
  TableFileState,
  TableFileToWindow,
} from "../../../preload/contract/table-files";
import { PLAIN_OPTIONS } from "./file/opened";
import { FileReader } from "./file-reader";

export const PLAIN: DataView = { sort: [], filters: [], slice: null };
const ends: (() => Promise<unknown>)[] = [];

/** Ends what a test reads with the test, in the file that calls it. Files of a worker share this module. */
export function endReadings(): void {
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });
}

/** A file with this in it, and a reader of it, until the test ends. */
export async function reading(
  name: string,
  content: string | Uint8Array,
  options: Partial<ReadingOptions> = {},
) {
  const folder = await mkdtemp(join(tmpdir(), "table-test-"));
  const path = join(folder, name);
  await writeFile(path, content);
  const states: TableFileState[] = [];
  const answers = new Map<string, DataAnswer>();
  const reader = new FileReader(path, { ...PLAIN_OPTIONS, ...options }, (message: TableFileToWindow) => {
    if (message.type === "state") states.push(message);
    else answers.set(message.id, message.answer);
  });
  ends.push(
    () => reader.close(),
    () => rm(folder, { recursive: true, force: true }),
  );
  const until = (wanted: (state: TableFileState) => boolean) =>
    vi.waitFor(
      () => {
        const state = states.at(-1);
        if (!state || !wanted(state)) throw new Error(`last state: ${JSON.stringify(state)}`);
        return state;
      },
      { timeout: 20_000 },
    );
  const ask = async (question: DataQuestion): Promise<DataAnswer> => {
    const id = crypto.randomUUID();
    await reader.take({ type: "ask", id, question });
    return answers.get(id) as DataAnswer;
  };
  const settled = () => until(({ done, problem }) => done === 1 || problem !== null);
  const open = async (slice: DataView["slice"] = null) => {
    await settled();
    const answer = await ask({ op: "open", viewer: "viewer-1", path: ["x"], slice, frozen: false });
    if (answer.status !== "ok" || answer.op !== "open") throw new Error(JSON.stringify(answer));
    const asked = { viewer: "viewer-1", path: ["x"], version: answer.version };
    const described = async () => {
      const told = await ask({ op: "columns", ...asked, view: PLAIN, from: 0, count: 100 });
      if (told.status !== "ok" || told.op !== "columns") throw new Error(JSON.stringify(told));
      return told.columns;
    };
    const page = async (view: Partial<DataView> = {}, wanted = [...Array(answer.columns).keys()]) => {
      const all = { ...PLAIN, ...view };
      const told = await ask({ op: "page", ...asked, view: all, from: 0, count: 100, columns: wanted });
      if (told.status !== "ok" || told.op !== "page") throw new Error(JSON.stringify(told));
      return told.labels.map((_, row) => told.columns.map(({ cells }) => cells[row]));
    };
    return { ...answer, asked, described, page };
  };
  return { path, reader, ask, open, until, settled, states };
}
