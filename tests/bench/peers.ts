/**
 * `npm run bench peers`: Tandem and what a user would take instead, all on Debian's ipykernel, timed from outside by the same
 * means (outside.py): from Return to the picture of the last line. In turns, three rounds; a flood that a program has not shown
 * after its limit is told as that. It never fails for a time. TANDEM_BENCH_ROUNDS (3), TANDEM_BENCH_ONLY (a part of a flood's
 * name), TANDEM_BENCH_PEER (of a program's), TANDEM_BENCH_PICTURES (a folder for what was on the screens),
 * TANDEM_BENCH_JSON (the results, docs/peers.json where nothing is said: `npm run speed-tables` makes docs/SPEED.md of them).
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { run } from "./probe/bench-window";
import { floods } from "./probe/floods";
import { load, say } from "./probe/report";

const ROUNDS = Number(process.env.TANDEM_BENCH_ROUNDS ?? 3);
const ONLY = process.env.TANDEM_BENCH_ONLY ?? "";
const LIMIT_S = 120;
const repository = path.resolve(__dirname, "../..");

interface Peer {
  readonly name: string;
  readonly version: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string | null>>;
  readonly clicks?: readonly string[];
  readonly keys: readonly string[];
  readonly submit: string;
}

interface Setting {
  /** For JUPYTER_PATH. */
  readonly kernels: string;
  readonly kernel: string;
  readonly peers: readonly Peer[];
  readonly missing: readonly string[];
}

/** What outside.py answers: null where the limit passed. */
interface Answer {
  readonly seconds: number | null;
  readonly still_s: number;
}

function tandem(version: string): Peer {
  const settings = JSON.stringify({ language: "en", languageServer: false, ruff: false, startKernel: true });
  const electron = process.env.TANDEM_TEST_ELECTRON ?? "electron";
  const sandbox = process.getuid?.() === 0 ? "--no-sandbox" : "";
  const script = `mkdir -p {home}/profile && echo '${settings}' > {home}/profile/settings.json && exec '${electron}' '${repository}' ${sandbox} --user-data-dir={home}/profile`;
  return {
    name: "Tandem",
    version,
    command: ["sh", "-c", script],
    env: { TANDEM_SYSTEM_JUPYTER_PATH: "", LANGUAGE: "en", ELECTRON_RUN_AS_NODE: null },
    keys: ["ctrl+0"],
    submit: "Return",
  };
}

/** One program on a screen of its own. */
class Outside {
  readonly #answers: AsyncIterator<string>;

  private constructor(
    readonly peer: Peer,
    private readonly program: ChildProcess,
  ) {
    if (!program.stdout) throw new Error("no answers can be read");
    this.#answers = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  }

  /** Starts it; resolves when it stands still. @throws Error when it ends before that */
  static async start(peer: Peer, kernels: string): Promise<Outside> {
    const script = path.join(repository, "tests/bench/probe/outside.py");
    const program = spawn("/usr/bin/python3", [script], {
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...process.env, PEER: peer.name },
    });
    const outside = new Outside(peer, program);
    const env = { ...peer.env, JUPYTER_PATH: kernels };
    const { command, clicks = [], keys, submit } = peer;
    await outside.#ask({ command, env, clicks, keys, submit });
    return outside;
  }

  /** Runs a file of Python that ends with the block. */
  time(file: string, after: string): Promise<Answer> {
    const typed = (name: string) => `exec(open('${name}').read())`;
    return this.#ask({ type: typed(file), after: typed(after), limit_s: LIMIT_S }) as Promise<Answer>;
  }

  async end(): Promise<void> {
    const closed = new Promise((resolve) => this.program.once("close", resolve));
    this.program.stdin?.end();
    await closed;
  }

  async #ask(question: unknown): Promise<unknown> {
    this.program.stdin?.write(`${JSON.stringify(question)}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error(`${this.peer.name} has ended, or was never ready`);
    return JSON.parse(value);
  }
}

const seconds = (value: number | null) => (value === null ? `over ${LIMIT_S} s` : `${value.toFixed(2)} s`);
const sortable = (value: number | null) => value ?? Number.POSITIVE_INFINITY;

/** The middle one; null where that one was not shown in time. */
function median(times: readonly (number | null)[]): number | null {
  const sorted = [...times].sort((a, b) => sortable(a) - sortable(b));
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

run(async () => {
  const { kernels, kernel, peers, missing } = JSON.parse(process.env.TANDEM_PEERS ?? "{}") as Setting;
  const folder = await mkdtemp(path.join(os.tmpdir(), "tandem-bench-floods-"));
  const loads = [load()];
  say("the machine's load", load(), kernel);
  for (const sentence of missing) console.log(sentence);
  const programs: Outside[] = [];
  const rows: Record<string, Record<string, (number | null)[]>> = {};
  try {
    const after = path.join(folder, "after.py");
    await writeFile(after, "print(chr(10) * 80)\n");
    for (const peer of [tandem("this build"), ...peers]) {
      try {
        programs.push(await Outside.start(peer, kernels));
        say(peer.name, peer.version);
      } catch (error) {
        console.log(`${peer.name} is left out: ${(error as Error).message}`);
      }
    }
    for (const [i, flood] of floods.entries()) {
      if (!flood.name.includes(ONLY)) continue;
      const file = path.join(folder, `f${i}.py`);
      await writeFile(file, `${flood.code}\nprint((chr(9608) * 60 + chr(10)) * 15)\n`);
      const row: Record<string, (number | null)[]> = {};
      rows[flood.name] = row;
      const gaveUp = new Set<Outside>();
      for (let round = 0; round < ROUNDS; round++) {
        for (const program of programs) {
          // What was not shown once would cost the limit again.
          if (gaveUp.has(program)) continue;
          const answer = await program.time(file, after);
          const { name } = program.peer;
          row[name] ??= [];
          row[name].push(answer.seconds);
          if (answer.seconds !== null) continue;
          // It would go on at what it could not show, beside the others.
          gaveUp.add(program);
          await program.end();
        }
      }
      for (const program of gaveUp) {
        const again = await Outside.start(program.peer, kernels).catch((error: unknown) => {
          console.log(`${program.peer.name} is left out from here on: ${(error as Error).message}`);
        });
        programs.splice(programs.indexOf(program), 1, ...(again ? [again] : []));
      }
      const own = median(row.Tandem ?? []);
      for (const [name, times] of Object.entries(row)) {
        const middle = median(times);
        const ratio =
          own !== null && middle !== null ? `Tandem takes ${(own / middle).toFixed(2)} times as long` : "";
        say(
          `${flood.name}: ${name}`,
          seconds(middle),
          `${times.map(seconds).join(", ")}${name === "Tandem" ? "" : `   ${ratio}`}`,
        );
      }
      loads.push(load());
    }
  } finally {
    await Promise.all(programs.map((program) => program.end()));
    await rm(folder, { recursive: true, force: true });
  }
  say("the machine's load", load());
  const versions = Object.fromEntries(programs.map(({ peer }) => [peer.name, peer.version]));
  const file = process.env.TANDEM_BENCH_JSON ?? path.join(repository, "docs/peers.json");
  const result = {
    date: new Date().toISOString().slice(0, 10),
    kernel,
    loads,
    limit: LIMIT_S,
    versions,
    missing,
    rows,
  };
  await writeFile(file, `${JSON.stringify(result, null, 1)}\n`);
});
