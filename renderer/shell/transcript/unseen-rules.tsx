/** The rules around what came while nothing showed it: "Window closed 22:41 to 07:58: 1,204 lines, 1 warning". */

import { locale } from "../../../preload/texts/language";
import { t } from "../../../preload/texts/texts";
import type { Block } from "../../../preload/transcript/transcript";
import { Icon } from "../../floor/look/icons";
import { hourAndMinute } from "../../floor/time/time-of-day";
import type { Closed } from "../../kernels/shell-model";
import type { OutputPlace, Unseen } from "../../kernels/unseen";
import type { RuleIn } from "./pieces";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The rules that stand in a block. */
export function rulesIn(block: Block, unseen: Unseen | null): readonly RuleIn[] {
  if (!unseen || (block.seq !== unseen.first && block.seq !== unseen.last)) return [];
  const stopAt = (seq: number) => block.stops?.find((stop) => stop.seq === seq);
  const rules: RuleIn[] = [];
  if (block.seq === unseen.first) {
    const stop = stopAt(unseen.absence.from.seq);
    rules.push({ rule: "unseen", at: stop ? { output: stop.output, line: stop.line } : "before" });
  }
  if (block.seq === unseen.last) {
    const stop = stopAt(unseen.absence.to.seq);
    const followed = stop && block.outputs.length > stop.output;
    rules.push({ rule: "seen again", at: followed ? { output: stop.output, line: stop.line } : "after" });
  }
  return rules;
}

/** "22:41", and with the day where that was not within a day before `now`. */
function timeOf(time: number, now: number): string {
  if (now - time < DAY_MS) return hourAndMinute(time);
  const day = new Date(time).toLocaleDateString(locale(), { month: "short", day: "numeric" });
  return `${day} ${hourAndMinute(time)}`;
}

interface UnseenRuleProps {
  readonly unseen: Unseen;
  readonly closed: Closed;
  readonly top: number;
  readonly height: number;
  /** Goes to a place; null for the last line that came unseen. */
  readonly goTo: (place: OutputPlace | null) => void;
}

export function UnseenRule({ unseen, closed, top, height, goTo }: UnseenRuleProps) {
  const { absence, lines, warnings, errors, firstWarning, firstError, more } = unseen;
  const { from, to } = absence;
  const said = t(closed === "Window" ? "Window closed {from} to {to}" : "Shell closed {from} to {to}", {
    from: timeOf(from.time, to.time),
    to: hourAndMinute(to.time),
  });
  const counted = t("{count} lines", { count: lines });
  const parts = [
    { text: more ? t("more than {amount}", { amount: counted }) : counted, place: null },
    ...(firstWarning ? [{ text: t("{count} warnings", { count: warnings }), place: firstWarning }] : []),
    ...(firstError ? [{ text: t("{count} errors", { count: errors }), place: firstError }] : []),
  ];
  return (
    <div
      className="unseen-rule"
      role="note"
      aria-label={`${said}: ${parts.map((part) => part.text).join(", ")}`}
      style={{ top, height }}
    >
      <span className="unseen-words">
        <Icon name="clock" size={12} />
        <span>
          {said}:{" "}
          {parts.map(({ text, place }, i) => (
            <span key={text}>
              {i > 0 ? ", " : ""}
              <button type="button" className="link-button" onClick={() => goTo(place)}>
                {text}
              </button>
            </span>
          ))}
        </span>
      </span>
    </div>
  );
}

/** After the last line that came unseen. */
export function SeenAgainRule({ top, height }: { readonly top: number; readonly height: number }) {
  return <div className="unseen-rule" aria-hidden="true" style={{ top, height }} />;
}
