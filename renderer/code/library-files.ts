/** Files of libraries: of packages in an environment, of Python's standard library, and of the stubs that servers bring. */

/** Folders that belong to an installation and not to whoever reads in them. */
const PACKAGES = new Set(["site-packages", "dist-packages", "typeshed-fallback", "node_modules"]);
const STANDARD_LIBRARY = /^python\d+(?:\.\d+)*t?$/;

/**
 * Whether a path leads into an installed library. Editable installs are one's own files and are not meant.
 * @param path as the system writes it
 */
export function isLibraryFile(path: string): boolean {
  const folders = path.split(/[\\/]/).slice(0, -1);
  return (
    isOwnStub(path) ||
    folders.some((folder, index) => {
      if (PACKAGES.has(folder.toLowerCase())) return true;
      const before = folders[index - 1]?.toLowerCase() ?? "";
      // lib/python3.12/pathlib.py, and on Windows Python312\Lib\pathlib.py.
      if (STANDARD_LIBRARY.test(folder.toLowerCase())) return before === "lib" || before === "lib64";
      return folder.toLowerCase() === "lib" && /^python\d+$/.test(before);
    })
  );
}

/** Whether it belongs to what the app itself brings, and is replaced with it. */
export function isOwnStub(path: string): boolean {
  return /[\\/]language-servers[\\/](?:python[\\/]dist[\\/]typeshed-fallback|typescript)[\\/]/.test(path);
}
