/** What a debugger's stops say in a transcript: a line each, and one for steps that follow each other at once. */
import type { LogRecordOf, RecordFrame } from "../contract/records";
import { t } from "../texts/texts";
import type { Output } from "./transcript";

type Stopped = Extract<Output, { kind: "event" }>;

/** A stop by itself. */
export function stopOutput({ frame, text: said = "", time }: LogRecordOf<"debugger">): Stopped {
  const stopped = frame
    ? t("Stopped at {place} in {name}", { place: placeOf(frame), name: frame.name })
    : t("Stopped");
  const first = said === "" ? stopped : `${stopped}: ${said}`;
  const stop = { first, steps: 0, ...(frame && { frame, firstFrame: frame }) };
  return { kind: "event", event: "stopped", sentence: first, stop, time };
}

/** The stop before with a step that led away from it at once; undefined when it is another stop. */
export function steppedOutput(last: Output, { frame, reason }: LogRecordOf<"debugger">): Stopped | undefined {
  if (last.kind !== "event" || !last.stop || reason !== "step") return undefined;
  const steps = last.stop.steps + 1;
  const sentence = t("{stop}; then {count} steps to {place}", {
    stop: last.stop.first,
    count: steps,
    place: placeOf(frame),
  });
  return { ...last, sentence, stop: { ...last.stop, steps, ...(frame && { frame }) } };
}

/** "exp.py:8"; of code that is in no file its line alone. */
function placeOf(frame: RecordFrame | undefined): string {
  if (!frame) return "?";
  const name = frame.file?.split(/[\\/]/).at(-1) ?? "";
  return name === "" ? t("line {line}", { line: String(frame.line) }) : `${name}:${frame.line}`;
}
