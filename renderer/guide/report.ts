/** What a report of a fault says, without what is private. */

/** So much of the log's end is in it. */
const LOG_LINES = 120;
/** A longer line tells nothing more. */
const LINE_CHARS = 400;
/** A path with a folder in it: of this system or another. What follows a blank in a name is not known as a part of it. */
const PATH = /(?:[A-Za-z]:)?(?:[\\/][^\\/\s"'`<>|:*?(),;]+){2,}/g;

export interface ReportFacts {
  readonly version: string;
  readonly platform: string;
  /** As the browser of the window says it, with the versions of Electron and Chromium. */
  readonly userAgent: string;
  readonly home: string;
  /** Names of settings that are not at their defaults. */
  readonly settings: readonly string[];
  /** A line each: kind and state. */
  readonly shells: readonly string[];
  /** The app's log. */
  readonly log: string;
}

/** A text without folders, names of files in them, and the user's name. Its cost is linear. */
export function withoutPrivate(text: string, home: string): string {
  const user = home.split(/[\\/]/).at(-1) ?? "";
  const plain = text.replace(PATH, "<path>");
  return user.length < 3 ? plain : plain.split(user).join("<user>");
}

/** The report as text. It is English, as a log is: whoever reads it may speak another language than the user. */
export function reportText({
  version,
  platform,
  userAgent,
  home,
  settings,
  shells,
  log,
}: ReportFacts): string {
  const lines = log.split("\n").filter(Boolean).slice(-LOG_LINES);
  const shown = lines.map((line) => withoutPrivate(line.slice(0, LINE_CHARS), home));
  return [
    `Tandem ${version} on ${platform}`,
    userAgent,
    `Settings that were changed: ${settings.join(", ") || "none"}`,
    `Shells: ${shells.length === 0 ? "none" : ""}`,
    ...shells.map((shell) => `  ${withoutPrivate(shell, home)}`),
    "",
    "The end of the log:",
    ...shown,
    "",
  ].join("\n");
}
