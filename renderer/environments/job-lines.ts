/** What is known of jobs on environments: a job's newest state, with the lines of all that was told of it. */
import type { EnvironmentJob } from "../../preload/contract/environments";

/** So many lines of a job are kept. */
const LINES_KEPT = 1000;

/** A job with what came of it: its state is the newer one's, its lines follow on those that are known. */
export function joined(known: EnvironmentJob | undefined, news: EnvironmentJob): EnvironmentJob {
  if (!known) return news;
  const { firstLine, lines } = known;
  const end = firstLine + lines.length;
  // What was told out of order, or again, is there already.
  const fresh = news.lines.slice(Math.max(0, end - news.firstLine));
  const all = [...lines, ...fresh];
  const dropped = Math.max(0, all.length - LINES_KEPT);
  return { ...news, firstLine: firstLine + dropped, lines: all.slice(dropped) };
}
