/** Keys as a file, to be taken elsewhere. */
import * as v from "valibot";
import { settings as settingsSchema } from "../../preload/contract/settings";
import { t } from "../../preload/texts/texts";
import { changeSettings, facts, settings } from "../floor/app";
import { tandem } from "../floor/bridge";
import { isKey } from "../floor/keys/user-keys";
import { notify } from "../floor/notices/notices";
import { baseName, joinPath } from "../floor/paths";

const { keyMap, keys } = settingsSchema.entries;
const keysFile = v.object({ keyMap, keys });

/** Writes the map and the own keys into a file that the user names. @throws Error with a sentence */
export async function exportKeys(): Promise<void> {
  const suggestion = joinPath(facts.get().home, "tandem-keys.json");
  const path = await tandem.request("files.pickSave", { suggestion });
  if (path === null) return;
  const now = settings.get();
  const text = `${JSON.stringify({ keyMap: now.keyMap, keys: now.keys }, null, 2)}\n`;
  await tandem.request("files.write", { path, text, encoding: "utf8", eol: "\n", expected: null });
}

/** What a file says of keys. @throws Error with a sentence when it says nothing */
export function readKeys(text: string, name: string): v.InferOutput<typeof keysFile> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = null;
  }
  if (typeof json !== "object" || json === null || !("keys" in json))
    throw new Error(t("{name} holds no keys of Tandem.", { name }));
  const read = v.parse(keysFile, json);
  const fit = Object.entries(read.keys).filter(([, list]) => list.every(isKey));
  return { ...read, keys: Object.fromEntries(fit) };
}

/** Takes the map and the keys of a file in place of those that are set. @throws Error with a sentence */
export async function importKeys(): Promise<void> {
  const [path] = await tandem.request("files.pickOpen", { folder: null });
  if (path === undefined) return;
  const before = settings.get();
  const { text } = await tandem.request("files.read", { path });
  await changeSettings(readKeys(text, baseName(path)));
  notify({
    level: "info",
    sentence: t("The keys of {name} count now.", { name: baseName(path) }),
    actions: [
      {
        label: t("Undo"),
        run: () => changeSettings({ keyMap: before.keyMap, keys: before.keys }),
      },
    ],
  });
}
