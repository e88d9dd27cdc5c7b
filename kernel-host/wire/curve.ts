/**
 * CURVE, ZeroMQ's encryption, for kernels that are reached over TCP: keys in the connection file (ipykernel ≥ 7.3 and
 * jupyter_client ≥ 8.9 call them so), so that who cannot read that file can neither hear the kernel nor speak to it.
 */
import { capability, curveKeyPair } from "zeromq";
import type { ConnectionInfo } from "../../preload/contract/connection-info";

/** A kernel's keys, Z85 text of 40 characters each; none where this ZeroMQ has no CURVE. */
export function newKeys(): Pick<ConnectionInfo, "curve_publickey" | "curve_secretkey"> {
  if (!capability.curve) return {};
  const { publicKey, secretKey } = curveKeyPair();
  return { curve_publickey: publicKey, curve_secretkey: secretKey };
}

/** Whether nobody without the connection file can hear the kernel. */
export function isPrivate({ transport, curve_publickey, curve_secretkey }: ConnectionInfo): boolean {
  return transport === "ipc" || (curve_publickey !== undefined && curve_secretkey !== undefined);
}

/** Options of a socket that connects to the kernel. The server takes any client that knows its public key, so its own pair does. */
export function clientOptions({ curve_publickey, curve_secretkey }: ConnectionInfo) {
  if (curve_publickey === undefined || curve_secretkey === undefined) return {};
  return {
    curveServerKey: curve_publickey,
    curvePublicKey: curve_publickey,
    curveSecretKey: curve_secretkey,
  };
}

/** Options of a socket of the kernel's own, before it is bound. */
export function serverOptions({ curve_publickey, curve_secretkey }: ConnectionInfo) {
  if (curve_publickey === undefined || curve_secretkey === undefined) return {};
  return { curveServer: true, curvePublicKey: curve_publickey, curveSecretKey: curve_secretkey };
}
