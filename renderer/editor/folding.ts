/** What Monaco folds: what the grammars say, and cells. */
import { findFolds } from "../code/folds";
import { languagesWithGrammar } from "../code/grammars";
import { codeWhenRead } from "../code/model-code";
import type { monaco } from "../code/monaco";

/** Monaco's kinds of regions, by ours. */
const kinds = { cell: "region", comment: "comment", code: undefined } as const;

/** Gives Monaco the folds of all languages that have a grammar. */
export function registerFolding(api: typeof monaco.languages): void {
  api.registerFoldingRangeProvider([...languagesWithGrammar()], {
    provideFoldingRanges: async (model, _, token) => {
      const { code, cells } = await codeWhenRead(model);
      if (token.isCancellationRequested) return [];
      return findFolds(code, cells).map(({ from, to, kind }) => ({
        start: from,
        end: to,
        ...(kinds[kind] && { kind: new api.FoldingRangeKind(kinds[kind]) }),
      }));
    },
  });
}
