/** What the pictured session uses beside the tests' Python: a table and a progress bar. */
import path from "node:path";
import { makeOnce } from "../setup/make-once.mjs";
import { cache } from "../setup/places.mjs";
import { hear } from "../setup/run.mjs";
import { Stop, say } from "../setup/say.mjs";

const PACKAGES = ["pandas==3.0.5", "tqdm==4.69.0"];

/**
 * A folder for PYTHONPATH with these packages; what they need has come with matplotlib.
 * @param {string} python whose pip fetches them
 */
export async function ensurePicturedPackages(python) {
  const folder = path.join(cache, `pictured-${PACKAGES.join("-").replaceAll("==", "-")}`);
  await makeOnce(folder, async (target) => {
    say("Fetching what the pictured session uses ...");
    const { code, stderr } = await hear(python, [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      "--no-input",
      "--only-binary=:all:",
      "--no-deps",
      "--target",
      target,
      ...PACKAGES,
    ]);
    if (code !== 0) throw new Stop(`pandas and tqdm could not be had:\n${stderr.trim()}`);
  });
  return folder;
}
