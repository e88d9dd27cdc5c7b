/** Signatures of Jupyter messages (protocol: "The Wire Protocol"): HMAC-SHA256 over the four JSON frames, hex. */
import { createHmac, timingSafeEqual } from "node:crypto";

/** The signature of the frames header, parent_header, metadata and content, in this order, under `key`; "" without one. */
export function sign(key: string, frames: readonly Uint8Array[]): string {
  // Whoever started the kernel wants no signatures.
  if (key === "") return "";
  const hmac = createHmac("sha256", key);
  for (const frame of frames) hmac.update(frame);
  return hmac.digest("hex");
}

/** Whether `signature` (hex, as it came) is the right one; compared in constant time. */
export function verify(key: string, frames: readonly Uint8Array[], signature: Uint8Array): boolean {
  if (key === "") return true;
  const right = Buffer.from(sign(key, frames), "latin1");
  return signature.length === right.length && timingSafeEqual(right, signature);
}
