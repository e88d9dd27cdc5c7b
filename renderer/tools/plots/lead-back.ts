/** A figure's file that was saved from here leads back to the input that made it. */
import { t } from "../../../preload/texts/texts";
import { tandem } from "../../floor/bridge";
import { setShown } from "../../floor/layout-state";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { baseName } from "../../floor/paths";
import { shellOfSession } from "../../kernels/shell-of-session";
import { aboutIn } from "../../shell/output/content/figure-metadata";

/** What a host may take to serve a log, in ms. */
const PATIENCE_MS = 30_000;

/** Goes to the output that a picture was saved from. False where the file says nothing of one. */
export async function leadBack(path: string): Promise<boolean> {
  const about = await aboutOf(path);
  if (!about) return false;
  const { session, record, input } = about;
  if (typeof session !== "string" || typeof record !== "number") return false;
  try {
    const shell = await shellOfSession(session);
    setShown("shells", true);
    await shell.client.allRead(PATIENCE_MS);
    const isHeld = () => shell.transcript.get().blocks.some(({ seq }) => seq === record);
    if (isHeld() || (await shell.client.bring({ seq: record, output: -1, line: 0 })))
      shell.wanted.set({ seq: record, output: -1, line: 0 });
    else
      notify({
        level: "info",
        sentence: t("The log of {name} does not have {input} any more, which made {file}.", {
          name: shell.name,
          input: String(input ?? record),
          file: baseName(path),
        }),
      });
  } catch (error) {
    notify({ level: "warning", sentence: `${baseName(path)}: ${sentenceOf(error)}` });
    // What made it is gone: it is shown as any picture.
    return false;
  }
  return true;
}

async function aboutOf(path: string) {
  if (/\.png$/i.test(path)) {
    const picture = await tandem.request("files.readPicture", { path });
    return picture?.type === "image/png"
      ? aboutIn({ kind: "base64", base64: picture.data }, picture.type)
      : null;
  }
  if (!/\.svg$/i.test(path)) return null;
  const read = await tandem.request("files.read", { path }).catch(() => null);
  return read && aboutIn({ kind: "text", text: read.text }, "image/svg+xml");
}
