/** The language servers of all windows: one process for each open channel, ended with it. */
import { homedir } from "node:os";
import * as v from "valibot";
import type { Channel } from "../../preload/contract/channel-pipe";
import { languageParams, rpcMessage } from "../../preload/contract/language-servers";
import { t } from "../../preload/texts/texts";
import { ServerProcess, type ServerProgram } from "./server-process";

export class LanguageServers {
  readonly #running = new Set<ServerProcess>();

  /** @param find how the server of an id is started; a sentence when it cannot be */
  constructor(
    private readonly find: (id: string) => ServerProgram | string,
    private readonly log: (line: string) => void,
  ) {}

  /** Serves a window's channel by a server of its own. Returns why not. */
  accept(channel: Channel): string | undefined {
    const params = v.safeParse(languageParams, channel.request.params);
    if (!params.success) return t("What was asked of the language server does not fit.");
    const program = this.find(channel.request.session);
    if (typeof program === "string") return program;
    const server = new ServerProcess(program, params.output.folder ?? homedir(), {
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
    channel.onDrain = () => server.resume();
    channel.onClose = () => {
      this.#running.delete(server);
      server.dispose();
    };
    channel.onMessage = ({ json }) => {
      const parsed = v.safeParse(rpcMessage, json);
      if (!parsed.success) throw new Error(t("The window sent something that is no JSON-RPC message."));
      server.send(parsed.output);
    };
    return undefined;
  }

  /** Ends all of them. */
  dispose(): void {
    for (const server of this.#running) server.dispose();
    this.#running.clear();
  }
}
