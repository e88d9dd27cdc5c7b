/** One job: tools that run one after the other, what they print, and how it all ends. */

import type { EnvironmentJob } from "../../../preload/contract/environments";
import { t } from "../../../preload/texts/texts";
import { whyFailed } from "./failure-sentences";
import type { Step } from "./installing";
import { type ToolEnd, ToolRun } from "./tool-run";

/** Lines that are kept. */
const LINES_KEPT = 1_000;
/** What is printed meanwhile is told together, in ms. */
const TELL_MS = 100;
/** A failure is explained by so many of the last lines. */
const TELLING_LINES = 60;

/** How a job ended. */
export type JobEnd = Pick<EnvironmentJob, "sentence"> & {
  readonly state: "done" | "failed" | "cancelled";
  readonly kernelId?: string;
};

export interface JobOptions extends Pick<EnvironmentJob, "id" | "task" | "title" | "environment"> {
  /** Folder of the environment: one job at a time works on it. */
  readonly prefix: string;
  /** What is installed or made, for sentences: "numpy". */
  readonly what: string;
  /** Of the tools. */
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Hears of each change, with the lines that are new. */
  readonly changed: (job: EnvironmentJob) => void;
}

export class Job {
  readonly #began = Date.now();
  readonly #lines: string[] = [];
  /** Lines that were dropped from the beginning. */
  #dropped = 0;
  /** Lines that were told. */
  #told = 0;
  #timer: NodeJS.Timeout | undefined;
  #run: ToolRun | undefined;
  #cancelled = false;
  #sentence: string;
  #end: JobEnd | undefined;
  #over: Promise<void> = Promise.resolve();

  /** @param work what to do: given a function that runs tools and resolves with how they failed, if they did */
  constructor(
    private readonly options: JobOptions,
    private readonly work: (run: (steps: readonly Step[]) => Promise<JobEnd | undefined>) => Promise<JobEnd>,
  ) {
    this.#sentence = `${options.title} …`;
  }

  get id(): string {
    return this.options.id;
  }

  get prefix(): string {
    return this.options.prefix;
  }

  get running(): boolean {
    return this.#end === undefined;
  }

  /** The job with all lines that are kept. */
  get whole(): EnvironmentJob {
    return this.#from(this.#dropped);
  }

  start(): void {
    this.#over = this.work((steps) => this.#runAll(steps))
      .catch(
        (error: unknown): JobEnd => ({
          state: "failed",
          sentence: t("It failed: {reason}.", { reason: (error as Error).message }),
        }),
      )
      .then((end) => {
        this.#end = end;
        this.#sentence = end.sentence;
        this.#tell();
      });
  }

  /** Ends the tool that runs; resolves when the job is over. @param tidyMs what the tool has to tidy up */
  async cancel(tidyMs?: number): Promise<void> {
    if (!this.running) return;
    this.#cancelled = true;
    await this.#run?.cancel(tidyMs);
    await this.#over;
  }

  async #runAll(steps: readonly Step[]): Promise<JobEnd | undefined> {
    for (const step of steps) {
      const failed = await this.#runOne(step);
      if (failed) return failed;
    }
    return undefined;
  }

  async #runOne(step: Step): Promise<JobEnd | undefined> {
    if (this.#cancelled) return this.#cancelledEnd;
    const { env, cwd, what } = this.options;
    this.#print(`$ ${[step.program, ...step.args].map(quoted).join(" ")}`);
    const from = this.#dropped + this.#lines.length;
    this.#run = new ToolRun({ ...step, env, cwd }, (line) => this.#print(line));
    const end = await this.#run.ended;
    this.#run = undefined;
    if (this.#cancelled) return this.#cancelledEnd;
    if (end.code === 0) return undefined;
    const said = this.#lines.slice(Math.max(0, from - this.#dropped)).slice(-TELLING_LINES);
    const { otherwise } = step;
    if (otherwise && said.some((line) => otherwise.when.test(line))) {
      this.#print(otherwise.say);
      return this.#runOne(otherwise.step);
    }
    return { state: "failed", sentence: whyFailed(what, said, howItEnded(end)) };
  }

  get #cancelledEnd(): JobEnd {
    return { state: "cancelled", sentence: t("{title} was cancelled.", { title: this.options.title }) };
  }

  #print(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > LINES_KEPT) {
      this.#lines.shift();
      this.#dropped++;
    }
    this.#timer ??= setTimeout(() => this.#tell(), TELL_MS);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const job = this.#from(Math.max(this.#told, this.#dropped));
    this.#told = this.#dropped + this.#lines.length;
    this.options.changed(job);
  }

  #from(firstLine: number): EnvironmentJob {
    const { id, task, title, environment } = this.options;
    const { state = "running", kernelId } = this.#end ?? {};
    return {
      id,
      task,
      title,
      environment,
      state,
      sentence: this.#sentence,
      firstLine,
      lines: this.#lines.slice(firstLine - this.#dropped),
      began: this.#began,
      ...(kernelId === undefined ? {} : { kernelId }),
    };
  }
}

function howItEnded({ code, error }: ToolEnd): string {
  if (error) return `"${error.message}"`;
  return code === null ? t("a signal") : t("exit code {code}", { code: String(code) });
}

function quoted(word: string): string {
  return /^[\w@%+=:,./\\~^-]+$/.test(word) ? word : `'${word}'`;
}
