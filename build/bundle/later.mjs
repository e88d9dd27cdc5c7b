/**
 * Packages that main's program takes in when they are first used, as files of their own beside it: read with it they would
 * be a third of what it has to read before its window.
 */

/** Imported by `await import` alone. */
const LATER = ["electron-updater", "editorconfig"];

/** The files of those packages, as entry points. @type {Record<string, string>} */
export const laterPrograms = Object.fromEntries(LATER.map((name) => [name, name]));

/** Leaves them to their files. @returns {import("esbuild").Plugin} */
export function later() {
  return {
    name: "later",
    setup: ({ onResolve }) => {
      onResolve({ filter: new RegExp(`^(?:${LATER.join("|")})$`) }, ({ path: name, kind }) => {
        if (kind === "entry-point") return;
        if (kind !== "dynamic-import")
          return { errors: [{ text: `${name} is imported by "await import" alone` }] };
        return { path: `./${name}.js`, external: true };
      });
    },
  };
}
