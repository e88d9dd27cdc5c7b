/**
 * The window's own scheme, tandem://app/: serves the built window from its folder and nothing else, under a policy
 * that lets a page load only what came from there.
 */
import { readFile } from "node:fs/promises";
import { extname, join, relative } from "node:path";
import { protocol } from "electron";
import { OUTPUT_SCHEME } from "../../preload/contract/outputs";
import { language, locale } from "../../preload/texts/language";
import { fileOf, SCHEME } from "./app-address";

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // Monaco sets style attributes and makes style elements of its own.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "media-src data: blob:",
  `frame-src ${OUTPUT_SCHEME}:`,
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * Ruff is WebAssembly. Its worker has a policy of its own, by the head of its script: it may compile that, load its file
 * from here, and nothing else. The window's page may not.
 */
const WORKER_POLICIES: Readonly<Record<string, string>> = {
  "ruff.worker.js": [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "connect-src 'self'",
    "base-uri 'none'",
  ].join("; "),
};

/** The content type of a file by its extension, with the dot. */
export function contentType(extension: string): string {
  return TYPES[extension] ?? "application/octet-stream";
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ttf": "font/ttf",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

/** Shown when the window itself is not there; without it the app would be a blank frame. */
const NOT_BUILT = `<!doctype html><meta charset="utf-8"><title>Tandem</title>
<p>The window of Tandem is not built. Run <code>npm run build</code> in its folder and start it again.</p>`;

/** Tells Chromium about this scheme and that of output frames. Has to happen before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    { scheme: OUTPUT_SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/** Serves the folder `root` from now on; its page in the language that is set when it is loaded. */
export function serveApp(root: string): void {
  protocol.handle(SCHEME, async (request) => {
    const file = request.method === "GET" ? fileOf(request.url, root) : undefined;
    if (file === undefined)
      return answer(400, "text/plain; charset=utf-8", "There is nothing at this address.");
    try {
      const content = await readFile(file);
      if (file === join(root, "index.html")) return answer(200, TYPES[".html"] ?? "", inLanguage(content));
      const policy = WORKER_POLICIES[relative(root, file)];
      return answer(200, contentType(extname(file)), content, policy);
    } catch {
      if (file === join(root, "index.html")) return answer(200, "text/html; charset=utf-8", NOT_BUILT);
      return answer(404, "text/plain; charset=utf-8", "There is nothing at this address.");
    }
  });
}

/** The page tells its programs, and screen readers, which language it is in; Monaco takes its own texts from a script. */
function inLanguage(page: Buffer): string {
  const text = page.toString("utf8").replace('<html lang="en">', `<html lang="${locale()}">`);
  if (language() === "en") return text;
  return text.replace(
    '<script type="module"',
    `<script src="editor-texts.${language()}.js"></script>\n    $&`,
  );
}

function answer(status: number, type: string, body: string | Uint8Array, policy = POLICY): Response {
  return new Response(body as BodyInit, {
    status,
    headers: {
      "content-type": type,
      "content-security-policy": policy,
      "x-content-type-options": "nosniff",
      "cache-control": "no-cache",
    },
  });
}
