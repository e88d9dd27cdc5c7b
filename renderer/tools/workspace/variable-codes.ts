/**
 * Code by which a kernel prints, plots, saves and deletes a variable. It stands in the history like what is typed, makes no
 * file in place of another, and gives no name of the user's another meaning.
 */
import type { ShownVariable } from "./past";

/** A variable, or a part of one, that has the keyboard or is under the pointer. */
export interface Chosen {
  readonly variable: ShownVariable;
  readonly expression: string | null;
  /** It is a variable, no part of one. */
  readonly whole: boolean;
}

/** Code for a thing, by what one wants of it; undefined: not in this language, or not of such a thing. */
export interface Codes {
  readonly print?: string;
  readonly plot?: { readonly line?: string; readonly histogram?: string; readonly image?: string };
  /** By the format's name. */
  readonly save?: Readonly<Record<string, string>>;
  readonly remove?: string;
}

/** An array with more columns is no plot of lines: it takes long, and nobody tells them apart. */
const MOST_LINES = 50;

/**
 * @param taken names that stand for something of the user's
 * @param fileNamed what a file would be called that is made, without its ending
 */
export function codesOf(
  language: string,
  chosen: Chosen,
  taken: ReadonlySet<string>,
  fileNamed: string,
): Codes {
  if (/^python/i.test(language)) return pythonCodes(chosen, taken, fileNamed);
  if (/^r$/i.test(language)) return rCodes(chosen, fileNamed);
  return /javascript|typescript/i.test(language) ? javascriptCodes(chosen, fileNamed) : {};
}

/** How code imports a module of Python and calls it, by its usual name where that is free. */
function imported(module: string, usual: string, taken: ReadonlySet<string>): { line: string; name: string } {
  const [top = module] = module.split(".");
  if (usual !== module && !taken.has(usual)) return { line: `import ${module} as ${usual}`, name: usual };
  if (!taken.has(top)) return { line: `import ${module}`, name: module };
  const free = freeOf(`_${usual}`, taken);
  return { line: `import ${module} as ${free}`, name: free };
}

function freeOf(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const tried = number === 1 ? name : `${name}_${number}`;
    if (!taken.has(tried)) return tried;
  }
}

function pythonCodes(
  { variable, expression, whole }: Chosen,
  taken: ReadonlySet<string>,
  file: string,
): Codes {
  if (expression === null) return {};
  const { kind, name } = variable;
  return {
    print: `print(${expression})`,
    ...pythonPlots(variable, expression, taken),
    save: pythonSaves(variable, expression, taken, file),
    ...(whole && expression === name && kind !== "module" ? { remove: `del ${name}` } : {}),
  };
}

function pythonPlots(
  { kind, type, shape }: ShownVariable,
  expression: string,
  taken: ReadonlySet<string>,
): Pick<Codes, "plot"> {
  const isFrame = kind === "table" && type.startsWith("DataFrame");
  const ofPolars = type.endsWith("(polars)");
  if (isFrame && ofPolars) return {};
  if (isFrame) return { plot: { line: `${expression}.plot()`, histogram: `${expression}.hist()` } };
  const numeric = /float|u?int|bool|complex/i.test(type);
  if (!(((kind === "array" || kind === "table") && numeric) || type === "list")) return {};
  const dimensions = shape === "scalar" ? 0 : shape.split("×").length;
  const lines = dimensions < 2 ? 1 : Number(shape.split("×")[1]);
  const pyplot = imported("matplotlib.pyplot", "plt", taken);
  const code = (call: string) => `${pyplot.line}\n${pyplot.name}.${call}\n${pyplot.name}.show()`;
  const isPicture = kind === "array" && (dimensions === 2 || (dimensions === 3 && /×[34]$/.test(shape)));
  return {
    plot: {
      ...(dimensions <= 2 && lines <= MOST_LINES && { line: code(`plot(${expression})`) }),
      histogram: code(`hist(${kind === "array" ? `${expression}.ravel()` : expression}, bins="auto")`),
      ...(isPicture && { image: code(`imshow(${expression})`) }),
    },
  };
}

function pythonSaves(
  { kind, type, shape }: ShownVariable,
  expression: string,
  taken: ReadonlySet<string>,
  file: string,
): NonNullable<Codes["save"]> {
  const handle = freeOf("file", taken);
  // "x": never in place of a file that is there.
  const written = (ending: string, body: string, text = false) =>
    `with open(${JSON.stringify(`${file}.${ending}`)}, ${text ? '"x", newline="", encoding="utf-8"' : '"xb"'}) as ${handle}:\n    ${body}\ndel ${handle}`;
  const ofPolars = type.endsWith("(polars)");
  const isFrame = kind === "table" && type.startsWith("DataFrame");
  const isSeries = kind === "table" && type.startsWith("Series");
  const table = isSeries ? `${expression}.to_frame()` : expression;
  const isArray = kind === "array" && type.startsWith("ndarray");
  const numpy = imported("numpy", "np", taken);
  const pickle = imported("pickle", "pickle", taken);
  // Text has rows and columns.
  const inText =
    isArray && /float|u?int|bool/.test(type) && shape !== "scalar" && shape.split("×").length <= 2;
  return {
    ...(isArray && {
      NPY: `${numpy.line}\n${written("npy", `${numpy.name}.save(${handle}, ${expression})`)}`,
    }),
    ...(inText && {
      CSV: `${numpy.line}\n${written("csv", `${numpy.name}.savetxt(${handle}, ${expression}, delimiter=",", fmt="%.17g")`)}`,
    }),
    ...((isFrame || isSeries) && {
      CSV: ofPolars
        ? written("csv", `${table}.write_csv(${handle})`)
        : written("csv", `${expression}.to_csv(${handle})`, true),
      Parquet: written("parquet", `${table}.${ofPolars ? "write_parquet" : "to_parquet"}(${handle})`),
    }),
    Pickle: `${pickle.line}\n${written("pickle", `${pickle.name}.dump(${expression}, ${handle})`)}`,
  };
}

function javascriptCodes({ variable, expression, whole }: Chosen, fileNamed: string): Codes {
  if (expression === null) return {};
  const { kind, name } = variable;
  const file = JSON.stringify(`${fileNamed}.json`);
  return {
    print: `console.log(${expression})`,
    ...(kind === "function" || kind === "class" || kind === "module"
      ? {}
      : {
          // "wx": never in place of a file that is there.
          save: {
            JSON: `require("node:fs").writeFileSync(${file}, JSON.stringify(${expression}, null, 2), { flag: "wx" })`,
          },
        }),
    ...(whole && expression === name ? { remove: `${name} = undefined` } : {}),
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
