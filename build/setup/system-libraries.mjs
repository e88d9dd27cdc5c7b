/**
 * What Electron and the tests need of the operating system: on Linux, shared libraries and an X server without a
 * screen. (Windows and macOS have all of it.) What is there is found by looking, so that nothing is asked of apt on
 * a machine that has everything, whatever its distribution is called.
 */
import { hear } from "./run.mjs";
import { Stop, say } from "./say.mjs";

const FOR_ELECTRON = (
  "libgtk-3-0 libnss3 libasound2 libgbm1 libxss1 libxtst6 libatk-bridge2.0-0 libdrm2 libnotify4 " +
  "libsecret-1-0 fonts-dejavu-core"
).split(" ");
const FOR_A_VIRTUAL_DISPLAY = ["xvfb"];

/**
 * @param {string} binary Electron's
 * @param {{ virtualDisplay: boolean }} need
 */
export async function ensureSystemLibraries(binary, { virtualDisplay }) {
  if (process.platform !== "linux") return;
  const libraries = await missingLibraries(binary);
  const noDisplay = virtualDisplay && !(await isOnPath("Xvfb"));
  if (libraries.length === 0 && !noDisplay) return;

  const lacks = [...libraries, ...(noDisplay ? ["Xvfb"] : [])].join(", ");
  const packages = [
    ...(libraries.length > 0 ? FOR_ELECTRON : []),
    ...(noDisplay ? FOR_A_VIRTUAL_DISPLAY : []),
  ];
  await installPackages(packages, `This system has no ${lacks}`);
  const still = await missingLibraries(binary);
  if (still.length > 0) throw new Stop(`Electron still finds no ${still.join(", ")} on this system.`);
}

/** @param {string} binary @returns {Promise<string[]>} */
async function missingLibraries(binary) {
  const { stdout } = await hear("ldd", [binary]);
  return [...new Set([...stdout.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => String(name)))];
}

/**
 * What moves the mouse of the whole desktop, from window to window, in tests. It is no reason to stop: without it they
 * are skipped.
 */
export async function ensureDesktopMouse() {
  if (process.platform !== "linux" || (await isOnPath("xdotool"))) return;
  await installPackages(["xdotool"], "This system has no xdotool").catch((error) =>
    say(`${error.message}\nTests that drag from window to window are skipped.`),
  );
}

/** @param {string} program */
export const isOnPath = async (program) => (await hear("sh", ["-c", `command -v ${program}`])).code === 0;

/**
 * Installs Debian packages where this user may, otherwise stops with the line to type.
 * @param {string[]} packages @param {string} why
 */
export async function installPackages(packages, why) {
  const line = `apt-get install -y --no-install-recommends ${packages.join(" ")}`;
  if (!(await isOnPath("apt-get"))) {
    throw new Stop(
      `${why}. Please install what this system calls these Debian packages: ${packages.join(" ")}`,
    );
  }
  const root = process.getuid?.() === 0;
  if (!root && (await hear("sudo", ["-n", "true"])).code !== 0) {
    throw new Stop(`${why}. Please type:\n\n    sudo ${line}\n`);
  }
  say(`${why}: installing ${packages.join(" ")} ...`);
  const names = await Promise.all(packages.map(nameHere));
  const quiet = ["-qq", "-o", "Dpkg::Use-Pty=0"];
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", ...names]]) {
    const command = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", ...quiet, ...args];
    const [program = "", ...rest] = root ? command : ["sudo", "-n", ...command];
    const { code, stdout, stderr } = await hear(program, rest);
    if (code !== 0 && args[0] === "install") {
      throw new Stop(
        `${stdout}${stderr}\napt-get could not install them. The line to type is:\n\n    sudo ${line}\n`,
      );
    }
  }
}

/** Newer Debians and Ubuntus call some libraries `...t64` (64-bit time). @param {string} name */
async function nameHere(name) {
  return (await hear("apt-cache", ["show", `${name}t64`])).code === 0 ? `${name}t64` : name;
}
