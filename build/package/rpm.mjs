/** The package for Fedora, openSUSE and their kin, made by rpmbuild. */
import { readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { INSTALL_FOLDER, SUMMARY } from "./identity.mjs";
import { filled, layOut, put } from "./linux-tree.mjs";
import { packWith } from "./pack-with.mjs";
import { outputFolder, rootsFolder } from "./places.mjs";
import { setTimes } from "./source-date.mjs";

/**
 * @param {string} appFolder @param {import("./linux-tree.mjs").Facts & { quick: boolean }} facts
 * @returns {Promise<string>} the file made
 */
export async function makeRpm(appFolder, facts) {
  const top = path.join(rootsFolder, "rpm");
  const root = path.join(top, "files");
  await layOut(root, appFolder, facts);
  const share = path.join(root, "usr/share");
  // Where Fedora and openSUSE look for completions.
  await rename(path.join(share, "zsh/vendor-completions"), path.join(share, "zsh/site-functions"));
  await rename(path.join(share, "fish/vendor_completions.d"), path.join(share, "fish/completions"));
  await setTimes(root, facts.date);

  const spec = path.join(top, "tandem.spec");
  const install = /** @param {string} name */ (name) => filled(name, facts).then(body);
  await put(spec, specFile(facts, await install("postinst"), await install("prerm"), await filesOf(root)));
  const [version, release] = rpmVersion(facts.version);
  const defines = {
    _topdir: top,
    _rpmdir: outputFolder,
    _rpmfilename: `tandem-${version}-${release}.x86_64.rpm`,
    _binary_payload: facts.quick ? "w1.gzdio" : "w6.xzdio",
    _buildhost: "localhost",
    use_source_date_epoch_as_buildtime: "1",
    clamp_mtime_to_source_date_epoch: "1",
    // The programs are taken as they are.
    __os_install_post: "%{nil}",
    _build_id_links: "none",
    debug_package: "%{nil}",
  };
  const given = Object.entries(defines).flatMap(([name, value]) => ["--define", `${name} ${value}`]);
  const target = ["--target", "x86_64-linux", "--buildroot", path.join(top, "buildroot")];
  await packWith("rpmbuild", ["-bb", "--quiet", ...target, ...given, spec], facts.date);
  await rm(top, { recursive: true });
  return path.join(outputFolder, defines._rpmfilename);
}

/** A version and release of rpm: a tilde sorts a pre-release before its release. @param {string} version */
export const rpmVersion = (version) => /** @type {const} */ ([version.replace("-", "~"), "1"]);

/** A script without its first line: rpm gives it to sh itself. @param {string} script */
const body = (script) => script.replace(/^#!.*\n/, "");

/** Everything but the folders that other packages own. @param {string} root @returns {Promise<string[]>} */
async function filesOf(root) {
  const files = [INSTALL_FOLDER];
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const name = `/${path.relative(root, path.join(entry.parentPath, entry.name))}`;
    if (!entry.isDirectory() && !name.startsWith(`${INSTALL_FOLDER}/`)) files.push(name);
  }
  return files.sort();
}

/** @param {import("./linux-tree.mjs").Facts} facts @param {string} post @param {string} preun @param {string[]} files */
function specFile(facts, post, preun, files) {
  const [version, release] = rpmVersion(facts.version);
  return `Name: tandem
Version: ${version}
Release: ${release}
Summary: ${SUMMARY}
License: BSD-3-Clause
Vendor: The Tandem authors
Requires: libX11-xcb.so.1()(64bit)
Requires: xdg-utils
Recommends: python3

# What the app brings itself is neither offered to others nor asked of them.
%global __provides_exclude_from ^${INSTALL_FOLDER}/.*$
%global __requires_exclude ^(libffmpeg|libEGL|libGLESv2|libvk_swiftshader|libvulkan)\\.so
# A Python file of the app runs in whichever Python its user chooses.
%global __requires_exclude_from \\.py$

%description
For people who edit scientific code and run it piece by piece: any Jupyter kernel, and two of its own, each with a
shell beside the editor. Kernels outlive the window. What they print meanwhile is kept on disk and shown when the
window is opened again.

%install
cp -a %{_topdir}/files/. %{buildroot}/

%post
${post}
%preun
${preun}
%files
%defattr(-,root,root,-)
%attr(4755,root,root) ${INSTALL_FOLDER}/chrome-sandbox
${files.join("\n")}
`;
}
