/** What other features do to a document just before its text is taken to be saved, and when it was written. */
import type { FileState } from "../../preload/contract/files";
import type { Document } from "../code/documents";

const steps: ((document: Document) => void)[] = [];

/** Adds a step. Called at start, by the feature that brings it. */
export function beforeSaving(step: (document: Document) => void): void {
  steps.push(step);
}

/** Does all of them. */
export function prepareSaving(document: Document): void {
  for (const step of steps) step(document);
}

type Saved = (document: Document, before: FileState | null) => void;

const followers: Saved[] = [];

/** Adds a step for what was written; it is given what stood on the disk before. Called at start. */
export function afterSaving(step: Saved): void {
  followers.push(step);
}

/** Does all of them. */
export function tellSaved(document: Document, before: FileState | null): void {
  for (const step of followers) step(document, before);
}
