/** The tool "Plots": every figure of the shell in front, from its session's log; one is looked at, or two beside each other. */

import { type RefObject, useRef, useState } from "react";
import { t } from "../../../preload/texts/texts";
import { findBlock } from "../../../preload/transcript/block-search";
import type { Block } from "../../../preload/transcript/transcript";
import { facts } from "../../floor/app";
import { IconButton } from "../../floor/icon-button";
import { type MenuPlace, type PopupGroup, PopupMenu } from "../../floor/menus/popup-menu";
import { useStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";
import { windowShells } from "../../kernels/window-shells";
import { goToOrigin } from "../../shell/output/links/origin-link";
import { copyOutput, saveOutput } from "../../shell/output/view/output-actions";
import { outputMenu } from "../../shell/output/view/output-menu";
import { FigureList, nameOf } from "./figure-list";
import { FigureView } from "./figure-view";
import { type Display, displayOf, type Figure } from "./figures";
import "./plots.css";
import { figureIn } from "./use-display";
import { shellFigures, useFigures } from "./use-figures";
import { stepped, type Zoom } from "./zoom";

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
  const [zoom, setZoom] = useState<Zoom>("fit");
  /** How large the figure is drawn now: what "Zoom in" goes on from. */
  const drawn = useRef(1);
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
    setMenu({ place: { x, y }, groups: menuOf(shell, figure, () => remove(figure)) });

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
          openMenu={openMenu}
        />
        <div className="plots-views">
          {pinned && pinned !== chosen ? (
            <div className="plots-one">
              <FigureView shell={shell} figure={pinned} zoom={zoom} setZoom={setZoom} drawn={drawn} />
              <p className="plots-label">{nameOf(pinned)}</p>
            </div>
          ) : null}
          <div className="plots-one">
            <FigureView shell={shell} figure={chosen} zoom={zoom} setZoom={setZoom} drawn={drawn} />
            {pinned ? (
              <p className="plots-label">
                {pinned === chosen ? t("Choose the other figure in the list.") : nameOf(chosen)}
              </p>
            ) : null}
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
  readonly openMenu: (figure: Figure, x: number, y: number) => void;
}

function FigureBar(props: FigureBarProps) {
  const { shell, figures, figure, zoom, setZoom, drawn, choose, compares, compare, openMenu } = props;
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
      <IconButton
        icon="copy"
        label={t("Copy the figure")}
        run={() => withDisplay(shell, figure, (display, type) => copyOutput(display, type))}
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

/** Of the code so much is written into a saved figure, in UTF-16 units. */
const MOST_CODE = 20_000;

/** The block that a figure is of; undefined where the window does not hold it. */
function blockOf(shell: ShellModel, { seq }: Figure): Block | undefined {
  const { blocks } = shell.transcript.get();
  return blocks[findBlock(blocks.length, (place) => (blocks[place] as Block).seq, seq)];
}

function showInShell(shell: ShellModel, figure: Figure): void {
  windowShells().show(shell);
  const gone = blockOf(shell, figure)?.gone ?? 0;
  shell.wanted.set({ seq: figure.seq, output: figure.output - gone, line: 0 });
}

/** Does something with a figure's data, where they are here: what is looked at is. */
function withDisplay(
  shell: ShellModel,
  figure: Figure,
  act: (display: Display, type: string) => unknown,
): unknown {
  const display = displayOf(shell.transcript.get(), figure);
  const shown = display && figureIn(display);
  return display && shown ? act(display, shown.type) : undefined;
}

function menuOf(shell: ShellModel, figure: Figure, remove: () => void): readonly PopupGroup[] {
  const display = displayOf(shell.transcript.get(), figure);
  const shown = display && figureIn(display);
  const block = blockOf(shell, figure);
  const { origin, code = "" } = block ?? {};
  const about = {
    session: shell.session,
    record: figure.seq,
    input: figure.prompt,
    figure: figure.number,
    time: new Date(figure.time).toISOString(),
    kernel: shell.info.get().name,
    tandem: facts.get().version,
    code: code.slice(0, MOST_CODE),
    ...(origin && { file: origin.file }),
  };
  // All but what it is shown as: here it is the figure.
  const [, actions] = display && shown ? outputMenu(display, shown, shell.cwd, () => {}, about) : [];
  const others = display ? savableBeside(display, shown?.type) : [];
  return [
    ...(actions
      ? [
          {
            items: [
              ...actions.items,
              ...others.map((type) => ({
                label: t("Save as {type}…", { type }),
                run: () => saveOutput(display as Display, type, shell.cwd, about),
              })),
            ],
          },
        ]
      : []),
    {
      items: [
        { label: t("Go to its output in the shell"), run: () => showInShell(shell, figure) },
        ...(origin ? [{ label: t("Go to its code"), run: () => goToOrigin(origin, { code }) }] : []),
      ],
    },
    { items: [{ label: t("Take out of the list"), run: remove }] },
  ];
}

/** Other pictures of the same figure that the kernel gave. */
const savableBeside = ({ data }: Display, shown: string | undefined): string[] =>
  Object.keys(data).filter(
    (type) => type !== shown && (type.startsWith("image/") || type === "application/pdf"),
  );
