/**
 * Frames for outputs that bring scripts or styles: tandem-output://<frame>/. Each frame is a site of its own, so that
 * it runs in a process of its own; sandboxed, so that its origin is opaque; and under a policy that lets it load
 * nothing from the network but from hosts that the user allowed for this output.
 */
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { protocol, type Session, session, type WebContents, type WebFrameMain } from "electron";
import { OUTPUT_SCHEME } from "../../preload/contract/outputs";
import { APP_ORIGIN, fileIn } from "../pages/app-address";
import { contentType } from "../pages/app-scheme";
import { FrameCounts } from "./frame-counts";
import { NetworkGrants } from "./network-grants";

/** Schemes that never leave the machine. */
const LOCAL = new Set(["tandem:", `${OUTPUT_SCHEME}:`, "data:", "blob:", "about:", "devtools:", "chrome:"]);
/** What no output is given, asked or not. */
const DENIED_FEATURES =
  "accelerometer bluetooth camera clipboard-read clipboard-write display-capture fullscreen geolocation gyroscope hid " +
  "idle-detection local-fonts magnetometer microphone midi payment picture-in-picture " +
  "publickey-credentials-get screen-wake-lock serial storage-access usb window-management xr-spatial-tracking";

const PAGE = `<!doctype html><html><head><meta charset="utf-8"><link rel="stylesheet" href="frame-page.css">
<script src="frame-page.js"></script></head><body></body></html>`;

/** What the user has allowed frames to load. */
export const networkGrants = new NetworkGrants(async (name) => {
  try {
    // By Chromium, and so by what it remembers of the name when it connects.
    const { endpoints } = await session.defaultSession.resolveHost(name);
    return endpoints.map(({ address }) => address);
  } catch {
    return [];
  }
});

function policy(frame: string): string {
  const own = `${OUTPUT_SCHEME}://${frame}`;
  const origins = networkGrants.originsOf(frame);
  const net = origins.map((origin) => ` ${origin}`).join("");
  const sockets = origins.map((origin) => ` ${origin.replace(/^http/, "ws")}`).join("");
  return [
    "default-src 'none'",
    // The output's scripts are what the frame is for.
    `script-src ${own} 'unsafe-inline' 'unsafe-eval' blob: data:${net}`,
    `style-src ${own} 'unsafe-inline' data:${net}`,
    `img-src ${own} data: blob:${net}`,
    `font-src ${own} data:${net}`,
    `media-src data: blob:${net}`,
    `connect-src data: blob:${net}${sockets}`,
    "worker-src blob:",
    net ? `frame-src${net} data: blob:` : "frame-src 'none'",
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
 * The second wall: nothing in the app's windows reaches the network, whatever its page's policy says, but frames what
 * the user has allowed them. Where a redirect leads is asked anew.
 */
export function keepOffline(of: Session, log: (line: string) => void): void {
  const told = new Set<string>();
  of.webRequest.onBeforeRequest((details, callback) => {
    const answer = (allowed: boolean) => {
      if (!allowed && told.size < 100 && !told.has(details.url)) {
        told.add(details.url);
        log(`request to the network denied: ${details.url.slice(0, 200)}`);
      }
      callback({ cancel: !allowed });
    };
    if (LOCAL.has(new URL(details.url).protocol)) return answer(true);
    const output = outputFrameOf(details.frame);
    if (output === undefined) return answer(false);
    networkGrants.permits(output, details.url).then(answer, () => answer(false));
  });
}

/** Name of the output's frame that a frame is, or lies in; undefined when it is none. */
export function outputFrameOf(frame: WebFrameMain | null | undefined): string | undefined {
  const output = outputAround(frame);
  return output && new URL(output.url).host;
}

/** The output's frame that a frame is, or lies in. */
function outputAround(frame: WebFrameMain | null | undefined): WebFrameMain | undefined {
  for (let each = frame; each; each = each.parent) {
    if (each.url.startsWith(`${OUTPUT_SCHEME}://`)) return each;
  }
  return undefined;
}

/**
 * Ends the process of an output that makes frames without end: the window's own process has to know of each, and would
 * come to nothing else.
 * @param onFlood is told the name of its frame
 */
export function endFloods(contents: WebContents, onFlood: (output: string) => void): void {
  const made = new FrameCounts();
  contents.on("frame-created", (_event, { frame }) => {
    const output = outputAround(frame?.parent);
    if (!output || !frame) return;
    const name = new URL(output.url).host;
    if (!made.isFlood(name)) return;
    // Its site has a process of its own, which is never the window's.
    if (output.osProcessId !== contents.mainFrame.osProcessId) process.kill(output.osProcessId, "SIGKILL");
    onFlood(name);
  });
}

/** Where the built programs of the frames are. */
export function framePrograms(renderer: string): string {
  return join(renderer, "output-frame");
}
