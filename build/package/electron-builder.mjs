/**
 * electron-builder's configuration, for every system.
 *
 * It packs what stage.mjs has put together, so that there is nothing to leave out. On Linux it makes the folder with
 * the app and the AppImage; the archives, the deb and the rpm are made from that folder by the systems' own tools
 * (archives.mjs, deb.mjs, rpm.mjs): the same way on every machine, and the same bytes from the same commit.
 */
import path from "node:path";
import { repository } from "../setup/places.mjs";
import { APP_ID, FILE_TYPES, LOCALES, NAME, PROGRAM, SUMMARY } from "./identity.mjs";
import { buildResources, outputFolder, stageFolder } from "./places.mjs";

/** Where a packaged app looks for newer ones. Without one it has an address that never answers, and does not look. */
const updateFeed = process.env.TANDEM_UPDATE_URL || "https://updates.invalid/tandem";

/** @param {string} name */
const file = (name) => path.join(repository, "build/package", name);

const licences = path.join(stageFolder, "out/renderer/third-party-licences.txt");

const fileAssociations = FILE_TYPES.map(({ ext, name, mimeType }) => ({
  ext: ext.filter((each, i) => ext.findIndex((other) => other.toLowerCase() === each.toLowerCase()) === i),
  name,
  mimeType,
  role: /** @type {const} */ ("Editor"),
  rank: /** @type {const} */ ("Alternate"), // macOS: offered, not taken
}));

/** @type {import("electron-builder").Configuration} */
export default {
  appId: APP_ID,
  productName: NAME,
  copyright: "The Tandem authors, BSD-3-Clause",
  directories: { app: stageFolder, output: outputFolder, buildResources },
  files: ["**/*", "!node_modules"], // electron-builder would add what the repository's package.json names
  asar: true,
  // A kernel-host is a program for plain Node with a native addon; a Python reads the files of the built-in kernel.
  asarUnpack: [
    "out/kernel-host/**",
    "out/cli/**",
    "out/language-servers/**",
    "out/ripgrep/**",
    "out/history/**",
    "out/table-files/**",
    "package.json",
  ],
  // To be read without the app, too.
  extraResources: [{ from: licences, to: "third-party-licences.txt" }],
  npmRebuild: false,
  electronLanguages: LOCALES,
  artifactName: "Tandem-${version}-${os}-${arch}.${ext}",
  electronFuses: {
    // Kernel-hosts, the built-in kernels and the command line are this same binary as plain Node.
    runAsNode: true,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true, // macOS and Windows; Linux has no such check
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  publish: { provider: "generic", url: updateFeed },
  generateUpdatesFilesForAllChannels: true,

  toolsets: { appimage: "1.0.3" }, // the runtime that needs no libfuse2

  linux: {
    executableName: PROGRAM,
    target: ["dir"],
    category: "Development",
    synopsis: SUMMARY,
    icon: buildResources,
  },

  win: {
    target: ["nsis", "zip"],
    icon: path.join(buildResources, "icon.ico"),
    extraFiles: [{ from: file("windows/tandem.cmd"), to: "bin/tandem.cmd" }],
    ...(process.env.WIN_CSC_LINK || process.env.CSC_LINK ? { forceCodeSigning: true } : {}),
  },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowElevation: false,
    selectPerMachineByDefault: false,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false, // installer.nsh asks
    include: file("windows/installer.nsh"), // also offers the app for kinds of files
    shortcutName: NAME,
  },

  mac: {
    target: ["dmg", "zip"],
    extraResources: [{ from: file("mac/tandem.sh"), to: "bin/tandem" }],
    x64ArchFiles: "**/zeromq.node", // holds the code for both kinds already
    icon: path.join(buildResources, "icon.icns"),
    category: "public.app-category.developer-tools",
    minimumSystemVersion: "13.0",
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: file("mac/entitlements.plist"),
    entitlementsInherit: file("mac/entitlements.plist"),
    // Signed and sent to Apple only where a release runner has the secrets for it.
    notarize: Boolean(process.env.APPLE_API_KEY || process.env.APPLE_APP_SPECIFIC_PASSWORD),
    darkModeSupport: true,
    fileAssociations,
  },
};
