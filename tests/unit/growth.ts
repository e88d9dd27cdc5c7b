/** How the cost of work grows with its size, measured so that other programs on the machine do not decide. */

const TRIES = 10;
const REPEATED = 3;
/** Below this exponent nothing is tried again. */
const CERTAIN = 1.3;
/** What is quicker at its largest is not measured more exactly, in ms: nobody would wait for it. */
const TOO_QUICK_MS = 8;

/**
 * The exponent by which the time grows from size n to 4n: 1 is linear, 2 quadratic. Of several tries the least, since
 * what disturbs a measurement only ever makes it slower.
 * @param prepare makes work of a size; the making is not measured
 */
export function growthOf(prepare: (size: number) => () => unknown, n: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < TRIES && least > CERTAIN; i++) {
    // What disturbs one try, as most work's first, is tried again.
    const large = bestTime(prepare(4 * n), i === 0 ? 1 : REPEATED);
    if (large < TOO_QUICK_MS) return 0;
    const small = bestTime(prepare(n), REPEATED);
    least = Math.min(least, Math.log(large / small) / Math.log(4));
  }
  return least;
}

/** Time of this process on a processor, in ms: what others do meanwhile is not in it. */
function bestTime(work: () => unknown, times: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i++) {
    const begun = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(begun);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}
