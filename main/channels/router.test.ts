import { beforeEach, describe, expect, it } from "vitest";
import type { Lane, LaneEvents } from "../../kernel-host/door/host-link";
import { type Channel, ChannelPipe } from "../../preload/contract/channel-pipe";
import { type ChannelHeader, decodeFrame, encodeFrame } from "../../preload/contract/frames";
import { CHANNEL_CREDIT_BYTES, MAX_OWN_CHANNEL } from "../../preload/contract/limits";
import { Router } from "./router";

/** A host's end of a pipe in memory, with lanes as main's connection has them. */
class Host {
  readonly accepted: Channel[] = [];
  readonly lanes = new Map<number, LaneEvents>();
  readonly heard: { channel: number; header: ChannelHeader }[] = [];
  readonly pipe = new ChannelPipe({
    send: (frame) => this.send(frame),
    accept: (channel) => {
      this.accepted.push(channel);
      return undefined;
    },
  });
  keepsUp = true;

  /** What the host says reaches the lane of its channel. */
  send(frame: Uint8Array): void {
    this.lanes.get(decodeFrame(frame).channel)?.frame(frame);
  }

  lane(events: LaneEvents): Lane {
    const channel = MAX_OWN_CHANNEL + 1 + this.lanes.size;
    this.lanes.set(channel, events);
    return {
      channel,
      send: (frame) => {
        this.heard.push({ channel, header: decodeFrame(frame).header as ChannelHeader });
        this.pipe.receive(frame);
        return this.keepsUp;
      },
      release: () => this.lanes.delete(channel),
    };
  }
}

let hosts: Record<string, Host>;
let router: Router;
let window: ChannelPipe;
let garbage: string[];
let hostGarbage: string[];
let toWindow: Uint8Array[];

beforeEach(() => {
  hosts = { one: new Host(), two: new Host() };
  garbage = [];
  hostGarbage = [];
  toWindow = [];
  router = new Router({
    toWindow: (frame) => {
      toWindow.push(frame);
      window.receive(frame);
    },
    openLane: (session, _name, events) =>
      hosts[session]?.lane(events) ?? "There is no such session any more.",
    onGarbage: (reason) => garbage.push(reason),
    onHostGarbage: (reason) => hostGarbage.push(reason),
  });
  window = new ChannelPipe({ send: (frame) => router.fromWindow(frame) });
});

const host = (name: string) => hosts[name] as Host;

function open(session: string, name = "log") {
  const channel = window.open({ session, name, client: "w1" });
  const got: unknown[] = [];
  let end: string | undefined | null = null;
  channel.onMessage = ({ json }) => {
    got.push(json);
  };
  channel.onClose = (error) => {
    end = error;
  };
  return { channel, got, end: () => end };
}

/** Lets handlers that were called asynchronously run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("between a window and its hosts", () => {
  it("carries messages of any size, both ways, each to its session", async () => {
    const [first, second] = [open("one"), open("two")];
    const [atOne, atTwo] = [host("one").accepted[0] as Channel, host("two").accepted[0] as Channel];
    expect(atOne.request).toMatchObject({ session: "one", name: "log", client: "w1" });
    const heard: number[] = [];
    atOne.onMessage = ({ json }) => {
      heard.push((json as string).length);
    };
    first.channel.send("x".repeat(3 * CHANNEL_CREDIT_BYTES));
    atTwo.send({ from: "two" });
    atOne.send({ from: "one" });
    await settle();
    expect(heard).toEqual([3 * CHANNEL_CREDIT_BYTES + 0]);
    expect([first.got, second.got]).toEqual([[{ from: "one" }], [{ from: "two" }]]);
    expect(garbage).toEqual([]);
  });

  it("lets a channel that never reads hold up no other, and keeps nothing back itself", async () => {
    const stuck = window.open({ session: "one", name: "log", client: "w1" });
    const lively = open("one", "status");
    const [atStuck, atLively] = host("one").accepted as [Channel, Channel];
    // No handler at the window: it never grants more credit.
    for (let i = 0; i < 100; i++) atStuck.send("y".repeat(100_000));
    const sent = toWindow.reduce((sum, frame) => sum + frame.length, 0);
    expect(sent).toBeLessThan(CHANNEL_CREDIT_BYTES + 300_000);
    expect(atStuck.waitingBytes).toBeGreaterThan(8_000_000);
    atLively.send({ state: "idle" });
    await settle();
    expect(lively.got).toEqual([{ state: "idle" }]);
    stuck.close();
    expect(atStuck.closed).toBe(true);
  });

  it("answers the window's pings itself", async () => {
    await expect(window.ping()).resolves.toBeUndefined();
  });

  it("ends channels with the reason when a host's pipe breaks, and only those", () => {
    const [first, second] = [open("one"), open("two")];
    for (const lane of host("one").lanes.values()) lane.end("the connection to the kernel-host ended");
    expect(first.end()).toBe("the connection to the kernel-host ended");
    expect(second.end()).toBe(null);
  });

  it("ends the window's channels at the hosts when the window is gone", () => {
    open("one");
    router.dispose();
    expect(host("one").accepted[0]?.closed).toBe(true);
    expect(host("one").lanes.size).toBe(0);
    router.fromWindow("after the end");
    expect(garbage).toEqual([]);
  });

  it("passes on a close from either side and forgets the channel", () => {
    const [first, second] = [open("one"), open("one")];
    const [one, two] = host("one").accepted as [Channel, Channel];
    first.channel.close();
    expect(one.closed).toBe(true);
    two.close("the log cannot be read");
    expect(second.end()).toBe("the log cannot be read");
    expect(host("one").lanes.size).toBe(0);
  });
});

describe("what is refused on its channel alone", () => {
  it.each([
    ["a session that is not there", "three", "log", "There is no such session any more."],
    ["a channel that is not there", "one", "secrets", 'There is no channel "secrets".'],
  ])("%s", (_what, session, name, sentence) => {
    const other = open("two");
    const { channel } = open(session, name);
    expect(channel.closed).toBe(true);
    expect(toWindow.map((frame) => decodeFrame(frame).header).at(-1)).toEqual({
      t: "close",
      error: sentence,
    });
    expect(other.end()).toBe(null);
    expect(garbage).toEqual([]);
  });

  it("data for a channel that is not open is answered by a close", () => {
    router.fromWindow(encodeFrame(7, { t: "data", parts: [2] }, new Uint8Array(2)));
    expect(toWindow.map((frame) => decodeFrame(frame))).toMatchObject([
      { channel: 7, header: { t: "close" } },
    ]);
    expect(garbage).toEqual([]);
  });

  it("frames of unknown kinds are skipped", () => {
    router.fromWindow(encodeFrame(1, { t: "novelty" } as never));
    router.fromWindow(encodeFrame(0, { t: "novelty" } as never));
    expect([garbage, toWindow]).toEqual([[], []]);
  });
});

describe("a window that breaks the protocol loses its port", () => {
  const flood = () => {
    const body = new TextEncoder().encode(JSON.stringify("x".repeat(200_000)));
    for (let i = 0; i < 20; i++) router.fromWindow(encodeFrame(1, { t: "data", parts: [body.length] }, body));
  };
  it.each<[string, () => void]>([
    ["by something that is no frame", () => router.fromWindow({ hello: 1 })],
    ["by bytes that are no frame", () => router.fromWindow(new Uint8Array(40))],
    [
      "by a number that is not a window's",
      () => router.fromWindow(encodeFrame(MAX_OWN_CHANNEL + 1, { t: "close" })),
    ],
    ["by accepting a channel", () => router.fromWindow(encodeFrame(1, { t: "opened", credit: 10 }))],
    ["by a header that does not fit", () => router.fromWindow(encodeFrame(1, { t: "credit", bytes: -5 }))],
    [
      "by opening a channel twice",
      () =>
        router.fromWindow(encodeFrame(1, { t: "open", session: "one", name: "log", client: "w", credit: 9 })),
    ],
    ["by sending more than there is credit for", flood],
  ])("%s", (_how, breaks) => {
    open("one");
    breaks();
    expect(garbage).toHaveLength(1);
    expect(host("one").accepted[0]?.closed).toBe(true);
    router.fromWindow("more of it");
    expect(garbage).toHaveLength(1);
  });

  it("by going on when a host takes nothing", () => {
    const { channel } = open("one");
    host("one").keepsUp = false;
    channel.send("hello");
    expect(garbage).toEqual(["frames came faster than the kernel-host takes them"]);
  });
});

describe("a host that breaks the protocol loses the channel", () => {
  const message = new TextEncoder().encode(JSON.stringify("x".repeat(200_000)));
  it.each<[string, ChannelHeader, Uint8Array, number]>([
    [
      "by opening one",
      { t: "open", session: "one", name: "log", client: "h", credit: 9 },
      new Uint8Array(),
      1,
    ],
    ["by sending more than there is credit for", { t: "data", parts: [message.length] }, message, 20],
  ])("%s", (_how, header, body, times) => {
    // No handler at the window: it grants no more credit.
    const channel = window.open({ session: "one", name: "log", client: "w1" });
    const other = open("two");
    const number = MAX_OWN_CHANNEL + 1;
    for (let i = 0; i < times; i++) host("one").send(encodeFrame(number, header, body));
    expect(hostGarbage).toHaveLength(1);
    expect([channel.closed, host("one").accepted[0]?.closed]).toEqual([true, true]);
    expect(other.end()).toBe(null);
  });
});
