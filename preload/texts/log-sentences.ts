/**
 * Sentences of a log are English, because a log is read by every client, now and later: they are made by `t` in a
 * process that speaks English, and said in the language of the window that shows them.
 */
import { german } from "./german/german";
import { logSentences } from "./german/log-sentences";
import { language } from "./language";
import { type Text, t } from "./texts";

interface Template {
  readonly text: Text;
  readonly pattern: RegExp;
}

let templates: readonly Template[] | undefined;
const known = new Map<string, string>();
/** So many translations are kept. */
const MOST_KNOWN = 500;

/** A sentence that a kernel-host made, in the language of this process; one that is not known as it is. */
export function translated(sentence: string): string {
  if (language() === "en") return sentence;
  let said = known.get(sentence);
  if (said === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    said = translate(sentence);
    known.set(sentence, said);
  }
  return said;
}

function translate(sentence: string): string {
  if (Object.hasOwn(logSentences, sentence) && typeof german[sentence as Text] === "string")
    return t(sentence as "Kernel");
  templates ??= makeTemplates();
  for (const { text, pattern } of templates) {
    const found = pattern.exec(sentence)?.groups;
    if (!found) continue;
    const values = Object.entries(found).map(([name, value]) => [name, translated(value)]);
    return (t as (text: Text, values: Readonly<Record<string, string>>) => string)(
      text,
      Object.fromEntries(values),
    );
  }
  return sentence;
}

/** The longest first: what says most is matched before what says less. */
function makeTemplates(): readonly Template[] {
  return (Object.keys(logSentences) as Text[])
    .filter((text) => text.includes("{"))
    .sort((a, b) => b.length - a.length)
    .map((text) => ({ text, pattern: new RegExp(`^${patternOf(text)}$`, "s") }));
}

function patternOf(text: string): string {
  return text
    .split(/\{(\w+)\}/)
    .map((piece, index) => (index % 2 === 0 ? escaped(piece) : `(?<${piece}>.*?)`))
    .join("");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
