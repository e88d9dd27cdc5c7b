/** Lanes of the router: where a window's channel finds the host of its session. */
import type { Lane, LaneEvents } from "../../kernel-host/door/host-link";
import type { Supervisor } from "../kernels/hosts/supervisor";

/** A lane to the session's host; a sentence when there is none to talk to. */
export function openLane(supervisor: Supervisor, session: string, events: LaneEvents): Lane | string {
  const link = supervisor.link(session);
  if (typeof link === "string") return link;
  return link.openLane(events) ?? "The kernel-host has too many channels open.";
}
