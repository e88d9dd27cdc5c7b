/** What a debugger's stops say in a transcript: a line each, and one for steps that follow each other at once. */
import type { LogRecordOf, RecordFrame } from "../contract/records";
import { t } from "../texts/texts";
import type { BlockDraft } from "./block-draft";
import type { Output } from "./transcript";

type Stopped = Extract<Output, { kind: "event" }>;

/** A stop comes to a block; a step that follows at once is told with the stop that it led away from. */
export function addStop(block: BlockDraft, record: LogRecordOf<"debugger">): void {
  const last = block.entries.at(-1);
  const stepped = last && steppedOutput(last.output, record);
  if (last && stepped) last.output = stepped;
  else block.add(stopOutput(record));
}

/** A stop by itself. */
function stopOutput({ frame, text: said = "", time }: LogRecordOf<"debugger">): Stopped {
  const stopped = frame
    ? t("Stopped at {place} in {name}", { place: placeOf(frame), name: frame.name })
    : t("Stopped");
  const first = said === "" ? stopped : `${stopped}: ${said}`;
  const stop = { first, steps: 0, ...(frame && { frame, firstFrame: frame }) };
  return { kind: "event", event: "stopped", sentence: first, stop, time };
}

/** The stop before with a step that led away from it at once; undefined when it is another stop. */
function steppedOutput(last: Output, { frame, reason }: LogRecordOf<"debugger">): Stopped | undefined {
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
