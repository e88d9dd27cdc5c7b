/** What of a breakpoint V8 has no word for, as part of its condition: how often it is passed, and what it prints. */

interface Wanted {
  readonly condition?: unknown;
  readonly hitCondition?: unknown;
  readonly logMessage?: unknown;
}

const HITS = 'globalThis[Symbol.for("tandem.hits")]';
const COUNT = /^(>=|<=|==|=|>|<|%)?\s*(\d{1,9})$/;

/**
 * An expression that is true where it is to stop; empty: always.
 * @param id names it among all there are, so that its hits are counted
 * @throws Error with a sentence where the hit count is none
 */
export function conditionOf({ condition, hitCondition, logMessage }: Wanted, id: number): string {
  const parts: string[] = [];
  if (isText(condition)) parts.push(`(${condition}\n)`);
  if (isText(hitCondition)) parts.push(`(${hitTest(hitCondition.trim(), id)})`);
  if (isText(logMessage)) parts.push(`(console.log(${template(logMessage)}), false)`);
  return parts.join(" && ");
}

function hitTest(text: string, id: number): string {
  const [, sign = "==", number = ""] = COUNT.exec(text) ?? [];
  if (number === "") throw new Error("A hit count is a number, or one behind >=, >, <, <=, == or %.");
  // A function of its own object: no name of the user's is touched.
  const count = `((hits) => (hits[${id}] = (hits[${id}] ?? 0) + 1))(${HITS} ??= {})`;
  if (sign === "%") return `${count} % ${Math.max(1, Number(number))} === 0`;
  return `${count} ${sign === "=" || sign === "==" ? "===" : sign} ${number}`;
}

/** Text with expressions in braces becomes a template. */
function template(message: string): string {
  const parts = message.split(/[{}]/);
  const texts = parts.map((part, at) =>
    at % 2 === 0 ? part.replace(/[\\`$]/g, (sign) => `\\${sign}`) : `\${${part}}`,
  );
  return `\`${texts.join("")}\``;
}

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";
