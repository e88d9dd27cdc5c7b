/** The package for Debian, Ubuntu and their kin, made by dpkg-deb. */
import { createHash } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { MAINTAINER, SUMMARY } from "./identity.mjs";
import { filled, layOut, packed, put } from "./linux-tree.mjs";
import { packWith } from "./pack-with.mjs";
import { outputFolder, rootsFolder } from "./places.mjs";
import { setTimes, sizeOf } from "./source-date.mjs";

/**
 * What Electron's programs are linked with and open by name. Newer systems call some libraries `...t64` (64-bit time)
 * and say there that they provide the older name.
 */
const DEPENDS = [
  "libasound2 | libasound2t64",
  "libatk-bridge2.0-0 | libatk-bridge2.0-0t64",
  "libatk1.0-0 | libatk1.0-0t64",
  "libatspi2.0-0 | libatspi2.0-0t64",
  "libcairo2",
  "libcups2 | libcups2t64",
  "libdbus-1-3",
  "libdrm2",
  "libexpat1",
  "libgbm1",
  "libgcc-s1",
  "libglib2.0-0 | libglib2.0-0t64",
  "libgtk-3-0 | libgtk-3-0t64",
  "libnspr4",
  "libnss3",
  "libpango-1.0-0",
  "libstdc++6",
  "libudev1",
  "libx11-6",
  "libx11-xcb1",
  "libxcb1",
  "libxcomposite1",
  "libxdamage1",
  "libxext6",
  "libxfixes3",
  "libxkbcommon0",
  "libxrandr2",
  "xdg-utils",
];
const RECOMMENDS = ["libgl1", "libegl1", "python3", "libsecret-1-0", "libnotify4"];

/**
 * @param {string} appFolder @param {import("./linux-tree.mjs").Facts & { quick: boolean }} facts
 * @returns {Promise<string>} the file made
 */
export async function makeDeb(appFolder, facts) {
  const root = path.join(rootsFolder, "deb");
  await layOut(root, appFolder, facts);
  const bytes = await sizeOf(root);
  const doc = path.join(root, "usr/share/doc/tandem");
  await put(path.join(doc, "copyright"), await filled("copyright", facts));
  await put(path.join(doc, "changelog.gz"), packed(changelog(facts)));
  await put(path.join(root, "usr/share/lintian/overrides/tandem"), await filled("lintian-overrides", facts));

  const control = path.join(root, "DEBIAN");
  await put(path.join(control, "control"), controlFile(facts, Math.ceil(bytes / 1024)));
  for (const script of ["postinst", "prerm"]) {
    await put(path.join(control, script), await filled(script, facts), 0o755);
  }
  await put(path.join(control, "md5sums"), await md5sums(root));
  await setTimes(root, facts.date);

  const file = path.join(outputFolder, `tandem_${debVersion(facts.version)}_amd64.deb`);
  const compression = facts.quick ? ["-Zgzip", "-z1"] : ["-Zxz"];
  await packWith("dpkg-deb", ["--root-owner-group", ...compression, "--build", root, file], facts.date);
  await rm(root, { recursive: true });
  return file;
}

/** Debian sorts a pre-release before its release only where it is written with a tilde. @param {string} version */
export const debVersion = (version) => version.replace("-", "~");

/** @param {import("./linux-tree.mjs").Facts} facts @param {number} kilobytes */
function controlFile({ version, glibcMinor }, kilobytes) {
  return `Package: tandem
Version: ${debVersion(version)}
Section: science
Priority: optional
Architecture: amd64
Maintainer: ${MAINTAINER}
Installed-Size: ${kilobytes}
Depends: libc6 (>= 2.${glibcMinor}), ${DEPENDS.join(", ")}
Recommends: ${RECOMMENDS.join(", ")}
Suggests: python3-ipykernel
Description: ${SUMMARY}
 For people who edit scientific code and run it piece by piece: any Jupyter
 kernel, and two of its own, each with a shell beside the editor.
 .
 Kernels outlive the window. What they print meanwhile is kept on disk and
 shown when the window is opened again.
`;
}

/** @param {import("./linux-tree.mjs").Facts} facts */
const changelog = ({ version, date }) => `tandem (${debVersion(version)}) unstable; urgency=medium

  * Release ${version}.

 -- ${MAINTAINER}  ${new Date(date * 1000).toUTCString().replace("GMT", "+0000")}
`;

/** @param {string} root */
async function md5sums(root) {
  const lines = [];
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(root, file);
    if (!entry.isFile() || name.startsWith("DEBIAN/")) continue;
    lines.push(
      `${createHash("md5")
        .update(await readFile(file))
        .digest("hex")}  ${name}`,
    );
  }
  return `${lines.sort((a, b) => (a.slice(34) < b.slice(34) ? -1 : 1)).join("\n")}\n`;
}
