/** The language server for Python alone, started as Tandem starts it and asked over LSP without a window. */
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bundledPythonServer } from "../../../main/language-servers/bundled-server";
import { ServerProcess } from "../../../main/language-servers/server-process";
import type { RpcMessage } from "../../../preload/contract/language-servers";

const SETTINGS = {
  autoSearchPaths: true,
  diagnosticMode: "openFilesOnly",
  typeCheckingMode: "basic",
  useLibraryCodeForTypes: true,
  autoImportCompletions: true,
};

export class BareServer {
  readonly #process: ServerProcess;
  readonly #answers = new Map<number, (message: RpcMessage) => void>();
  readonly #uri: string;
  #id = 0;
  #version = 1;
  #text = "";
  #stands: () => void = () => {};

  private constructor(private readonly folder: string) {
    this.#uri = pathToFileURL(path.join(folder, "long.py")).href;
    const program = bundledPythonServer(path.resolve(__dirname, "../.."), process.execPath, process.env);
    if (typeof program === "string") throw new Error(program);
    this.#process = new ServerProcess(program, folder, {
      message: (message) => this.#take(message),
      end: (sentence) => console.log(`the bare server: ${sentence}`),
    });
  }

  /** Starts it with a text; resolves when it has told what is wrong in it. */
  static async start(text: string): Promise<BareServer> {
    const server = new BareServer(await mkdtemp(path.join(os.tmpdir(), "tandem-bench-server-")));
    const uri = pathToFileURL(server.folder).href;
    await server.#ask("initialize", {
      processId: null,
      rootUri: uri,
      workspaceFolders: [{ uri, name: "bench" }],
      capabilities: {
        workspace: { configuration: true },
        textDocument: {
          publishDiagnostics: {},
          completion: { contextSupport: true, completionItem: { snippetSupport: true } },
        },
      },
    });
    server.#notify("initialized", {});
    const stands = new Promise<void>((resolve) => {
      server.#stands = resolve;
    });
    server.#text = text;
    server.#notify("textDocument/didOpen", {
      textDocument: { uri: server.#uri, languageId: "python", version: 1, text },
    });
    await stands;
    return server;
  }

  /** Puts a line before the given one (from 1) and asks what could be typed at its end; answers the ms of asking. */
  async completion(line: number, typed: string): Promise<number> {
    const lines = this.#text.split("\n");
    const change = (range: unknown, text: string) =>
      this.#notify("textDocument/didChange", {
        textDocument: { uri: this.#uri, version: ++this.#version },
        contentChanges: [{ range, text }],
      });
    const at = Math.min(line, lines.length) - 1;
    const start = { line: at, character: 0 };
    change({ start, end: start }, `${typed.slice(0, -1)}\n`);
    const from = performance.now();
    const position = { line: at, character: typed.length - 1 };
    change({ start: position, end: position }, typed.slice(-1));
    const answer = await this.#ask("textDocument/completion", {
      textDocument: { uri: this.#uri },
      position: { line: at, character: typed.length },
      context: { triggerKind: 2, triggerCharacter: typed.slice(-1) },
    });
    const took = performance.now() - from;
    const list = (answer.result ?? {}) as { readonly items?: readonly unknown[] };
    if (!list.items?.length) throw new Error("the bare server knows no completion");
    change({ start, end: { line: at + 1, character: 0 } }, "");
    return took;
  }

  async end(): Promise<void> {
    this.#process.dispose();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #take(message: RpcMessage): void {
    const { id, method } = message;
    if (method === "textDocument/publishDiagnostics") this.#stands();
    if (id === undefined) return;
    if (method === undefined) this.#answers.get(id as number)?.(message);
    else this.#process.send({ jsonrpc: "2.0", id, result: this.#resultFor(message) } as RpcMessage);
  }

  #resultFor({ method, params }: RpcMessage): unknown {
    if (method !== "workspace/configuration") return null;
    const { items } = params as { readonly items: readonly { readonly section: string }[] };
    return items.map(({ section }) => (section.endsWith(".analysis") ? SETTINGS : { analysis: SETTINGS }));
  }

  #ask(method: string, params: unknown): Promise<RpcMessage> {
    const id = ++this.#id;
    const answered = new Promise<RpcMessage>((resolve) => this.#answers.set(id, resolve));
    this.#process.send({ jsonrpc: "2.0", id, method, params } as RpcMessage);
    return answered;
  }

  #notify(method: string, params: unknown): void {
    this.#process.send({ jsonrpc: "2.0", method, params } as RpcMessage);
  }
}
