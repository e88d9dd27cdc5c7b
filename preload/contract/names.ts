/** What messages between main, the preload script and the page are called: apart, so that the script needs nothing else. */

/**
 * `data` of the one window message by which the preload script hands over the MessagePort (in `ports[0]`) that
 * carries the frames of all session channels. The preload script asks main for the port when the page begins to load
 * and holds it until the page has posted READY_MESSAGE to its own window, so that it cannot come before anybody
 * listens. A port that closed is closed for good: after a reload there is a new one.
 */
export const PORT_MESSAGE = "tandem:channels";
/** `data` of the window message by which the page says that it listens for PORT_MESSAGE now. */
export const READY_MESSAGE = "tandem:ready";

/** Name of the ipc channel of requests (invoke: name, input → {ok: output} or {failed: failure}). */
export const IPC_REQUEST = "tandem:request";
/** Name of the ipc channel of events (name, payload). */
export const IPC_EVENT = "tandem:event";
/**
 * Name of the ipc message by which the preload script asks for the window's port, and main posts it. Both carry a name
 * that the script gave its document, so that the port of a document that is gone is not taken by the next.
 */
export const IPC_PORT = "tandem:port";
