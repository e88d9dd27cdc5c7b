/** The structure of the file in front, kept up to date for the views that show it. */
import { useEffect, useState } from "react";
import type { Document } from "./documents";
import { languageById } from "./languages";
import { readStructure, type Symbol } from "./structure";

/** Reading a long file on each key would be felt; the views may lag this much behind. */
const DELAY_MS = 150;

export function structureOf(document: Document): readonly Symbol[] {
  const language = document.model.getLanguageId();
  return readStructure(document.model.getLinesContent(), language, languageById(language).comment);
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
    const listeners = [document.model.onDidChangeContent(later), document.model.onDidChangeLanguage(read)];
    return () => {
      clearTimeout(timer);
      for (const listener of listeners) listener.dispose();
    };
  }, [document]);
  return symbols;
}
