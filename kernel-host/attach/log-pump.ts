/** Sends the log over one channel, from a number on: replay first, then what comes, without a seam. */
import { type Channel, MessageTooLarge } from "../../preload/contract/channel-pipe";
import { LOG_BATCH_BYTES, LOG_FLOOD } from "../../preload/contract/limits";
import type { LogRecord } from "../../preload/contract/records";
import type { LogParams, LogToClient } from "../../preload/contract/session-channels";
import type { Log } from "../log/log";

const [RECORDS_BEGIN, COMMA, RECORDS_END] = ['{"type":"records","records":[', ",", "]}"].map((text) =>
  Buffer.from(text),
) as [Buffer, Buffer, Buffer];

/**
 * Serves a channel "log". While the client has not used what it got, the pump holds only its place in the log, so that
 * a client that never reads costs nothing. While text comes in by the ten thousand it is sent in few, larger messages.
 */
export function pumpLog(channel: Channel, log: Log, params: LogParams): void {
  const { epoch, first, last } = log;
  const { to = Number.POSITIVE_INFINITY, tail } = params;
  const valid = log.validFor(params.epoch, params.from);
  let start = tail === undefined ? undefined : log.startFor(valid, Math.min(to, last), tail);
  let sent = valid;
  let waiting = false;
  let scheduled = false;
  let later: ReturnType<typeof setTimeout> | undefined;
  let largeAt = Number.NEGATIVE_INFINITY;
  let ended = false;
  const send = (message: LogToClient) => {
    try {
      return channel.send(message);
    } catch (error) {
      // A record of a log that was written before records had a limit: a batch of that size is one record.
      if (!(error instanceof MessageTooLarge) || message.type !== "records") throw error;
      return channel.send({ ...message, records: message.records.map((record) => log.fitted(record)) });
    }
  };
  const sendNext = () => {
    const upTo = Math.min(to, log.last);
    const recent = log.readJson(sent, LOG_BATCH_BYTES, upTo);
    if (!recent) {
      const records = log.read(sent, LOG_BATCH_BYTES).filter(({ seq }) => seq <= to);
      sent = records.at(-1)?.seq ?? to;
      return send({ type: "records", records });
    }
    sent += recent.length;
    const parts = recent.flatMap((json, i) => (i === 0 ? [json] : [COMMA, json]));
    const message = Buffer.concat([RECORDS_BEGIN, ...parts, RECORDS_END]);
    if (message.length >= LOG_FLOOD.largeBytes) largeAt = performance.now();
    return channel.sendJson(message);
  };

  const pump = () => {
    scheduled = false;
    clearTimeout(later);
    later = undefined;
    while (!waiting && !channel.closed && sent < Math.min(to, log.last)) waiting = !sendNext();
    if (waiting || ended || sent < to) return;
    ended = true;
    send({ type: "end" });
  };
  channel.onDrain = () => {
    waiting = false;
    pump();
  };
  const schedule = () => {
    clearTimeout(later);
    later = undefined;
    scheduled = true;
    setImmediate(pump);
  };
  /** Text that follows much text waits for more of it, for a moment. */
  const follow = (record: LogRecord) => {
    if (scheduled || waiting) return;
    if (record.kind !== "stream") schedule();
    else if (later === undefined) {
      const rest = largeAt + LOG_FLOOD.restMs - performance.now();
      if (rest <= 0) schedule();
      else later = setTimeout(pump, rest);
    }
  };
  const unfollow = log.follow(follow);
  channel.onClose = () => {
    clearTimeout(later);
    unfollow();
  };
  try {
    waiting = !send({ type: "attached", epoch, valid, first, last, ...(start && { start }) });
  } catch (error) {
    if (!(error instanceof MessageTooLarge)) throw error;
    // What stands open at that place is too much for one message: it comes as records.
    start = undefined;
    waiting = !send({ type: "attached", epoch, valid, first, last });
  }
  sent = start?.checkpoint.seq ?? valid;
  pump();
}
