/** The channel "wire": the messages of the kernel as they pass, for as long as somebody has it open. */
import type { Channel } from "../../preload/contract/channel-pipe";
import { wireTap } from "../wire/tap";

/** What passes is told so often, in ms: a flood is a few answers a second. */
const PACE_MS = 100;

export function tellWire(channel: Channel): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let full = false;
  const tell = () => {
    timer = undefined;
    if (full) return;
    const passed = look.take();
    if (!passed) return;
    full = !channel.send(passed);
    if (look.more) later();
  };
  const later = () => {
    timer ??= setTimeout(tell, PACE_MS);
  };
  const look = wireTap.open(later);
  channel.onDrain = () => {
    full = false;
    later();
  };
  channel.onClose = () => {
    clearTimeout(timer);
    look.close();
  };
}
