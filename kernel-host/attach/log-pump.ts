/** Sends the log over one channel, from a number on: replay first, then what comes, without a seam. */
import { type Channel, MessageTooLarge } from "../../preload/contract/channel-pipe";
import { LOG_BATCH_BYTES } from "../../preload/contract/limits";
import type { LogParams, LogToClient } from "../../preload/contract/session-channels";
import type { Log } from "../log/log";

/**
 * Serves a channel "log". While the client has not used what it got, the pump holds only its place in the log, so that
 * a client that never reads costs nothing.
 */
export function pumpLog(channel: Channel, log: Log, params: LogParams): void {
  const { epoch, first, last } = log;
  const { to = Number.POSITIVE_INFINITY, tail } = params;
  const valid = log.validFor(params.epoch, params.from);
  let start = tail === undefined ? undefined : log.startFor(valid, Math.min(to, last), tail);
  let sent = valid;
  let waiting = false;
  let scheduled = false;
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

  const pump = () => {
    scheduled = false;
    while (!waiting && !channel.closed && sent < Math.min(to, log.last)) {
      const records = log.read(sent, LOG_BATCH_BYTES).filter(({ seq }) => seq <= to);
      sent = records.at(-1)?.seq ?? to;
      waiting = !send({ type: "records", records });
    }
    if (waiting || ended || sent < to) return;
    ended = true;
    send({ type: "end" });
  };
  channel.onDrain = () => {
    waiting = false;
    pump();
  };
  const unfollow = log.follow(() => {
    if (scheduled || waiting) return;
    scheduled = true;
    setImmediate(pump);
  });
  channel.onClose = unfollow;
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
