/** What other features do to a document just before its text is taken to be saved: what they would do a moment later. */
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
