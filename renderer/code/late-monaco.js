/**
 * Monaco's own exports, of the types in `late-monaco.d.ts`: undefined until `loadMonaco` has resolved. Half of the window's
 * scripts are Monaco, and a window is painted before it needs them.
 */
/** @type {typeof import("monaco-editor/editor").CancellationTokenSource} */
export let CancellationTokenSource;
/** @type {typeof import("monaco-editor/editor").Emitter} */
export let Emitter;
/** @type {typeof import("monaco-editor/editor").KeyCode} */
export let KeyCode;
/** @type {typeof import("monaco-editor/editor").KeyMod} */
export let KeyMod;
/** @type {typeof import("monaco-editor/editor").MarkerSeverity} */
export let MarkerSeverity;
/** @type {typeof import("monaco-editor/editor").MarkerTag} */
export let MarkerTag;
/** @type {typeof import("monaco-editor/editor").Position} */
export let Position;
/** @type {typeof import("monaco-editor/editor").Range} */
export let Range;
/** @type {typeof import("monaco-editor/editor").Selection} */
export let Selection;
/** @type {typeof import("monaco-editor/editor").SelectionDirection} */
export let SelectionDirection;
/** @type {typeof import("monaco-editor/editor").Token} */
export let Token;
/** @type {typeof import("monaco-editor/editor").Uri} */
export let Uri;
/** @type {typeof import("monaco-editor/editor").editor} */
export let editor;
/** @type {typeof import("monaco-editor/editor").languages} */
export let languages;
/** Not among Monaco's. @type {typeof import("./diff-hovers").hoversByWindow} */
export let hoversByWindow;

/** @type {Promise<void> | undefined} */
let loading;

/** What waits for it. @type {(() => void)[]} */
const waiting = [];
let isThere = false;

/** Loads it once; resolves when everything here is there. */
export function loadMonaco() {
  loading ??= import("./monaco-whole").then((whole) => {
    ({
      CancellationTokenSource,
      Emitter,
      KeyCode,
      KeyMod,
      MarkerSeverity,
      MarkerTag,
      Position,
      Range,
      Selection,
      SelectionDirection,
      Token,
      Uri,
      editor,
      languages,
    } = whole.monaco);
    hoversByWindow = whole.hoversByWindow;
    isThere = true;
    for (const act of waiting.splice(0)) act();
  });
  return loading;
}

/**
 * Does something with Monaco, at once where it is there.
 * @param {() => (() => void) | void} act answers what takes it back
 * @returns {() => void} takes it back
 */
export function withMonaco(act) {
  /** @type {(() => void) | void} */
  let takeBack;
  let isWanted = true;
  const begin = () => {
    if (isWanted) takeBack = act();
  };
  if (isThere) begin();
  else waiting.push(begin);
  return () => {
    isWanted = false;
    takeBack?.();
  };
}
