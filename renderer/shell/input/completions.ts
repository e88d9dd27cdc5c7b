/** Completions of the kernel in Monaco's list. */
import { monaco } from "../../code/monaco";
import type { ShellModel } from "../../kernels/shell-model";
import { verbatim } from "./described";
import { askAbout, INPUT_SCHEME, shellOf } from "./input-shells";

type Kind = keyof typeof monaco.languages.CompletionItemKind;
type Reply = NonNullable<Awaited<ReturnType<ShellModel["client"]["complete"]>>>;

/** Types that ipykernel names (jedi's), and those of other kernels. */
const KINDS: Readonly<Record<string, Kind>> = {
  function: "Function",
  method: "Method",
  class: "Class",
  type: "Class",
  module: "Module",
  namespace: "Module",
  instance: "Variable",
  statement: "Variable",
  param: "Variable",
  property: "Property",
  field: "Field",
  keyword: "Keyword",
  magic: "Event",
  path: "File",
};

/** An item of the list, with what has to be known to ask the kernel what it is. */
interface Offered extends monaco.languages.CompletionItem {
  readonly asked: Pick<Reply, "cursorStart" | "cursorEnd"> & {
    readonly model: monaco.editor.ITextModel;
    readonly code: string;
  };
}

/** The answer that Tab just had, so that opening the list does not ask again. */
let fresh:
  | { readonly uri: string; readonly version: number; readonly offset: number; readonly reply: Reply }
  | undefined;

/**
 * Asks the kernel what could stand at `offset`, in UTF-16 units. The text may have changed by the time of the answer.
 * @returns null when the kernel is busy or gone
 */
export async function askCompletions(model: monaco.editor.ITextModel, offset: number): Promise<Reply | null> {
  const uri = model.uri.toString();
  const version = model.getVersionId();
  if (fresh?.uri === uri && fresh.version === version && fresh.offset === offset) return fresh.reply;
  const shell = shellOf(model);
  const reply = await (shell ? askKernel(shell, model.getValue(), offset) : null);
  if (!reply || model.isDisposed()) return null;
  if (model.getVersionId() === version) fresh = { uri, version, offset, reply };
  return reply;
}

/** The names of the frame that is looked at, while the kernel stands still. */
async function askKernel({ client }: ShellModel, code: string, offset: number): Promise<Reply | null> {
  const frame = client.prompt.get()?.kind === "stopped" ? client.debugger.frame.get() : null;
  if (!frame) return client.complete(code, offset).catch(() => null);
  const answer = await client.debugger.complete(frame.id, code, offset).catch(() => null);
  if (!answer) return null;
  const { id, matches, start: cursorStart } = answer;
  return { type: "complete_reply", id, matches, cursorStart, cursorEnd: offset, metadata: {} };
}

/** The longest text that all of these begin with. */
export function commonPrefix(texts: readonly string[]): string {
  let prefix = texts[0] ?? "";
  for (const text of texts) {
    while (!text.startsWith(prefix)) prefix = prefix.slice(0, -1);
  }
  return prefix;
}

/** Offers the kernels' completions in every shell input; returns a function that ends it. */
export function registerCompletions(): () => void {
  const provider = monaco.languages.registerCompletionItemProvider(
    { scheme: INPUT_SCHEME },
    {
      triggerCharacters: ["."],
      provideCompletionItems: async (model, position) => {
        const code = model.getValue();
        const reply = await askCompletions(model, model.getOffsetAt(position));
        if (!reply) return { suggestions: [] };
        const start = model.getPositionAt(reply.cursorStart);
        const end = model.getPositionAt(reply.cursorEnd);
        const range = new monaco.Range(start.lineNumber, start.column, end.lineNumber, end.column);
        const typed = model.getValueInRange(range);
        const types = typesOf(reply.metadata);
        const asked = { model, code, ...reply };
        return {
          suggestions: reply.matches.map((match, i): Offered => {
            const { kind, signature } = types.get(match) ?? {};
            return {
              label: signature ? { label: match, detail: ` ${signature}` } : match,
              kind: monaco.languages.CompletionItemKind[kind ?? "Text"],
              insertText: match,
              // The kernel has chosen already, by rules of its own: a magic's % or a path's quote may be missing.
              filterText: match.startsWith(typed) ? match : typed + match,
              sortText: String(i).padStart(6, "0"),
              range,
              asked,
            };
          }),
        };
      },
      resolveCompletionItem: async (item) => {
        const { asked, insertText } = item as Offered;
        const code = asked.code.slice(0, asked.cursorStart) + insertText + asked.code.slice(asked.cursorEnd);
        const described = await askAbout(asked.model, code, asked.cursorStart + insertText.length);
        return described ? { ...item, documentation: verbatim(described.text) } : item;
      },
    },
  );
  return () => provider.dispose();
}

/** `_jupyter_types_experimental`: what kind of thing each match is. */
function typesOf(
  metadata: Readonly<Record<string, unknown>>,
): Map<string, { kind: Kind | undefined; signature: string }> {
  const types = new Map<string, { kind: Kind | undefined; signature: string }>();
  const list = metadata._jupyter_types_experimental;
  for (const entry of Array.isArray(list) ? list : []) {
    if (typeof entry !== "object" || entry === null) continue;
    const { text, type, signature } = entry as Record<string, unknown>;
    if (typeof text !== "string") continue;
    types.set(text, {
      kind: typeof type === "string" ? KINDS[type] : undefined,
      signature: typeof signature === "string" ? signature : "",
    });
  }
  return types;
}
