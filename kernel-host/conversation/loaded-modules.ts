/**
 * Which modules a Python kernel has loaded from a file: asked by an expression of a silent request, which leaves no
 * name, number or history behind, runs nothing of the user's, and asks no module for an attribute (a lazy one would load).
 */
import * as v from "valibot";
import type { Json } from "../wire/message";

/** Names of the user's may hide builtins. Answers hexadecimal digits of JSON, for kernels print strings in many ways. */
const EXPRESSION = `(lambda file, b, sys, os: __import__("json").dumps([
  [name, b.str(b.id(names.get("__spec__")))]
  for name, module in b.list(sys.modules.items())
  if b.issubclass(b.type(module), b.type(sys)) and name not in ("__main__", "__mp_main__")
  for names in [b.object.__getattribute__(module, "__dict__")]
  for own in [names.get("__file__")]
  if b.type(own) is b.str and os.path.basename(own) == os.path.basename(file)
  and (own == file or os.path.realpath(own) == os.path.realpath(file))
]).encode().hex())(FILE, __import__("builtins"), __import__("sys"), __import__("os"))`;

/** The content of an execute_request that asks for the modules of a file. @param file absolute path */
export function modulesContent(file: string): Json {
  const expression = EXPRESSION.replaceAll(/\n\s*/g, " ").replace("FILE", () => JSON.stringify(file));
  return {
    code: "",
    silent: true,
    store_history: false,
    user_expressions: { modules: expression },
    allow_stdin: false,
    stop_on_error: false,
  };
}

export interface LoadedModule {
  readonly name: string;
  /** Another one once the module was loaded anew. */
  readonly load: string;
}

const reply = v.object({
  user_expressions: v.object({ modules: v.object({ data: v.object({ "text/plain": v.string() }) }) }),
});
const answer = v.pipe(v.array(v.tuple([v.string(), v.string()])), v.maxLength(1000));

/** The modules that an execute_reply names; undefined when it does not. */
export function readModules(content: Json): readonly LoadedModule[] | undefined {
  const parsed = v.safeParse(reply, content);
  if (!parsed.success) return undefined;
  const digits = /^'([0-9a-f]*)'$/.exec(parsed.output.user_expressions.modules.data["text/plain"])?.[1];
  if (digits === undefined) return undefined;
  try {
    const found = v.safeParse(answer, JSON.parse(Buffer.from(digits, "hex").toString()));
    return found.success ? found.output.map(([name, load]) => ({ name, load })) : undefined;
  } catch {
    return undefined;
  }
}
