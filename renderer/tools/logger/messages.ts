/** The messages of a kernel that were seen: bounded, with the time from request to each answer. Pure. */
import type { WireMessage, WireToClient } from "../../../preload/contract/wire";

/** The newest messages that are held. */
const MOST_HELD = 10_000;
/** So much of their text, in characters: what is long is dropped before there are so many. */
const MOST_TEXT = 32 << 20;
/** Requests whose answers are timed. */
const MOST_ASKED = 2_000;

export interface Seen extends WireMessage {
  /** From the request that it answers, in ms; null where that was not seen. */
  readonly after: number | null;
}

export interface SeenMessages {
  /** The oldest first. */
  readonly messages: readonly Seen[];
  /** Messages that passed and are not shown: too many at once, or too many since. */
  readonly dropped: number;
}

export const NOTHING_SEEN: SeenMessages = { messages: [], dropped: 0 };

const textOf = ({ parts }: WireMessage) => parts.reduce((sum, part) => sum + part.length, 0);

export class MessageBook {
  #asked = new Map<string, number>();
  #seen = NOTHING_SEEN;
  #text = 0;

  get seen(): SeenMessages {
    return this.#seen;
  }

  /** Takes what has passed since. */
  take({ messages, dropped }: WireToClient): SeenMessages {
    const added = messages.map((message): Seen => {
      if (message.direction === "out") this.#ask(message);
      const asked =
        message.direction === "in" && message.parent !== null ? this.#asked.get(message.parent) : undefined;
      return { ...message, after: asked === undefined ? null : Math.max(0, message.time - asked) };
    });
    const all = [...this.#seen.messages, ...added];
    this.#text += added.reduce((sum, message) => sum + textOf(message), 0);
    let over = 0;
    for (const message of all) {
      if (all.length - over <= MOST_HELD && this.#text <= MOST_TEXT) break;
      this.#text -= textOf(message);
      over++;
    }
    this.#seen = { messages: over > 0 ? all.slice(over) : all, dropped: this.#seen.dropped + dropped + over };
    return this.#seen;
  }

  clear(): SeenMessages {
    this.#seen = NOTHING_SEEN;
    this.#text = 0;
    return this.#seen;
  }

  #ask({ msgId, time }: WireMessage): void {
    this.#asked.set(msgId, time);
    const [oldest] = this.#asked.keys();
    if (this.#asked.size > MOST_ASKED && oldest !== undefined) this.#asked.delete(oldest);
  }
}

/** Those that have all words in socket, type, id, parent or content; "-status" leaves out what has it. */
export function fitting(messages: readonly Seen[], filter: string): readonly Seen[] {
  const words = filter.toLowerCase().split(" ").filter(Boolean);
  if (words.length === 0) return messages;
  const wanted = words.filter((word) => !word.startsWith("-"));
  const unwanted = words
    .filter((word) => word.startsWith("-") && word.length > 1)
    .map((word) => word.slice(1));
  return messages.filter((message) => {
    const head =
      `${message.direction} ${message.socket} ${message.type} ${message.parentType ?? ""} ${message.msgId} ${message.parent ?? ""}`.toLowerCase();
    if (unwanted.some((word) => head.includes(word))) return false;
    const rest = wanted.filter((word) => !head.includes(word));
    if (rest.length === 0) return true;
    const content = message.parts[3].toLowerCase();
    return rest.every((word) => content.includes(word));
  });
}

const PARTS = ["header", "parent_header", "metadata", "content"] as const;

/** A message as one object; parts that are cut off or no JSON stand as text. */
export function messageObject(message: WireMessage): Record<string, unknown> {
  const { direction, socket, time, bytes, buffers, cut } = message;
  const about = {
    direction,
    socket,
    time: new Date(time).toISOString(),
    bytes,
    buffers,
    ...(cut && { cut }),
  };
  return { ...about, ...Object.fromEntries(PARTS.map((name, at) => [name, read(message.parts[at] ?? "")])) };
}

function read(part: string): unknown {
  try {
    return JSON.parse(part);
  } catch {
    return part;
  }
}

/** All of them, a line each. */
export function jsonLines(messages: readonly Seen[]): string {
  return messages
    .map(
      ({ after, ...message }) =>
        `${JSON.stringify({ ...messageObject(message), ...(after !== null && { after }) })}\n`,
    )
    .join("");
}
