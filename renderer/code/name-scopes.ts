/** Where Python looks up the names of a text: its own level, functions, classes, comprehensions. Pure. */

type Kind = "module" | "function" | "class" | "comprehension";

interface Scope {
  readonly kind: Kind;
  readonly stores: Set<string>;
  readonly loads: Set<string>;
  /** Said to be of the text's own level. */
  readonly global: Set<string>;
}

/** What runs in any case where the statement does. */
const PLAIN_BODIES: ReadonlySet<string> = new Set(["WithStatement"]);

export class Scopes {
  readonly needs = new Set<string>();
  readonly stores = new Set<string>();
  readonly mayStore = new Set<string>();
  /** Stored before, on the way to where the reader is. */
  readonly #there = new Set<string>();
  /** Names that functions look up when they are called. */
  readonly #late = new Set<string>();
  readonly #stack: Scope[] = [scope("module")];
  /** Of each body that may not run: what was stored in it first. Null: one that runs. */
  readonly #bodies: (string[] | null)[] = [];
  /** Stored once the statement is over. */
  #pending: string[] = [];
  /** Of the function whose head is read. */
  #parameters: string[] = [];

  /** Opens the scope that a node has, if it has one. @returns whether it has */
  opens(name: string, parent: string): boolean {
    if (name.endsWith("ComprehensionExpression")) return this.#push("comprehension");
    // `f(x for x in y)` has no node of its own: what it stores is taken for names of the call's brackets.
    if (name === "ArgList" && parent === "CallExpression") return this.#push("comprehension");
    if (name === "LambdaExpression") return this.#push("function");
    if (name === "Body" && parent === "ClassDefinition") return this.#push("class");
    if (name !== "Body" || parent !== "FunctionDefinition") return false;
    const parameters = this.#parameters;
    this.#parameters = [];
    this.#push("function");
    for (const each of parameters) this.#top.stores.add(each);
    return true;
  }

  /** Leaves the scope opened last: what it has not stored itself is looked up around it. */
  close(): void {
    const { kind, loads, stores, global } = this.#stack.pop() as Scope;
    const late = kind === "function";
    const around = late ? this.#stack.findLast((each) => each.kind !== "class") : this.#top;
    for (const name of loads) {
      if (stores.has(name) && !global.has(name)) continue;
      if (around?.kind !== "module") around?.loads.add(name);
      else if (late) this.#late.add(name);
      else this.use(name);
    }
  }

  use(name: string): void {
    const top = this.#top;
    if (top.kind !== "module") top.loads.add(name);
    else if (!this.#there.has(name)) this.needs.add(name);
  }

  /** A default of a parameter. @param lambda whether of one: its scope is open already */
  outside(name: string, lambda: boolean): void {
    const around = lambda ? this.#stack.at(-2) : this.#top;
    if (around?.kind === "module") {
      if (!this.#there.has(name)) this.needs.add(name);
    } else around?.loads.add(name);
  }

  /** @param past comprehensions: by `:=` */
  store(name: string, past = false): void {
    const own = past ? this.#stack.findLast(({ kind }) => kind !== "comprehension") : this.#top;
    if (own?.global.has(name)) this.mayStore.add(name);
    else if (own?.kind === "module") this.#pending.push(name);
    else own?.stores.add(name);
  }

  /** @param lambda whether of one: its scope is open already */
  parameter(name: string, lambda: boolean): void {
    if (lambda) this.#top.stores.add(name);
    else this.#parameters.push(name);
  }

  /** `global name`. */
  declare(name: string): void {
    this.#top.global.add(name);
  }

  enterBody(of: string): void {
    const isScope = of === "FunctionDefinition" || of === "ClassDefinition";
    this.#bodies.push(isScope || PLAIN_BODIES.has(of) ? null : []);
  }

  leaveBody(): void {
    this.settle();
    for (const name of this.#bodies.pop() ?? []) if (!this.stores.has(name)) this.#there.delete(name);
  }

  /** A statement is over, or its body begins: what it stores is there. */
  settle(): void {
    if (this.#top.kind !== "module") return;
    const branch = this.#bodies.findLast((body) => body !== null);
    for (const name of this.#pending) {
      if (branch) {
        this.mayStore.add(name);
        if (!this.#there.has(name)) branch.push(name);
      } else this.stores.add(name);
      this.#there.add(name);
    }
    this.#pending = [];
  }

  /** All that was read. */
  end(): this {
    this.settle();
    for (const name of this.#late)
      if (!this.stores.has(name) && !this.mayStore.has(name)) this.needs.add(name);
    return this;
  }

  get #top(): Scope {
    return this.#stack.at(-1) as Scope;
  }

  #push(kind: Kind): boolean {
    this.#stack.push(scope(kind));
    return true;
  }
}

const scope = (kind: Kind): Scope => ({ kind, stores: new Set(), loads: new Set(), global: new Set() });
