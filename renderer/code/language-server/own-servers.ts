/**
 * Language servers of the user's own, as the settings have them; and those that are on this machine, offered once for each
 * language by their names.
 */

import { OWN_SERVER } from "../../../preload/contract/language-servers";
import type { LanguageProgram } from "../../../preload/contract/programs";
import { t } from "../../../preload/texts/texts";
import { changeSettings, facts, openFolder, settings } from "../../floor/app";
import { tandem } from "../../floor/bridge";
import { unawaited } from "../../floor/failures";
import { notify } from "../../floor/notices/notices";
import { baseName, joinPath } from "../../floor/paths";
import type { ChannelClient } from "../../kernels/channel-client";
import { activeDocument, documents } from "../documents";
import { languageById } from "../languages";
import { serverProcess } from "./connection";
import { followFolder } from "./follow-folder";
import { LanguageServer, languageServers, type ServerKind } from "./language-server";

const running = new Map<string, { readonly of: string; readonly server: LanguageServer; stop(): void }>();

/** Whether the settings name a server for a language: it counts before those that come with the app. */
export function hasOwnServer(language: string): boolean {
  return settings.get().languageServers.some((each) => each.language === language);
}

function start(channels: ChannelClient, features: ServerKind["features"], program: LanguageProgram): void {
  const { language, command } = program;
  const id = `${OWN_SERVER}${language}`;
  const server = new LanguageServer({
    id,
    name: baseName(command),
    connect: serverProcess(channels, id, openFolder.get),
    languages: [language],
    folder: openFolder.get,
    configuration: () => null,
    features,
  });
  const unfollow = followFolder(server);
  running.set(language, {
    of: JSON.stringify(program),
    server,
    stop: () => {
      unfollow();
      server.dispose();
    },
  });
}

/** The first of each language, as the settings have them now. */
function follow(channels: ChannelClient, features: ServerKind["features"]): void {
  const wanted = new Map<string, LanguageProgram>();
  for (const each of settings.get().languageServers)
    if (!wanted.has(each.language)) wanted.set(each.language, each);
  for (const [language, { of, stop }] of [...running]) {
    if (JSON.stringify(wanted.get(language)) === of) continue;
    stop();
    running.delete(language);
  }
  for (const [language, program] of wanted) if (!running.has(language)) start(channels, features, program);
}

/** C files are in the language of C++ here; their servers know both. */
const titleOf = (language: string) => (language === "cpp" ? t("C and C++") : languageById(language).title);

/** Languages that were asked about in this window, whether or not anything was found. */
const asked = new Set<string>();

/** Offers the server of the language of the file in front, where it is there, has not been offered and none knows it. */
async function offer(): Promise<void> {
  const language = activeDocument.get()?.model.getLanguageId();
  if (language === undefined || asked.has(language)) return;
  if (languageServers.get().some(({ kind }) => kind.languages.includes(language))) return;
  asked.add(language);
  const { languageServer, serversOffered } = settings.get();
  if (!languageServer || serversOffered.includes(language)) return;
  await offerFor(language);
}

/** Asks main what is there, and the user whether it is to be used. Returns whether anything is there. */
async function offerFor(language: string): Promise<boolean> {
  const found = await tandem.request("languageServer.find", { language });
  if (!found) return false;
  const { name } = found;
  notify({
    level: "info",
    sentence: t("{name} is on this machine: use it for {language}?", {
      name,
      language: titleOf(language),
    }),
    actions: [
      {
        label: t("Use {name}", { name }),
        run: async () => {
          await tandem.request("languageServer.use", { language });
        },
      },
    ],
  });
  const { serversOffered } = settings.get();
  if (!serversOffered.includes(language))
    await changeSettings({ serversOffered: [...serversOffered, language] });
  return true;
}

/** Looks for a server for the language of the file in front because the user wants one, and says how to name one. */
export async function lookForServer(): Promise<void> {
  const language = activeDocument.get()?.model.getLanguageId();
  if (language === undefined) return;
  const known = languageServers.get().find(({ kind }) => kind.languages.includes(language));
  const title = titleOf(language);
  if (known) {
    const { name } = known.kind;
    notify({ level: "info", sentence: t("{name} knows {language} here.", { name, language: title }) });
    return;
  }
  if (await offerFor(language)) return;
  notify({
    level: "info",
    sentence: t(
      "No language server for {language} is found here. The setting “languageServers” in {file} names one.",
      { language: title, file: joinPath(facts.get().profile, "settings.json") },
    ),
  });
}

/**
 * To be called once, before the servers that come with the app are started.
 * @param features what they do for the editor
 */
export function startOwnServers(channels: ChannelClient, features: ServerKind["features"]): void {
  follow(channels, features);
  settings.subscribe(() => follow(channels, features));
  const offerSoon = () => unawaited("offering a language server", offer());
  activeDocument.subscribe(offerSoon);
  documents.subscribe(offerSoon);
  offerSoon();
}
