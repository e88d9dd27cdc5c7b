/** The bill of materials: everything that Tandem is made of and with, in CycloneDX. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { hear, npm } from "../setup/run.mjs";
import { Stop } from "../setup/say.mjs";
import { outputFolder } from "./places.mjs";

/** @param {string} version @returns {Promise<string>} the file made */
export async function writeSbom(version) {
  const [program = "", ...first] = npm;
  const args = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"];
  const { code, stdout, stderr } = await hear(program, [...first, ...args]);
  if (code !== 0) throw new Stop(`npm could not list what Tandem is made of: ${stderr.trim()}`);
  const bom = JSON.parse(stdout);
  bom.metadata.component.version = version;
  const file = path.join(outputFolder, `Tandem-${version}.cdx.json`);
  await writeFile(file, `${JSON.stringify(bom, null, 2)}\n`);
  return file;
}
