/** Which parts of the window are shown, how large they are, and which tool is in front. */
import { openFolder } from "./app";
import { createStore } from "./store";

export type Part = "editor" | "shells" | "tools";

export interface LayoutState {
  readonly shown: Readonly<Record<Part, boolean>>;
  /** Share of the editor in the width, and of the shells in the height beside it, in percent. */
  readonly editorShare: number;
  readonly shellsShare: number;
  /** The id of the tool in front. */
  readonly tool: string;
}

export const layout = createStore<LayoutState>({
  shown: { editor: true, shells: true, tools: true },
  editorShare: 55,
  shellsShare: 68,
  tool: "File browser",
});

/** Shows or hides a part; the last one that is shown stays. */
export function setShown(part: Part, shown: boolean): void {
  layout.set((now) => {
    const next = { ...now.shown, [part]: shown };
    const any = next.editor || next.shells || next.tools;
    return now.shown[part] === shown || !any ? now : { ...now, shown: next };
  });
}

/** Brings a tool in front and shows the tool area. */
export function showTool(tool: string): void {
  layout.set((now) => ({ ...now, tool, shown: { ...now.shown, tools: true } }));
}

export function showFileBrowser(): void {
  showTool("File browser");
}

/** What is undefined has no place in a message. */
export function plain(state: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(state)) as Record<string, unknown>;
}

/** The state of a window that shows nothing but these shells, with this one's folder and sizes. */
export function stateWithShells(own: unknown): Record<string, unknown> {
  const only = { ...layout.get(), shown: { editor: false, shells: true, tools: false } };
  return plain({ folder: openFolder.get(), layout: only, shells: own });
}
