/** The app as it lies on a Linux system: its own folder, and what the desktop and the terminal find of it. */
import { chmod, cp, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { repository } from "../setup/places.mjs";
import { iconSource, LINUX_SIZES } from "./icons.mjs";
import { APP_ID, FILE_TYPES, INSTALL_FOLDER, PROGRAM, SUMMARY } from "./identity.mjs";
import { buildResources } from "./places.mjs";

const templates = path.join(repository, "build/package/linux");

/**
 * @typedef {object} Facts what the templates are filled with
 * @property {string} version
 * @property {number} date seconds since 1970
 * @property {number} glibcMinor the app runs on glibc 2.<this> and newer
 */

/**
 * Adds to electron-builder's folder what belongs beside the program: the launcher, and the AppArmor profile.
 * @param {string} folder @param {Facts} facts
 */
export async function completeAppFolder(folder, facts) {
  await mkdir(path.join(folder, "bin"), { recursive: true });
  await put(path.join(folder, "bin", PROGRAM), await filled("tandem.sh", facts), 0o755);
  await put(path.join(folder, "resources/apparmor-profile"), await filled("apparmor-profile", facts));
  await chmod(path.join(folder, "chrome-sandbox"), 0o755);
  for (const name of await readdir(folder)) if (isLibrary(name)) await chmod(path.join(folder, name), 0o644);
}

/** @param {string} name */
const isLibrary = (name) => /\.so(\.\d+)*$/.test(name);

/**
 * Lays the files out as a package installs them, below `root`.
 * @param {string} root @param {string} appFolder @param {Facts} facts
 */
export async function layOut(root, appFolder, facts) {
  await rm(root, { recursive: true, force: true });
  const app = path.join(root, INSTALL_FOLDER);
  await mkdir(path.dirname(app), { recursive: true });
  await cp(appFolder, app, { recursive: true, verbatimSymlinks: true });
  await chmod(path.join(app, "chrome-sandbox"), 0o4755);
  await mkdir(path.join(root, "usr/bin"), { recursive: true });
  await symlink(`../lib/${PROGRAM}/bin/${PROGRAM}`, path.join(root, "usr/bin", PROGRAM));

  const share = path.join(root, "usr/share");
  /** @param {string} to @param {string | Buffer} content */
  const shared = (to, content) => put(path.join(share, to), content);
  await shared("applications/tandem.desktop", await filled("tandem.desktop", facts));
  await shared(`metainfo/${APP_ID}.metainfo.xml`, await filled("metainfo.xml", facts));
  await shared("mime/packages/tandem.xml", await filled("mime.xml", facts));
  await shared("man/man1/tandem.1.gz", packed(await filled("tandem.1", facts)));
  await shared("bash-completion/completions/tandem", await filled("completion.bash", facts));
  await shared("zsh/vendor-completions/_tandem", await filled("completion.zsh", facts));
  await shared("fish/vendor_completions.d/tandem.fish", await filled("completion.fish", facts));
  for (const size of LINUX_SIZES) {
    const name = `${size}x${size}`;
    await shared(
      `icons/hicolor/${name}/apps/tandem.png`,
      await readFile(path.join(buildResources, `${name}.png`)),
    );
  }
  await shared("icons/hicolor/scalable/apps/tandem.svg", await readFile(iconSource));
}

/** @param {string} name of a file in build/package/linux @param {Facts} facts */
export async function filled(name, facts) {
  const template = await readFile(path.join(templates, name), "utf8");
  return fill(template, { ...wordsOf(facts), LICENSE: await licenceParagraphs() });
}

/**
 * Replaces every word of capitals that stands between two at signs.
 * @param {string} template @param {Record<string, string>} words @throws Error at a word that is not known
 */
export function fill(template, words) {
  return template.replace(/@([A-Z][A-Z_]+)@/g, (_, word) => {
    const value = words[word];
    if (value === undefined) throw new Error(`Nothing is known to fill in for @${word}@.`);
    return value;
  });
}

/** @param {Facts} facts @returns {Record<string, string>} */
function wordsOf({ version, date, glibcMinor }) {
  const day = new Date(date * 1000).toISOString().slice(0, 10);
  return {
    APP_ID,
    SUMMARY,
    INSTALL_FOLDER,
    VERSION: version,
    DATE: day,
    GLIBC_MINOR: String(glibcMinor),
    MIME_TYPES: FILE_TYPES.map(({ mimeType }) => `${mimeType};`).join(""),
    MEDIATYPES: FILE_TYPES.map(({ mimeType }) => `<mediatype>${mimeType}</mediatype>`).join("\n    "),
    TYPES: FILE_TYPES.filter(({ known }) => !known)
      .map(
        ({ mimeType, name, ext }) =>
          `<mime-type type="${mimeType}"><comment>${name}</comment>` +
          `${ext.map((each) => `<glob pattern="*.${each}" weight="40"/>`).join("")}</mime-type>`,
      )
      .join("\n  "),
  };
}

/** The licence as the body of a field of a Debian control file. */
async function licenceParagraphs() {
  const text = await readFile(path.join(repository, "LICENSE"), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => (line.trim() === "" ? " ." : ` ${line}`))
    .join("\n");
}

/** Compressed, always to the same bytes. @param {string} text */
export const packed = (text) => gzipSync(text, { level: 9 });

/** @param {string} file @param {string | Buffer} content @param {number} [mode] */
export async function put(file, content, mode = 0o644) {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  await chmod(file, mode);
}
