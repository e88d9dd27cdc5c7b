/** Pieces of code that the user has under short words, by language. */
import * as v from "valibot";
import { nothing } from "./fields";

export const snippet = v.object({
  /** As the editor names it; "*": in each. */
  language: v.string(),
  name: v.string(),
  /** What is typed for it. */
  prefix: v.string(),
  /** With places as VS Code writes them: `$1`, `${2:name}`, `$0`. */
  body: v.string(),
  description: v.string(),
});
export type Snippet = v.InferOutput<typeof snippet>;

export const snippetRequests = {
  /** What the user's file of snippets has; `problem` says what of it is passed over. */
  "app.snippets": {
    input: nothing,
    output: v.object({ snippets: v.array(snippet), problem: v.nullable(v.string()) }),
  },
  /** The file, which is made with an example where there is none. */
  "app.snippetsFile": { input: nothing, output: v.object({ path: v.string() }) },
} as const;
