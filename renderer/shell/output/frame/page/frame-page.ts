/**
 * The program of an output's frame. It shows what the window gives it, tells how high that is, and answers that it is
 * alive. It shares its page with the output's own scripts, so nothing relies on it but the output itself.
 */
import "./frame-page.css";
import { markEmptyHeads } from "../empty-heads";
import type { ChartProgram, FrameContent, FrameTheme, FromFrame, ToFrame } from "../frame-messages";
import { makeReadable, readColour } from "../readable-colours";
import type { Chart, DrawChart } from "./chart";

/** Heights are told after this much time without a change at the latest, in ms. */
const SETTLE_MS = 30;
/** Colours are looked at again this long after the last change of the text, in ms, and so often at most. */
const COLOUR_MS = 200;
const MOST_COLOURINGS = 50;
/** So many addresses that were kept from loading are told. */
const MOST_BLOCKED_TOLD = 20;

window.addEventListener("message", function begin(event) {
  const [port] = event.ports;
  if (event.source !== window.parent || !port) return;
  window.removeEventListener("message", begin);
  new FramePage(port);
});

class FramePage {
  #highest = 0;
  #width = 0;
  #told = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #theme: FrameTheme = { dark: false, tokens: {} };
  #chart: Chart | undefined;
  /** Whether it shows HTML, whose colours are looked after. */
  #isHtml = false;
  #colourings = 0;
  #colourTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly port: MessagePort) {
    const failed = (error: unknown) => this.#tell({ kind: "failed", message: String(error).slice(0, 500) });
    port.onmessage = ({ data }: MessageEvent<ToFrame>) => {
      if (data.kind === "ping") this.#tell({ kind: "alive" });
      else if (data.kind === "theme") {
        applyTheme(data.theme);
        this.#theme = data.theme;
        this.#colour();
        this.#chart?.setTheme(data.theme).catch(failed);
      } else {
        withhold();
        applyTheme(data.theme);
        this.#theme = data.theme;
        this.#show(data.content).catch(failed);
      }
    };
  }

  #tell(message: FromFrame): void {
    this.port.postMessage(message);
  }

  async #show(content: FrameContent): Promise<void> {
    switch (content.kind) {
      case "html": {
        const look = document.querySelector("link")?.outerHTML ?? "";
        const { cssText } = document.documentElement.style;
        const { dataset } = document.documentElement;
        const theme = dataset.theme ?? "light";
        // Written, so that scripts run where they stand, as in a page of their own.
        document.open();
        this.#listen();
        document.write(
          `<!doctype html><html data-theme="${theme}" style="${cssText.replaceAll('"', "&quot;")}">` +
            `<head>${look}</head><body>`,
        );
        this.#follow();
        document.write(content.html);
        document.close();
        this.#isHtml = true;
        markEmptyHeads(document);
        this.#colour();
        break;
      }
      case "picture": {
        this.#listen();
        const picture = new Image(content.width);
        picture.alt = content.alt;
        picture.src = content.url;
        document.body.append(picture);
        this.#follow();
        await picture.decode();
        break;
      }
      case "javascript": {
        this.#listen();
        const element = document.createElement("div");
        element.innerHTML = content.html ?? "";
        document.body.append(element);
        this.#follow();
        // What Jupyter gives such a script: the element of its output.
        for (const program of content.programs) new Function("element", program).call(element, element);
        break;
      }
      case "chart": {
        this.#listen();
        const place = document.createElement("div");
        place.className = "chart";
        document.body.append(place);
        this.#follow();
        const draw = await loadChartProgram(content.program);
        const theme = this.#theme;
        this.#chart = await draw(place, content.figure, theme);
        if (theme !== this.#theme) await this.#chart.setTheme(this.#theme);
        break;
      }
    }
    this.#measure();
    this.#tell({ kind: "shown" });
  }

  #listen(): void {
    // Libraries try again and again.
    const told = new Set<string>();
    document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
      const url = blockedURI.slice(0, 500);
      if (!/^(?:https?|wss?):/.test(url) || told.has(url) || told.size === MOST_BLOCKED_TOLD) return;
      told.add(url);
      this.#tell({ kind: "blocked", url });
    });
    document.addEventListener("click", (event) => {
      const link = (event.target as Element | null)?.closest?.("a[href], area[href]");
      const href = link?.getAttribute("href") ?? "";
      if (!link || href.startsWith("#")) return;
      event.preventDefault();
      this.#tell({ kind: "link", url: href.slice(0, 2000) });
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.#tell({ kind: "leave" });
    });
    window.addEventListener("focus", () => this.#tell({ kind: "entered" }));
    document.addEventListener("contextmenu", (event) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      this.#tell({ kind: "menu" });
    });
    window.addEventListener("load", () => {
      this.#measure();
      this.#colour();
    });
  }

  #follow(): void {
    const observer = new ResizeObserver(() => this.#soon());
    observer.observe(document.documentElement);
    if (document.body) observer.observe(document.body);
    // A frame without a height is not drawn, so that nobody would hear that it got one.
    new MutationObserver(() => {
      this.#soon();
      if (!this.#isHtml || this.#colourings > MOST_COLOURINGS) return;
      clearTimeout(this.#colourTimer);
      this.#colourTimer = setTimeout(() => this.#colour(), COLOUR_MS);
    }).observe(document.documentElement, { childList: true, characterData: true, subtree: true });
    this.#measure();
  }

  /** Text of the output that cannot be read in this theme is given a colour that can. */
  #colour(): void {
    const { documentElement: root, body } = document;
    const paper = readColour(getComputedStyle(root).backgroundColor);
    if (!this.#isHtml || !body || !paper) return;
    this.#colourings += 1;
    makeReadable([body], paper);
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#measure();
    }, SETTLE_MS);
  }

  /** What lies outside the flow counts as well, and is not forgotten when there is room for it. */
  #measure(): void {
    const { documentElement: root } = document;
    // A frame that is hidden has no width: its text would be as high as it is long.
    if (!root || innerWidth === 0) return;
    if (this.#width !== innerWidth) this.#highest = 0;
    this.#width = innerWidth;
    const beyond = root.scrollHeight > innerHeight ? root.scrollHeight : 0;
    this.#highest = Math.max(this.#highest, beyond);
    const bar = root.scrollWidth > innerWidth ? 10 : 0;
    const height = Math.ceil(Math.max(root.getBoundingClientRect().height + bar, this.#highest));
    if (height === this.#told) return;
    this.#told = height;
    this.#tell({ kind: "height", height });
  }
}

/** Libraries of megabytes are loaded by the frames that need them. */
function loadChartProgram(name: ChartProgram): Promise<DrawChart> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${name}.js`;
    script.onload = () => {
      if (globalThis.drawChart) resolve(globalThis.drawChart);
      else reject(new Error(`${name} did not start`));
    };
    script.onerror = () => reject(new Error(`${name} could not be loaded`));
    document.head.append(script);
  });
}

function applyTheme({ dark, tokens }: FrameTheme): void {
  const { style, dataset } = document.documentElement;
  dataset.theme = dark ? "dark" : "light";
  style.colorScheme = dataset.theme;
  for (const [name, value] of Object.entries(tokens)) style.setProperty(`--${name}`, value);
}

/**
 * What the sandbox leaves and no output needs: the clipboard by command, connections past the policy, and taking the
 * keyboard before the user has been here. (The window gives it back as well: frame-focus.ts.)
 */
function withhold(): void {
  Object.defineProperty(Document.prototype, "execCommand", { value: () => false });
  for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport"]) {
    Reflect.deleteProperty(window, name);
  }
  const takers: readonly [object, string][] = [
    [HTMLElement.prototype, "focus"],
    [SVGElement.prototype, "focus"],
    [HTMLInputElement.prototype, "select"],
    [HTMLTextAreaElement.prototype, "select"],
    [window, "focus"],
  ];
  for (const [owner, name] of takers) {
    const take = Reflect.get(owner, name) as (...given: unknown[]) => unknown;
    Object.defineProperty(owner, name, {
      value(this: unknown, ...given: unknown[]) {
        if (navigator.userActivation.hasBeenActive) take.apply(this, given);
      },
    });
  }
}
