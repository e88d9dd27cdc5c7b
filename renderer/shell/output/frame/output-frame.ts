/**
 * One sandboxed frame in the window: an <iframe> of a site of its own (so in a process of its own), with an opaque
 * origin, no network, no popups, no forms, no top navigation. It is watched: one that answers nothing, or floods the
 * window with messages, is taken away, and its process with it.
 */

import { OUTPUT_SCHEME } from "../../../../preload/contract/outputs";
import { Disposables } from "../../../../preload/floor/disposables";
import { t } from "../../../../preload/texts/texts";
import { tandem } from "../../../floor/bridge";
import { isInUse, lookForKeyboard } from "./frame-focus";
import type { FrameContent, FrameTheme, FromFrame, ToFrame } from "./frame-messages";
import { readReport } from "./frame-reports";

/** A frame is asked so often whether it is alive, in ms. */
const PING_MS = 1_000;
/** Pings without an answer after which it is stopped: what draws a large plot takes a while. */
const MOST_UNANSWERED = 8;
/** That the user came into a frame is known this much later at most, in ms. */
const IN_USE_MS = 200;
/** Messages that a frame may send in one interval of PING_MS. */
const MOST_MESSAGES = 300;

export interface FrameEvents {
  /** It reported something but that it is alive. */
  onReport(report: FromFrame): void;
  /** It was taken away; a sentence says why. */
  onStopped(sentence: string): void;
}

export class OutputFrame {
  readonly element = document.createElement("iframe");
  #port: MessagePort | undefined;
  #theme: FrameTheme;
  /** The pane that it was last loaded in. */
  #pane: Element | null | undefined;
  readonly #opened: Disposables;
  #unanswered = 0;
  #messages = 0;
  #ended = false;

  /** @param name of the frame's site: 32 hexadecimal digits that no output knows */
  constructor(
    name: string,
    content: FrameContent,
    theme: FrameTheme,
    label: string,
    private readonly events: FrameEvents,
  ) {
    this.#theme = theme;
    const { element } = this;
    element.title = label;
    element.className = "output-frame";
    element.setAttribute("sandbox", "allow-scripts");
    element.allow = "focus-without-user-activation 'none'";
    element.referrerPolicy = "no-referrer";
    element.src = `${OUTPUT_SCHEME}://${name}/`;
    element.addEventListener("load", () => this.#begin(content));
    window.addEventListener("message", this.#count);
    const timer = setInterval(() => this.#ask(), PING_MS);
    this.#opened = new Disposables(
      () => element.remove(),
      () => this.#port?.close(),
      () => window.removeEventListener("message", this.#count),
      () => clearInterval(timer),
      tandem.on("outputs.flood", ({ frame }) => {
        if (frame === name) this.#stop(t("This output made frames without end."));
      }),
    );
  }

  /** The theme has changed. */
  setTheme(theme: FrameTheme): void {
    this.#theme = theme;
    this.#send({ kind: "theme", theme });
  }

  /** Takes it away, and ends what it runs. */
  dispose(): void {
    this.#ended = true;
    this.#opened.dispose();
  }

  /** A frame that moves to another pane loads anew, and is told again; a page that loads itself anew is not. */
  #begin(content: FrameContent): void {
    const pane = this.element.closest(".shell-pane");
    if (this.#ended || pane === this.#pane) return;
    this.#pane = pane;
    this.#port?.close();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }) => this.#hear(data);
    this.element.contentWindow?.postMessage(null, "*", [port2]);
    this.#send({ kind: "show", content, theme: this.#theme });
  }

  #send(message: ToFrame): void {
    this.#port?.postMessage(message);
  }

  /** Messages to the window itself are never read. */
  #count = (event: MessageEvent) => {
    if (event.source === null || event.source !== this.element.contentWindow) return;
    event.stopImmediatePropagation();
    this.#tooMany();
  };

  #tooMany(): boolean {
    this.#messages += 1;
    if (this.#messages > MOST_MESSAGES) this.#stop(t("This output sent the window too many messages."));
    return this.#ended;
  }

  #hear(data: unknown): void {
    if (this.#ended || this.#tooMany()) return;
    this.#unanswered = 0;
    const report = readReport(data);
    if (!report || report.kind === "alive") return;
    // It may say so whenever it likes: where the keyboard is says the window.
    if (report.kind === "entered") lookForKeyboard();
    else if (report.kind === "leave" || report.kind === "menu") this.#hearUser(report);
    else this.events.onReport(report);
  }

  /** What moves the keyboard a frame may ask while the user is in it, which may be known a moment later. */
  #hearUser(report: FromFrame, patience = IN_USE_MS): void {
    if (this.#ended) return;
    if (isInUse(this.element)) this.events.onReport(report);
    else if (patience > 0) setTimeout(() => this.#hearUser(report, 0), patience);
  }

  #ask(): void {
    this.#messages = 0;
    this.#unanswered += 1;
    if (this.#unanswered > MOST_UNANSWERED) {
      const seconds = (PING_MS * MOST_UNANSWERED) / 1000;
      this.#stop(t("This output did not answer for {seconds} s.", { seconds }));
    } else this.#send({ kind: "ping" });
  }

  #stop(reason: string): void {
    if (this.#ended) return;
    this.dispose();
    this.events.onStopped(t("{reason} It was stopped.", { reason }));
  }
}

/** A name for the site of a new output's frame. */
export function frameName(): string {
  return crypto.randomUUID().replaceAll("-", "");
}
