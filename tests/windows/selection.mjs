/** Which tests are run as Windows runs them, and what is left out, each with its reason. */
import { readdir } from "node:fs/promises";
import path from "node:path";

/**
 * Files whose subject is not there: another system's ways, or programs that only the tests' own Linux has.
 * @type {Readonly<Record<string, string>>}
 */
const FILES_LEFT_OUT = {
  "kernel-host/attach/nothing-is-lost.test.ts":
    "fails here, not understood yet: its log is cut while it is open",
  "kernel-host/door/processes.test.ts": "ends programs that a Unix has",
  "kernel-host/folder/host-folder.test.ts": "about folders of Unix sockets",
  "kernel-host/folder/host-log.test.ts": "cuts a file that is open: minutes under Wine",
  "kernel-host/kernel/connection-file.test.ts": "about Unix sockets",
  "kernel-host/kernel/environment.test.ts": "lists of paths as Unix has them",
  "kernel-host/kernel/raw-output.test.ts": "gives parts of a file back to the disk, as Linux does",
  "kernel-host/kernel/shadowing.test.ts": "needs a link to a folder, which Wine does not make",
  "kernel-host/log/disk/block-index.test.ts": "takes minutes of Wine's slow files",
  "kernel-host/log/disk/segment.test.ts": "takes minutes of Wine's slow files",
  "kernel-host/log/log-checkpoints.test.ts": "takes minutes of Wine's slow files",
  "kernel-host/startup/conda-activation.test.ts": "its scripts are for a Unix shell",
  "kernel-host/wire/sockets.test.ts": "its error is that of a Unix socket",
  "main/kernels/hosts/heartbeat.test.ts":
    "needs vitest's clock, which is not here; nothing in it is a system's",
  "main/kernels/hosts/host-scope.test.ts": "about systemd",
  "main/kernels/hosts/socket-folder.test.ts": "about folders of Unix sockets",
  "main/files/documents.test.ts": "needs links, which Wine does not make as Windows does",
  "main/files/folder-entries.test.ts": "needs links, which Wine does not make as Windows does",
  "main/files/folder-list.test.ts": "needs links, which Wine does not make as Windows does",
  "main/files/files-below.test.ts": "needs links, which Wine does not make as Windows does",
  "main/files/watch.test.ts": "Wine tells of changes in folders of this machine late, or not",
};

/**
 * Single tests, by "file › test": what Wine does otherwise than Windows, or what asks for another system.
 * @type {Readonly<Record<string, string>>}
 */
const TESTS_LEFT_OUT = {
  "tests/windows/file-names.test.ts › a name can be given in the other case":
    "Wine 8 leaves a name as it was where only its case would change",
  "kernel-host/log/disk/segment-store.test.ts › a log on disk › refuses a folder that is a link or a file":
    "needs a link to a folder",
  "kernel-host/log/disk/segment-store.test.ts › a log on disk › notices damage that comes while it is open, in any segment":
    "under Wine a deleted file has its name until nobody has it open",
  "kernel-host/log/disk/segment-store.test.ts › the bound on disk › finishes a trim that its host did not live to finish":
    "under Wine a deleted file has its name until nobody has it open",
  "kernel-host/log/log.test.ts › what cannot be read is told in its place, always alike, and once at the end":
    "under Wine a deleted file has its name until nobody has it open",
};

/** What a test that fails so asks for, which is not there. */
/** @type {readonly (readonly [RegExp, string])[]} */
const REASONS = [
  // Windows' files have lists of access, no modes: a profile is private by that of the user's folder.
  [/expected 438 to be (?:384|448)/, "a Unix mode"],
  [/spawn (?:sleep|sh|cat|true|python3) ENOENT/, "a Unix program"],
  // 0xC0000005.
  [
    /expected 3221225477 to be/,
    "under Wine a program that ends itself while zeromq's threads run ends with another code",
  ],
  [/ENOTSUP: operation not supported on socket, symlink/, "a link to a folder, which Wine does not make"],
];

/** Folders whose unit tests are run: what writes files, speaks to kernels and starts programs. */
const UNITS = ["kernel-host", "main/files", "main/kernels/hosts"];

/** Of the tests with real kernels, those whose kernel is there. */
const WITH_KERNELS = /^tests\/process\/conformance\/protocol-javascript\.test\.ts$/;

/**
 * @typedef {object} Group files that are run in one process
 * @property {string} name @property {string[]} sources below the repository, with `/`
 * @property {(file: string, test: string, error: string) => string | undefined} leftOut why one that failed does not
 *   count
 */

/** @param {string} repository @param {string} wanted part of the files' names @returns {Promise<Group[]>} */
export async function selected(repository, wanted) {
  const groups = [];
  for (const name of [...UNITS, "tests/process", "tests/windows"]) {
    const found = await readdir(path.join(repository, name), { recursive: true });
    const sources = found
      .map((file) => `${name}/${file.replaceAll("\\", "/")}`)
      .filter((file) => file.endsWith(".test.ts") && file.includes(wanted) && !(file in FILES_LEFT_OUT))
      .filter((file) => name !== "tests/process" || WITH_KERNELS.test(file))
      .sort();
    if (sources.length > 0) groups.push({ name: name.replaceAll("/", "-"), sources, leftOut });
  }
  return groups;
}

/** @param {string} file @param {string} test @param {string} error */
function leftOut(file, test, error) {
  return TESTS_LEFT_OUT[`${file} › ${test}`] ?? REASONS.find(([pattern]) => pattern.test(error))?.[1];
}
