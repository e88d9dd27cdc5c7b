/** What the kernel says of code in a shell's input: call tips while arguments are typed, and help on hover. */
import { monaco } from "../../code/monaco";
import { callAt } from "./call-at";
import { type Described, parameterOf, verbatim } from "./described";
import { askAbout, INPUT_SCHEME, shellOf } from "./input-shells";

type Model = monaco.editor.ITextModel;

/** The call that was last asked about: typing its arguments asks nothing anew. */
let lastCall: { readonly key: string; readonly described: Described | null } | undefined;

async function describeCall(model: Model, open: number): Promise<Described | null> {
  const key = `${model.uri} ${model.getValue().slice(0, open)}`;
  if (lastCall?.key === key) return lastCall.described;
  const name = model.getValue().slice(0, open).trimEnd().length;
  const described = await askAbout(model, model.getValue(), name);
  // What a busy kernel did not answer is asked again.
  if (described) lastCall = { key, described };
  return described;
}

function callTips(): monaco.IDisposable {
  return monaco.languages.registerSignatureHelpProvider(
    { scheme: INPUT_SCHEME },
    {
      signatureHelpTriggerCharacters: ["(", ","],
      signatureHelpRetriggerCharacters: [")", "="],
      provideSignatureHelp: async (model, position) => {
        const language = shellOf(model)?.language.toLowerCase() ?? "";
        const call = callAt(model.getValue(), model.getOffsetAt(position), language);
        if (!call) return null;
        const { signature, text = "" } = (await describeCall(model, call.open)) ?? {};
        if (!signature) return null;
        const documentation = documentationIn(text);
        return {
          value: {
            activeSignature: 0,
            activeParameter: parameterOf(signature, call),
            signatures: [
              {
                label: signature.label,
                parameters: signature.parameters.map(({ from, to }) => ({ label: [from, to] })),
                ...(documentation && { documentation: verbatim(documentation) }),
              },
            ],
          },
          dispose: () => {},
        };
      },
    },
  );
}

/** The first paragraph of the documentation: a tip stays small. */
function documentationIn(text: string): string {
  const [, documentation = ""] =
    /^(?:Init docstring|Docstring|Documentation):[ \t]*\n?([^]*)/m.exec(text) ?? [];
  // What ipykernel says next of the thing: its file, its type.
  const own =
    documentation.split(/^(?:File|Type|Subclasses|Source|Class docstring|Call docstring):/m)[0] ?? "";
  return own.trim().split(/\n\s*\n/)[0] ?? "";
}

function hovers(): monaco.IDisposable {
  return monaco.languages.registerHoverProvider(
    { scheme: INPUT_SCHEME },
    {
      provideHover: async (model, position) => {
        const word = model.getWordAtPosition(position);
        if (!word) return null;
        const end = { lineNumber: position.lineNumber, column: word.endColumn };
        const described = await askAbout(model, model.getValue(), model.getOffsetAt(end));
        if (!described) return null;
        const { lineNumber } = position;
        return {
          range: new monaco.Range(lineNumber, word.startColumn, lineNumber, word.endColumn),
          contents: [verbatim(described.text)],
        };
      },
    },
  );
}

/** Offers both in every shell input; returns a function that ends it. */
export function registerKernelWords(): () => void {
  const providers = [callTips(), hovers()];
  return () => {
    for (const provider of providers) provider.dispose();
  };
}
