/** Asks the worker for the HTML of markup, and ends it when it takes too long. */
import { t } from "../../../../preload/texts/texts";
import type { MarkupAnswer, MarkupLanguage, MarkupRequest } from "./markup-messages";

/** Longest time for one output, in ms. */
const LONGEST_MS = 3_000;
/** Longest markup that is drawn, in characters. */
const MOST_CHARACTERS = 200_000;
/** Longest HTML that is made of it, in characters. */
const MOST_HTML = 4_000_000;

interface Job {
  readonly request: MarkupRequest;
  resolve(html: string): void;
  reject(error: Error): void;
}

let worker: Worker | undefined;
const jobs: Job[] = [];
let current: Job | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let lastId = 0;

/**
 * The HTML of markup, still to be made safe.
 * @throws Error with a sentence when it is wrong, too long, or takes too long
 */
export function renderMarkup(language: MarkupLanguage, source: string): Promise<string> {
  if (source.length > MOST_CHARACTERS) {
    return Promise.reject(new Error(t("It is too long to be drawn.")));
  }
  return new Promise((resolve, reject) => {
    jobs.push({ request: { id: ++lastId, language, source }, resolve, reject });
    next();
  });
}

function next(): void {
  if (current) return;
  current = jobs.shift();
  if (!current) return;
  worker ??= startWorker();
  worker.postMessage(current.request);
  timer = setTimeout(
    () => fail(new Error(t("It took longer than {seconds} s to draw.", { seconds: LONGEST_MS / 1000 }))),
    LONGEST_MS,
  );
}

function startWorker(): Worker {
  const started = new Worker("markup-worker.js");
  started.addEventListener("message", ({ data }: MessageEvent<MarkupAnswer>) => {
    if (started !== worker || data.id !== current?.request.id) return;
    if ("failed" in data) finish((job) => job.reject(new Error(data.failed)));
    else if (data.html.length > MOST_HTML)
      finish((job) => job.reject(new Error(t("It is too large to be drawn."))));
    else finish((job) => job.resolve(data.html));
  });
  started.addEventListener("error", (event) => {
    if (started === worker) fail(new Error(event.message || t("The program that draws it did not start.")));
  });
  return started;
}

/** What the worker is at cannot be stopped but with the worker. */
function fail(error: Error): void {
  worker?.terminate();
  worker = undefined;
  finish((job) => job.reject(error));
}

function finish(answer: (job: Job) => void): void {
  clearTimeout(timer);
  const job = current;
  current = undefined;
  if (job) answer(job);
  next();
}
