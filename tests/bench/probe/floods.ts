/** The floods that windows are timed with: each ends with a line that says what it took within the kernel. */

export interface Flood {
  readonly name: string;
  /** Code in Python without its end. */
  readonly code: string;
  /** What has to be installed beside the kernel. */
  readonly needs?: string;
}

/** A PNG of one pixel, in Python. */
const PIXEL =
  '__import__("base64").b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")';

export const floods: readonly Flood[] = [
  { name: "a million short lines", code: "for i in range(1_000_000): print(i)" },
  {
    name: "20,000 lines, each flushed",
    code: 'for i in range(20_000): print("line", i, flush=True)',
  },
  {
    name: "200,000 coloured lines",
    code: 'for i in range(200_000): print(f"\\x1b[3{i % 8}mline \\x1b[1m{i}\\x1b[0m")',
  },
  {
    name: "100,000 updates of one line",
    code: 'for i in range(100_000): print("\\rstep", i, end="")\nprint()',
  },
  {
    name: "300 tqdm bars",
    code: "from tqdm import tqdm\nfor i in range(300):\n    for j in tqdm(range(100), desc=str(i)): pass",
    needs: "tqdm",
  },
  {
    name: "5,000 displays under one id",
    code: 'from IPython.display import display, update_display\ndisplay("0", display_id="flood")\nfor i in range(1, 5_000): update_display(str(i), display_id="flood")',
  },
  {
    name: "1,000 pictures",
    code: `from IPython.display import display, Image\npixel = ${PIXEL}\nfor i in range(1_000): display(Image(data=pixel, width=8, height=8))`,
  },
];

/** Code that runs a flood and prints a last line, `<mark> <ms by the clock> <ms of the processor>`. */
export function timed({ code }: Pick<Flood, "code">, mark: string): string {
  return `import time; began = time.perf_counter(), time.process_time()
${code}
print("${mark}", round((time.perf_counter() - began[0]) * 1000), round((time.process_time() - began[1]) * 1000))`;
}

/** What a flood's last line says. @throws Error when it is none */
export function tookWithin(line: string): { readonly clock: number; readonly processor: number } {
  const found = / (\d+) (\d+)$/.exec(line);
  if (!found) throw new Error(`not a flood's last line: ${line}`);
  return { clock: Number(found[1]), processor: Number(found[2]) };
}
