/** The frames in which the user's thread stands still: what the Debug Adapter Protocol asks of them. */
import type { Debugger, Runtime } from "node:inspector";
import type { Json } from "../../wire/message";
import { exceptionText, hasChildren, textOf, typeOf } from "./remote-values";

export interface Frame {
  readonly call: Debugger.CallFrame;
  readonly name: string;
  /** Of its file, or a name of V8's. */
  readonly path: string;
}

/** Children of a scope or of an object, and where they can be set. */
interface Place {
  readonly objects: readonly string[];
  /** Of scopes: the frame, and the number of each in its chain. */
  readonly frame?: Frame;
  readonly scopes?: readonly number[];
  /** Only what the user has made of it. */
  readonly isGlobal?: boolean;
}

const LOCAL: ReadonlySet<string> = new Set([
  "local",
  "block",
  "catch",
  "with",
  "eval",
  "wasm-expression-stack",
]);
/** What every program has. The server's thread has the same, and nobody's code. */
const COMMON: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(globalThis),
  ...["require", "module", "exports", "__filename", "__dirname"],
]);

type Post = <T>(method: string, parameters: object) => Promise<T>;

export class StoppedFrames {
  readonly #places: Place[] = [];

  constructor(
    private readonly frames: readonly Frame[],
    private readonly post: Post,
  ) {}

  /** @throws Error with a sentence, or what V8 said */
  async answer(command: string, args: Json): Promise<Json> {
    switch (command) {
      case "stackTrace":
        return this.#stack(Number(args["startFrame"] ?? 0), Number(args["levels"] ?? 200));
      case "scopes":
        return { scopes: this.#scopes(this.#frame(args["frameId"])) };
      case "variables":
        return { variables: await this.#children(this.#place(args["variablesReference"])) };
      case "evaluate":
        return this.#evaluate(args);
      case "setVariable":
        return this.#set(args);
      case "completions":
        return { targets: await this.#complete(args) };
      default:
        throw new Error(`The debugger of JavaScript does not know ${command}.`);
    }
  }

  #frame(id: unknown): Frame {
    const frame = this.frames[Number(id) - 1];
    if (!frame) throw new Error("There is no such frame any more.");
    return frame;
  }

  #place(reference: unknown): Place {
    const place = this.#places[Number(reference) - 1];
    if (!place) throw new Error("This value is not known any more.");
    return place;
  }

  #refer(place: Place): number {
    return this.#places.push(place);
  }

  #stack(start: number, levels: number): Json {
    const shown = this.frames.slice(start, start + (levels > 0 ? levels : this.frames.length));
    const stackFrames = shown.map(({ call, name, path }, at) => ({
      id: start + at + 1,
      name,
      line: call.location.lineNumber + 1,
      column: (call.location.columnNumber ?? 0) + 1,
      source: { path, name: path },
      ...(/[\\/]node_modules[\\/]|^node:/.test(path) ? { presentationHint: "subtle" } : {}),
    }));
    return { stackFrames, totalFrames: this.frames.length };
  }

  #scopes(frame: Frame): Json[] {
    const numbered = frame.call.scopeChain.map((scope, at) => ({ scope, at }));
    const of = (wanted: (type: string) => boolean) =>
      numbered.filter(({ scope }) => wanted(scope.type) && scope.object.objectId !== undefined);
    const place = (name: string, scopes: typeof numbered, isGlobal = false): Json[] =>
      scopes.length === 0
        ? []
        : [
            {
              name,
              expensive: false,
              variablesReference: this.#refer({
                objects: scopes.map(({ scope }) => scope.object.objectId as string),
                frame,
                scopes: scopes.map(({ at }) => at),
                isGlobal,
              }),
            },
          ];
    return [
      ...place(
        "Locals",
        of((type) => LOCAL.has(type)),
      ),
      ...place(
        "Closure",
        of((type) => type === "closure" || type === "module"),
      ),
      ...place(
        "Globals",
        of((type) => type === "script" || type === "global"),
        true,
      ),
    ];
  }

  async #children({ objects, isGlobal = false }: Place): Promise<Json[]> {
    const seen = new Set<string>();
    const children: Json[] = [];
    for (const objectId of objects) {
      const { result } = await this.post<Runtime.GetPropertiesReturnType>("Runtime.getProperties", {
        objectId,
        ownProperties: true,
        generatePreview: true,
      });
      for (const { name, value, enumerable } of result) {
        if (seen.has(name) || (isGlobal && (!enumerable || COMMON.has(name)))) continue;
        seen.add(name);
        children.push(this.#variable(name, value));
      }
    }
    return children;
  }

  /** A getter is not called. */
  #variable(name: string, value: Runtime.RemoteObject | undefined): Json {
    if (!value) return { name, value: "(getter)", type: "", variablesReference: 0 };
    return { name, value: textOf(value), ...this.#typed(value) };
  }

  #typed(value: Runtime.RemoteObject) {
    const { objectId } = value;
    const reference = hasChildren(value) && objectId ? this.#refer({ objects: [objectId] }) : 0;
    return { type: typeOf(value), variablesReference: reference };
  }

  async #evaluate({ expression, frameId, context }: Json): Promise<Json> {
    const value = await this.#value(this.#frame(frameId), String(expression), context === "hover");
    const isNothing = value.type === "undefined" && context === "repl";
    return { result: isNothing ? "" : textOf(value), ...this.#typed(value) };
  }

  async #value(frame: Frame, expression: string, isQuiet: boolean): Promise<Runtime.RemoteObject> {
    const { result, exceptionDetails } = await this.post<Debugger.EvaluateOnCallFrameReturnType>(
      "Debugger.evaluateOnCallFrame",
      {
        callFrameId: frame.call.callFrameId,
        expression,
        generatePreview: true,
        silent: true,
        throwOnSideEffect: isQuiet,
      },
    );
    if (exceptionDetails) throw new Error(exceptionText(exceptionDetails));
    return result;
  }

  async #set({ variablesReference, name, value }: Json): Promise<Json> {
    const place = this.#place(variablesReference);
    const key = String(name);
    const frame = place.frame ?? (this.frames[0] as Frame);
    const made = await this.#value(frame, String(value), false);
    const { objectId, unserializableValue } = made;
    const argument = objectId
      ? { objectId }
      : unserializableValue
        ? { unserializableValue }
        : { value: made.value };
    for (const [at, object] of place.objects.entries()) {
      const { result } = await this.post<Runtime.GetPropertiesReturnType>("Runtime.getProperties", {
        objectId: object,
        ownProperties: true,
      });
      if (!result.some((one) => one.name === key)) continue;
      const scopeNumber = place.scopes?.[at];
      const type = scopeNumber === undefined ? undefined : frame.call.scopeChain[scopeNumber]?.type;
      if (scopeNumber !== undefined && type !== "global")
        await this.post("Debugger.setVariableValue", {
          scopeNumber,
          variableName: key,
          newValue: argument,
          callFrameId: frame.call.callFrameId,
        });
      else
        await this.post("Runtime.callFunctionOn", {
          objectId: object,
          functionDeclaration: "function (name, value) { this[name] = value; }",
          arguments: [{ value: key }, argument],
        });
      return { value: textOf(made), ...this.#typed(made) };
    }
    throw new Error(`There is no ${key} here.`);
  }

  /** Names of the frame, or what is in what stands before the dot. */
  async #complete({ frameId, text, column, line }: Json): Promise<Json[]> {
    const frame = this.#frame(frameId);
    const lines = String(text).split("\n");
    const before = (lines[Number(line ?? 1) - 1] ?? "").slice(0, Number(column) - 1).slice(-1000);
    const [, owner, prefix = ""] =
      /(?:([\p{L}\p{N}_$.]{1,300})\.)?([\p{L}\p{N}_$]{0,100})$/u.exec(before) ?? [];
    const names = new Set<string>();
    if (owner !== undefined) {
      const { objectId } = await this.#value(frame, owner, true);
      if (objectId) for (const name of await this.#names(objectId, false)) names.add(name);
    } else
      for (const { object } of frame.call.scopeChain)
        if (object.objectId) for (const name of await this.#names(object.objectId, true)) names.add(name);
    return [...names]
      .filter((name) => name.startsWith(prefix) && /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name))
      .slice(0, 500)
      .map((label) => ({ label, start: before.length - prefix.length, length: prefix.length }));
  }

  async #names(objectId: string, ownProperties: boolean): Promise<string[]> {
    const { result } = await this.post<Runtime.GetPropertiesReturnType>("Runtime.getProperties", {
      objectId,
      ownProperties,
      nonIndexedPropertiesOnly: true,
    });
    return result.map(({ name }) => name);
  }
}
