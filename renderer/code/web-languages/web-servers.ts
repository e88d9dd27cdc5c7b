/** The languages of the web: Monaco's workers, each loaded with the first open file of its languages and ended with the last. */
import { facts } from "../../floor/app";
import { tandem } from "../../floor/bridge";
import { joinPath } from "../../floor/paths";
import { folderSettingsSchema, settingsFileSchema } from "../../floor/settings-catalogue";
import { serverWorker } from "../language-server/connection";
import { LanguageServer, type ServerKind } from "../language-server/language-server";
import { hasOwnServer } from "../language-server/own-servers";
import { monaco } from "../monaco";
import { DISK_CHANGED, LIST_FOLDER, READ_FILE, type TypeScriptOptions } from "./disk-questions";
import type { JsonOptions } from "./json-server";

type WebServer = Pick<ServerKind, "id" | "name" | "languages" | "answers" | "initializationOptions">;

const servers = (): readonly WebServer[] => [
  {
    id: "json",
    name: "JSON",
    languages: ["json"],
    initializationOptions: {
      schemas: [
        {
          address: monaco.Uri.file(joinPath(facts.get().profile, "settings.json")).toString(),
          schema: settingsFileSchema(),
        },
        { ending: "/.tandem/settings.json", schema: folderSettingsSchema() },
      ],
    } satisfies JsonOptions,
  },
  { id: "css", name: "CSS", languages: ["css", "scss", "less"] },
  { id: "html", name: "HTML", languages: ["html"] },
  {
    id: "typescript",
    name: "TypeScript",
    languages: ["javascript", "typescript"],
    initializationOptions: {
      library: facts.get().typescriptLibrary.replaceAll("\\", "/"),
    } satisfies TypeScriptOptions,
    answers: {
      [READ_FILE]: ({ path }) =>
        tandem.request("files.read", { path: systemPath(path) }).then(
          ({ text, binary }) => (binary ? null : text),
          () => null,
        ),
      [LIST_FOLDER]: ({ path }) =>
        tandem.request("files.list", { folder: systemPath(path) }).then(
          (entries) => entries.map(({ name, kind }) => (kind === "folder" ? `${name}/` : name)),
          () => null,
        ),
    },
  },
];

/** The path of a worker's name for it, as the system writes it. */
function systemPath(path: string): string {
  // Of a drive of Windows it is its root that is meant.
  return monaco.Uri.file(/^[a-z]:$/i.test(path) ? `${path}/` : path).fsPath;
}

/**
 * To be called once. Languages for which the user has a server are left to it.
 * @param features what they do for the editor
 */
export function startWebServers(features: ServerKind["features"]): void {
  const started = servers().map(
    (server) =>
      new LanguageServer({
        ...server,
        languages: server.languages.filter((language) => !hasOwnServer(language)),
        connect: serverWorker(`${server.id}.worker.js`),
        folder: () => null,
        configuration: () => null,
        features,
      }),
  );
  // While the window was not looked at, files may have been changed by others.
  window.addEventListener("focus", () => {
    for (const server of started) if (server.kind.answers) server.tell(DISK_CHANGED);
  });
}
