/** Text of separated values (RFC 4180; tabs likewise), record by record: nobody waits for those that are not shown. */

/** The records of a text, the head as the first; never throws. */
export function* recordsOf(text: string, separator: "," | "\t"): Generator<readonly string[]> {
  let record: string[] = [];
  let at = text.startsWith("\ufeff") ? 1 : 0;
  while (at < text.length) {
    let value: string;
    if (text[at] === '"') {
      [value, at] = quoted(text, at);
      // What stands behind the closing quote belongs to the field, as most programs read it.
      const end = fieldEnd(text, at, separator);
      value += text.slice(at, end);
      at = end;
    } else {
      const end = fieldEnd(text, at, separator);
      value = text.slice(at, end);
      at = end;
    }
    record.push(value);
    if (text[at] === separator) {
      at += 1;
      if (at === text.length) record.push("");
      else continue;
    }
    at += text.startsWith("\r\n", at) ? 2 : 1;
    yield record;
    record = [];
  }
  if (record.length > 0) yield record;
}

/** The value that begins with a quote at `at`, and the place behind its closing one. */
function quoted(text: string, at: number): [value: string, behind: number] {
  let value = "";
  for (let from = at + 1; ; ) {
    const end = text.indexOf('"', from);
    if (end === -1) return [value + text.slice(from), text.length];
    value += text.slice(from, end);
    if (text[end + 1] !== '"') return [value, end + 1];
    value += '"';
    from = end + 2;
  }
}

const FIELDS: Readonly<Record<string, RegExp>> = { ",": /[^,\r\n]*/y, "\t": /[^\t\r\n]*/y };

function fieldEnd(text: string, at: number, separator: "," | "\t"): number {
  const field = FIELDS[separator] as RegExp;
  field.lastIndex = at;
  field.test(text);
  return field.lastIndex;
}
