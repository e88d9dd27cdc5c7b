/** What the user's code finds beside the language: display(), prompt(), Node's modules by name, `_` and `_error`. */
import { randomUUID } from "node:crypto";
import { builtinModules, createRequire } from "node:module";
import path from "node:path";
import type { DisplayData, MimeBundle } from "../server/kernel-implementation";
import { workingFolder } from "./present-folder";
import { mimeBundle, toJson } from "./rich-display";

export interface UserFacilities {
  display(shown: DisplayData): void;
  updateDisplay(shown: DisplayData & { readonly displayId: string }): void;
  clearOutput(wait: boolean): void;
  /** Waits for a line of the user, and the whole thread with it. @throws Error when nobody can be asked */
  ask(prompt: string, password: boolean): string;
}

/** What `display` returns: the place where the value is shown. */
class DisplayHandle {
  readonly #facilities: UserFacilities;

  constructor(
    facilities: UserFacilities,
    readonly id: string,
  ) {
    this.#facilities = facilities;
  }

  /** Shows another value in the same place. */
  async update(value: unknown): Promise<void> {
    this.#facilities.updateDisplay({ data: await mimeBundle(value), displayId: this.id });
  }
}

function makeDisplay(facilities: UserFacilities) {
  const show = (data: MimeBundle): DisplayHandle => {
    const displayId = randomUUID();
    facilities.display({ data, displayId });
    return new DisplayHandle(facilities, displayId);
  };
  /** Shows a value; its promise gives a handle that can show another value in its place. */
  const display = async (value: unknown) => show(await mimeBundle(value));
  return Object.assign(display, {
    mime: (bundle: Record<string, unknown>) => show(toJson(bundle)),
    html: (html: string) => show({ "text/html": html, "text/plain": html }),
    markdown: (markdown: string) => show({ "text/markdown": markdown, "text/plain": markdown }),
    svg: (svg: string) => show({ "image/svg+xml": svg, "text/plain": "[an SVG picture]" }),
    png: (png: Uint8Array) => show(toJson({ "image/png": png, "text/plain": "[a PNG picture]" })),
    /** With `wait`, what stands goes away when the next output comes. */
    clear: (wait = false) => facilities.clearOutput(wait),
  });
}

/** Defines the globals. @returns sets `_` and `_error` to the latest value and error */
export function defineUserGlobals(facilities: UserFacilities) {
  const prompt = (text: unknown = "", otherwise: unknown = null) => {
    const answer = facilities.ask(String(text), false);
    return answer === "" && otherwise !== null ? String(otherwise) : answer;
  };
  define("display", makeDisplay(facilities));
  define(
    "prompt",
    Object.assign(prompt, { password: (text: unknown = "") => facilities.ask(String(text), true) }),
  );
  define("confirm", (text: unknown = "") => /^y/i.test(facilities.ask(`${String(text)} [y/N] `, false)));
  defineModules();
  return { setLast: defineLast("_"), setLastError: defineLast("_error") };
}

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: false });
}

/** As in node:repl, `fs` is node:fs until the user has something else of this name. */
function defineModules(): void {
  const load = createRequire(path.join(workingFolder(), "[shell]"));
  for (const name of builtinModules) {
    if (!/^[a-z]\w*$/.test(name) || name in globalThis) continue;
    Object.defineProperty(globalThis, name, {
      get: () => {
        const module: unknown = load(name);
        define(name, module);
        return module;
      },
      set: (value: unknown) => define(name, value),
      configurable: true,
      enumerable: false,
    });
  }
}

/** A global that follows the latest value until the user assigns it. */
function defineLast(name: string): (value: unknown) => void {
  let last: unknown;
  Object.defineProperty(globalThis, name, {
    get: () => last,
    set: (value: unknown) => define(name, value),
    configurable: true,
    enumerable: false,
  });
  return (value) => {
    last = value;
  };
}
