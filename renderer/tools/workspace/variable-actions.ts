/**
 * What is done with a variable: as code that the shell runs, so that it stands in the history like what is typed. Files
 * are made in the kernel's working folder, and never in place of one that is there.
 */
import { t } from "../../../preload/texts/texts";
import { tandem } from "../../floor/bridge";
import type { PopupGroup } from "../../floor/menus/popup-menu";
import { tellFailure } from "../../kernels/kernel-actions";
import type { ShellModel } from "../../kernels/shell-model";
import { fileName, freeName } from "./free-name";
import type { ShownVariable } from "./past";

/** A variable, or a part of one, that has the keyboard or is under the pointer. */
export interface Chosen {
  readonly variable: ShownVariable;
  readonly expression: string | null;
  /** It is a variable, no part of one. */
  readonly whole: boolean;
}

/** Code for a thing, by what one wants of it; undefined: not in this language, or not of such a thing. */
interface Codes {
  readonly print?: string;
  readonly plot?: { readonly line?: string; readonly histogram?: string; readonly image?: string };
  readonly save?: Readonly<Record<string, string>>;
  readonly remove?: string;
}

/** An array with more columns is no plot of lines: it takes long, and nobody tells them apart. */
const MOST_LINES = 50;
const PYPLOT = "import matplotlib.pyplot as plt";

function pythonCodes({ variable, expression, whole }: Chosen, fileNamed: string): Codes {
  if (expression === null) return {};
  const { kind, type, shape, name } = variable;
  const dimensions = shape === "scalar" ? 0 : shape.split("×").length;
  const isFrame = kind === "table" && type.startsWith("DataFrame");
  const numeric = /float|u?int|bool|complex/.test(type);
  const plotted =
    (kind === "array" && numeric) || (kind === "table" && !isFrame && numeric) || type === "list";
  const named = (ending: string) => JSON.stringify(`${fileNamed}.${ending}`);
  const lines = dimensions < 2 ? 1 : Number(shape.split("×")[1]);
  return {
    print: `print(${expression})`,
    ...(plotted || isFrame
      ? {
          plot: isFrame
            ? { line: `${expression}.plot()`, histogram: `${expression}.hist()` }
            : {
                ...(dimensions <= 2 && lines <= MOST_LINES
                  ? { line: `${PYPLOT}\nplt.plot(${expression})\nplt.show()` }
                  : {}),
                histogram: `${PYPLOT}\nplt.hist(${kind === "array" ? `${expression}.ravel()` : expression}, bins="auto")\nplt.show()`,
                ...(kind === "array" && (dimensions === 2 || (dimensions === 3 && /×[34]$/.test(shape)))
                  ? { image: `${PYPLOT}\nplt.imshow(${expression})\nplt.show()` }
                  : {}),
              },
        }
      : {}),
    save: {
      ...(kind === "array" && type.startsWith("ndarray")
        ? {
            NPY: `import numpy as np\nwith open(${named("npy")}, "xb") as file:\n    np.save(file, ${expression})`,
          }
        : {}),
      ...(isFrame
        ? {
            CSV: `with open(${named("csv")}, "x", newline="", encoding="utf-8") as file:\n    ${expression}.to_csv(file)`,
            Parquet: `with open(${named("parquet")}, "xb") as file:\n    ${expression}.to_parquet(file)`,
          }
        : {}),
      Pickle: `import pickle\nwith open(${named("pickle")}, "xb") as file:\n    pickle.dump(${expression}, file)`,
    },
    ...(whole && expression === name ? { remove: `del ${name}` } : {}),
  };
}

function javascriptCodes({ variable, expression, whole }: Chosen): Codes {
  if (expression === null) return {};
  return {
    print: `console.log(${expression})`,
    ...(whole && expression === variable.name ? { remove: `${variable.name} = undefined` } : {}),
  };
}

function rCodes({ variable, expression, whole }: Chosen, fileNamed: string): Codes {
  if (expression === null) return {};
  const { kind, type } = variable;
  const numeric = (kind === "sequence" || kind === "array") && /integer|double|numeric/.test(type);
  const file = JSON.stringify(`${fileNamed}.rds`);
  return {
    print: `print(${expression})`,
    ...(numeric
      ? { plot: { line: `plot(${expression}, type = "l")`, histogram: `hist(${expression})` } }
      : {}),
    save: { RDS: `stopifnot(!file.exists(${file}))\nsaveRDS(${expression}, ${file})` },
    ...(whole ? { remove: `rm(${expression})` } : {}),
  };
}

/** @param fileNamed what a file would be called that is made, without its ending */
function codesOf(language: string, chosen: Chosen, fileNamed = fileName(chosen.variable.name)): Codes {
  if (/^python/i.test(language)) return pythonCodes(chosen, fileNamed);
  if (/^r$/i.test(language)) return rCodes(chosen, fileNamed);
  return /javascript|typescript/i.test(language) ? javascriptCodes(chosen) : {};
}

export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}

/** Runs code in the shell, behind what runs; where the kernel stands still, in the frame that is looked at. */
export function runInShell(shell: ShellModel, code: string): Promise<void> {
  const frame = shell.client.debugger.frame.get();
  return tellFailure(shell, async () => {
    if (frame) await shell.client.debugger.run(frame.id, code);
    else await shell.execute(code);
  });
}

/** Removes a variable by code in the shell, where it can be. */
export function removal(language: string, chosen: Chosen): string | undefined {
  return codesOf(language, chosen).remove;
}

/** The items of a variable's menu. */
export function actionsOf(
  shell: ShellModel,
  language: string,
  chosen: Chosen,
  remove: (chosen: Chosen, code: string) => unknown,
): readonly PopupGroup[] {
  const codes = codesOf(language, chosen);
  const { expression, variable } = chosen;
  const item = (label: string, code: string | undefined) =>
    code === undefined ? [] : [{ label, run: () => runInShell(shell, code) }];
  const groups: PopupGroup[] = [
    {
      items: [
        {
          label: t("Copy expression"),
          disabled: expression === null,
          run: () => copyText(expression ?? ""),
        },
        { label: t("Copy value"), run: () => copyText(variable.value) },
        ...item(t("Print"), codes.print),
      ],
    },
    {
      items: [
        ...item(t("Plot as line"), codes.plot?.line),
        ...item(t("Plot as histogram"), codes.plot?.histogram),
        ...item(t("Plot as image"), codes.plot?.image),
      ],
    },
    {
      items: Object.entries(codes.save ?? {}).map(([format, code]) => ({
        label: t("Save as {format}", { format }),
        run: async () => {
          // Where the kernel works in another folder by now, its code still writes over nothing.
          const entries = await tandem.request("files.list", { folder: shell.cwd }).catch(() => []);
          const free = freeName(
            fileName(variable.name),
            entries.map(({ name }) => name),
          );
          await runInShell(shell, codesOf(language, chosen, free).save?.[format] ?? code);
        },
      })),
    },
    {
      items:
        codes.remove === undefined
          ? []
          : [{ label: t("Delete"), run: () => remove(chosen, codes.remove ?? "") }],
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
