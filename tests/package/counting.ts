/** A program that prints numbered lines, and whether all of them arrived. */

/** Prints until there is a file "stop" in its folder, then leaves the number of lines in "lines.txt". */
export const COUNT = `import itertools, os, time
for i in itertools.count():
    print("line", i)
    if os.path.exists("stop"): break
    time.sleep(0.01)
open("lines.txt", "w").write(str(i + 1))
`;

/** What to type to run it, as "count.py" in a folder. */
export const runCountIn = (folder: string) =>
  `import os; os.chdir(${JSON.stringify(folder)}); exec(open("count.py").read())`;

/** The numbers in a text, in their order. */
export const numbersIn = (text: string) =>
  [...text.matchAll(/^line (\d+)$/gm)].map(([, number]) => Number(number));

/** All numbers that a run of so many lines has printed. */
export const numbersTo = (lines: number) => Array.from({ length: lines }, (_, i) => i);
