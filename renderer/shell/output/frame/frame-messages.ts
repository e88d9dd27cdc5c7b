/**
 * What the window and the page of a frame say to each other, over a port. The page holds programs of an output's
 * author, who may speak for it: whatever comes from there is checked (frame-reports.ts) and can at most ask.
 */

/** The theme's colours and sizes, by the names of tokens.css without their dashes. */
export interface FrameTheme {
  readonly dark: boolean;
  readonly tokens: Readonly<Record<string, string>>;
}

/** What a frame shows. */
export type FrameContent =
  | { readonly kind: "html"; readonly html: string }
  /** A picture by <img>: nothing in it runs. */
  | { readonly kind: "picture"; readonly url: string; readonly alt: string; readonly width: number }
  /** Programs that run one after another in an element, which holds some HTML. */
  | { readonly kind: "javascript"; readonly html?: string; readonly programs: readonly string[] }
  | { readonly kind: "chart"; readonly program: ChartProgram; readonly figure: unknown };

/** The program beside the frame's page that draws a chart (./charts). */
export type ChartProgram = "vega-chart" | "plotly-chart";

export type ToFrame =
  | { readonly kind: "show"; readonly content: FrameContent; readonly theme: FrameTheme }
  | { readonly kind: "theme"; readonly theme: FrameTheme }
  | { readonly kind: "ping" };

export type FromFrame =
  | { readonly kind: "alive" }
  /** Height of the content, in px. */
  | { readonly kind: "height"; readonly height: number }
  /** Its first picture is there. */
  | { readonly kind: "shown" }
  | { readonly kind: "failed"; readonly message: string }
  /** A link was clicked. */
  | { readonly kind: "link"; readonly url: string }
  /** The policy kept it from loading this. */
  | { readonly kind: "blocked"; readonly url: string }
  /** The keyboard has come. */
  | { readonly kind: "entered" }
  /** Escape was pressed: the keyboard leaves. */
  | { readonly kind: "leave" }
  /** The menu of the output is wanted, by the mouse or the menu key. */
  | { readonly kind: "menu" };
