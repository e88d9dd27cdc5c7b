/** The tool "Plots": every figure of the shell in front, from its session's log; one is looked at, or two beside each other. */
import { type RefObject, useRef, useState } from "react";
import { t } from "../../../preload/texts/texts";
import { unawaited } from "../../floor/failures";
import { IconButton } from "../../floor/icon-button";
import { Swipe } from "../../floor/look/swipe";
import { type MenuPlace, type PopupGroup, PopupMenu } from "../../floor/menus/popup-menu";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { useStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";
import { windowShells } from "../../kernels/window-shells";
import { copyOutput } from "../../shell/output/view/output-actions";
import { FigureList, nameOf } from "./figure-list";
import { menuOf, showInShell, withDisplay } from "./figure-menu";
import { FigureView } from "./figure-view";
import type { Figure } from "./figures";
import "./plots.css";
import { openPlotsWindow } from "./plots-window";
import { shellFigures, useFigures } from "./use-figures";
import { stepped, type Zoom } from "./zoom";

const tell = (error: unknown) => notify({ level: "error", sentence: sentenceOf(error) });

export function Plots() {
  const shell = useStore(windowShells().front);
  if (!shell) return <p className="tool-nothing">{t("Open a shell to see its figures.")}</p>;
  return <PlotsOf key={shell.view} shell={shell} />;
}

function PlotsOf({ shell }: { readonly shell: ShellModel }) {
  const { figures, removed, share, problem } = useFigures(shell);
  /** Null: the newest, whichever that is. */
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const [pinnedKey, setPinnedKey] = useState<string | null>(null);
  /** Two are compared in one place. */
  const [swipes, setSwipes] = useState(false);
  const [zoom, setZoom] = useState<Zoom>("fit");
  /** How large the figure is drawn now: what "Zoom in" goes on from. */
  const drawn = useRef(1);
  const views = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<{ place: MenuPlace; groups: readonly PopupGroup[] } | null>(null);
  const chosen = figures.find(({ key }) => key === chosenKey) ?? figures.at(-1);
  const pinned = figures.find(({ key }) => key === pinnedKey) ?? null;

  const choose = (figure: Figure) => {
    // The newest stays the newest: what comes next is shown.
    setChosenKey(figure === figures.at(-1) ? null : figure.key);
    setZoom("fit");
  };
  const remove = (figure: Figure) => {
    const at = figures.indexOf(figure);
    const next = figures[at + 1] ?? figures[at - 1];
    if (next) choose(next);
    shellFigures(shell).removed.set((now) => new Set(now).add(figure.key));
  };
  const openMenu = (figure: Figure, x: number, y: number) =>
    setMenu({
      place: { x, y },
      groups: menuOf(shell, figure, {
        room: views.current?.getBoundingClientRect() ?? { width: 0, height: 0 },
        remove: () => remove(figure),
      }),
    });

  const notes = (
    <>
      {share === null ? null : (
        <p className="plots-note" role="status">
          {t("Looking for earlier figures: {percent} %", { percent: Math.floor(share * 100) })}
        </p>
      )}
      {problem === null ? null : <p className="plots-note">{problem}</p>}
      {removed.size > 0 ? (
        <p className="plots-note">
          {t("{count} figures were taken out of the list.", { count: removed.size })}{" "}
          <button
            type="button"
            className="link-button"
            onClick={() => shellFigures(shell).removed.set(new Set())}
          >
            {t("Show them again")}
          </button>
        </p>
      ) : null}
    </>
  );
  if (!chosen)
    return (
      <div className="tool-column">
        {notes}
        <p className="tool-nothing">
          {t("No figure yet. Whatever picture or chart this kernel shows is kept here too.")}
        </p>
      </div>
    );
  return (
    <div className="plots">
      <div className="plots-whole">
        <div className="plots-side">
          {notes}
          <FigureList
            shell={shell}
            figures={figures}
            chosen={chosen}
            compared={pinned}
            choose={choose}
            remove={remove}
            openMenu={openMenu}
          />
        </div>
        <div className="plots-main">
          <FigureBar
            shell={shell}
            figures={figures}
            figure={chosen}
            zoom={zoom}
            setZoom={setZoom}
            drawn={drawn}
            choose={choose}
            compares={pinned !== null}
            compare={() => setPinnedKey(pinned ? null : chosen.key)}
            swipes={swipes}
            swipe={() => setSwipes(!swipes)}
            openMenu={openMenu}
          />
          <div ref={views} className="plots-views">
            {swipes && pinned && pinned !== chosen ? (
              <Swipe
                left={
                  <FigureView shell={shell} figure={pinned} zoom={zoom} setZoom={setZoom} drawn={drawn} />
                }
                right={
                  <FigureView shell={shell} figure={chosen} zoom={zoom} setZoom={setZoom} drawn={drawn} />
                }
                leftName={nameOf(pinned)}
                rightName={nameOf(chosen)}
              />
            ) : null}
            {!swipes && pinned && pinned !== chosen ? (
              <div className="plots-one">
                <FigureView shell={shell} figure={pinned} zoom={zoom} setZoom={setZoom} drawn={drawn} />
                <p className="plots-label">{nameOf(pinned)}</p>
              </div>
            ) : null}
            {swipes && pinned && pinned !== chosen ? null : (
              <div className="plots-one">
                <FigureView shell={shell} figure={chosen} zoom={zoom} setZoom={setZoom} drawn={drawn} />
                {pinned ? (
                  <p className="plots-label">
                    {pinned === chosen ? t("Choose the other figure in the list.") : nameOf(chosen)}
                  </p>
                ) : null}
              </div>
            )}
          </div>
        </div>
      </div>
      {menu ? (
        <PopupMenu label={t("Figure")} place={menu.place} groups={menu.groups} close={() => setMenu(null)} />
      ) : null}
    </div>
  );
}

interface FigureBarProps {
  readonly shell: ShellModel;
  readonly figures: readonly Figure[];
  readonly figure: Figure;
  readonly zoom: Zoom;
  readonly setZoom: (zoom: Zoom) => void;
  readonly drawn: RefObject<number>;
  readonly choose: (figure: Figure) => void;
  readonly compares: boolean;
  readonly compare: () => void;
  readonly swipes: boolean;
  readonly swipe: () => void;
  readonly openMenu: (figure: Figure, x: number, y: number) => void;
}

function FigureBar(props: FigureBarProps) {
  const { shell, figures, figure, zoom, setZoom, drawn, choose, compares, compare, openMenu } = props;
  const { swipes, swipe } = props;
  const at = figures.indexOf(figure);
  const step = (by: 1 | -1) => {
    const next = figures[at + by];
    if (next) choose(next);
  };
  return (
    <div className="tool-bar plots-bar">
      <button
        type="button"
        className="link-button plots-code"
        title={t("{prompt}: show its output", { prompt: figure.prompt })}
        onClick={() => showInShell(shell, figure)}
      >
        <span className="plots-prompt">{figure.prompt}</span>
        <code>{figure.code}</code>
      </button>
      <IconButton icon="chevronLeft" label={t("Previous figure")} disabled={at <= 0} run={() => step(-1)} />
      <IconButton
        icon="chevronRight"
        label={t("Next figure")}
        disabled={at >= figures.length - 1}
        run={() => step(1)}
      />
      <IconButton icon="plus" label={t("Zoom in")} run={() => setZoom(stepped(drawn.current, 1))} />
      <IconButton icon="minus" label={t("Zoom out")} run={() => setZoom(stepped(drawn.current, -1))} />
      <IconButton
        icon="fit"
        label={t("Fit into the room")}
        pressed={zoom === "fit"}
        run={() => setZoom("fit")}
      />
      <IconButton icon="beside" label={t("Compare with another figure")} pressed={compares} run={compare} />
      {compares ? (
        <IconButton icon="swipe" label={t("Compare in one place")} pressed={swipes} run={swipe} />
      ) : null}
      <IconButton
        icon="copy"
        label={t("Copy the figure")}
        run={() => withDisplay(shell, figure, (display, type) => copyOutput(display, type))}
      />
      <IconButton
        icon="popOut"
        label={t("Open the figures in a window of their own")}
        run={() => unawaited("opening a window", openPlotsWindow(shell).catch(tell))}
      />
      <IconButton
        icon="more"
        label={t("More for this figure")}
        run={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          openMenu(figure, box.left, box.bottom);
        }}
      />
    </div>
  );
}
