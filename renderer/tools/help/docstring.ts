/**
 * Documentation as it is written in programs (numpydoc, reST, Google, Markdown, plain words) as Markdown. Pure, and linear in
 * the text: each line is looked at once.
 */

/** Links to other names begin so. */
export const NAME_LINK = "#help/";
/** Headings of numpydoc and Google whose entries are names with a type and a description. */
const LISTS = new Set([
  "args",
  "arguments",
  "attributes",
  "keyword args",
  "keyword arguments",
  "methods",
  "other parameters",
  "parameters",
  "params",
  "raises",
  "receives",
  "returns",
  "warns",
  "yields",
]);
const PLAIN = new Set([
  "example",
  "examples",
  "note",
  "notes",
  "references",
  "see also",
  "warning",
  "warnings",
  "todo",
]);
const UNDERLINE = /^[-=~^"']{3,200}$/;
const FIELD =
  /^:(param|parameter|arg|argument|key|type|returns?|rtype|raises?|except|var|ivar|cvar|vartype)\b([^:\n]{0,200}):(.*)$/;
/** A reference that words before it lead to: ".. [1] Wikipedia". */
const REFERENCE = /^\.\. \[#?[\w.-]{1,40}\] /;
const DIRECTIVE = /^\.\. ([a-z][\w-]{1,40}):: ?(.*)$/;

interface Line {
  /** Columns before its text; -1 for an empty line. */
  readonly indent: number;
  readonly text: string;
}

/** @param doc as the program has it, without the indentation that all its lines have */
export function markdownOf(doc: string): string {
  const lines = doc
    .replaceAll("\t", "    ")
    .split("\n")
    .map((line): Line => {
      const text = line.trim();
      return { indent: text === "" ? -1 : line.length - line.trimStart().length, text };
    });
  if (isMarkdown(lines)) return doc;
  return new Writer(lines).write();
}

/** Fences, or headings of Markdown: it is meant so. */
function isMarkdown(lines: readonly Line[]): boolean {
  return lines.some(({ indent, text }) => indent === 0 && (/^```/.test(text) || /^#{2,4} \S/.test(text)));
}

class Writer {
  readonly #out: string[] = [];
  #at = 0;

  constructor(private readonly lines: readonly Line[]) {}

  write(): string {
    while (this.#at < this.lines.length) this.#next();
    return this.#out.join("\n");
  }

  #line(at = this.#at): Line {
    return this.lines[at] ?? { indent: -1, text: "" };
  }

  #next(): void {
    const { indent, text } = this.#line();
    const below = this.#line(this.#at + 1);
    if (indent < 0) {
      this.#out.push("");
      this.#at++;
    } else if (indent === 0 && UNDERLINE.test(below.text) && below.indent === 0) {
      this.#at += 2;
      this.#section(text);
    } else if (indent === 0 && isGoogleHeading(text) && (below.indent > 0 || below.indent < 0)) {
      this.#at++;
      this.#section(text.slice(0, -1));
    } else if (FIELD.test(text)) this.#field();
    else if (DIRECTIVE.test(text)) this.#directive();
    else if (REFERENCE.test(text)) {
      // Each is a paragraph of its own.
      this.#out.push("", prose(text.slice(3)));
      this.#at++;
    } else if (text.startsWith(">>>")) this.#example();
    else if (text.endsWith("::") && this.#line(this.#at + 2).indent > indent && below.indent < 0) {
      this.#out.push(prose(text === "::" ? "" : text.slice(0, -1)), "");
      this.#at += 2;
      this.#fenced("", this.#block(indent));
    } else if (indent >= 4 && this.#line(this.#at - 1).indent < 0) this.#fenced("", this.#block(indent - 1));
    else {
      this.#out.push(prose(text));
      this.#at++;
    }
  }

  #section(title: string): void {
    const key = title.toLowerCase();
    this.#out.push("", `### ${prose(title)}`, "");
    const base = this.#line(this.#firstFull()).indent;
    if (key === "see also") this.#related(base);
    else if (LISTS.has(key)) this.#entries(base);
  }

  #firstFull(): number {
    let at = this.#at;
    while (at < this.lines.length && this.#line(at).indent < 0) at++;
    return at;
  }

  /** Whether a new section begins here. */
  #ends(base: number): boolean {
    const { indent, text } = this.#line();
    if (indent < 0) return false;
    if (indent < base) return true;
    const below = this.#line(this.#at + 1);
    return (
      base === 0 &&
      indent === 0 &&
      ((UNDERLINE.test(below.text) && below.indent === 0) || DIRECTIVE.test(text))
    );
  }

  /** "x : array_like" with its description below; or "x (int): what it is". */
  #entries(base: number): void {
    while (this.#at < this.lines.length && !this.#ends(base)) {
      const { indent, text } = this.#line();
      if (indent < 0) {
        this.#out.push("");
        this.#at++;
        continue;
      }
      if (indent > base) {
        this.#out.push(`  ${prose(text)}`);
        this.#at++;
        continue;
      }
      this.#at++;
      const numpy = text.indexOf(" : ");
      const google = /^(\*{0,2}[\w.]{1,100})(?: ?\(([^()\n]{0,200})\))?: (.*)$/.exec(text);
      if (numpy > 0)
        this.#out.push(`- **${escaped(text.slice(0, numpy))}** *${escaped(text.slice(numpy + 3))}*  `);
      else if (google) {
        const [, name = "", type, words = ""] = google;
        this.#out.push(`- **${escaped(name)}**${type ? ` *${escaped(type)}*` : ""}  `, `  ${prose(words)}`);
      } else this.#out.push(`- ${prose(text)}  `);
    }
    this.#out.push("");
  }

  /** Names that lead on: "linspace : Evenly spaced numbers", "ogrid, mgrid". */
  #related(base: number): void {
    while (this.#at < this.lines.length && !this.#ends(base)) {
      const { indent, text } = this.#line();
      this.#at++;
      if (indent < 0) continue;
      if (indent > base) {
        this.#out.push(`  ${prose(text)}`);
        continue;
      }
      const colon = text.indexOf(" : ");
      const names = colon < 0 ? text : text.slice(0, colon);
      const linked = names
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== "")
        .map((name) => nameLink(name.replace(/^:[a-z:]{2,24}:`(?:[~!])?|`$/g, "")));
      this.#out.push(`- ${linked.join(", ")}${colon < 0 ? "" : `: ${prose(text.slice(colon + 3))}`}`);
    }
    this.#out.push("");
  }

  /** ":param x: what it is", with the lines that go on below it. */
  #field(): void {
    const { indent, text } = this.#line();
    const [, kind = "", name = "", words = ""] = FIELD.exec(text) ?? [];
    const title = /^(?:raises?|except)$/.test(kind)
      ? "Raises"
      : /^returns?$/.test(kind)
        ? "Returns"
        : /type$/.test(kind)
          ? "Type"
          : "";
    const what = [title, name.trim()].filter(Boolean);
    if (!FIELD.test(this.#line(this.#at - 1).text)) this.#out.push("");
    this.#out.push(`- **${escaped(what.join(" "))}** ${prose(words.trim())}`);
    this.#at++;
    while (this.#line().indent > indent) {
      this.#out.push(`  ${prose(this.#line().text)}`);
      this.#at++;
    }
  }

  #directive(): void {
    const { indent, text } = this.#line();
    const [, name = "", argument = ""] = DIRECTIVE.exec(text) ?? [];
    this.#at++;
    const body = this.#block(indent);
    if (name === "math") this.#out.push("", "$$", ...(argument ? [argument] : []), ...body, "$$", "");
    else if (/^(?:code|code-block|sourcecode|ipython|doctest|plot|jupyter-execute)$/.test(name))
      this.#fenced(
        /^[\w+-]{0,20}$/.test(argument) ? argument : "",
        body.filter((line) => !/^:\w+:/.test(line)),
      );
    else if (
      /^(?:seealso|note|warning|tip|hint|important|caution|attention|danger|deprecated|versionadded|versionchanged)$/.test(
        name,
      )
    ) {
      const said = [DIRECTIVES[name] ?? name, argument].filter(Boolean).join(" ");
      this.#out.push("", `> **${escaped(said)}**`, ...body.map((line) => `> ${prose(line.trim())}`), "");
    } else if (!/^(?:index|currentmodule|module|image|figure|only|toctree)$/.test(name))
      this.#out.push("", prose(argument), ...body.map((line) => prose(line.trim())), "");
  }

  /** A session of the interpreter: to the next empty line. */
  #example(): void {
    const body: string[] = [];
    const { indent } = this.#line();
    while (this.#line().indent >= indent) {
      body.push(`${" ".repeat(this.#line().indent - indent)}${this.#line().text}`);
      this.#at++;
    }
    this.#fenced("python", body);
  }

  /** The lines from here on that are indented more, without what they all are; empty ones at the end are left. */
  #block(indent: number): string[] {
    let end = this.#at;
    let least = Number.POSITIVE_INFINITY;
    for (let at = this.#at; at < this.lines.length; at++) {
      const line = this.#line(at);
      if (line.indent < 0) continue;
      if (line.indent <= indent) break;
      least = Math.min(least, line.indent);
      end = at + 1;
    }
    const body = this.lines
      .slice(this.#at, end)
      .map((line) => (line.indent < 0 ? "" : `${" ".repeat(line.indent - least)}${line.text}`));
    this.#at = end;
    while (body[0] === "") body.shift();
    return body;
  }

  #fenced(language: string, body: readonly string[]): void {
    if (body.length === 0) return;
    this.#out.push(
      "",
      `~~~~~~${language}`,
      ...body.map((line) => line.replace(/^~{6,}/, "~~~")),
      "~~~~~~",
      "",
    );
  }
}

const DIRECTIVES: Readonly<Record<string, string>> = {
  seealso: "See also",
  note: "Note",
  warning: "Warning",
  deprecated: "Deprecated since",
  versionadded: "Added in",
  versionchanged: "Changed in",
};

function isGoogleHeading(text: string): boolean {
  if (!text.endsWith(":") || text.length > 40) return false;
  const key = text.slice(0, -1).toLowerCase();
  return LISTS.has(key) || PLAIN.has(key);
}

function nameLink(name: string): string {
  return /^[\w.]{1,200}$/.test(name) ? `[${escaped(name)}](${NAME_LINK}${name})` : escaped(name);
}

/** Words with their marks: code, mathematics, names that lead on; all else as it stands. */
function prose(text: string): string {
  const pieces: string[] = [];
  let at = 0;
  const add = (end: number) => pieces.push(plain(text.slice(at, end)));
  for (const found of text.matchAll(MARK)) {
    const [whole, role, ofRole, code, own] = found;
    add(found.index);
    at = found.index + whole.length;
    if (role !== undefined) pieces.push(roleText(role, ofRole ?? ""));
    else pieces.push(codeText(code ?? own ?? ""));
  }
  add(text.length);
  return pieces.join("");
}

/** A role with its words, code, or a name that is meant to be one. */
const MARK =
  /:([a-z]{2,12}(?::[a-z]{2,12})?):`([^`\n]{1,300})`|``([^`\n]{1,1000})``|`([^`\n]{1,300})`_{0,2}/g;

const codeText = (code: string) => `\`${code}\``;

function roleText(role: string, content: string): string {
  if (role === "math") return `$${content}$`;
  const target = /<([^<>]{1,200})>$/.exec(content)?.[1] ?? content;
  const name = target.replace(/^[~!]/, "");
  const shown = content.startsWith("~")
    ? (name.split(".").at(-1) ?? name)
    : content.replace(/ ?<[^<>]{1,200}>$/, "");
  const leads = /(?:func|class|meth|mod|attr|obj|data|exc)$/.test(role) && /^[\w.]{1,200}$/.test(name);
  return leads ? `[${escaped(shown.replace(/^!/, ""))}](${NAME_LINK}${name})` : codeText(shown);
}

/** What Markdown would take for marks is shown; `*` is emphasis in both, `**kwargs` is not. */
function plain(text: string): string {
  return (
    text
      // "[1]_" leads to a reference.
      .replace(/(\[#?[\w.-]{1,40}\])_(?!\w)/g, "$1")
      .replace(/[\\<$_]/g, "\\$&")
      // With a backslash they would begin mathematics.
      .replaceAll("[", "&#91;")
      .replaceAll("]", "&#93;")
      .replace(
        /(^|[\s(,])(\*{1,2})(?=[A-Za-z_]\w{0,60}(?:[\s,.):;&]|$))/g,
        (_whole, before: string, stars: string) => `${before}${stars.replaceAll("*", "\\*")}`,
      )
      .replace(/^([#+>-]|\d{1,9}[.)])(?=\s)/, (mark) => (/^[#>]/.test(mark) ? `\\${mark}` : mark))
  );
}

function escaped(text: string): string {
  return text
    .replace(/[\\<$_*`]/g, "\\$&")
    .replaceAll("[", "&#91;")
    .replaceAll("]", "&#93;");
}
