/** Python that prints numbered lines as long as a test wants, and what can be said of them afterwards. */

/**
 * Prints "line 0", "line 1", ... until the file `stop` is there, then `more` at once, then "end" and how many there were,
 * which `n` is then.
 * @param rest between two lines, in seconds
 */
export const printsUntil = (stop: string, { rest = 0.002, more = 0 } = {}) => `import os, time
n = 0
while not os.path.exists(${JSON.stringify(stop)}):
    print("line", n, flush=True)
    n += 1
    time.sleep(${rest})
for _ in range(${more}):
    print("line", n)
    n += 1
print("end", n)
`;

/** The numbers of the lines in a text, in their order. */
export const numbersIn = (text: string): number[] =>
  [...text.matchAll(/^line (\d+)$/gm)].map((match) => Number(match[1]));

/** How many lines were printed in all; undefined as long as that is not said. */
export function totalIn(text: string): number | undefined {
  const total = /^end (\d+)$/m.exec(text)?.[1];
  return total === undefined ? undefined : Number(total);
}

/** The numbers of so many lines. */
export const firstNumbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

/** Where numbers do not follow one another: the places behind a hole, a repetition or a step back. */
export const breaksIn = (numbers: readonly number[]): number[] =>
  numbers.flatMap((n, i) => (i > 0 && n !== (numbers[i - 1] ?? 0) + 1 ? [i] : []));
