/** Why a newer version could not be looked for, fetched or put in place, in words for a person. */
import { t } from "../../preload/texts/texts";

/** Chromium's network errors (net/base/net_error_list.h) and Node's, which say that nobody answered. */
const UNREACHABLE =
  /net::ERR_(NAME_|INTERNET_|NETWORK_|CONNECTION_|ADDRESS_|PROXY_|TIMED_OUT)|ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|EHOSTUNREACH/;
/** Longest foreign text that is shown, in characters. */
const MAX_FOREIGN = 300;

/** Half a sentence without its full stop. */
export function reasonOf(error: unknown): string {
  const [text = ""] = String(error instanceof Error ? error.message : error).split("\n");
  const code = String((error as { code?: unknown } | undefined)?.code ?? "");
  if (code === "ERR_CHECKSUM_MISMATCH") return t("what arrived is damaged (its checksum is wrong)");
  if (code === "ERR_UPDATER_CHANNEL_FILE_NOT_FOUND")
    return t("the server has no list of versions for this system");
  if (code === "ENOSPC" || text.includes("ENOSPC")) return t("the disk is full");
  if (UNREACHABLE.test(`${code} ${text}`)) return t("the server cannot be reached");
  return text.replace(/\.$/, "").slice(0, MAX_FOREIGN);
}
