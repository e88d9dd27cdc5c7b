/** About Tandem: its version and what it is made of, newer versions, and the licences of everything inside. */
import { t } from "../../preload/texts/texts";
import { unawaited } from "../floor/failures";
import "./about.css";
import { useEffect, useId, useRef, useState } from "react";
import type { RequestOutput } from "../../preload/contract/requests";
import { facts } from "../floor/app";
import { tandem } from "../floor/bridge";
import icon from "../floor/look/tandem.svg";
import { sentenceOf } from "../floor/notices/notices";
import { useStore } from "../floor/store";
import { aboutOpen, sentenceOfUpdate, update } from "./about-state";

/** Beside the window's page; the build writes it. */
const LICENCES = "third-party-licences.txt";

export function AboutDialog() {
  return useStore(aboutOpen) ? <About /> : null;
}

function About() {
  const box = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const { version, profile } = facts.get();
  const [madeOf, setMadeOf] = useState<RequestOutput<"update.madeOf">>([]);

  useEffect(() => {
    const before = document.activeElement;
    box.current?.showModal();
    box.current?.querySelector<HTMLElement>("[data-primary]")?.focus();
    void tandem.request("update.madeOf").then(setMadeOf, () => {});
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  const versions = [{ name: "Tandem", version }, ...madeOf];
  const copyVersions = () =>
    navigator.clipboard.writeText(versions.map((part) => `${part.name} ${part.version}`).join("\n"));
  return (
    <dialog
      ref={box}
      className="dialog popup about"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        aboutOpen.set(false);
      }}
    >
      <header className="about-head">
        <img src={icon} alt="" />
        <div>
          <h2 id={titleId}>Tandem {version}</h2>
          <p>{t("An editor and live kernels, side by side")}</p>
          <p>© The Tandem authors, BSD-3-Clause</p>
        </div>
      </header>
      <UpdatePart />
      <dl className="about-parts">
        {madeOf.map((part) => (
          <div key={part.name}>
            <dt>{part.name}</dt>
            <dd>{part.version}</dd>
          </div>
        ))}
        <div>
          <dt>{t("Profile")}</dt>
          <dd>{profile}</dd>
        </div>
      </dl>
      <Licences />
      <div className="dialog-choices">
        <button type="button" className="button" onClick={() => unawaited("copy versions", copyVersions())}>
          {t("Copy versions")}
        </button>
        <button type="button" className="button primary" data-primary="" onClick={() => aboutOpen.set(false)}>
          {t("Close")}
        </button>
      </div>
    </dialog>
  );
}

/** What is known of newer versions, and the next step. */
function UpdatePart() {
  const now = useStore(update);
  const [failure, setFailure] = useState<string | null>(null);
  const request = (name: "update.check" | "update.download" | "update.restart") => () => {
    setFailure(null);
    void tandem.request(name).then(undefined, (error: unknown) => setFailure(sentenceOf(error)));
  };
  const sentence = failure ?? sentenceOfUpdate(now);
  const step =
    now.state === "available"
      ? { label: t("Fetch it"), run: request("update.download") }
      : now.state === "ready"
        ? { label: t("Restart Tandem"), run: request("update.restart") }
        : now.state === "idle" || now.state === "current" || now.state === "failed"
          ? { label: t("Check for updates"), run: request("update.check") }
          : null;
  return (
    <section className="about-update" aria-label={t("Updates")}>
      <p role="status">{sentence}</p>
      {step ? (
        <button type="button" className="button" onClick={step.run}>
          {step.label}
        </button>
      ) : null}
      {(now.state === "available" || now.state === "ready") && now.notes ? (
        <pre className="about-text" tabIndex={0} aria-label={t("Release notes")}>
          {now.notes}
        </pre>
      ) : null}
    </section>
  );
}

/** The licences of others, fetched when they are opened. */
function Licences() {
  const [text, setText] = useState<string | null>(null);
  const show = async (open: boolean) => {
    if (!open || text !== null) return;
    const answer = await fetch(LICENCES).catch(() => undefined);
    setText(
      answer?.ok
        ? await answer.text()
        : t("The licences are not in this build: npm run build collects them."),
    );
  };
  return (
    <details
      className="about-licences"
      onToggle={(event) => unawaited("showing the licences", show(event.currentTarget.open))}
    >
      <summary>{t("Licences of what is inside")}</summary>
      <pre className="about-text" tabIndex={0} aria-label={t("Licences")}>
        {text ?? "…"}
      </pre>
    </details>
  );
}
