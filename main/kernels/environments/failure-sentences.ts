/** What a tool's last lines mean for whoever started it: a sentence with a next step. */
import { t } from "../../../preload/texts/texts";

/** Lines that say why, of pip, uv, conda and venv. */
const CAUSES: readonly { readonly line: RegExp; readonly sentence: (what: string) => string }[] = [
  {
    line: /No matching distribution found|not found in the package registry|PackagesNotFoundError|there (?:are|is) no versions? of .{0,200} (?:because|and)/i,
    sentence: (what) =>
      t("There is no package {what} that fits this Python: check how its name is written.", { what }),
  },
  {
    line: /externally-managed-environment|externally managed/i,
    sentence: () =>
      t(
        "The system's own package manager looks after this Python, and nothing else may be installed into it. Create an environment for your folder instead.",
      ),
  },
  {
    line: /Could not resolve host|Name or service not known|Temporary failure in name resolution|NewConnectionError|Network is unreachable|dns error|CondaHTTPError|error sending request|Connection(?:Refused| refused| reset)|Max retries exceeded/i,
    sentence: () =>
      t("The package index could not be reached: check the network (and the proxy), and try again."),
  },
  {
    line: /SSL module is not available|ssl module in Python is not available/i,
    sentence: () =>
      t(
        "This Python was built without ssl, so it can fetch nothing. Choose or install another Python, or install uv.",
      ),
  },
  {
    line: /No space left on device|Errno 28|Disk quota exceeded/i,
    sentence: () => t("The disk is full: make room and try again."),
  },
  {
    line: /Permission denied|EACCES|Errno 13|NotWritableError|Read-only file system/i,
    sentence: () => t("A folder may not be written: create an environment in a folder of your own instead."),
  },
  {
    line: /ensurepip is not available|No module named ['"]?ensurepip|No module named ['"]?venv/i,
    sentence: () =>
      t(
        "This Python came without what venv needs. Install it (on Debian and Ubuntu: the package python3-venv), or use uv.",
      ),
  },
  {
    line: /No interpreter found|No download found for request|Python .{0,200} is not available|nothing provides python/i,
    sentence: () => t("That version of Python is neither here nor to be had: choose another one."),
  },
  {
    line: /Failed building wheel|subprocess-exited-with-error|Failed to build|error: command .{0,400} failed/i,
    sentence: (what) =>
      t(
        "{what} has to be compiled on this machine, and that failed: its lines above say what is missing. Another version of it or of Python may come ready made.",
        { what },
      ),
  },
];

/**
 * Why a tool failed.
 * @param what was to be installed: "numpy"
 * @param lines what it printed last
 * @param how it ended: "exit code 1"
 */
export function whyFailed(what: string, lines: readonly string[], how: string): string {
  for (const { line, sentence } of CAUSES) if (lines.some((each) => line.test(each))) return sentence(what);
  const said = lines.findLast((each) => /\berror\b|Error\b/i.test(each)) ?? lines.at(-1);
  const words = said?.replace(/^\s*(?:error|ERROR):\s*/, "").slice(0, 300);
  return words
    ? t("The tool ended with {how}: {words}.", { how, words: words.replace(/\.$/, "") })
    : t("The tool ended with {how}.", { how });
}
