/** Requests about shells that go from one window to another. */
import type { RequestName } from "../../preload/contract/requests";
import { t } from "../../preload/texts/texts";
import { UserError } from "../floor/user-error";
import type { ShellOffers } from "../windows/shell-offers";
import type { AppWindow, Windows } from "../windows/windows";
import type { ShownSessions } from "./kernel-handlers";
import type { SomeHandlers } from "./request-dispatcher";

export type ShellMoveRequests = Extract<RequestName, `shells.${string}`>;

/** @param shown a session that moves is shown somewhere at every moment, so that its kernel does not end as unused */
export function shellMoveHandlers(
  offers: ShellOffers<AppWindow>,
  windows: Windows,
  shown: ShownSessions,
): SomeHandlers<AppWindow, ShellMoveRequests> {
  return {
    "shells.offer": ({ ticket, shell }, from) => offers.offer({ ticket, from, shell }),
    "shells.take": ({ ticket }, window) => {
      const offer = offers.find(ticket)?.from === window ? undefined : offers.take(ticket);
      if (!offer) throw new UserError(t("That shell is not offered any more. Drag its tab again."));
      shown.add(window, offer.shell.session);
      windows.send(offer.from, "shells.taken", { view: offer.shell.view });
      windows.show(window);
      return offer.shell;
    },
    "shells.dropped": ({ ticket }, window) => {
      const isOwn = offers.find(ticket)?.from === window;
      const at = isOwn && offers.take(ticket) ? windows.pointer() : null;
      return at && !windows.at(at) ? at : null;
    },
    "shells.send": ({ ticket }, window) => {
      const next = windows.next(window);
      if (!next) throw new UserError(t("There is no other window that the shell could move to."));
      if (offers.find(ticket)?.from === window) windows.send(next, "shells.sent", { ticket });
    },
  };
}
