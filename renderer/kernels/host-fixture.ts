/** For tests: the other end of a window's pipe, which a test makes say what a host would. */
import type { Channel } from "../../preload/contract/channel-pipe";
import { ChannelPipe } from "../../preload/contract/channel-pipe";
import type { LogRecord } from "../../preload/contract/records";
import type { SessionInfo } from "../../preload/contract/sessions";
import { type ChannelClient, createChannelClient, type FramePort } from "./channel-client";
import type { Pace } from "./pace";

export class HostEnd {
  /** Open channels, by session and name; the newest of each. */
  readonly channels = new Map<string, Channel>();
  /** What came on each of them. */
  readonly heard: { readonly on: string; readonly message: unknown }[] = [];
  readonly client: ChannelClient;
  #toWindow: (frame: unknown) => void = () => {};
  closePort = () => {};
  /** Whether another port is given in place of one that was closed. */
  givesPorts = true;

  constructor() {
    this.client = createChannelClient(this.#port(), "window-1", async () =>
      this.givesPorts ? this.#port() : new Promise<never>(() => {}),
    );
  }

  /** A new port, with a new pipe behind it. */
  #port(): FramePort {
    let toWindow: (frame: unknown) => void = () => {};
    const pipe = new ChannelPipe({
      // Like a MessagePort: never within the call.
      send: (frame) => queueMicrotask(() => toWindow(frame)),
      accept: (channel) => {
        const on = `${channel.request.session}/${channel.request.name}`;
        this.channels.set(on, channel);
        channel.onMessage = ({ json }) => void this.heard.push({ on, message: json });
        return undefined;
      },
    });
    return {
      postMessage: (frame) => queueMicrotask(() => pipe.receive(frame)),
      onFrame: (listener) => {
        toWindow = listener;
        this.#toWindow = listener;
      },
      onClose: (listener) => {
        this.closePort = listener;
      },
      close: () => this.closePort(),
    };
  }

  channel(on: string): Channel {
    const channel = this.channels.get(on);
    if (!channel) throw new Error(`${on} is not open`);
    return channel;
  }

  say(on: string, message: unknown): void {
    this.channel(on).send(message);
  }

  /** Something that is no frame. */
  garble(): void {
    this.#toWindow(new Uint8Array([1, 2, 3]));
  }
}

/** Everything happens at once: tasks and frames are microtasks. */
export const testPace: Pace = {
  now: () => 0,
  nextTask: () => Promise.resolve(),
  beforeFrame: (callback) => queueMicrotask(callback),
  later: (callback) => queueMicrotask(callback),
  keyAt: () => Number.NEGATIVE_INFINITY,
};

export const sessionInfo = (more: Partial<SessionInfo> = {}): SessionInfo => ({
  id: "s1",
  name: "Python 3",
  kernelId: "spec:python3",
  language: "python",
  cwd: "/home/ada",
  created: 0,
  host: "connected",
  connection: 1,
  ...more,
});

export const printed = (seq: number, text: string): LogRecord => ({
  kind: "stream",
  seq,
  life: 1,
  time: 0,
  parent: null,
  foreign: false,
  name: "stdout",
  text,
});
