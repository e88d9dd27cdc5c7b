/**
 * Which names a piece of Python needs from what ran before it, and which it gives to what runs after: read by the grammar
 * alone, in one pass. What a call does to things that it is only given cannot be known so.
 */
import type { SyntaxNodeRef } from "@lezer/common";
import { grammarOf } from "./grammars";
import { maskMagics } from "./magics";
import { Scopes } from "./name-scopes";

export interface NamesUsed {
  /** Looked up where the code itself has not stored them before. */
  readonly needs: ReadonlySet<string>;
  /** Stored whichever way the code goes. */
  readonly stores: ReadonlySet<string>;
  /** Stored in a branch, a loop, or by a function that says `global`. */
  readonly mayStore: ReadonlySet<string>;
  /** Of which the thing is changed in place: an item, an attribute, `x.append(…)`, or a call for its effect alone. */
  readonly changes: ReadonlySet<string>;
  /** The code does what names do not tell: magics, `exec`, `import *`, results by their number, or it cannot be parsed. */
  readonly unclear: boolean;
}

/** More is not read, in UTF-16 units. */
const MOST_CODE = 200_000;

/** What changes the thing it is called on, also where its value is used. */
const CHANGING: ReadonlySet<string> = new Set(
  "add append appendleft clear discard extend fill insert pop popitem popleft remove reverse setdefault shuffle sort update write".split(
    " ",
  ),
);
/** What only shows what it is given. */
const LOOKING: ReadonlySet<string> = new Set("print display pprint repr len help dir type".split(" "));
const UNCLEAR: ReadonlySet<string> = new Set("exec eval globals locals get_ipython In Out".split(" "));
const RESULT = /^_(?:_|__|i|ii|iii|i?\d{1,9})?$/;
/** Behind the first name of a module that is stored by another one. */
const RENAMED = /^[.\w]{0,300}[ \t]{1,50}as\b/;
const CONTAINERS: ReadonlySet<string> = new Set([
  "TupleExpression",
  "ArrayExpression",
  "ParenthesizedExpression",
]);

/** A node whose children are read. */
interface Frame {
  readonly name: string;
  readonly parent: Frame | null;
  /** No other child of its parent stands before it. */
  readonly first: boolean;
  /** Name of the child before, or of the token. */
  last: string;
  /** Takes the names that stand directly here as what is stored, as long as they may be. */
  target: Frame | null;
  /** Names that are stored if an operator comes, with those whose items or attributes are. */
  names: string[];
  bases: string[];
  /** Of a member expression or a call: the name it begins with, and the property it ends with. */
  root: string | null;
  property: string;
  /** A call whose value nobody takes. */
  readonly effect: boolean;
  readonly opensScope: boolean;
  typed: boolean;
}

/** @param shown the code's last statement has shown its value: then that was a look */
export function namesUsed(code: string, shown = false): NamesUsed {
  const { needs, stores, mayStore } = new Scopes();
  const nothing = { needs, stores, mayStore, changes: new Set<string>(), unclear: true };
  const grammar = grammarOf("python");
  if (!grammar || code.length > MOST_CODE) return nothing;
  const masked = maskMagics(code, true);
  const reader = new Reader(masked.text);
  try {
    grammar.parser.parse(masked.text).iterate({
      enter: (node) => reader.enter(node),
      leave: () => reader.leave(),
    });
  } catch (error) {
    // The parser puts together what is nested by calling itself.
    if (error instanceof RangeError) return nothing;
    throw error;
  }
  return reader.read(shown, masked.lines.size > 0);
}

class Reader {
  readonly #scopes = new Scopes();
  readonly #changes = new Set<string>();
  /** What the last statement changes by a call for its effect. */
  #effects = new Set<string>();
  #lastStatement = "";
  #unclear = false;
  #frame: Frame | null = null;

  constructor(readonly text: string) {}

  read(shown: boolean, hasMagics: boolean): NamesUsed {
    const looked = shown && this.#lastStatement === "ExpressionStatement";
    if (!looked) for (const name of this.#effects) this.#changes.add(name);
    const { needs, stores, mayStore } = this.#scopes.end();
    const unclear =
      this.#unclear || hasMagics || [...needs].some((name) => UNCLEAR.has(name) || RESULT.test(name));
    return { needs, stores, mayStore, changes: this.#changes, unclear };
  }

  enter({ name, type, from, to }: SyntaxNodeRef): void {
    const parent = this.#frame;
    if (type.isError) this.#unclear = true;
    if (parent && (parent.name === "Script" || parent.name === "StatementGroup")) this.#begin(name);
    if (name === "VariableName" && parent) this.#name(this.text.slice(from, to), parent, to);
    if (name === "PropertyName" && parent) parent.property = this.text.slice(from, to);
    if (parent) this.#token(name, parent);
    const inTarget = parent?.target && CONTAINERS.has(name) ? parent.target : null;
    const frame: Frame = {
      name,
      parent,
      first: parent?.last === "",
      last: "",
      target: inTarget,
      names: [],
      bases: [],
      root: null,
      property: "",
      effect: name === "CallExpression" && parent?.name === "ExpressionStatement",
      opensScope: this.#scopes.opens(name, parent?.name ?? ""),
      typed: false,
    };
    if (name === "AssignStatement" || name === "UpdateStatement" || name === "DeleteStatement")
      frame.target = frame;
    if (name === "ForStatement") frame.target = frame;
    if (name === "Body") {
      this.#scopes.enterBody(parent?.name ?? "");
      this.#settle(parent);
    }
    if (parent) parent.last = name;
    this.#frame = frame;
  }

  leave(): void {
    const frame = this.#frame as Frame;
    const { name, parent } = frame;
    if (name === "MemberExpression" || name === "CallExpression") this.#leaveChain(frame);
    if (frame.target === frame && name !== "ForStatement") {
      const takes = name === "DeleteStatement" ? false : frame.typed && frame.last === "TypeDef";
      // What stands behind the last operator is a value.
      if (!takes) for (const each of frame.names) this.#scopes.use(each);
      if (name === "DeleteStatement") for (const each of frame.bases) this.#changes.add(each);
    }
    if (name === "Body") this.#scopes.leaveBody();
    if (frame.opensScope) this.#scopes.close();
    if (parent?.name === "Script" || parent?.name === "StatementGroup" || parent?.name === "Body")
      this.#scopes.settle();
    this.#frame = parent;
  }

  /** A statement at the top begins. */
  #begin(name: string): void {
    for (const each of this.#effects) this.#changes.add(each);
    this.#effects = new Set();
    this.#lastStatement = name;
  }

  /** The targets of a loop are stored before its body runs. */
  #settle(frame: Frame | null): void {
    if (frame?.name === "ForStatement") this.#commit(frame);
    this.#scopes.settle();
  }

  #commit(frame: Frame): void {
    for (const each of frame.names) this.#scopes.store(each);
    for (const each of frame.bases) this.#changes.add(each);
    frame.names = [];
    frame.bases = [];
  }

  #token(name: string, parent: Frame): void {
    const comprehends = parent.name.endsWith("ComprehensionExpression") || parent.name === "ArgList";
    if (name === "AssignOp" && parent.name === "AssignStatement") this.#commit(parent);
    else if (name === "UpdateOp" && parent.name === "UpdateStatement") {
      for (const each of parent.names) this.#scopes.use(each);
      this.#commit(parent);
      parent.target = null;
    } else if (name === "TypeDef" && parent.name === "AssignStatement") parent.typed = true;
    else if (name === "in" && (parent.name === "ForStatement" || comprehends)) {
      this.#commit(parent);
      parent.target = null;
    } else if (name === "for" && comprehends) {
      // In the brackets of a call the comprehension has no node of its own.
      parent.target = parent;
      parent.names = [];
    } else if (name === "*" && parent.name === "ImportStatement" && parent.last === "import")
      this.#unclear = true;
    else if (name === "global" && parent.name === "ScopeStatement") {
      parent.property = name;
      this.#unclear = true;
    }
  }

  /** A name, by where it stands. @param to where it ends in the text */
  #name(name: string, parent: Frame, to: number): void {
    const scopes = this.#scopes;
    const { last } = parent;
    switch (parent.name) {
      case "ImportStatement":
        this.#imported(name, parent, to);
        return;
      case "FunctionDefinition":
      case "ClassDefinition":
      case "TypeDefinition":
        if (last === "def" || last === "class" || last === "type") scopes.store(name);
        else scopes.use(name);
        return;
      case "ParamList":
        if (last === "AssignOp") scopes.outside(name, parent.parent?.name === "LambdaExpression");
        else scopes.parameter(name, parent.parent?.name === "LambdaExpression");
        return;
      case "ScopeStatement":
        if (parent.property === "global") scopes.declare(name);
        return;
      case "CapturePattern":
        scopes.store(name);
        return;
      case "KeywordPattern":
        return;
      case "Decorator":
        if (last !== ".") scopes.use(name);
        return;
      case "NamedExpression":
        if (last === "") scopes.store(name, true);
        else scopes.use(name);
        return;
      case "AsPattern":
      case "WithStatement":
      case "TryStatement":
        if (last === "as") scopes.store(name);
        else scopes.use(name);
        return;
      case "ArgList":
        this.#argument(name, parent, to);
        return;
      case "MemberExpression":
      case "CallExpression":
        scopes.use(name);
        if (last === "") parent.root = name;
        return;
      default:
        if (parent.target) parent.target.names.push(name);
        else scopes.use(name);
    }
  }

  #argument(name: string, list: Frame, to: number): void {
    const next = this.text.slice(to, to + 200).trimStart();
    if (list.target) list.target.names.push(name);
    else if (next.startsWith(":=")) this.#scopes.store(name, true);
    else if (!/^=(?!=)/.test(next) || (list.last !== "(" && list.last !== ",")) {
      this.#scopes.use(name);
      const call = list.parent;
      if (call?.effect && !LOOKING.has(call.root ?? "")) this.#effects.add(name);
    }
  }

  /** `import a.b` stores "a"; `import a as b`, `from x import a as b` store "b". */
  #imported(name: string, statement: Frame, to: number): void {
    const { last } = statement;
    if (last === "from" || last === "." || last === "...") return;
    const stored = last === "as" || !RENAMED.test(this.text.slice(to, to + 400));
    if (stored) this.#scopes.store(name);
  }

  /** A chain `a.b[c](…)` ends: what it begins with is passed on, with what is done to it. */
  #leaveChain({ name, parent, first, root, property, effect }: Frame): void {
    if (root === null || !parent) return;
    if (name === "CallExpression") {
      if (effect && property !== "") this.#effects.add(root);
      return;
    }
    if (parent.name === "CallExpression" && first) {
      parent.root = root;
      parent.property = property;
      if (CHANGING.has(property)) this.#changes.add(root);
    } else if (parent.name === "MemberExpression" && first) parent.root = root;
    else if (parent.target) parent.target.bases.push(root);
  }
}
