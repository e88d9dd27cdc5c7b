/**
 * Frames for outputs that bring scripts or styles: tandem-output://<frame>/. Each frame is a site of its own, so that
 * it runs in a process of its own; sandboxed, so that its origin is opaque; and under a policy that lets it load
 * nothing from the network unless the user allowed that for this output.
 */
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { type OnBeforeRequestListenerDetails, protocol, type Session, type WebFrameMain } from "electron";
import { OUTPUT_SCHEME } from "../../preload/contract/outputs";
import { APP_ORIGIN, fileIn } from "./app-address";
import { contentType } from "./app-scheme";

/** Schemes that never leave the machine. */
const LOCAL = new Set(["tandem:", `${OUTPUT_SCHEME}:`, "data:", "blob:", "about:", "devtools:", "chrome:"]);
/** What no output is given, asked or not. */
const DENIED_FEATURES =
  "accelerometer bluetooth camera clipboard-read clipboard-write display-capture fullscreen geolocation gyroscope hid " +
  "idle-detection local-fonts magnetometer microphone midi payment picture-in-picture " +
  "publickey-credentials-get screen-wake-lock serial storage-access usb window-management xr-spatial-tracking";

const PAGE = `<!doctype html><html><head><meta charset="utf-8"><link rel="stylesheet" href="frame-page.css">
<script src="frame-page.js"></script></head><body></body></html>`;

/** Frames that the user has allowed to use the network. */
const online = new Set<string>();

/** The frame may load from the network from its next page on. */
export function allowNetwork(frame: string): void {
  online.add(frame);
}

function policy(frame: string): string {
  const own = `${OUTPUT_SCHEME}://${frame}`;
  const net = online.has(frame) ? " https: http:" : "";
  return [
    "default-src 'none'",
    // The output's scripts are what the frame is for.
    `script-src ${own} 'unsafe-inline' 'unsafe-eval' blob: data:${net}`,
    `style-src ${own} 'unsafe-inline' data:${net}`,
    `img-src ${own} data: blob:${net}`,
    `font-src ${own} data:${net}`,
    `media-src data: blob:${net}`,
    `connect-src data: blob:${net}${net && " wss: ws:"}`,
    "worker-src blob:",
    net ? `frame-src https: http: data: blob:` : "frame-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "sandbox allow-scripts",
    `frame-ancestors ${APP_ORIGIN}`,
  ].join("; ");
}

/** Serves the frames' page and its programs, built into `root`, from now on. */
export function serveOutputFrames(root: string): void {
  protocol.handle(OUTPUT_SCHEME, async (request) => {
    const { host, pathname } = new URL(request.url);
    if (request.method !== "GET") return answer(405, host, "text/plain", "");
    if (pathname === "/") return answer(200, host, "text/html; charset=utf-8", PAGE);
    const file = fileIn(pathname, root);
    if (file === undefined) return answer(404, host, "text/plain", "");
    try {
      return answer(200, host, contentType(extname(file)), await readFile(file));
    } catch {
      return answer(404, host, "text/plain", "");
    }
  });
}

function answer(status: number, frame: string, type: string, body: string | Uint8Array): Response {
  return new Response(body as BodyInit, {
    status,
    headers: {
      "content-type": type,
      "content-security-policy": policy(frame),
      "permissions-policy": DENIED_FEATURES.split(" ")
        .map((feature) => `${feature}=()`)
        .join(", "),
      "x-content-type-options": "nosniff",
      "x-dns-prefetch-control": "off",
      "referrer-policy": "no-referrer",
      // A page that has a null origin loads its fonts from here.
      "access-control-allow-origin": "*",
      "cache-control": "no-cache",
    },
  });
}

/**
 * The second wall: nothing in the app's windows reaches the network, whatever its page's policy says, but frames that
 * the user has allowed to.
 */
export function keepOffline(of: Session, log: (line: string) => void): void {
  const told = new Set<string>();
  of.webRequest.onBeforeRequest((details, callback) => {
    const allowed = LOCAL.has(new URL(details.url).protocol) || isOnline(details);
    if (!allowed && told.size < 100 && !told.has(details.url)) {
      told.add(details.url);
      log(`request to the network denied: ${details.url.slice(0, 200)}`);
    }
    callback({ cancel: !allowed });
  });
}

function isOnline({ frame }: OnBeforeRequestListenerDetails): boolean {
  const output = outputFrameOf(frame);
  return output !== undefined && online.has(output);
}

/** Name of the output's frame that a frame is, or lies in; undefined when it is none. */
export function outputFrameOf(frame: WebFrameMain | null | undefined): string | undefined {
  for (let each = frame; each; each = each.parent) {
    if (each.url.startsWith(`${OUTPUT_SCHEME}://`)) return new URL(each.url).host;
  }
  return undefined;
}

/** Where the built programs of the frames are. */
export function framePrograms(renderer: string): string {
  return join(renderer, "output-frame");
}
