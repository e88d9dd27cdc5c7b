/** Jobs on environments as the window shows them: those that run, and those that ended and were not put away. */
import type { EnvironmentJob, EnvironmentTask } from "../../preload/contract/environments";
import { tandem } from "../floor/bridge";
import { unawaited } from "../floor/failures";
import { createStore } from "../floor/store";
import { joined } from "./job-lines";

/** Oldest first. */
export const environmentJobs = createStore<readonly EnvironmentJob[]>([]);
const putAway = new Set<string>();

/** Follows what main tells of jobs; after a reload those that run are there again. Returns a function that stops it. */
export function followEnvironmentJobs(): () => void {
  const stop = tandem.on("environments.job", take);
  unawaited(
    "asking for the jobs",
    tandem.request("environments.jobs").then((jobs) => {
      for (const job of jobs) if (job.state === "running") take(job);
    }),
  );
  return stop;
}

function take(news: EnvironmentJob): void {
  if (putAway.has(news.id)) return;
  environmentJobs.set((now) => {
    const known = now.find(({ id }) => id === news.id);
    const job = joined(known, news);
    return known ? now.map((one) => (one === known ? job : one)) : [...now, job];
  });
}

/** Begins a job. @throws Error with a sentence when it cannot even be begun */
export async function beginJob(task: EnvironmentTask): Promise<void> {
  take(await tandem.request("environments.begin", task));
}

/** Takes an ended job out of view. */
export function putJobAway(id: string): void {
  putAway.add(id);
  environmentJobs.set((now) => now.filter((job) => job.id !== id));
}
