/** A file of environment variables, as .env files are: lines NAME=value, with quotes for values of several lines. */
import { parse } from "dotenv";
import { readWhole } from "./read-whole";

/** What the file holds; or nothing, and why: a sentence. The values are never part of it. */
export interface EnvironmentFile {
  readonly variables: Readonly<Record<string, string>>;
  readonly problem?: string;
}

/** @param signal ends the waiting for a file that does not come to its end */
export async function readEnvironmentFile(file: string, signal?: AbortSignal): Promise<EnvironmentFile> {
  const without = (why: string): EnvironmentFile => ({
    variables: {},
    problem: `The environment file ${file} is not used: ${why}.`,
  });
  let bytes: Buffer;
  try {
    bytes = await readWhole(file, signal);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return without(code === "ENOENT" ? "it is not there" : message);
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return without("it is not UTF-8 text");
  }
  const variables = parse(text);
  const bad = Object.keys(variables).find((name) => variables[name]?.includes("\0"));
  return bad === undefined ? { variables } : without(`the value of ${bad} holds a NUL character`);
}
