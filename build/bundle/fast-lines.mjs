/**
 * Monaco knows where a character stands in a line of a code font without asking the browser, which would lay out all that is
 * shown within the key that is being typed; but not in a browser on Linux, where it would not hear of zooming. This window
 * has the font measured anew when it is zoomed (Monaco asks for the ratio of pixels), and a line that is wider than its
 * characters say has Monaco ask the browser again.
 */
import { readFile } from "node:fs/promises";

/** @returns {import("esbuild").Plugin} */
export function fastLines() {
  return {
    name: "fast-lines",
    setup(build) {
      build.onLoad({ filter: /viewLines[\\/]viewLine\.js$/ }, async ({ path: file }) => {
        const source = await readFile(file, "utf8");
        const rule = "if (isLinux || isFirefox || isSafari) {";
        if (!source.includes(rule))
          throw new Error(`${file} decides in another way by now how it measures lines`);
        return { contents: source.replace(rule, "if (isFirefox || isSafari) {"), loader: "js" };
      });
    },
  };
}
