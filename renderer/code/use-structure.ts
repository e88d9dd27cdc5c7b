/** The structure of the file in front, kept up to date for the views that show it. */
import { useEffect, useState } from "react";
import type { Document } from "./documents";
import { codeOfModel, followCode } from "./model-code";
import { readOutline, type Symbol } from "./outline";

/** An outline of a long file drawn on each key would be felt; the views may lag this much behind. */
const DELAY_MS = 150;

export function structureOf(document: Document): readonly Symbol[] {
  return readOutline(codeOfModel(document.model));
}

/** The symbols of a document, anew after its text changes. */
export function useStructure(document: Document | null): readonly Symbol[] {
  const [symbols, setSymbols] = useState<readonly Symbol[]>([]);
  useEffect(() => {
    if (!document) {
      setSymbols([]);
      return;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => setSymbols(structureOf(document));
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(read, DELAY_MS);
    };
    read();
    const stop = followCode(document.model, later);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [document]);
  return symbols;
}
