/** Says what is wrong in texts a little after they were changed, one text at a time, so that questions come between. */
import type { MessageConnection } from "vscode-jsonrpc";
import type * as lsp from "vscode-languageserver-protocol";

/** After the last key, in ms. */
const DELAY_MS = 300;

export class DueProblems {
  readonly #due = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param find what is wrong in a text and the version that it is of; undefined where it is gone */
  constructor(
    private readonly connection: MessageConnection,
    private readonly find: (
      uri: string,
    ) => Promise<{ readonly version: number; readonly diagnostics: lsp.Diagnostic[] } | undefined>,
    private readonly delay = DELAY_MS,
  ) {}

  /** They are looked for when nothing was told for a while. */
  later(...uris: readonly string[]): void {
    for (const uri of uris) this.#due.add(uri);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#begin(), this.delay);
  }

  #begin(): void {
    this.#next().catch((error: unknown) => console.error("telling problems failed", error));
  }

  async #next(): Promise<void> {
    const [uri] = this.#due;
    if (uri === undefined) return;
    this.#due.delete(uri);
    const found = await this.find(uri).catch((error: unknown) => {
      console.error("looking for problems failed", error);
      return undefined;
    });
    const params: lsp.PublishDiagnosticsParams = { uri, diagnostics: [], ...found };
    try {
      await this.connection.sendNotification("textDocument/publishDiagnostics", params);
    } catch {
      // The window has let go of it.
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#begin(), 0);
  }
}
