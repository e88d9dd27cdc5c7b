/** Beside a debugger's prompt: the frame that it is in, a link where that is in a file. */
import { t } from "../../../preload/texts/texts";
import { baseName } from "../../floor/paths";
import { describeTarget, type LinkTarget } from "../output/links/text-links";
import type { DebuggerFrame } from "./debugger-frame";

/** What was typed into the shell: ipykernel names a file for it that is not there. */
const TYPED = /^<.*>$|[\\/]ipykernel_\d+[\\/]/;

export function DebuggerPlace({ frame: { file, line, name } }: { readonly frame: DebuggerFrame }) {
  if (TYPED.test(file)) {
    return (
      <span className="debugger-place">{t("in {name}, line {line}", { name, line: String(line) })}</span>
    );
  }
  const target: LinkTarget = { kind: "file", path: file, line };
  return (
    <span className="debugger-place">
      {t("in {name}", { name })}{" "}
      <a
        role="link"
        tabIndex={0}
        className="text-link"
        title={describeTarget(target)}
        data-link={JSON.stringify(target)}
      >
        {`${baseName(file)}:${line}`}
      </a>
    </span>
  );
}
