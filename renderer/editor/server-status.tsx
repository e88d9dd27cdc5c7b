/** What is to be known of the language server of the file in front, in the status bar. Nothing while all is well. */
import { t } from "../../preload/texts/texts";
import { activeDocument, type Document } from "../code/documents";
import { MOST_SERVED_CHARS, MOST_SERVED_LINE, withheld } from "../code/language-server/document-sync";
import { type LanguageServer, languageServers } from "../code/language-server/language-server";
import { environmentGone } from "../code/language-server/python-server";
import { MOST_READ_CHARS } from "../code/large-code";
import { activePage } from "../floor/pages/pages";
import { useStore } from "../floor/store";

function ServerPart({ server, document }: { readonly server: LanguageServer; readonly document: Document }) {
  const state = useStore(server.state);
  const tooLarge = useStore(withheld).has(document);
  const { name } = server.kind;
  if (state.is === "gone")
    return (
      <button
        type="button"
        className="problem-count"
        title={state.sentence}
        data-command="code.restartServers"
        onClick={() => server.restart()}
      >
        {t("{name} is gone: start it again", { name })}
      </button>
    );
  if (tooLarge)
    return (
      <span
        title={t(
          "Files of more than {most} million characters, or with longer lines than {line} characters, are not given to it: no problems, definitions or completions of its are shown here.",
          { most: MOST_SERVED_CHARS / 1e6, line: MOST_SERVED_LINE },
        )}
      >
        {t("Too large for {name}", { name })}
      </span>
    );
  if (state.is === "silent")
    return (
      <span title={t("It is asked on, and started anew if it stays silent.")}>
        {t("{name} does not answer", { name })}
      </span>
    );
  return state.is === "starting" ? <span>{t("{name} starts…", { name })}</span> : null;
}

/** Past so many lines, or twice `MOST_READ_CHARS`, Monaco gives a text no colours. */
const MOST_COLOURED_LINES = 300_000;

/** Says of a very long file what it is shown without. */
function LargeFile({ document: { model } }: { readonly document: Document }) {
  if (model.getValueLength() <= MOST_READ_CHARS && model.getLineCount() <= MOST_COLOURED_LINES) return null;
  return (
    <span
      title={t(
        "A file of more than {chars} million characters is shown without structure, cells and folds; past {most} million, or {lines} lines, without colours as well. It can be edited, searched, saved and run all the same.",
        { chars: MOST_READ_CHARS / 1e6, most: (2 * MOST_READ_CHARS) / 1e6, lines: MOST_COLOURED_LINES },
      )}
    >
      {t("Large file")}
    </span>
  );
}

export function ServerStatus() {
  const document = useStore(activeDocument);
  const servers = useStore(languageServers);
  const gone = useStore(environmentGone);
  const covered = useStore(activePage) !== null;
  if (!document || covered) return null;
  const language = document.model.getLanguageId();
  return (
    <>
      <LargeFile key={document.id} document={document} />
      {servers
        .filter(({ kind }) => kind.languages.includes(language))
        .map((server) => (
          <ServerPart key={server.kind.id} server={server} document={document} />
        ))}
      {gone && language === "python" ? (
        <span
          title={t(
            "The Python of the shell that runs this file is not on the disk any more. Packages are looked for in the usual Python.",
          )}
        >
          {t("The environment is gone")}
        </span>
      ) : null}
    </>
  );
}
