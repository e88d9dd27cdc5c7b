/** What a page of the app may not do: leave, open windows, embed others, or use the machine. */
import { app, type Session, session, type WebContents } from "electron";
import { OUTPUT_SCHEME } from "../../preload/contract/outputs";
import type { WriteLog } from "../floor/app-log";
import { keepOffline, outputFrameOf } from "../output-frames/output-frames";
import { APP_ORIGIN, APP_PAGE } from "../pages/app-address";

/** Copy and paste by menu and command; everything else is denied. */
const ALLOWED = new Set(["clipboard-read", "clipboard-sanitized-write"]);

/** Holds for every page from now on. Called once, when the app is ready. */
export function confinePages(log: WriteLog): void {
  denyPermissions(session.defaultSession, log);
  keepOffline(session.defaultSession, log);
  // What is saved is saved by main, where the user says.
  session.defaultSession.on("will-download", (event) => event.preventDefault());
  app.on("web-contents-created", (_event, contents) => confine(contents, log));
}

function denyPermissions(of: Session, log: WriteLog): void {
  const denied = new Set<string>();
  const allows = (permission: string, origin: string) => {
    const allowed = ALLOWED.has(permission) && (origin === APP_ORIGIN || origin.startsWith(`${APP_ORIGIN}/`));
    if (!allowed && !denied.has(permission)) {
      denied.add(permission);
      log(`permission denied to ${origin}: ${permission}`);
    }
    return allowed;
  };
  of.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(allows(permission, details.requestingUrl));
  });
  of.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    allows(permission, requestingOrigin),
  );
  of.setDevicePermissionHandler(() => false);
}

function confine(contents: WebContents, log: WriteLog): void {
  contents.on("will-navigate", (event) => {
    if (event.url === APP_PAGE) return;
    event.preventDefault();
    log(`navigation denied: ${event.url.slice(0, 200)}`);
  });
  contents.on("will-frame-navigate", (event) => {
    if (event.isMainFrame || /^(?:about|data|blob):/.test(event.url)) return;
    const own = new URL(event.url);
    // Into the page of an output, once, by our own page; inside an output where it may load from (keepOffline).
    if (own.protocol === `${OUTPUT_SCHEME}:` && !event.initiator?.parent) return;
    if (isWeb(own) && outputFrameOf(event.frame?.parent) !== undefined) return;
    event.preventDefault();
    log(`navigation of a frame denied: ${event.url.slice(0, 200)}`);
  });
  // No packet leaves past the policies of pages.
  contents.setWebRTCIPHandlingPolicy("disable_non_proxied_udp");
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    log(`window denied: ${url.slice(0, 200)}`);
    return { action: "deny" };
  });
}

function isWeb({ protocol }: URL): boolean {
  return protocol === "https:" || protocol === "http:";
}
