/**
 * Runs input in the global scope of this thread, so that SIGINT ends it and keeps what it has done.
 *
 * node:repl stands on the same `vm` with `breakOnSigint`. It is not used itself because it refuses to declare a
 * `const` twice and ties each evaluation to a terminal and a domain.
 */
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { types } from "node:util";
import vm from "node:vm";
import { type BreakableRegion, canBreakMicrotasks, Interrupted } from "./breakable-region";
import { withoutWarnings } from "./node-warnings";
import { parseInput } from "./parse";
import { workingFolder } from "./present-folder";
import { IMPORT_META, toScript } from "./program";

export interface Source {
  readonly code: string;
  /** Path of the file it is from, or a name like `In [3]`. */
  readonly filename: string;
  /** Its first line in that file, counted from 1. */
  readonly line: number;
}

/** Lets what waits for promises and process.nextTick run now: where it spins, an interrupt reaches it. */
function runMicrotasks(): void {
  (process as unknown as { _tickCallback?: () => void })._tickCallback?.();
}

export class ScriptRunner {
  #interrupt: (() => void) | undefined;

  constructor(private readonly region: BreakableRegion) {}

  /** Ends the execution that waits for a promise. Code that spins is ended by SIGINT itself. */
  interrupt(): void {
    this.#interrupt?.();
  }

  /**
   * Runs input and settles its value: a promise's own value comes out. (Wrapped, because what this function itself
   * returns would be taken for a promise when it has a `then`.)
   * @throws whatever the input throws; Interrupted
   */
  async run(source: Source): Promise<{ readonly value: unknown }> {
    const script = compile(source);
    setPlace(source.filename);
    const interrupted = new Promise<never>((_resolve, reject) => {
      this.#interrupt = () => reject(new Interrupted());
    });
    interrupted.catch(() => {});
    try {
      const value = this.region.run(() => {
        const value: unknown = script.runInThisContext({ displayErrors: false });
        // It is waited for below; nobody shall call it unhandled before.
        if (types.isPromise(value)) value.catch(() => {});
        if (canBreakMicrotasks) runMicrotasks();
        return value;
      });
      return { value: types.isPromise(value) ? await Promise.race([value, interrupted]) : value };
    } finally {
      this.#interrupt = undefined;
    }
  }
}

/** @throws SyntaxError */
function compile({ code, filename, line }: Source): vm.Script {
  const parsed = parseInput(code);
  const script = parsed.status === "program" ? toScript(parsed.code, parsed.program) : undefined;
  if (script) for (const name of script.declared) makeDeclarable(name);
  try {
    return new vm.Script(script?.code ?? code, {
      filename,
      lineOffset: line - 1,
      columnOffset: -(script?.prefixLength ?? 0),
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
  } catch (error) {
    // The engine's words are the better ones, but for it a script has neither `await` nor `import`.
    const misled = error instanceof SyntaxError && /\b(await|import|export)\b/.test(error.message);
    throw misled && parsed.status === "invalid" ? new SyntaxError(parsed.reason) : error;
  }
}

/** A global that cannot be assigned (`navigator`) gives way to the user's variable of this name. */
function makeDeclarable(name: string): void {
  const property = Object.getOwnPropertyDescriptor(globalThis, name);
  if (!property?.configurable || property.writable || property.set) return;
  Object.defineProperty(globalThis, name, {
    value: undefined,
    writable: true,
    configurable: true,
    enumerable: true,
  });
}

/** `require`, `__filename`, `__dirname` and import.meta of what runs next: of its file, or of the working folder. */
function setPlace(filename: string): void {
  const isFile = path.isAbsolute(filename);
  const file = isFile ? filename : path.join(workingFolder(), "[shell]");
  const place = {
    require: createRequire(file),
    __filename: file,
    __dirname: path.dirname(file),
    [IMPORT_META]: {
      url: pathToFileURL(file).href,
      filename: file,
      dirname: path.dirname(file),
    },
  };
  for (const key of Reflect.ownKeys(place)) {
    const value = Reflect.get(place, key);
    Object.defineProperty(globalThis, key, { value, writable: true, configurable: true, enumerable: false });
  }
}

/** Lets Node warn, unheard, that `import()` in a script is experimental: users of a shell cannot help it. */
export async function settleImportWarning(): Promise<void> {
  const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  const script = new vm.Script("import('node:vm')", { importModuleDynamically });
  await withoutWarnings(() => script.runInThisContext());
}
