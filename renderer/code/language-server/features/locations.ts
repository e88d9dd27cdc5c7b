/** Where a name is defined, declared and used: go to, and peek. */
import { toRange } from "monaco-languageserver-types";
import type * as lsp from "vscode-languageserver-protocol";
import { monaco } from "../../monaco";
import { modelAt } from "../addresses";
import type { ReadyServer } from "../language-server";
import { placeIn, selectorOf } from "./feature";

type Answer = lsp.Location | readonly (lsp.Location | lsp.LocationLink)[] | null;

/** More files than this are not read for one answer. */
const MOST_FILES = 200;

/** The places of an answer, with their texts read, so that Monaco can show them. What cannot be read is left out. */
async function places(answer: Answer): Promise<monaco.languages.LocationLink[]> {
  const links = (answer === null ? [] : "uri" in answer ? [answer] : answer).map((place) =>
    "targetUri" in place
      ? {
          uri: place.targetUri,
          range: place.targetSelectionRange,
          whole: place.targetRange,
          from: place.originSelectionRange,
        }
      : { uri: place.uri, range: place.range, whole: place.range, from: undefined },
  );
  const files = [...new Set(links.map(({ uri }) => uri))].slice(0, MOST_FILES);
  const models = new Map(await Promise.all(files.map(async (uri) => [uri, await modelAt(uri)] as const)));
  return links.flatMap(({ uri, range, whole, from }) => {
    const model = models.get(uri);
    return model
      ? [
          {
            uri: model.uri,
            range: toRange(whole),
            targetSelectionRange: toRange(range),
            ...(from ? { originSelectionRange: toRange(from) } : {}),
          },
        ]
      : [];
  });
}

export function registerLocations(server: ReadyServer): readonly monaco.IDisposable[] {
  const selector = selectorOf(server);
  const ask = async (
    method: string,
    model: monaco.editor.ITextModel,
    position: monaco.Position,
    token: monaco.CancellationToken,
    more?: object,
  ) => {
    const place = placeIn(server, model, position);
    return place ? places(await server.ask<Answer>(method, { ...place, ...more }, token)) : [];
  };
  return [
    monaco.languages.registerDefinitionProvider(selector, {
      provideDefinition: (model, position, token) => ask("textDocument/definition", model, position, token),
    }),
    monaco.languages.registerDeclarationProvider(selector, {
      provideDeclaration: (model, position, token) => ask("textDocument/declaration", model, position, token),
    }),
    monaco.languages.registerTypeDefinitionProvider(selector, {
      provideTypeDefinition: (model, position, token) =>
        ask("textDocument/typeDefinition", model, position, token),
    }),
    monaco.languages.registerReferenceProvider(selector, {
      provideReferences: async (model, position, context, token) => {
        const links = await ask("textDocument/references", model, position, token, { context });
        return links.map(({ uri, range, targetSelectionRange }) => ({
          uri,
          range: targetSelectionRange ?? range,
        }));
      },
    }),
  ];
}
