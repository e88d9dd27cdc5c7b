/** A session of a profile, reached as any client reaches it: by the files in its folder. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import * as v from "valibot";
import { hostFile, kernelFile } from "../../kernel-host/door/session-files";
import { TestClient } from "../process/attached-client";
import { until } from "../process/until";
import type { Stage } from "./stage";

export class SessionAt {
  constructor(
    private readonly stage: Stage,
    readonly folder: string,
  ) {}

  /** The only session of a profile, as soon as it is there. */
  static async only(stage: Stage, sessionsFolder: string): Promise<SessionAt> {
    const name = await until("a session", async () => (await readdir(sessionsFolder).catch(() => []))[0]);
    return new SessionAt(stage, path.join(sessionsFolder, name));
  }

  async kernelPid(): Promise<number> {
    return (await this.#read("kernel.json", kernelFile)).pid;
  }

  async hostPid(): Promise<number> {
    return (await this.#read("host.json", hostFile)).pid;
  }

  /** Attaches to the host that serves the session now, or soon. */
  async attach(name: string): Promise<TestClient> {
    const key = await readFile(path.join(this.folder, "key"), "utf8");
    const client = await until("a host to attach to", async () => {
      const file = await this.#read("host.json", hostFile);
      const at = { session: path.basename(this.folder), file };
      return TestClient.attach(at, name, key.trim()).catch(() => undefined);
    });
    this.stage.defer(() => client.dispose());
    return client;
  }

  #read<T>(name: string, schema: v.GenericSchema<unknown, T>): Promise<T> {
    return until(name, async () => {
      const text = await readFile(path.join(this.folder, name), "utf8").catch(() => undefined);
      return text === undefined ? undefined : v.parse(schema, JSON.parse(text));
    });
  }
}
