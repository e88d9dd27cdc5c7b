/** The pages of Help: the tour, what is new, and a report of a fault. */
import { type ReactNode, useEffect, useRef, useState } from "react";
import { t } from "../../preload/texts/texts";
import { facts, userSettings } from "../floor/app";
import { tandem } from "../floor/bridge";
import { findCommand, runCommand } from "../floor/commands/commands";
import { unawaited } from "../floor/failures";
import { keyLabel } from "../floor/keys/keymap";
import { notify, sentenceOf } from "../floor/notices/notices";
import type { Page } from "../floor/pages/pages";
import { ALL_SETTINGS, isChanged } from "../floor/settings-catalogue";
import { useStore } from "../floor/store";
import { windowShells } from "../kernels/window-shells";
import { VERSIONS } from "./news";
import { reportText } from "./report";
import { TOUR } from "./tour";
import "./guide.css";

function Try({ command }: { readonly command: string }) {
  const mac = useStore(facts).platform === "darwin";
  const known = findCommand(command);
  if (!known) return null;
  const key = keyLabel(command, mac);
  return (
    <li>
      <button
        type="button"
        className="link-button"
        data-command={command}
        onClick={() => void runCommand(command)}
      >
        {known.title}
      </button>
      {key ? <kbd>{key}</kbd> : null}
    </li>
  );
}

interface GuidePageProps {
  readonly name: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A page to be read: it has the keyboard once it is there, so that arrow keys scroll it. */
function GuidePage({ name, className = "", children }: GuidePageProps) {
  const page = useRef<HTMLElement>(null);
  useEffect(() => page.current?.focus(), []);
  return (
    <section
      ref={page}
      className={`page guide-page ${className}`}
      data-place="page"
      aria-label={name}
      tabIndex={-1}
    >
      {children}
    </section>
  );
}

function TourPage() {
  return (
    <GuidePage name={t("Tour")}>
      <h1>{t("Seven things to begin with")}</h1>
      <ol className="guide-steps">
        {TOUR.map(({ title, sentence, commands }) => (
          <li key={title}>
            <h2>{title}</h2>
            <p>{sentence}</p>
            <ul>
              {commands.map((command) => (
                <Try key={command} command={command} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </GuidePage>
  );
}

function NewsPage() {
  return (
    <GuidePage name={t("What is new")}>
      {VERSIONS.map(({ version, news }) => (
        <article key={version}>
          <h1>{t("What is new in Tandem {version}", { version })}</h1>
          <ul className="guide-news">
            {news.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </article>
      ))}
    </GuidePage>
  );
}

async function makeReport(): Promise<string> {
  const { version, platform, home } = facts.get();
  const { text: log } = await tandem.request("logs.read", { session: null });
  const now = userSettings.get();
  return reportText({
    version,
    platform,
    userAgent: navigator.userAgent,
    home,
    settings: ALL_SETTINGS.flatMap(({ name }) => (isChanged(now, name) ? name : [])),
    shells: windowShells()
      .shells.get()
      .map(({ language, status }) => `${language}, ${status.get()?.state ?? "not known"}`),
    log,
  });
}

function ReportPage() {
  const [text, setText] = useState("");
  useEffect(() => {
    makeReport().then(setText, (error: unknown) => notify({ level: "error", sentence: sentenceOf(error) }));
  }, []);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    notify({ level: "info", sentence: t("The report is copied.") });
  };
  return (
    <GuidePage name={t("Report")} className="guide-report">
      <h1>{t("Report a problem")}</h1>
      <p>
        {t(
          "This text says what runs here, without paths, code or outputs. Nothing is sent: look through it, change it, copy it, and say beside it what went wrong.",
        )}
      </p>
      <textarea
        aria-label={t("Text of the report")}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="empty-actions">
        <button
          type="button"
          className="button primary"
          disabled={text === ""}
          onClick={() => unawaited("copying the report", copy())}
        >
          {t("Copy report")}
        </button>
      </div>
    </GuidePage>
  );
}

export const GUIDE_PAGES: readonly Page[] = [
  { key: "tour", kept: "tour", title: t("Tour"), View: TourPage },
  { key: "news", kept: "news", title: t("What is new"), View: NewsPage },
  { key: "report", kept: "report", title: t("Report"), View: ReportPage },
];
