/** What features add to the shells' pane: bars over all shells, bars of one shell, and what the list of kernels offers. */
import type { ComponentType } from "react";
import type { ShellModel } from "../../kernels/shell-model";

/** Where an addition to a shell stands. */
export type ShellPlace = "over the output" | "under the output";

interface ShellAddition {
  readonly place: ShellPlace;
  readonly View: ComponentType<{ readonly shell: ShellModel }>;
}

/** A page behind a button of the list of kernels. */
export interface ChooserPage {
  /** Its button's. */
  readonly title: string;
  readonly View: ComponentType<{
    /** What the page is for has begun. */
    readonly onBegun: () => void;
    readonly onCancel: () => void;
  }>;
}

const additions = {
  shell: [] as ShellAddition[],
  gone: [] as ShellAddition["View"][],
  pane: [] as ComponentType[],
  chooser: [] as ChooserPage[],
};

/** Adds something to every shell. Called at start, before anything is drawn. */
export function addToShells(place: ShellPlace, View: ShellAddition["View"]): void {
  additions.shell.push({ place, View });
}

/** Adds a button beside that which starts a kernel anew where one is gone. Called at start. */
export function addToGoneKernels(View: ShellAddition["View"]): void {
  additions.gone.push(View);
}

/** Adds something over all shells. Called at start. */
export function addOverShells(View: ComponentType): void {
  additions.pane.push(View);
}

/** Adds a page to the list of kernels. Called at start. */
export function addToKernelChooser(page: ChooserPage): void {
  additions.chooser.push(page);
}

export const additionsToShells = (place: ShellPlace): readonly ShellAddition["View"][] =>
  additions.shell.filter((each) => each.place === place).map(({ View }) => View);
export const additionsToGoneKernels = (): readonly ShellAddition["View"][] => additions.gone;
export const additionsOverShells = (): readonly ComponentType[] => additions.pane;
export const chooserPages = (): readonly ChooserPage[] => additions.chooser;
