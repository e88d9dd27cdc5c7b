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
  /** Words, a place's name, words, … */
  readonly pieces: readonly string[];
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
  for (const { text, pieces } of templates) {
    const found = valuesIn(sentence, pieces);
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
    .map((text) => ({ text, pieces: text.split(/\{(\w+)\}/) }));
}

/**
 * What stands in a sentence at the places of a template, each as short as can be; null where it does not fit.
 * @param pieces words, a place's name, words, …
 */
function valuesIn(sentence: string, pieces: readonly string[]): Record<string, string> | null {
  const [first = ""] = pieces;
  const last = pieces.at(-1) ?? "";
  const end = sentence.length - last.length;
  if (!sentence.startsWith(first) || !sentence.endsWith(last)) return null;
  const values: Record<string, string> = {};
  let at = first.length;
  for (let i = 1; i + 1 < pieces.length; i += 2) {
    const words = pieces[i + 1] ?? "";
    const found = i + 2 === pieces.length ? end : sentence.indexOf(words, at);
    if (found < at || found > end) return null;
    values[pieces[i] ?? ""] = sentence.slice(at, found);
    at = found + words.length;
  }
  return values;
}
