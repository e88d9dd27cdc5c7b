/** A server looks at one folder as a whole: another one is another start. */
import { openFolder } from "../../floor/app";
import type { LanguageServer } from "./language-server";

/** Starts it anew whenever another folder is opened; returns what stops that. */
export function followFolder(server: LanguageServer): () => void {
  let folder = openFolder.get();
  return openFolder.subscribe(() => {
    if (openFolder.get() === folder) return;
    folder = openFolder.get();
    server.restart();
  });
}
