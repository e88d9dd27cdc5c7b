/** The tool "Interactive help": what the kernel and the language server know of a name. */

import { type MouseEvent, useEffect, useMemo, useState } from "react";
import { t } from "../../../preload/texts/texts";
import { openDocument } from "../../code/documents";
import { cursor, goToLine } from "../../code/instance";
import { facts } from "../../floor/app";
import { unawaited } from "../../floor/failures";
import { IconButton } from "../../floor/icon-button";
import { Icon } from "../../floor/look/icons";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { activePage } from "../../floor/pages/pages";
import { joinPath, shortPath } from "../../floor/paths";
import { useStore } from "../../floor/store";
import { FrameView } from "../../shell/output/frame/frame-view";
import { goToOrigin } from "../../shell/output/links/origin-link";
import { showBlock } from "../../shell/output/links/printed-file";
import { isOfInput, runWith } from "../../shell/output/links/printed-source";
import { MarkupView } from "../../shell/output/markup/markup-view";
import "../../shell/output/markup/markup.css";
import { markdownOf, NAME_LINK } from "./docstring";
import { askSource, follows, MOST_TEXT, shownAt, step, type Topic, topics } from "./help-state";
import "./help.css";
import { askAtKeyboard, askTyped } from "./place";
import type { Told } from "./told";

/** The cursor is followed once it rests for so long, in ms. */
const REST_MS = 350;

export function InteractiveHelp() {
  const all = useStore(topics);
  const at = useStore(shownAt);
  const isFollowing = useStore(follows);
  const topic = all[at];
  const [typed, setTyped] = useState<string | null>(null);

  useEffect(() => {
    if (!isFollowing) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = () => {
      clearTimeout(timer);
      timer = setTimeout(() => unawaited("asking for help", askAtKeyboard(false)), REST_MS);
    };
    const stop = cursor.subscribe(follow);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [isFollowing]);

  const go = (by: 1 | -1) => {
    setTyped(null);
    step(by);
  };
  return (
    <div className="tool-column help">
      <search className="tool-bar">
        <IconButton icon="chevronLeft" label={t("Back")} run={() => go(-1)} disabled={at <= 0} />
        <IconButton
          icon="chevronRight"
          label={t("Forward")}
          run={() => go(1)}
          disabled={at >= all.length - 1}
        />
        <input
          type="search"
          className="text-input code"
          aria-label={t("Name")}
          placeholder={t("A name, such as numpy.linspace")}
          spellCheck={false}
          autoComplete="off"
          value={typed ?? topic?.name ?? ""}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
            event.preventDefault();
            setTyped(null);
            unawaited("asking for help", askTyped(event.currentTarget.value));
          }}
        />
        <button
          type="button"
          className="icon-button"
          aria-label={t("Keep this page")}
          title={t("Keep this page: do not follow the cursor")}
          aria-pressed={!isFollowing}
          onClick={() => follows.set((now) => !now)}
        >
          <Icon name="pin" />
        </button>
      </search>
      {topic ? (
        <Page key={topic.key} topic={topic} />
      ) : (
        <p className="tool-nothing">
          {t(
            "Place the cursor on a name, press F1, or type a name: what the kernel and the language server know of it stands here.",
          )}
        </p>
      )}
    </div>
  );
}

function Page({ topic }: { readonly topic: Topic }) {
  const { kernel, server, reason, name } = topic;
  const shell = topic.shell?.deref();
  const onClick = (event: MouseEvent) => {
    const href = (event.target as Element).closest("a")?.getAttribute("href") ?? "";
    if (!href.startsWith(NAME_LINK)) return;
    event.preventDefault();
    event.stopPropagation();
    unawaited("asking for help", askTyped(decodeURIComponent(href.slice(NAME_LINK.length))));
  };
  const asked = kernel === undefined || server === undefined;
  const nothing = !asked && !kernel && !server;
  return (
    // The links are what takes the keyboard.
    <article
      className="help-page"
      aria-label={t("Help on {name}", { name })}
      onClickCapture={onClick}
      tabIndex={0}
    >
      <h2 className="help-name">{name}</h2>
      {kernel?.html ? <HtmlPage html={kernel.html} name={name} folder={shell?.cwd ?? ""} /> : null}
      {kernel?.markdown && !kernel.html ? <MarkupView source={kernel.markdown} language="markdown" /> : null}
      {kernel?.told && !kernel.html && !kernel.markdown ? (
        <ToldView topic={topic} told={kernel.told} />
      ) : null}
      {server && !hasWords(topic) ? (
        <section aria-label={t("From the language server")}>
          <MarkupView source={server} language="markdown" />
        </section>
      ) : null}
      <p className="help-from" role="status">
        {asked && reason === null ? t("Asking…") : null}
        {nothing ? t("Nothing is known of {name}.", { name }) : null} {reason}{" "}
        {server && !kernel ? t("This is what the language server knows.") : null}
        {kernel && shell ? t("From {shell}", { shell: shell.name }) : null}
      </p>
    </article>
  );
}

/** Whether the kernel's documentation is there: the server's says the same of the same thing. */
function hasWords({ kernel }: Topic): boolean {
  return Boolean(kernel && (kernel.html || kernel.markdown || (kernel.told && kernel.told.docs.length > 0)));
}

function HtmlPage({
  html,
  name,
  folder,
}: {
  readonly html: string;
  readonly name: string;
  readonly folder: string;
}) {
  const [height, setHeight] = useState(300);
  const content = useMemo(() => ({ kind: "html", html }) as const, [html]);
  const nothing = () => {};
  return (
    <div className="help-frame" style={{ height }}>
      <FrameView
        content={content}
        label={t("Help on {name}", { name })}
        folder={folder}
        consent={null}
        onHeight={setHeight}
        onGone={nothing}
        onMenu={nothing}
        onLeave={nothing}
      />
    </div>
  );
}

function ToldView({ topic, told }: { readonly topic: Topic; readonly told: Told }) {
  const { home } = useStore(facts);
  const [open, setOpen] = useState(false);
  const docs = useMemo(() => {
    const whole = told.docs.join("\n\n");
    return { markdown: markdownOf(whole.slice(0, MOST_TEXT)), left: Math.max(0, whole.length - MOST_TEXT) };
  }, [told]);
  const { file, signature, facts: said } = told;
  const path = file?.startsWith("~/") ? joinPath(home, file.slice(2)) : file;
  const hasFile = path !== null && !isOfInput(path) && /^(?:\/|[A-Za-z]:)/.test(path);
  const showSource = () => {
    setOpen((now) => !now);
    unawaited("asking for the source", askSource(topic));
  };
  return (
    <>
      {signature ? <pre className="help-signature">{signature.slice(0, 10_000)}</pre> : null}
      <dl className="help-facts">
        {said.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value.slice(0, 500)}</dd>
          </div>
        ))}
        {file ? (
          <div>
            <dt>{t("File")}</dt>
            <dd>
              {hasFile && path ? (
                <button
                  type="button"
                  className="link-button"
                  onClick={() => unawaited("opening the file", openSource(topic, path))}
                >
                  {shortPath(path, home)}
                </button>
              ) : isOfInput(file) ? (
                <button
                  type="button"
                  className="link-button"
                  onClick={() => unawaited("going to an input", goToInput(topic))}
                >
                  {t("an input of the shell")}
                </button>
              ) : (
                file
              )}
            </dd>
          </div>
        ) : null}
      </dl>
      {docs.markdown === "" ? null : <MarkupView source={docs.markdown} language="markdown" />}
      {docs.left > 0 ? (
        <p className="help-from">{t("{count} more characters are not shown.", { count: docs.left })}</p>
      ) : null}
      <button type="button" className="button help-source-button" aria-expanded={open} onClick={showSource}>
        {open ? t("Hide the source") : t("Show the source")}
      </button>
      {open ? <Source topic={topic} /> : null}
    </>
  );
}

function Source({ topic: { source } }: { readonly topic: Topic }) {
  if (source === undefined) return <p className="help-from">{t("Asking…")}</p>;
  if (source === null) return <p className="help-from">{t("The kernel has no source of it.")}</p>;
  return <pre className="help-source">{source.slice(0, MOST_TEXT)}</pre>;
}

/** Goes to the code that was run: in its file where it came from one, else in the shell. */
async function goToInput(topic: Topic): Promise<void> {
  const shell = topic.shell?.deref();
  const source = await askSource(topic);
  const run = shell && source !== null ? runWith(shell.transcript.get().blocks, source) : undefined;
  if (!shell || !run) {
    notify({ level: "info", sentence: t("The input that made it is not in the shell any more.") });
    return;
  }
  const { block, line } = run;
  const show = () => showBlock(shell, block);
  if (!block.origin) return show();
  activePage.set(null);
  await goToOrigin(block.origin, { code: block.code, show }, line);
}

/** Opens the file, where the source begins in it. */
async function openSource(topic: Topic, path: string): Promise<void> {
  try {
    const source = await askSource(topic);
    const document = await openDocument(path);
    activePage.set(null);
    const first = source?.split("\n").find((line) => line.trim() !== "");
    const found = first
      ? document.model.findMatches(first, false, false, true, null, false, 1)[0]
      : undefined;
    if (found) requestAnimationFrame(() => goToLine(found.range.startLineNumber));
  } catch (error) {
    notify({ level: "error", sentence: sentenceOf(error) });
  }
}
