/** An output in a sandboxed frame, and the bar that says what the frame asks or why it is gone. */

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { NetworkPlace } from "../../../../preload/contract/outputs";
import { t } from "../../../../preload/texts/texts";
import { tandem } from "../../../floor/bridge";
import { unawaited } from "../../../floor/failures";
import { sentenceOf } from "../../../floor/notices/notices";
import { openPrintedFile } from "../links/printed-file";
import { fileOfLink } from "../links/text-links";
import type { FrameContent, FromFrame } from "./frame-messages";
import { originOf } from "./frame-reports";
import { frameTheme } from "./frame-theme";
import { whenNear } from "./frame-turns";
import type { NetworkConsent } from "./network-consent";
import { frameName, OutputFrame } from "./output-frame";

/** A frame whose content changes all the time is drawn anew so often, in ms. */
const RENEW_MS = 250;

export interface FrameViewProps {
  readonly content: FrameContent;
  readonly label: string;
  /** What a path in a link begins at. */
  readonly folder: string;
  /** What the user answered for outputs that load the same; null for an output by itself. */
  readonly consent: NetworkConsent | null;
  readonly onHeight: (height: number) => void;
  readonly onGone: () => void;
  readonly onMenu: () => void;
  readonly onLeave: () => void;
}

type Ask =
  | { readonly kind: "stopped"; readonly sentence: string }
  | { readonly kind: "link"; readonly url: string }
  | { readonly kind: "network"; readonly origin: string; readonly place: NetworkPlace }
  | { readonly kind: "failed"; readonly sentence: string };

export function FrameView({
  content,
  label,
  folder,
  consent,
  onHeight,
  onGone,
  onMenu,
  onLeave,
}: FrameViewProps) {
  const place = useRef<HTMLDivElement>(null);
  const [name] = useState(frameName);
  const [run, setRun] = useState(0);
  const [ask, setAsk] = useState<Ask | null>(null);
  const events = useRef({ onHeight, onGone, onMenu, onLeave });
  useLayoutEffect(() => {
    events.current = { onHeight, onGone, onMenu, onLeave };
  });

  const frames = useRef<FramePair | null>(null);
  const network = useRef(async (_origin: string) => {});
  network.current = async (origin) => {
    if (consent?.isRefused(origin)) return;
    const given = consent?.placeOf(origin);
    if (given !== undefined) {
      // Allowed for another output that loads the same: this one begins anew with it.
      if (granted.current.has(origin)) return;
      granted.current.add(origin);
      await answer(async () => {
        await tandem.request("outputs.allowNetwork", { frame: name, origin, place: given });
        setRun((now) => now + 1);
      });
      return;
    }
    const where = await tandem.request("outputs.placeOf", { origin });
    setAsk((now) => now ?? { kind: "network", origin, place: where });
  };
  const granted = useRef(new Set<string>());
  const [broken, setBroken] = useState<{ readonly error: unknown } | null>(null);
  // Said by the boundary around it.
  if (broken) throw broken.error;
  // biome-ignore lint/correctness/useExhaustiveDependencies: "Run again" makes it anew
  useEffect(() => {
    if (!place.current) return;
    const pair = new FramePair(place.current, name, label, {
      report(report) {
        switch (report.kind) {
          case "height":
            events.current.onHeight(report.height);
            break;
          case "link":
            setAsk({ kind: "link", url: report.url });
            break;
          case "blocked": {
            const origin = originOf(report.url);
            if (origin) unawaited("letting an output onto the network", network.current(origin));
            break;
          }
          case "failed":
            setAsk({
              kind: "failed",
              sentence: t("This output failed: {message}", { message: report.message }),
            });
            break;
          case "leave":
            events.current.onLeave();
            break;
          case "menu":
            events.current.onMenu();
        }
      },
      stopped(sentence) {
        setAsk({ kind: "stopped", sentence });
        events.current.onGone();
      },
      broken: (error) => setBroken({ error }),
    });
    frames.current = pair;
    return () => {
      frames.current = null;
      pair.dispose();
    };
  }, [name, label, run]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new pair shows the content as well
  useEffect(() => {
    frames.current?.show(content);
  }, [content, name, label, run]);

  const again = () => {
    setAsk(null);
    setRun((now) => now + 1);
  };
  const answer = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      setAsk({ kind: "failed", sentence: sentenceOf(error) });
    }
  };
  return (
    <>
      {ask ? (
        <div className="output-bar" role="status">
          <span className="output-bar-words">{wordsOf(ask)}</span>
          {ask.kind === "stopped" ? (
            <button type="button" className="button" onClick={again}>
              {t("Run again")}
            </button>
          ) : null}
          {ask.kind === "link" ? (
            <button
              type="button"
              className="button"
              onClick={() =>
                answer(async () => {
                  const file = fileOfLink(ask.url);
                  if (file === null) await tandem.request("app.openExternal", { url: ask.url });
                  else openPrintedFile(file, 1, folder);
                  setAsk(null);
                })
              }
            >
              {t("Open")}
            </button>
          ) : null}
          {ask.kind === "network" ? (
            <button
              type="button"
              className="button"
              onClick={() =>
                answer(async () => {
                  const { origin, place: told } = ask;
                  await tandem.request("outputs.allowNetwork", { frame: name, origin, place: told });
                  consent?.allow(origin, told);
                  again();
                })
              }
            >
              {t("Allow for this output")}
            </button>
          ) : null}
          {ask.kind === "stopped" ? null : (
            <button
              type="button"
              className="link-button"
              onClick={() => {
                if (ask.kind === "network") consent?.refuse(ask.origin);
                setAsk(null);
              }}
            >
              {t("Dismiss")}
            </button>
          )}
        </div>
      ) : null}
      <div ref={place} className="output-frames" />
    </>
  );
}

function wordsOf(ask: Ask): string {
  switch (ask.kind) {
    case "link": {
      const file = fileOfLink(ask.url);
      return file === null
        ? t("Open {address} in the browser?", { address: ask.url.replace(/[\p{C}\p{Z}]/gu, "") })
        : t("Open {file} in the editor?", { file: file.replace(/\p{C}/gu, "") });
    }
    case "network":
      return networkWords(ask);
    default:
      return ask.sentence;
  }
}

/** Names what is granted: a host by https; without encryption, and near by, where it is so. */
function networkWords({ origin, place }: Extract<Ask, { kind: "network" }>): string {
  const { protocol, host } = new URL(origin);
  const named = protocol === "https:" ? host : origin;
  if (place === "this machine")
    return t("This output was kept from loading from {host}, which is this computer.", { host: named });
  if (place === "own network")
    return t("This output was kept from loading from {host}, which is in your own network.", { host: named });
  return t("This output was kept from loading from {host}.", { host: named });
}

interface PairEvents {
  report(report: FromFrame): void;
  stopped(sentence: string): void;
  /** It could not be made. */
  broken(error: unknown): void;
}

/** The frame in view, and while there is newer content the one that will take its place once it shows something. */
class FramePair {
  #shown: OutputFrame | undefined;
  #next: OutputFrame | undefined;
  #waiting: FrameContent | undefined;
  #content: FrameContent | undefined;
  #renewal: ReturnType<typeof setTimeout> | undefined;
  #changed = 0;
  /** While the first one waits for its turn: takes it back. */
  #stopWaiting: (() => void) | undefined;
  readonly #stopTheme: () => void;

  constructor(
    private readonly place: HTMLElement,
    private readonly name: string,
    private readonly label: string,
    private readonly events: PairEvents,
  ) {
    this.#stopTheme = frameTheme.subscribe(() => {
      for (const frame of [this.#shown, this.#next]) frame?.setTheme(frameTheme.get());
    });
  }

  show(content: FrameContent): void {
    if (content === this.#content) return;
    this.#content = content;
    this.#waiting = content;
    if (this.#next || this.#renewal || this.#stopWaiting) return;
    if (!this.#shown) {
      this.#wait();
      return;
    }
    const wait = Math.max(0, this.#changed + RENEW_MS - performance.now());
    if (wait === 0) this.#make();
    else this.#renewal = setTimeout(() => this.#make(), wait);
  }

  #wait(): void {
    const { place } = this;
    place.dataset.waiting = "";
    this.#stopWaiting = whenNear(place, () => {
      this.#stopWaiting = undefined;
      delete place.dataset.waiting;
      try {
        this.#make();
      } catch (error) {
        this.events.broken(error);
      }
    });
  }

  #make(): void {
    this.#renewal = undefined;
    const content = this.#waiting;
    if (!content) return;
    this.#waiting = undefined;
    this.#changed = performance.now();
    const frame: OutputFrame = new OutputFrame(this.name, content, frameTheme.get(), this.label, {
      onReport: (report) => {
        if (report.kind === "shown" || report.kind === "failed") this.#bringIn(frame);
        if (frame === this.#shown || !this.#shown) this.events.report(report);
        else if (report.kind === "height") this.#heightOfNext = report.height;
      },
      onStopped: (sentence) => {
        if (frame === this.#next) this.#next = undefined;
        this.#shown?.dispose();
        this.#shown = undefined;
        this.#content = undefined;
        this.events.stopped(sentence);
      },
    });
    if (this.#shown) frame.element.classList.add("output-frame-next");
    this.#next = frame;
    this.place.append(frame.element);
  }

  #heightOfNext: number | undefined;

  #bringIn(frame: OutputFrame): void {
    if (frame !== this.#next) return;
    this.#next = undefined;
    this.#shown?.dispose();
    this.#shown = frame;
    frame.element.classList.remove("output-frame-next");
    frame.element.dataset.shown = "";
    if (this.#heightOfNext !== undefined) this.events.report({ kind: "height", height: this.#heightOfNext });
    this.#heightOfNext = undefined;
    if (this.#waiting) this.#renewal = setTimeout(() => this.#make(), RENEW_MS);
  }

  dispose(): void {
    clearTimeout(this.#renewal);
    this.#stopWaiting?.();
    this.#stopTheme();
    this.#shown?.dispose();
    this.#next?.dispose();
  }
}
