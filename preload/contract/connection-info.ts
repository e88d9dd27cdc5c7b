/** What a Jupyter connection file says, with the protocol's own field names ("Connection files" of jupyter_client). */
import * as v from "valibot";

/** A key of CURVE as Z85 text: 32 bytes in 40 characters. */
const curveKey = v.pipe(v.string(), v.length(40));

const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535));

export const connectionInfo = v.object({
  transport: v.picklist(["ipc", "tcp"]),
  /** An address, or for ipc the path that all five endpoints begin with. */
  ip: v.pipe(v.string(), v.minLength(1)),
  shell_port: port,
  iopub_port: port,
  stdin_port: port,
  control_port: port,
  hb_port: port,
  /** Empty: messages are not signed. */
  key: v.string(),
  signature_scheme: v.literal("hmac-sha256"),
  kernel_name: v.optional(v.string(), ""),
  /** The kernel's keys where its sockets are encrypted (ipykernel's names): both or none. */
  curve_publickey: v.exactOptional(curveKey),
  curve_secretkey: v.exactOptional(curveKey),
});
export type ConnectionInfo = Readonly<v.InferOutput<typeof connectionInfo>>;
