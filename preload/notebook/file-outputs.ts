/** Outputs as notebooks hold them (nbformat 3 and 4), in the forms of version 4. */
import { joined } from "./notebook-file";

export type FileOutput =
  | { readonly kind: "stream"; readonly name: "stdout" | "stderr"; readonly text: string }
  | {
      readonly kind: "display";
      readonly data: Readonly<Record<string, unknown>>;
      readonly metadata: Readonly<Record<string, unknown>>;
      readonly count?: number;
    }
  | { readonly kind: "error"; readonly name: string; readonly value: string; readonly traceback: string }
  /** One of a kind that no version of the format has. */
  | { readonly kind: "unknown"; readonly type: string };

/** Names of types in version 3. */
const OLD_TYPES: Readonly<Record<string, string>> = {
  text: "text/plain",
  html: "text/html",
  svg: "image/svg+xml",
  png: "image/png",
  jpeg: "image/jpeg",
  latex: "text/latex",
  json: "application/json",
  javascript: "application/javascript",
};

/** @param written an output as it stands in the file, of whatever form */
export function readOutput(written: unknown): FileOutput {
  const output = record(written);
  switch (output["output_type"]) {
    case "stream": {
      const name = output["name"] ?? output["stream"];
      return { kind: "stream", name: name === "stderr" ? "stderr" : "stdout", text: joined(output["text"]) };
    }
    case "display_data":
    case "execute_result":
    case "update_display_data":
    case "pyout": {
      const count = output["execution_count"] ?? output["prompt_number"];
      return {
        kind: "display",
        data: bundle("data" in output ? record(output["data"]) : oldData(output)),
        metadata: record(output["metadata"]),
        ...(typeof count === "number" && { count }),
      };
    }
    case "error":
    case "pyerr": {
      const traceback = output["traceback"];
      return {
        kind: "error",
        name: String(output["ename"] ?? ""),
        value: String(output["evalue"] ?? ""),
        traceback: Array.isArray(traceback) ? traceback.join("\n") : joined(traceback),
      };
    }
    default:
      return { kind: "unknown", type: String(output["output_type"] ?? "?").slice(0, 100) };
  }
}

function oldData(output: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(OLD_TYPES).flatMap(([old, type]) => (old in output ? [[type, output[old]]] : [])),
  );
}

/** Text in lines is one text; JSON stays as it is. */
function bundle(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).map(([type, value]) => [
      type,
      Array.isArray(value) && value.every((each) => typeof each === "string") && !type.endsWith("json")
        ? value.join("")
        : value,
    ]),
  );
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
