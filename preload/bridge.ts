/**
 * The bridge: puts `window.tandem` on the page and hands it the port that carries the channels. It passes on and
 * decides nothing; main checks what comes.
 */
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from "electron";
import { randomHex } from "./contract/challenge";
import { IPC_EVENT, IPC_PORT, IPC_REQUEST, PORT_MESSAGE, READY_MESSAGE } from "./contract/names";
import type { EventName, EventPayload } from "./contract/requests";

const listeners = new Map<string, Set<(payload: never) => void>>();

ipcRenderer.on(IPC_EVENT, (_event, name: string, payload: unknown) => {
  for (const listener of [...(listeners.get(name) ?? [])]) listener(payload as never);
});

contextBridge.exposeInMainWorld("tandem", {
  async request(name: string, input?: unknown): Promise<unknown> {
    const answer = await ipcRenderer.invoke(IPC_REQUEST, name, input);
    if ("failed" in answer) throw new Error(answer.failed.message);
    return answer.ok;
  },
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void {
    const ours = listeners.get(name) ?? new Set();
    listeners.set(name, ours);
    // A function of the page is a new object each time that it crosses: the wrapper is what is taken out again.
    const entry = (payload: never) => listener(payload);
    ours.add(entry);
    return () => {
      ours.delete(entry);
    };
  },
  pathOf: (file: File): string => webUtils.getPathForFile(file),
});

/** The port can come before the page listens, and the page can listen before the port comes. */
let port: MessagePort | undefined;
let pageListens = false;

function handOver(): void {
  if (!port || !pageListens) return;
  window.postMessage(PORT_MESSAGE, window.location.origin, [port]);
  port = undefined;
}

/** Names this document: after a quick reload the port of the one before may still come. */
const document = randomHex();

ipcRenderer.on(IPC_PORT, (event: IpcRendererEvent, wantedBy: string) => {
  if (wantedBy !== document) return;
  port = event.ports[0];
  handOver();
});
window.addEventListener("message", (event) => {
  if (event.source !== window || event.data !== READY_MESSAGE) return;
  // Asked for once more: the one that it had is closed.
  if (pageListens) ipcRenderer.send(IPC_PORT, document);
  pageListens = true;
  handOver();
});
ipcRenderer.send(IPC_PORT, document);
