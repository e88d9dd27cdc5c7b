/** What was too large for the log: what it is, and where it can be saved from. */
import * as v from "valibot";
import { KEPT_TYPE, type KeptFile, keptFile } from "../../../../preload/contract/records";
import { t } from "../../../../preload/texts/texts";
import { byteSize } from "../../../../preload/transcript/quantities";
import { unawaited } from "../../../floor/failures";
import type { Display } from "../content/picture";
import { saveKept } from "./output-actions";

interface KeptViewProps {
  readonly output: Display;
  /** Where saving begins. */
  readonly folder: string;
}

export function KeptView({ output, folder }: KeptViewProps) {
  // A kernel may send the type itself.
  const parsed = v.safeParse(v.array(keptFile), output.data[KEPT_TYPE]);
  if (!parsed.success) return null;
  return parsed.output.map((kept) => (
    <div className="output-file" key={`${kept.file} ${kept.what}`}>
      <span className="output-bar-words">{describe(kept)}</span>
      {kept.bytes > 0 ? <span className="muted">{byteSize(kept.bytes)}</span> : null}
      {kept.file === null ? null : (
        <button
          type="button"
          className="button"
          onClick={() => unawaited("save kept", saveKept(kept, folder))}
        >
          {t("Save as…")}
        </button>
      )}
    </div>
  ));
}

function describe({ what, file, problem }: KeptFile): string {
  if (file !== null) return t("{what}: too large to be shown here. It is kept beside the log.", { what });
  return t("{what}: too large to be shown here, and it could not be kept ({reason}).", {
    what,
    reason: problem ?? "",
  });
}
