/**
 * Requests from windows: each one is known, comes from a page of ours, and fits the contract as a whole before its
 * handler sees it. What does not is refused and named in the app log once per kind.
 */
import * as v from "valibot";
import { MAX_REQUEST_BYTES } from "../../preload/contract/limits";
import { type RequestName, type RequestOutput, requests } from "../../preload/contract/requests";
import { t } from "../../preload/texts/texts";
import { UserError } from "../floor/user-error";

/** A request's input as its handler gets it: checked. */
export type Checked<Name extends RequestName> = v.InferOutput<(typeof requests)[Name]["input"]>;

/** What main does for each request. `Sender` is the window that asks. */
export type Handlers<Sender> = {
  readonly [Name in RequestName]: (
    input: Checked<Name>,
    sender: Sender,
  ) => Result<Name> | Promise<Result<Name>>;
};

/** A request without output may be answered by a function that returns nothing. */
type Result<Name extends RequestName> = undefined extends RequestOutput<Name> ? void : RequestOutput<Name>;

/** A part of the table. */
export type SomeHandlers<Sender, Names extends RequestName> = Pick<Handlers<Sender>, Names>;

/** What goes back to the bridge. */
export type Answer = { readonly ok: unknown } | { readonly failed: { readonly message: string } };

/** Answers requests from the table. */
export class RequestDispatcher<Sender> {
  readonly #told = new Set<string>();

  constructor(
    private readonly handlers: Handlers<Sender>,
    private readonly log: (line: string) => void,
  ) {}

  /** Answers one request as it came. Never rejects. */
  async answer(name: unknown, input: unknown, sender: Sender): Promise<Answer> {
    if (typeof name !== "string" || !Object.hasOwn(requests, name)) {
      const shown = typeof name === "string" ? name.slice(0, 60) : `(${typeof name})`;
      return this.refuse(`unknown request ${shown}`, `There is no request "${shown}".`);
    }
    const known = name as RequestName;
    if (textBytes(input, MAX_REQUEST_BYTES) > MAX_REQUEST_BYTES) {
      return this.refuse(`${known}: too large`, `The request "${known}" is too large.`);
    }
    const checked = v.safeParse(requests[known].input as v.GenericSchema, input);
    if (!checked.success) {
      const [issue] = checked.issues;
      const where = v.getDotPath(issue);
      return this.refuse(
        `${known}: bad input${where ? ` at ${where}` : ""}`,
        `The request "${known}" does not fit${where ? ` at "${where}"` : ""}: ${issue.message}`,
      );
    }
    try {
      const handler = this.handlers[known] as (input: unknown, sender: Sender) => unknown;
      return { ok: await handler(checked.output, sender) };
    } catch (error) {
      if (error instanceof UserError) return { failed: { message: error.message } };
      this.log(`${known} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return {
        failed: {
          message: t("Something went wrong in Tandem ({where}): {message}", {
            where: known,
            message: (error as Error).message ?? String(error),
          }),
        },
      };
    }
  }

  /** Refuses a request, and says so in the log the first time that it happens for this reason. */
  refuse(reason: string, message: string): Answer {
    if (!this.#told.has(reason) && this.#told.size < 1000) {
      this.#told.add(reason);
      this.log(`request refused: ${reason}`);
    }
    return { failed: { message } };
  }
}

/** Roughly the bytes of a value's text, counted no further than `limit`: enough to refuse what is too large. */
function textBytes(value: unknown, limit: number): number {
  let bytes = 0;
  const pending: unknown[] = [value];
  while (pending.length > 0 && bytes <= limit) {
    const next = pending.pop();
    bytes += 8;
    if (typeof next === "string") bytes += next.length;
    else if (ArrayBuffer.isView(next)) bytes += next.byteLength;
    else if (typeof next === "object" && next !== null) {
      for (const [key, inner] of Object.entries(next)) {
        bytes += key.length;
        pending.push(inner);
      }
    }
  }
  return bytes;
}
