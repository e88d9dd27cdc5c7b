/** One port per window for all its channels. A page asks for it as it begins to load; an earlier one is closed then. */
import { ipcMain, MessageChannelMain, type MessagePortMain } from "electron";
import { IPC_PORT } from "../../preload/contract/names";
import type { WriteLog } from "../floor/app-log";
import { APP_ORIGIN } from "../pages/app-address";
import type { AppWindow, Windows } from "../windows/windows";
import { type OpenLane, Router } from "./router";

export class WindowPorts {
  readonly #ports = new Map<number, { router: Router; port: MessagePortMain }>();

  constructor(
    private readonly openLane: OpenLane,
    private readonly log: WriteLog,
  ) {}

  /** Gives ports to the pages of these windows from now on. */
  serve(windows: Windows): void {
    ipcMain.on(IPC_PORT, (event, page: unknown) => {
      const window = windows.of(event.sender);
      const frame = event.senderFrame;
      if (!window || frame !== event.sender.mainFrame || !frame.url.startsWith(`${APP_ORIGIN}/`)) return;
      this.#open(window, String(page).slice(0, 100));
    });
  }

  /** The window's page is gone, and its channels with it. */
  close(window: AppWindow): void {
    const open = this.#ports.get(window.id);
    this.#ports.delete(window.id);
    open?.router.dispose();
    open?.port.close();
  }

  #open(window: AppWindow, page: string): void {
    this.close(window);
    const { port1: port, port2: theirs } = new MessageChannelMain();
    const router = new Router({
      toWindow: (frame) => port.postMessage(frame),
      openLane: this.openLane,
      onGarbage: (reason) => {
        this.log(`the channels of window ${window.id} are closed: ${reason}`);
        if (this.#ports.get(window.id)?.port === port) this.close(window);
      },
      onHostGarbage: (reason) => this.log(`a channel is closed: ${reason}`),
    });
    this.#ports.set(window.id, { router, port });
    port.on("message", (event) => router.fromWindow(event.data));
    port.once("close", () => {
      if (this.#ports.get(window.id)?.port === port) this.close(window);
    });
    port.start();
    window.contents.postMessage(IPC_PORT, page, [theirs]);
  }
}
