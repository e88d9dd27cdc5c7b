/** A shell that goes from one window of the app to another: dragged by its tab, or sent by a command. */
import * as v from "valibot";
import { id } from "./fields";

/** Made anew by the window for each time that it offers a shell; whoever has it may take the shell. */
const ticket = v.pipe(v.string(), v.uuid());

/** What the next window has to know to go on with a view. */
export const movedView = v.object({
  view: id,
  session: id,
  /** What was typed into the input and not sent. */
  draft: v.exactOptional(v.pipe(v.string(), v.maxLength(4 * 1024 * 1024))),
  /** What was typed as answers to questions and not sent, by the question's request. */
  answers: v.exactOptional(
    v.record(v.pipe(v.string(), v.maxLength(200)), v.pipe(v.string(), v.maxLength(64 * 1024))),
  ),
});
export type MovedView = v.InferOutput<typeof movedView>;

/** A point of the screen, in px of the system's own scale. */
export const screenPoint = v.object({
  x: v.pipe(v.number(), v.integer()),
  y: v.pipe(v.number(), v.integer()),
});
export type ScreenPoint = v.InferOutput<typeof screenPoint>;

export const shellMoveRequests = {
  /** Any other window may take this shell, once, until this one offers the next or asks where it was dropped. */
  "shells.offer": { input: v.object({ ticket, shell: movedView }), output: v.undefined() },
  /** Takes the shell that another window has offered, which is told so and lets go of it. */
  "shells.take": { input: v.object({ ticket }), output: movedView },
  /**
   * The drag has ended, and not in the window that began it. Answers where, when that is outside every window of the
   * app and nobody has taken the shell, otherwise null.
   */
  "shells.dropped": { input: v.object({ ticket }), output: v.nullable(screenPoint) },
  /** Sends an offered shell to the next window, which comes to the front. */
  "shells.send": { input: v.object({ ticket }), output: v.undefined() },
} as const;

export const shellMoveEvents = {
  /** The view goes on in another window. */
  "shells.taken": v.object({ view: id }),
  /** Another window sends a shell: take it. */
  "shells.sent": v.object({ ticket }),
} as const;
