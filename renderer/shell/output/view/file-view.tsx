/** An output that is not drawn here: what it is, how large, and what can be done with it. */
import { t } from "../../../../preload/texts/texts";
import { byteSize } from "../../../../preload/transcript/quantities";
import { unawaited } from "../../../floor/failures";
import { sizeOf } from "../content/output-content";
import { type Display, pictureOf } from "../content/picture";
import type { Representation } from "../content/representations";
import { openOutside, opensOutside, saveOutput } from "./output-actions";

interface FileViewProps {
  readonly output: Display;
  readonly shown: Representation;
  /** Where saving begins. */
  readonly folder: string;
}

export function FileView({ output, shown, folder }: FileViewProps) {
  const { type } = shown;
  return (
    <div className="output-file">
      <span className="output-bar-words">{describe(output, shown)}</span>
      <span className="muted">{byteSize(sizeOf(output.data, type))}</span>
      {opensOutside(type) ? (
        <button
          type="button"
          className="button"
          onClick={() => unawaited("open outside", openOutside(output, type))}
        >
          {t("Open")}
        </button>
      ) : null}
      <button
        type="button"
        className="button"
        onClick={() => unawaited("save output", saveOutput(output, type, folder))}
      >
        {t("Save as…")}
      </button>
    </div>
  );
}

function describe(output: Display, { type, title, drawing }: Representation): string {
  if (drawing === "picture") {
    const picture = pictureOf(output, type);
    return typeof picture === "string" ? picture : title;
  }
  if (type === title) return t("Output of the type {type}, which Tandem cannot draw.", { type });
  return /json$/.test(type) ? t("{title}, which Tandem cannot draw yet.", { title }) : title;
}
