/**
 * The mutual challenge of an attach socket: each side proves with an HMAC over both nonces that it can read the
 * session's key file, before anything else is said. Web Crypto, so that every house can use it.
 */

const encoder = new TextEncoder();

function toHex(bytes: ArrayBuffer | Uint8Array): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

async function importKey(keyHex: string): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", fromHex(keyHex), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
    "verify",
  ]);
}

function statement(side: "client" | "host", clientNonce: string, hostNonce: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(`tandem attach ${side} ${clientNonce} ${hostNonce}`) as Uint8Array<ArrayBuffer>;
}

/** 32 random bytes as hex: a nonce, or a new key. */
export function randomHex(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(32)));
}

/** The proof of one side, hex, from the session's key (hex) and both nonces (hex). */
export async function prove(
  keyHex: string,
  side: "client" | "host",
  clientNonce: string,
  hostNonce: string,
): Promise<string> {
  return toHex(
    await crypto.subtle.sign("HMAC", await importKey(keyHex), statement(side, clientNonce, hostNonce)),
  );
}

/** Whether `proof` is the one of `side`; compared in constant time by the platform. */
export async function verifyProof(
  keyHex: string,
  side: "client" | "host",
  clientNonce: string,
  hostNonce: string,
  proof: string,
): Promise<boolean> {
  return crypto.subtle.verify(
    "HMAC",
    await importKey(keyHex),
    fromHex(proof),
    statement(side, clientNonce, hostNonce),
  );
}
