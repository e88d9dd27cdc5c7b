/** What is done with a figure of the tool "Plots". */
import { t } from "../../../preload/texts/texts";
import { findBlock } from "../../../preload/transcript/block-search";
import type { Block } from "../../../preload/transcript/transcript";
import { facts } from "../../floor/app";
import { tandem } from "../../floor/bridge";
import type { PopupGroup } from "../../floor/menus/popup-menu";
import { joinPath } from "../../floor/paths";
import { tellFailure } from "../../kernels/kernel-actions";
import type { ShellModel } from "../../kernels/shell-model";
import { windowShells } from "../../kernels/window-shells";
import { goToOrigin } from "../../shell/output/links/origin-link";
import { saveOutput } from "../../shell/output/view/output-actions";
import { outputMenu } from "../../shell/output/view/output-menu";
import { figureName, redrawCode, saveCode } from "./figure-code";
import { type Display, displayOf, type Figure } from "./figures";
import { figureIn } from "./use-display";

/** Of the code so much is written into a saved figure, in UTF-16 units. */
const MOST_CODE = 20_000;

/** The block that a figure is of; undefined where the window does not hold it. */
function blockOf(shell: ShellModel, { seq }: Figure): Block | undefined {
  const { blocks } = shell.transcript.get();
  return blocks[findBlock(blocks.length, (place) => (blocks[place] as Block).seq, seq)];
}

export function showInShell(shell: ShellModel, figure: Figure): void {
  windowShells().show(shell);
  const gone = blockOf(shell, figure)?.gone ?? 0;
  shell.wanted.set({ seq: figure.seq, output: figure.output - gone, line: 0 });
}

/** Does something with a figure's data, where they are here: what is looked at is. */
export function withDisplay(
  shell: ShellModel,
  figure: Figure,
  act: (display: Display, type: string) => unknown,
): unknown {
  const display = displayOf(shell.transcript.get(), figure);
  const shown = display && figureIn(display);
  return display && shown ? act(display, shown.type) : undefined;
}

interface FigureActions {
  /** Where figures are shown, in px. */
  readonly room: { readonly width: number; readonly height: number };
  readonly remove: () => void;
}

export function menuOf(
  shell: ShellModel,
  figure: Figure,
  { room, remove }: FigureActions,
): readonly PopupGroup[] {
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
              ...byKernel(shell, code, room),
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

const LIVES: ReadonlySet<string> = new Set(["idle", "busy", "waiting for input"]);

/** What the kernel does with the figure itself, where a name holds it: code that the shell runs. */
function byKernel(shell: ShellModel, code: string, room: FigureActions["room"]) {
  const name = shell.language === "python" && LIVES.has(shell.state.get()) ? figureName(code) : null;
  if (name === null) return [];
  const run = (made: string) => tellFailure(shell, () => shell.execute(made));
  const save = async (ending: string) => {
    const suggestion = joinPath(shell.cwd, `${name}.${ending}`);
    const path = await tandem.request("files.pickSave", { suggestion });
    if (path !== null) await run(saveCode(name, path));
  };
  return [
    { label: t("Draw {name} again at this size", { name }), run: () => run(redrawCode(name, room)) },
    { label: t("Save {name} as SVG by the kernel…", { name }), run: () => save("svg") },
    { label: t("Save {name} as PDF by the kernel…", { name }), run: () => save("pdf") },
  ];
}

/** Other pictures of the same figure that the kernel gave. */
const savableBeside = ({ data }: Display, shown: string | undefined): string[] =>
  Object.keys(data).filter(
    (type) => type !== shown && (type.startsWith("image/") || type === "application/pdf"),
  );
