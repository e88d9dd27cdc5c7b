/** The app as an archive, to be unpacked anywhere: no administrator, no menu entry, nothing outside its folder. */
import { cp, rm } from "node:fs/promises";
import path from "node:path";
import { packWith } from "./pack-with.mjs";
import { outputFolder, rootsFolder } from "./places.mjs";
import { setTimes } from "./source-date.mjs";

/**
 * @param {string} appFolder @param {import("./linux-tree.mjs").Facts & { quick: boolean }} facts
 * @returns {Promise<string[]>} the files made
 */
export async function makeArchives(appFolder, { version, date, quick }) {
  const name = `Tandem-${version}-linux-x64`;
  const root = path.join(rootsFolder, "archive");
  await rm(root, { recursive: true, force: true });
  await cp(appFolder, path.join(root, name), { recursive: true, verbatimSymlinks: true });
  await setTimes(root, date);

  const tarball = path.join(outputFolder, `${name}.tar.gz`);
  const level = quick ? "-1" : "-9";
  const order = [
    "--sort=name",
    "--format=gnu",
    "--owner=0",
    "--group=0",
    "--numeric-owner",
    `--mtime=@${date}`,
  ];
  await packWith("tar", [...order, "-I", `gzip -n ${level}`, "-cf", tarball, "-C", root, name], date);

  const zip = path.join(outputFolder, `${name}.zip`);
  await rm(zip, { force: true });
  // Through a sorted list: zip itself takes files in the order of the folder.
  const list = `find '${name}' -print | LC_ALL=C sort | zip -X -q -y ${level} '${zip}' -@`;
  await packWith("sh", ["-c", list], date, { cwd: root });
  await rm(root, { recursive: true });
  return [tarball, zip];
}
