import fc from "fast-check";
import { expect, test } from "vitest";
import { type Channel, type ChannelMessage, ChannelPipe, MessageTooLarge } from "./channel-pipe";
import { decodeFrame, encodeFrame, FrameError } from "./frames";
import { CHANNEL_CREDIT_BYTES, MAX_CHANNELS, MAX_FRAME_BYTES, MAX_MESSAGE_BYTES } from "./limits";

const request = (name: string) => ({ session: "s", name, client: "c" });

/** Two ends of a pipe; frames lie between them until they are let through. */
class Link {
  readonly toHost: Uint8Array[] = [];
  readonly toClient: Uint8Array[] = [];
  readonly accepted: Channel[] = [];
  readonly client: ChannelPipe;
  readonly host: ChannelPipe;

  constructor(credit = CHANNEL_CREDIT_BYTES, refuse?: (channel: Channel) => string | undefined) {
    this.client = new ChannelPipe({ credit, send: (frame) => this.toHost.push(frame) });
    this.host = new ChannelPipe({
      credit,
      send: (frame) => this.toClient.push(frame),
      accept: (channel) => {
        const reason = refuse?.(channel);
        if (reason === undefined) this.accepted.push(channel);
        return reason;
      },
    });
  }

  /** Lets one frame through; false when there is none in that direction. */
  step(direction: "toHost" | "toClient"): boolean {
    const frame = this[direction].shift();
    if (!frame) return false;
    (direction === "toHost" ? this.host : this.client).receive(frame);
    return true;
  }

  /** Lets everything through until nothing moves. */
  async settle(): Promise<void> {
    for (;;) {
      let moved = false;
      while (this.step("toHost") || this.step("toClient")) moved = true;
      await new Promise((resolve) => setImmediate(resolve));
      if (!moved && this.toHost.length + this.toClient.length === 0) return;
    }
  }

  /** Opens a channel; both its ends. */
  async open(name = "log"): Promise<[client: Channel, host: Channel]> {
    const client = this.client.open(request(name));
    await this.settle();
    const host = this.accepted.at(-1);
    if (!host) throw new Error("not accepted");
    return [client, host];
  }
}

/** Collects what a channel receives. */
function collect(channel: Channel): ChannelMessage[] {
  const messages: ChannelMessage[] = [];
  channel.onMessage = (message) => {
    messages.push(message);
  };
  return messages;
}

test("a channel carries JSON and buffers both ways, in order", async () => {
  const link = new Link();
  const [client, host] = await link.open();
  expect(host.request).toMatchObject(request("log"));
  const [atClient, atHost] = [collect(client), collect(host)];
  client.send({ text: "ä😀" });
  client.send(null, [Uint8Array.from([1, 2]), new Uint8Array(0), Uint8Array.from([3])]);
  host.send("answer");
  await link.settle();
  expect(atHost.map(({ json }) => json)).toEqual([{ text: "ä😀" }, null]);
  expect(atHost[1]?.buffers.map((buffer) => [...buffer])).toEqual([[1, 2], [], [3]]);
  expect(atClient.map(({ json }) => json)).toEqual(["answer"]);
});

test("what is sent before the channel is open arrives once it is, parameters too", async () => {
  const link = new Link();
  const channel = link.client.open({ ...request("log"), params: { from: 7 } });
  expect(channel.send("early")).toBe(false);
  await link.settle();
  const host = link.accepted[0] as Channel;
  expect(host.request.params).toEqual({ from: 7 });
  const messages = collect(host);
  await link.settle();
  expect(messages.map(({ json }) => json)).toEqual(["early"]);
});

test("a message larger than frame and credit arrives whole", async () => {
  const link = new Link(MAX_FRAME_BYTES);
  const [client, host] = await link.open();
  const messages = collect(host);
  const big = Uint8Array.from({ length: 5 * MAX_FRAME_BYTES }, (_, i) => i % 251);
  client.send({ n: 1 }, [big]);
  client.send({ n: 2 });
  await link.settle();
  expect(messages.map(({ json }) => json)).toEqual([{ n: 1 }, { n: 2 }]);
  expect(Buffer.compare(messages[0]?.buffers[0] ?? new Uint8Array(0), big)).toBe(0);
});

test("a sender waits when the credit is gone, and is told when it may go on", async () => {
  const link = new Link(10_000);
  const [client, host] = await link.open();
  const used: (() => void)[] = [];
  client.onMessage = () => new Promise<void>((resolve) => used.push(resolve));
  let drained = 0;
  host.onDrain = () => drained++;
  let sent = 1;
  while (host.send("x".repeat(1000))) sent++;
  await link.settle();
  expect(sent).toBeLessThan(13);
  expect(host.waitingBytes).toBeGreaterThan(0);
  expect(used).toHaveLength(1);
  expect(drained).toBe(0);
  while (used.length > 0) {
    used.shift()?.();
    await link.settle();
  }
  expect(drained).toBe(1);
  expect(host.waitingBytes).toBe(0);
});

test("a channel that never reads holds up no other and costs the sender no more than its credit", async () => {
  const link = new Link(10_000);
  const [, stuck] = await link.open("stuck");
  const [reading, host] = await link.open("reading");
  const messages = collect(reading);
  let onTheWay = 0;
  for (let i = 0; i < 200; i++) {
    if (!stuck.closed && stuck.waitingBytes === 0) {
      stuck.send("y".repeat(1000));
      onTheWay++;
    }
    host.send(i);
    await link.settle();
  }
  expect(messages.map(({ json }) => json)).toEqual(Array.from({ length: 200 }, (_, i) => i));
  expect(onTheWay).toBeLessThan(13);
});

test("any schedule of sending, delivering and using keeps order, content and credit", async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant("send" as const), channel: fc.nat(2), size: fc.nat(3000) }),
    fc.record({
      do: fc.constant("deliver" as const),
      direction: fc.constantFrom("toHost" as const, "toClient" as const),
    }),
    fc.record({ do: fc.constant("use" as const), channel: fc.nat(2) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 120 }), async (steps) => {
      const credit = 4000;
      const link = new Link(credit);
      const hosts: Channel[] = [];
      const got: string[][] = [[], [], []];
      const waiting: (() => void)[][] = [[], [], []];
      let greedy = false;
      for (let i = 0; i < 3; i++) {
        const [client, host] = await link.open(`${i}`);
        hosts.push(host);
        client.onMessage = ({ json }) => {
          got[i]?.push(json as string);
          return greedy ? undefined : new Promise<void>((resolve) => waiting[i]?.push(resolve));
        };
      }
      const sent: string[][] = [[], [], []];
      for (const [n, action] of steps.entries()) {
        if (action.do === "send") {
          const text = `${n}:${"z".repeat(action.size)}`;
          sent[action.channel]?.push(text);
          hosts[action.channel]?.send(text);
        } else if (action.do === "deliver") {
          link.step(action.direction);
        } else {
          waiting[action.channel]?.shift()?.();
          await Promise.resolve();
        }
        for (let i = 0; i < 3; i++) expect(sent[i]?.slice(0, got[i]?.length)).toEqual(got[i]);
        const flying = [0, 0, 0];
        for (const frame of link.toClient) {
          const { channel } = decodeFrame(frame);
          flying[channel - 1] = (flying[channel - 1] ?? 0) + frame.length;
        }
        // The last frame may begin with the last byte of credit.
        for (const bytes of flying) expect(bytes).toBeLessThanOrEqual(credit + 3200);
      }
      greedy = true;
      for (const used of waiting.flat()) used();
      await link.settle();
      expect(got).toEqual(sent);
      expect(hosts.map((host) => host.waitingBytes)).toEqual([0, 0, 0]);
    }),
    { numRuns: 60 },
  );
});

test("closing ends both sides once; what comes later is nothing", async () => {
  const link = new Link();
  const [client, host] = await link.open();
  const ends: unknown[] = [];
  client.onClose = (error) => ends.push(["client", error]);
  host.onClose = (error) => ends.push(["host", error]);
  host.close("because");
  client.send("on the way");
  await link.settle();
  host.close();
  expect(ends).toEqual([
    ["host", "because"],
    ["client", "because"],
  ]);
  expect([client.closed, host.closed, client.send("late")]).toEqual([true, true, true]);
});

test("a refused channel says why, and its number can be used again", async () => {
  const link = new Link(1000, (channel) =>
    channel.request.name === "no" ? "there is no such channel" : undefined,
  );
  const refused = link.client.open(request("no"));
  let reason: string | undefined;
  refused.onClose = (error) => {
    reason = error;
  };
  await link.settle();
  expect(reason).toBe("there is no such channel");
  await link.open("yes");
});

test("a handler that throws closes its channel with the error and no other", async () => {
  const link = new Link();
  const [client, host] = await link.open("bad");
  const [otherClient, otherHost] = await link.open("good");
  const messages = collect(otherHost);
  host.onMessage = () => {
    throw new Error("cannot use this");
  };
  let reason: string | undefined;
  client.onClose = (error) => {
    reason = error;
  };
  client.send(1);
  otherClient.send(2);
  await link.settle();
  expect(reason).toBe("cannot use this");
  expect(messages).toHaveLength(1);
});

test("the pipe's end ends every channel", async () => {
  const link = new Link();
  const [client] = await link.open();
  let reason: string | undefined;
  client.onClose = (error) => {
    reason = error;
  };
  link.client.close("the host is gone");
  expect(reason).toBe("the host is gone");
  client.send("x");
  expect(link.toHost).toEqual([]);
});

test("a channel that is opened when the pipe has ended ends with the reason", async () => {
  const link = new Link();
  link.client.close("the host is gone");
  const channel = link.client.open(request("late"));
  const reason = await new Promise((resolve) => {
    channel.onClose = resolve;
  });
  expect(reason).toBe("the host is gone");
  expect(channel.closed).toBe(true);
});

test("pings are answered by the pipe itself", async () => {
  const link = new Link();
  const pings = Promise.all([link.client.ping(), link.host.ping(), link.client.ping()]);
  await link.settle();
  await pings;
});

test("no more channels than allowed", async () => {
  const link = new Link();
  for (let i = 0; i < MAX_CHANNELS; i++) link.client.open(request("log"));
  await link.settle();
  const one = link.client.open(request("log"));
  let reason: string | undefined;
  one.onClose = (error) => {
    reason = error;
  };
  await link.settle();
  expect(reason).toBe("too many channels");
  expect(link.accepted).toHaveLength(MAX_CHANNELS);
});

test("kinds of frame from a newer version are skipped; those that no channel may send end the pipe", async () => {
  const link = new Link();
  const [, host] = await link.open();
  const messages = collect(host);
  const odd = (header: object) => encodeFrame(1, header as Parameters<typeof encodeFrame>[1]);
  link.host.receive(odd({ t: "weather", temperature: 20 }));
  link.host.receive(encodeFrame(0, { t: "weather" } as unknown as Parameters<typeof encodeFrame>[1]));
  link.host.receive(encodeFrame(99, { t: "data", parts: [1] }, new Uint8Array(1)));
  expect(() =>
    link.host.receive(odd({ t: "open", session: "s", name: "x", client: "c", credit: 1 })),
  ).toThrow("twice");
  expect(() =>
    link.client.receive(odd({ t: "open", session: "s", name: "x", client: "c", credit: 1 })),
  ).toThrow(FrameError);
  expect(messages).toEqual([]);
});

test.each([
  ["continues none", { t: "data" as const }, 1],
  ["is shorter than announced", { t: "data" as const, parts: [5] }, 4],
  ["is longer than announced", { t: "data" as const, parts: [5] }, 6],
  ["is too large", { t: "data" as const, parts: [2 ** 40], more: true as const }, 6],
  ["is not JSON", { t: "data" as const, parts: [1] }, 1],
  ["has no parts", { t: "data" as const, parts: [] }, 1],
  ["gives credit for nothing", { t: "credit" as const, bytes: -1 }, 1],
] as const)("a message that %s ends its channel and no other", async (_what, header, size) => {
  const link = new Link();
  const [bad, badHost] = await link.open("bad");
  const [good, goodHost] = await link.open("good");
  const ends: (string | undefined)[] = [];
  bad.onClose = (error) => ends.push(error);
  badHost.onClose = (error) => ends.push(error);
  const messages = collect(goodHost);
  link.host.receive(
    encodeFrame(bad.id, header as unknown as Parameters<typeof encodeFrame>[1], new Uint8Array(size)),
  );
  good.send("still here");
  await link.settle();
  expect(ends).toHaveLength(2);
  expect(ends[0]).toBeTruthy();
  expect(ends[1]).toBe(ends[0]);
  expect(messages.map(({ json }) => json)).toEqual(["still here"]);
});

test("what no receiver would take is not sent, and the channel goes on", async () => {
  const link = new Link();
  const [client, host] = await link.open();
  const messages = collect(host);
  const half = new Uint8Array(MAX_MESSAGE_BYTES / 2);
  expect(() => client.send("x", [half, half])).toThrow(MessageTooLarge);
  expect(() => client.send("x", Array(1000).fill(new Uint8Array(1)))).toThrow(MessageTooLarge);
  expect(client.send("small")).toBe(true);
  await link.settle();
  expect(messages.map(({ json }) => json)).toEqual(["small"]);
});

test("a message has as many buffers as it may have", async () => {
  const link = new Link();
  const [client, host] = await link.open();
  const messages = collect(host);
  client.send(2, Array(999).fill(new Uint8Array(1)));
  await link.settle();
  expect(messages.map(({ json, buffers }) => [json, buffers.length])).toEqual([[2, 999]]);
});
