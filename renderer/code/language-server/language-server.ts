/**
 * A language server's life in the window: started when the first file of its languages is open, ended with the last one
 * or when the user wants none, started again when it dies (a few times), and given up, with a sentence, when it goes on
 * dying.
 */
import type * as lsp from "vscode-languageserver-protocol";
import { Disposables } from "../../../preload/floor/disposables";
import { t } from "../../../preload/texts/texts";
import { settings } from "../../floor/app";
import { unawaited } from "../../floor/failures";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { createStore } from "../../floor/store";
import { type Document, documents } from "../documents";
import { monaco } from "../monaco";
import { clientCapabilities } from "./capabilities";
import type { Connect, LanguageConnection } from "./connection";
import { DocumentSync, type Serving } from "./document-sync";
import { ServerPulse } from "./server-pulse";
import { carryOut, planEdit, versionsNow } from "./workspace-edit";

/** How a server stands: "silent" is one that was asked and says nothing. `sentence` says why it is gone. */
export type ServerState =
  | { readonly is: "off" | "starting" | "ready" | "silent" }
  | { readonly is: "gone"; readonly sentence: string };

/** What is particular about one server. */
export interface ServerKind {
  /** Names it among the others. */
  readonly id: string;
  /** As sentences name it: "basedpyright". */
  readonly name: string;
  /** Monaco's ids of its languages. */
  readonly languages: readonly string[];
  readonly connect: Connect;
  /** The folder that it looks at as a whole; null for none. */
  readonly folder: () => string | null;
  readonly initializationOptions?: unknown;
  /** How files are given to it; absent: as they are. */
  readonly serving?: Serving;
  /** Its command that sorts a file's imports, where no code action does that. */
  readonly organizeImports?: string;
  /** Answers what the server asks of its settings, by section ("python.analysis"). */
  readonly configuration: (section: string) => unknown;
  /** Answers what it asks beside the protocol, by method. */
  readonly answers?: Readonly<Record<string, (params: { readonly path: string }) => Promise<unknown>>>;
  /** Whether what it says of an open file is a problem there; absent: all is. */
  readonly isProblem?: (document: Document, diagnostic: lsp.Diagnostic, range: monaco.Range) => boolean;
  /** Its features for the editor, while it is ready; returns what ends them. */
  readonly features: (server: ReadyServer) => { dispose(): void };
}

/** A server that has been initialized. */
export interface ReadyServer {
  readonly kind: ServerKind;
  readonly capabilities: lsp.ServerCapabilities;
  readonly documents: DocumentSync;
  /**
   * Asks the server.
   * @param token cancelling it cancels the request at the server, as does that it takes longer than `REQUEST_MS`
   * @returns null when it is cancelled, fails, is out of date or takes longer than `REQUEST_MS`
   */
  ask<Result>(method: string, params: unknown, token?: monaco.CancellationToken): Promise<Result | null>;
  onNotification<Params>(method: string, handler: (params: Params) => void): void;
}

/** An answer that takes longer is not waited for, in ms. */
export const REQUEST_MS = 20_000;
/** So long may a server take to initialize, in ms. */
const INITIALIZE_MS = 60_000;
/** It is started again at most this often within that time (ms). */
const MOST_STARTS = 5;
/** One that was never ready is none, or not for what it finds here: it is not tried as often. */
const MOST_STARTS_UNREADY = 2;
const STARTS_WITHIN_MS = 3 * 60_000;

/** Those that this window knows, running or not. */
export const languageServers = createStore<readonly LanguageServer[]>([]);

export class LanguageServer {
  readonly state = createStore<ServerState>({ is: "off" });
  #connection: LanguageConnection | undefined;
  #parts: { dispose(): void }[] = [];
  #starts: number[] = [];
  #pulse: ServerPulse | undefined;
  #ready: ReadyServer | undefined;
  #wasReady = false;
  readonly #stop: () => void;

  constructor(readonly kind: ServerKind) {
    this.#stop = new Disposables(
      ...[documents, settings].map((store) => store.subscribe(() => this.#follow())),
    ).dispose;
    languageServers.set((now) => [...now, this]);
    this.#follow();
  }

  /** What it can be asked; undefined while it cannot. */
  get ready(): ReadyServer | undefined {
    return this.#ready;
  }

  /** Starts it again, also after it was given up. */
  restart(): void {
    this.#starts = [];
    this.#wasReady = false;
    this.#end({ is: "off" });
    this.#follow();
  }

  /** Says that settings are others now: the server asks for them anew. */
  configurationChanged(): void {
    this.tell("workspace/didChangeConfiguration", { settings: null });
  }

  /** Tells the server something, where it runs. */
  tell(method: string, params: object = {}): void {
    this.#ready?.documents.flush();
    this.#connection?.rpc.sendNotification(method, params).catch(() => {});
  }

  dispose(): void {
    this.#stop();
    languageServers.set((now) => now.filter((server) => server !== this));
    this.#end({ is: "off" });
  }

  #follow(): void {
    const wanted =
      settings.get().languageServer &&
      documents
        .get()
        .some(({ model }) => !model.isDisposed() && this.kind.languages.includes(model.getLanguageId()));
    if (wanted && this.state.get().is === "off") this.#start();
    else if (!wanted && this.state.get().is !== "off") this.#end({ is: "off" });
  }

  #start(): void {
    const now = Date.now();
    this.#starts = [...this.#starts.filter((time) => now - time < STARTS_WITHIN_MS), now];
    this.state.set({ is: "starting" });
    const pulse = new ServerPulse(
      (silent) => {
        if (this.#ready && this.#pulse === pulse) this.state.set({ is: silent ? "silent" : "ready" });
      },
      () => {
        if (this.#pulse === pulse) this.#died(t("The language server does not answer."));
      },
    );
    const connection = this.kind.connect(
      (sentence) => {
        if (this.#connection === connection) this.#died(sentence);
      },
      () => pulse.heard(),
    );
    this.#pulse = pulse;
    this.#connection = connection;
    this.#answer(connection);
    unawaited(
      "initialize",
      this.#initialize(connection).catch((error: unknown) => {
        if (this.#connection !== connection) return;
        this.#died(error instanceof Error ? error.message : String(error));
      }),
    );
  }

  async #initialize(connection: LanguageConnection): Promise<void> {
    const folder = this.kind.folder();
    const uri = folder === null ? null : monaco.Uri.file(folder).toString();
    const params: lsp.InitializeParams = {
      processId: null,
      clientInfo: { name: "Tandem" },
      capabilities: clientCapabilities,
      rootUri: uri,
      workspaceFolders: uri === null ? null : [{ uri, name: folder ?? "" }],
      initializationOptions: this.kind.initializationOptions,
    };
    const result = await within(
      connection.rpc.sendRequest<lsp.InitializeResult>("initialize", params),
      INITIALIZE_MS,
    );
    if (this.#connection !== connection) return;
    if (result === undefined) throw new Error(t("The language server does not answer."));
    await connection.rpc.sendNotification("initialized", {});
    const sync = new DocumentSync(
      connection.rpc,
      this.kind.languages,
      result.capabilities.textDocumentSync,
      this.kind.serving,
    );
    const ready: ReadyServer = {
      kind: this.kind,
      capabilities: result.capabilities,
      documents: sync,
      ask: (method, request, token) => this.#ask(connection, method, request, token),
      onNotification: (method, handler) => void connection.rpc.onNotification(method, handler),
    };
    this.#ready = ready;
    this.#wasReady = true;
    this.#parts = [this.kind.features(ready), sync];
    this.state.set({ is: "ready" });
  }

  /** What servers ask of the editor. */
  #answer({ rpc }: LanguageConnection): void {
    rpc.onRequest("workspace/configuration", ({ items }: lsp.ConfigurationParams) =>
      items.map(({ section }) => this.kind.configuration(section ?? "") ?? null),
    );
    // What a command of its own does to the files.
    rpc.onRequest("workspace/applyEdit", async ({ edit }: lsp.ApplyWorkspaceEditParams) => {
      try {
        const { documents: sync } = this.#ready ?? {};
        if (!sync) return { applied: false };
        await carryOut(await planEdit(edit, versionsNow(), sync));
        return { applied: true };
      } catch (error) {
        notify({ level: "warning", sentence: sentenceOf(error) });
        return { applied: false };
      }
    });
    rpc.onRequest("client/registerCapability", () => null);
    rpc.onRequest("client/unregisterCapability", () => null);
    rpc.onRequest("window/workDoneProgress/create", () => null);
    rpc.onRequest("workspace/workspaceFolders", () => null);
    for (const [method, answer] of Object.entries(this.kind.answers ?? {})) rpc.onRequest(method, answer);
  }

  async #ask<Result>(
    connection: LanguageConnection,
    method: string,
    params: unknown,
    token?: monaco.CancellationToken,
  ): Promise<Result | null> {
    if (this.#connection !== connection || token?.isCancellationRequested) return null;
    // What it answers is said of the text as it is.
    this.#ready?.documents.flush();
    const over = this.#pulse?.ask();
    // What nobody waits for any more must not keep the server from what is asked next.
    const cancellation = new monaco.CancellationTokenSource(token);
    try {
      const answer = await within(
        connection.rpc.sendRequest<Result | null>(method, params, cancellation.token),
        REQUEST_MS,
      );
      if (answer === undefined) cancellation.cancel();
      return answer ?? null;
    } catch {
      // Cancelled, out of date (ContentModified), or refused: there is nothing to show.
      return null;
    } finally {
      cancellation.dispose();
      over?.();
    }
  }

  #died(sentence: string): void {
    const now = Date.now();
    const given = this.#starts.filter((time) => now - time < STARTS_WITHIN_MS).length;
    if (given >= (this.#wasReady ? MOST_STARTS : MOST_STARTS_UNREADY)) {
      this.#end({ is: "gone", sentence });
      notify({
        level: "warning",
        sentence: t("{name} has ended {count} times and is not started again. {sentence}", {
          name: this.kind.name,
          count: given,
          sentence,
        }),
        actions: [{ label: t("Start it again"), run: () => this.restart() }],
      });
      return;
    }
    this.#end({ is: "off" });
    this.#follow();
  }

  #end(state: ServerState): void {
    const connection = this.#connection;
    this.#connection = undefined;
    for (const part of this.#parts) part.dispose();
    this.#parts = [];
    this.#ready = undefined;
    this.#pulse?.dispose();
    this.#pulse = undefined;
    connection?.dispose();
    this.state.set(state);
  }
}

/** The promise's value, or undefined after that time. */
function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
