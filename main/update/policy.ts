/** Whether this copy of the app updates itself, and if not, who does. Pure. */
import { t } from "../../preload/texts/texts";

export interface Installation {
  readonly platform: NodeJS.Platform;
  /** Not a development build. */
  readonly packaged: boolean;
  /** The program's own path. */
  readonly program: string;
  /** The AppImage's own path (APPIMAGE in its environment). */
  readonly appImage: string | undefined;
  /** Whether that file can be replaced by this user. */
  readonly appImageReplaceable: boolean;
  /** Content of app-update.yml, which packaging writes; undefined where there is none. */
  readonly feed: string | undefined;
}

/** Where the packages for Linux put the app; the package manager owns it. */
const PACKAGE_FOLDER = "/usr/";

/** Null when the app updates itself; otherwise a sentence that says who does. */
export function whyNoUpdates(installation: Installation): string | null {
  const { platform, packaged, program, appImage, appImageReplaceable, feed } = installation;
  if (!packaged) return t("This is a development build: it is updated where it was built.");
  if (platform === "linux" && appImage === undefined) {
    return program.startsWith(PACKAGE_FOLDER)
      ? t("Your system's package manager updates Tandem.")
      : t(
          "This copy was unpacked from an archive: to update it, unpack a newer one. Running kernels go on meanwhile.",
        );
  }
  const address = feedAddress(feed);
  if (address === null) return t("This build has no address at which to look for newer versions.");
  if (platform === "linux" && !appImageReplaceable)
    return t(
      "Tandem cannot replace {appImage}: you may not write there. Ask whoever put it there for a newer one.",
      { appImage: appImage ?? "" },
    );
  return null;
}

/** The address in app-update.yml, or null where there is none that could ever answer (RFC 2606: .invalid). */
export function feedAddress(feed: string | undefined): string | null {
  const address = /^url:\s*['"]?(\S+?)['"]?\s*$/m.exec(feed ?? "")?.[1];
  if (address === undefined || !URL.canParse(address)) return null;
  return new URL(address).hostname.endsWith(".invalid") ? null : address;
}
