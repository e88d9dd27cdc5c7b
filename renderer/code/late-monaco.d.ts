/** The types of `late-monaco.js`: those of Monaco. */
export * from "monaco-editor/editor";
export { hoversByWindow } from "./diff-hovers";
/** Loads Monaco once; before it has resolved its values are undefined. */
export function loadMonaco(): Promise<void>;
/** Does something with Monaco as soon as it is there; `act` may answer what takes it back. Returns what does so at any time. */
export function withMonaco(act: () => (() => void) | void): () => void;
