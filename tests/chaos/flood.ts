/** More than anybody wants to read: many messages, large messages, and readers that do not read. */
import { LOG_MEMORY_BYTES } from "../../preload/contract/limits";
import { ipykernel, python } from "../process/programs";
import { until } from "../process/until";
import { kernelProgram } from "./connection";
import type { Fault } from "./fault";
import { check, memoryOf } from "./stage";

const MIB = 1024 * 1024;
/** What a host may have in memory, besides what one message takes, in bytes. */
const HOST_BYTES = 400 * MIB;

export const floodFaults: readonly Fault[] = [
  {
    kind: "flood-of-small-messages",
    subset: true,
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      const production = await stage.produce(client, stage.production(3000, { rest: 1e-9, every: 1 }));
      const shown = await client.run(
        "from IPython.display import display\nfor i in range(2000): display({'text/plain': str(i)}, raw=True)",
        100_000,
      );
      check(shown.status === "ok", `the displays ended as ${shown.status}`);
      await stage.settle(host, client, production);
      const numbers = client
        .messages("display_data")
        .map(({ content }) => Number((content["data"] as Record<string, string>)["text/plain"]));
      check(
        numbers.length === 2000 && numbers.every((n, i) => n === i),
        `${numbers.length} displays of 2000, or not in order`,
      );
    },
  },
  {
    kind: "a-million-lines",
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      const production = await stage.produce(client, stage.production(1_000_000, { filling: 8 }));
      await stage.settle(host, client, production);
      const { most } = await memoryOf(host.file.pid);
      check(most < HOST_BYTES, `the host had ${Math.round(most / MIB)} MiB in memory`);
    },
  },
  {
    kind: "text-of-100-megabytes",
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      const size = 100_000_000;
      const end = await client.run(`print("x" * ${size})`, 50_000);
      check(end.status === "ok", `the cell ended as ${end.status}`);
      let length = 0;
      for (const record of client.of("stream")) length += record.text.length;
      check(length === size + 1, `${length} characters arrived of ${size + 1}`);
      await stage.settle(host, client, await stage.produce(client, stage.production(1000)));
    },
  },
  {
    kind: "display-of-100-megabytes",
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      const size = 100_000_000;
      const end = await client.run(
        `from IPython.display import display\ndisplay({'text/plain': 'y' * ${size}}, raw=True)`,
        50_000,
      );
      check(end.status === "ok", `the cell ended as ${end.status}`);
      const [shown] = client.messages("display_data");
      const text = (shown?.content["data"] as Record<string, string> | undefined)?.["text/plain"];
      check(text?.length === size, `${text?.length} characters arrived of ${size}`);
      await stage.settle(host, client, await stage.produce(client, stage.production(1000)));
    },
  },
  {
    kind: "stderr-flood-at-start",
    run: async (stage) => {
      const lines = 200_000;
      const argv = [python, kernelProgram("noisy_start.py"), String(lines), ...ipykernel];
      const host = await stage.host({ argv });
      const client = await stage.watch(host);
      const last = `noise ${lines - 1}\n`;
      await until("the last noise", () => client.of("raw").some(({ text }) => text.endsWith(last)));
      const said = client
        .of("raw")
        .filter(({ name }) => name === "stderr")
        .map(({ text }) => text)
        .join("");
      const wanted = Array.from({ length: lines }, (_, i) => `noise ${i}\n`).join("");
      if (!said.startsWith(wanted)) {
        stage.cost.lost += Math.max(1, wanted.length - said.length);
        throw new Error(`of ${wanted.length} bytes of noise ${said.length} arrived, or not in order`);
      }
      await stage.settle(host, client, await stage.produce(client, stage.production(1000)));
    },
  },
  {
    kind: "a-reader-that-never-reads",
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      const deaf = await host.attach("deaf");
      deaf.followLog();
      deaf.socket.pause();
      const busy = await host.attach("never done");
      busy.open("log", { epoch: null, from: 0 }).onMessage = () => new Promise<void>(() => {});
      const before = (await memoryOf(host.file.pid)).now;
      const production = await stage.produce(client, stage.production(400_000, { filling: 40 }));
      await stage.settle(host, client, production);
      const grown = (await memoryOf(host.file.pid)).now - before;
      check(grown < HOST_BYTES / 2 + LOG_MEMORY_BYTES, `the host grew by ${Math.round(grown / MIB)} MiB`);
      deaf.socket.resume();
      await until("what the deaf one missed", () => deaf.records.at(-1)?.seq === client.records.at(-1)?.seq);
      await stage.replay(host, deaf);
    },
  },
  {
    kind: "readers-that-come-and-go",
    run: async (stage) => {
      const host = await stage.host();
      const client = await stage.watch(host);
      const production = await stage.produce(client, stage.production(40_000, { rest: 0.002, every: 50 }));
      let seen = 0;
      const parts = [];
      for (let i = 0; i < 12; i++) {
        const visitor = await host.attach(`visitor ${i}`);
        visitor.followLog({ epoch: i === 0 ? null : host.file.epoch, from: seen });
        await stage.moment(20, 150);
        visitor.dispose();
        const { attached } = visitor;
        check(!attached || attached.valid === seen, `${attached?.valid} is said to be valid of ${seen}`);
        parts.push(...visitor.records);
        seen = visitor.records.at(-1)?.seq ?? seen;
      }
      const records = await stage.settle(host, client, production);
      check(
        parts.every((record, i) => record.seq === records[i]?.seq),
        "what the visitors saw one after the other is not the log",
      );
    },
  },
];
