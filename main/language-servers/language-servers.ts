/** The language servers of all windows: one process for each open channel, ended with it. */
import { homedir } from "node:os";
import * as v from "valibot";
import type { Channel } from "../../preload/contract/channel-pipe";
import { languageParams, type RpcMessage, rpcMessage } from "../../preload/contract/language-servers";
import { t } from "../../preload/texts/texts";
import { unawaited } from "../floor/failures";
import { ServerProcess, type ServerProgram } from "./server-process";

/** More messages are not kept for a program that is not there yet: a window sends one and waits. */
const MOST_EARLY = 100;

export class LanguageServers {
  readonly #running = new Set<ServerProcess>();
  #disposed = false;

  /** @param find how the server of an id is started; a sentence when it cannot be */
  constructor(
    private readonly find: (id: string) => Promise<ServerProgram | string>,
    private readonly log: (line: string) => void,
  ) {}

  /** Serves a window's channel by a server of its own. Returns why not. */
  accept(channel: Channel): string | undefined {
    const params = v.safeParse(languageParams, channel.request.params);
    if (!params.success) return t("What was asked of the language server does not fit.");
    const { folder } = params.output;
    // What the window says before the program runs is kept for it.
    const early: RpcMessage[] = [];
    let server: ServerProcess | undefined;
    let closed = false;
    channel.onDrain = () => server?.resume();
    channel.onClose = () => {
      closed = true;
      if (!server) return;
      this.#running.delete(server);
      server.dispose();
    };
    channel.onMessage = ({ json }) => {
      const parsed = v.safeParse(rpcMessage, json);
      if (!parsed.success) throw new Error(t("The window sent something that is no JSON-RPC message."));
      if (server) server.send(parsed.output);
      else if (early.length < MOST_EARLY) early.push(parsed.output);
    };
    const start = (program: ServerProgram | string) => {
      if (closed || this.#disposed) return;
      if (typeof program === "string") {
        channel.close(program);
        return;
      }
      server = this.#start(program, folder ?? homedir(), channel);
      for (const message of early) server.send(message);
    };
    unawaited(
      "starting a language server",
      this.find(channel.request.session).then(start, (error: unknown) => channel.close(String(error))),
    );
    return undefined;
  }

  #start(program: ServerProgram, cwd: string, channel: Channel): ServerProcess {
    const server: ServerProcess = new ServerProcess(program, cwd, {
      message: (message) => {
        if (!channel.send(message)) server.pause();
      },
      end: (sentence) => {
        this.#running.delete(server);
        this.log(sentence);
        channel.close(sentence);
      },
    });
    this.#running.add(server);
    this.log(`language server ${program.name} started, pid ${server.pid}`);
    return server;
  }

  /** Ends all of them. */
  dispose(): void {
    this.#disposed = true;
    for (const server of this.#running) server.dispose();
    this.#running.clear();
  }
}
