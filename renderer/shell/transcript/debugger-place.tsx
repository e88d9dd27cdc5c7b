/** Beside a debugger's prompt: the frame that it is in, a link where that is in a file. */
import { t } from "../../../preload/texts/texts";
import { baseName } from "../../floor/paths";
import { isOfInput } from "../output/links/printed-source";
import { describeTarget, type LinkTarget } from "../output/links/text-links";
import type { DebuggerFrame } from "./debugger-frame";

export function DebuggerPlace({ frame: { file, line, name } }: { readonly frame: DebuggerFrame }) {
  if (isOfInput(file)) {
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
