/** The figures of a session as small pictures, the newest last. */
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { t } from "../../../preload/texts/texts";
import { stepWithin } from "../../floor/lists/list-keys";
import { Icon } from "../../floor/look/icons";
import { timeOfDay } from "../../floor/time/time-of-day";
import type { ShellModel } from "../../kernels/shell-model";
import { pictureOf } from "../../shell/output/content/picture";
import type { Figure } from "./figures";
import { figureIn, useDisplay } from "./use-display";

/** So many are listed; those before and after come when they are asked for. */
const LISTED = 100;

export const nameOf = ({ prompt, number }: Figure) =>
  t("{prompt}, figure {number}", { prompt, number: String(number) });

interface FigureListProps {
  readonly shell: ShellModel;
  readonly figures: readonly Figure[];
  readonly chosen: Figure;
  /** The other one that is shown beside it. */
  readonly compared: Figure | null;
  readonly choose: (figure: Figure) => void;
  readonly remove: (figure: Figure) => void;
  readonly openMenu: (figure: Figure, x: number, y: number) => void;
}

export function FigureList({ shell, figures, chosen, compared, choose, remove, openMenu }: FigureListProps) {
  const list = useRef<HTMLDivElement>(null);
  const [most, setMost] = useState(LISTED);
  /** The first that is listed; null: the list ends with the newest. */
  const [from, setFrom] = useState<number | null>(null);
  const before = Math.min(from ?? figures.length, Math.max(0, figures.length - most));
  const listed = figures.slice(before, before + most);
  const after = figures.length - before - listed.length;
  const at = figures.indexOf(chosen);
  // One that is chosen by key is listed, with some around it.
  useEffect(() => {
    if (at < 0 || (at >= before && at < before + most)) return;
    setMost(LISTED);
    setFrom(at > figures.length - LISTED ? null : Math.max(0, at - LISTED / 2));
  }, [at, figures.length, before, most]);
  useLayoutEffect(() => {
    list.current
      ?.querySelector(`[data-figure="${CSS.escape(chosen.key)}"]`)
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [chosen.key]);

  const onKeyDown = (event: KeyboardEvent) => {
    const key = { ArrowLeft: "ArrowUp", ArrowRight: "ArrowDown" }[event.key] ?? event.key;
    const to = stepWithin(key, at, figures.length);
    if (to !== undefined) {
      const next = figures[to];
      if (next) choose(next);
    } else if (event.key === "Delete") remove(chosen);
    else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
      const place = list.current
        ?.querySelector(`[data-figure="${CSS.escape(chosen.key)}"]`)
        ?.getBoundingClientRect();
      openMenu(chosen, place?.left ?? 0, place?.bottom ?? 0);
    } else return;
    event.preventDefault();
  };

  return (
    <div className="plots-list">
      {before > 0 ? (
        <button
          type="button"
          className="button plots-before"
          onClick={() => {
            setMost(most + LISTED);
            if (from !== null) setFrom(Math.max(0, before - LISTED));
          }}
        >
          {t("{count} earlier", { count: before })}
        </button>
      ) : null}
      <div
        ref={list}
        role="listbox"
        aria-label={t("Figures")}
        aria-activedescendant={idOf(shell, chosen)}
        className="plots-figures"
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {listed.map((figure) => (
          <Thumbnail
            key={figure.key}
            shell={shell}
            figure={figure}
            root={list}
            selected={figure === chosen}
            beside={figure === compared}
            choose={choose}
            openMenu={openMenu}
          />
        ))}
      </div>
      {after > 0 ? (
        <button type="button" className="button plots-before" onClick={() => setMost(most + LISTED)}>
          {t("{count} later", { count: after })}
        </button>
      ) : null}
    </div>
  );
}

const idOf = (shell: ShellModel, { key }: Figure) => `figure-${shell.view}-${key.replace("/", "-")}`;

interface ThumbnailProps extends Pick<FigureListProps, "shell" | "choose" | "openMenu"> {
  readonly figure: Figure;
  readonly root: RefObject<HTMLDivElement | null>;
  readonly selected: boolean;
  readonly beside: boolean;
}

function Thumbnail({ shell, figure, root, selected, beside, choose, openMenu }: ThumbnailProps) {
  const place = useRef<HTMLDivElement>(null);
  const near = useNear(place, root);
  const display = useDisplay(shell, figure, near);
  const name = nameOf(figure);
  return (
    <div
      ref={place}
      id={idOf(shell, figure)}
      role="option"
      aria-selected={selected}
      aria-label={name}
      className="plots-thumbnail"
      data-figure={figure.key}
      data-beside={beside ? "" : undefined}
      title={`${name} · ${timeOfDay(figure.time, Date.now())}\n${figure.code}`}
      onClick={() => choose(figure)}
      onContextMenu={(event) => {
        event.preventDefault();
        choose(figure);
        openMenu(figure, event.clientX, event.clientY);
      }}
    >
      <span className="plots-miniature">
        {display === null ? null : display === "lost" ? (
          <Icon name="warning" />
        ) : (
          <Miniature display={display} />
        )}
      </span>
      {/* What stands behind the prompt is in the name, or said by the title. */}
      <span
        className="plots-caption"
        data-number={figure.number === 1 ? "" : ` · ${figure.number}`}
        data-time={timeOfDay(figure.time, Date.now())}
      >
        {figure.prompt}
      </span>
    </div>
  );
}

function Miniature({ display }: { readonly display: Exclude<ReturnType<typeof useDisplay>, null | "lost"> }) {
  const shown = figureIn(display);
  const picture = shown?.drawing === "picture" ? pictureOf(display, shown.type) : null;
  if (picture && typeof picture !== "string")
    return <img src={picture.url} alt="" draggable={false} decoding="async" />;
  return <span className="plots-kind">{shown?.title ?? t("Too large to be shown")}</span>;
}

/** Whether an element is in view of its list, or near it. */
function useNear(place: RefObject<HTMLElement | null>, root: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting ?? false), {
      root: root.current,
      rootMargin: "200px",
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [place, root]);
  return near;
}
