/** A lane of the router that ends in main itself: main has the channel's other end. */

import type { Lane, LaneEvents } from "../../kernel-host/door/host-link";
import { type Channel, ChannelPipe } from "../../preload/contract/channel-pipe";
import { t } from "../../preload/texts/texts";

/** Of one channel the number does not matter; it is the only one of its pipe. */
const ONLY_CHANNEL = 1;

/**
 * @param accept takes the channel (its `request` says what is wanted) or returns why not
 */
export function servedLane(events: LaneEvents, accept: (channel: Channel) => string | undefined): Lane {
  const pipe = new ChannelPipe({ send: (frame) => events.frame(frame), accept });
  return {
    channel: ONLY_CHANNEL,
    send: (frame) => {
      try {
        pipe.receive(frame);
        return true;
      } catch {
        // The window broke the protocol: the router is told by `false`, and ends its port.
        pipe.close();
        return false;
      }
    },
    release: () => pipe.close(t("The window closed the channel.")),
  };
}
