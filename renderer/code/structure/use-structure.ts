/** The structure of the file in front, kept up to date for the views that show it. */

import { useEffect } from "react";
import { Disposables } from "../../../preload/floor/disposables";
import { unawaited } from "../../floor/failures";
import { useStore } from "../../floor/store";
import { useDiffering } from "../../floor/use-differing";
import { whenIdle } from "../../floor/when-idle";
import type { Document } from "../documents";
import { grammarOf } from "../grammars";
import { languageServers } from "../language-server/language-server";
import { serverOutline } from "../language-server/server-outline";
import { codeOfModel, followCode, shownCode } from "../model-code";
import { readOutline, type Symbol } from "../outline";

/** An outline of a long file drawn on each key would be felt; the views may lag this much behind. */
const DELAY_MS = 300;
/** The same where a server is asked for it. */
const SERVER_DELAY_MS = 600;

export function structureOf(document: Document): readonly Symbol[] {
  return readOutline(codeOfModel(document.model));
}

/** The same for a language that no grammar reads: what its server says; null where that is nothing, or a grammar is there. */
export async function servedStructureOf(document: Document): Promise<readonly Symbol[] | null> {
  return codeOfModel(document.model).syntax ? null : serverOutline(document);
}

/** Whether two outlines say the same: most keys change none, and a long one takes long to draw. */
function isSame(one: readonly Symbol[], other: readonly Symbol[]): boolean {
  return (
    one.length === other.length &&
    one.every((symbol, at) => {
      const its = other[at] as Symbol;
      return (Object.keys(symbol) as (keyof Symbol)[]).every((key) => symbol[key] === its[key]);
    })
  );
}

const NO_SYMBOLS: readonly Symbol[] = [];

/** The symbols of a document, anew after its text changes. */
export function useStructure(document: Document | null): readonly Symbol[] {
  const [symbols, setSymbols] = useDiffering(NO_SYMBOLS, isSame);
  const servers = useStore(languageServers);
  useEffect(() => {
    setSymbols(NO_SYMBOLS);
    if (!document) return;
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopIdle = () => {};
    const hasGrammar = () => grammarOf(document.model.getLanguageId()) !== null;
    const read = () => {
      const code = shownCode(document.model);
      if (hasGrammar()) {
        // A long text that was opened just now is read soon.
        if (code.syntax) setSymbols(readOutline(code));
        return;
      }
      const own = readOutline(code);
      unawaited(
        "the outline of a language server",
        serverOutline(document).then((told) => {
          if (!stopped) setSymbols(told ?? own);
        }),
      );
    };
    const later = () => {
      clearTimeout(timer);
      stopIdle();
      const due = () => {
        stopIdle = whenIdle(read, DELAY_MS);
      };
      timer = setTimeout(due, hasGrammar() ? DELAY_MS : SERVER_DELAY_MS);
    };
    read();
    const stops = new Disposables(
      followCode(document.model, later),
      // A server that is ready only now has not been asked.
      ...servers.map(({ state }) =>
        state.subscribe(() => {
          if (state.get().is === "ready" && !hasGrammar()) later();
        }),
      ),
    );
    return () => {
      stopped = true;
      clearTimeout(timer);
      stopIdle();
      stops.dispose();
    };
  }, [document, servers, setSymbols]);
  return symbols;
}
