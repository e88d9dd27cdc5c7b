/** The life of Ruff's worker: started with the first job, ended when it hangs or fails, one job at a time. */
import { t } from "../../../preload/texts/texts";
import type { FromRuff, RuffJob, RuffResult, ToRuff } from "./ruff-jobs";

/** A job that takes longer is given up with its worker, in ms. The first one compiles 11 MB of WebAssembly. */
const JOB_MS = 60_000;

interface Waiting {
  readonly job: RuffJob;
  readonly resolve: (result: RuffResult) => void;
}

export class RuffWorker {
  #worker: Worker | null = null;
  #current: { readonly id: number; readonly waiting: Waiting; readonly timer: number } | null = null;
  readonly #queue: Waiting[] = [];
  #id = 0;

  /** Does a job, after those that were given before it. Never rejects. */
  do(job: RuffJob): Promise<RuffResult> {
    return new Promise((resolve) => {
      // What somebody waits for comes before what is only looked at.
      if (job.do === "check") this.#queue.push({ job, resolve });
      else this.#queue.unshift({ job, resolve });
      this.#next();
    });
  }

  /** Ends the worker; it starts again with the next job. */
  stop(): void {
    this.#give({ is: "crashed", reason: t("Ruff was stopped.") });
  }

  #next(): void {
    if (this.#current || this.#queue.length === 0) return;
    const waiting = this.#queue.shift() as Waiting;
    const id = ++this.#id;
    const timer = window.setTimeout(
      () => this.#give({ is: "crashed", reason: t("Ruff did not answer in time.") }),
      JOB_MS,
    );
    this.#current = { id, waiting, timer };
    this.#worker ??= this.#start();
    this.#worker.postMessage({ id, job: waiting.job } satisfies ToRuff);
  }

  #start(): Worker {
    const worker = new Worker(new URL("ruff.worker.js", document.baseURI), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<FromRuff>) => {
      if (worker === this.#worker && data.id === this.#current?.id) this.#give(data.result);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.#give({ is: "crashed", reason: event.message });
    };
    return worker;
  }

  /** Ends the job under way with a result; a failed worker with it. */
  #give(result: RuffResult): void {
    if (result.is === "crashed") {
      this.#worker?.terminate();
      this.#worker = null;
    }
    const current = this.#current;
    this.#current = null;
    if (current) {
      clearTimeout(current.timer);
      current.waiting.resolve(result);
    }
    this.#next();
  }
}
