/** Encodings of text files: their names, and what a text says of its own. */

/** By id: as it is shown, and as a declaration names it. */
export const ENCODINGS = {
  utf8: { title: "UTF-8", name: "utf-8" },
  utf8bom: { title: "UTF-8 BOM", name: "utf-8" },
  utf16le: { title: "UTF-16 LE", name: "utf-16" },
  utf16be: { title: "UTF-16 BE", name: "utf-16" },
  ascii: { title: "ASCII", name: "ascii" },
  latin1: { title: "Latin-1", name: "iso-8859-1" },
  windows1252: { title: "Windows-1252", name: "windows-1252" },
  iso88592: { title: "ISO 8859-2", name: "iso-8859-2" },
  iso88595: { title: "ISO 8859-5", name: "iso-8859-5" },
  iso88597: { title: "ISO 8859-7", name: "iso-8859-7" },
  iso88598: { title: "ISO 8859-8", name: "iso-8859-8" },
  iso88599: { title: "ISO 8859-9", name: "iso-8859-9" },
  iso885915: { title: "ISO 8859-15", name: "iso-8859-15" },
  windows1250: { title: "Windows-1250", name: "windows-1250" },
  windows1251: { title: "Windows-1251", name: "windows-1251" },
  windows1253: { title: "Windows-1253", name: "windows-1253" },
  windows1254: { title: "Windows-1254", name: "windows-1254" },
  windows1255: { title: "Windows-1255", name: "windows-1255" },
  windows1256: { title: "Windows-1256", name: "windows-1256" },
  windows1257: { title: "Windows-1257", name: "windows-1257" },
  koi8r: { title: "KOI8-R", name: "koi8-r" },
  koi8u: { title: "KOI8-U", name: "koi8-u" },
  cp437: { title: "CP437", name: "cp437" },
  cp850: { title: "CP850", name: "cp850" },
  cp866: { title: "CP866", name: "cp866" },
  macroman: { title: "Mac Roman", name: "mac-roman" },
  gbk: { title: "GBK", name: "gbk" },
  gb18030: { title: "GB18030", name: "gb18030" },
  big5: { title: "Big5", name: "big5" },
  shiftjis: { title: "Shift JIS", name: "shift_jis" },
  eucjp: { title: "EUC-JP", name: "euc-jp" },
  euckr: { title: "EUC-KR", name: "euc-kr" },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly name: string }>>;

export type Encoding = keyof typeof ENCODINGS;
export const ENCODING_IDS = Object.keys(ENCODINGS) as [Encoding, ...Encoding[]];

/** Other names, of Python's codecs, IANA and browsers, without their separators. */
const ALIASES: Readonly<Record<string, Encoding>> = {
  u8: "utf8",
  utf: "utf8",
  utf8sig: "utf8",
  utf8ucs2: "utf8",
  utf8unix: "utf8",
  cp65001: "utf8",
  usascii: "ascii",
  "646": "ascii",
  iso88591: "latin1",
  "88591": "latin1",
  latin: "latin1",
  l1: "latin1",
  cp819: "latin1",
  latin1unix: "latin1",
  iso88591unix: "latin1",
  cp1250: "windows1250",
  cp1251: "windows1251",
  cp1252: "windows1252",
  cp1253: "windows1253",
  cp1254: "windows1254",
  cp1255: "windows1255",
  cp1256: "windows1256",
  cp1257: "windows1257",
  latin2: "iso88592",
  cyrillic: "iso88595",
  greek: "iso88597",
  hebrew: "iso88598",
  latin5: "iso88599",
  latin9: "iso885915",
  ibm437: "cp437",
  ibm850: "cp850",
  ibm866: "cp866",
  macintosh: "macroman",
  "936": "gbk",
  cp936: "gbk",
  ms936: "gbk",
  gb2312: "gbk",
  euccn: "gbk",
  big5tw: "big5",
  sjis: "shiftjis",
  cp932: "shiftjis",
  ms932: "shiftjis",
  windows31j: "shiftjis",
  ujis: "eucjp",
  cp949: "euckr",
  uhc: "euckr",
  ksc56011987: "euckr",
};

/** The encoding of a name as a declaration or a system has it; undefined for one that is not known. */
export function encodingNamed(name: string): Encoding | undefined {
  const plain = name.toLowerCase().replace(/[-_.: ]/g, "");
  if (plain in ALIASES) return ALIASES[plain];
  return ENCODING_IDS.find((id) => id === plain && id !== "utf8bom");
}

/** What a text says of its encoding. */
export interface Declaration {
  /** As it is written there. */
  readonly name: string;
  /** Undefined for a name that is not known. */
  readonly encoding: Encoding | undefined;
  /** Where the name begins, in UTF-16 units. */
  readonly at: number;
}

/** So much of a text is looked at, in UTF-16 units: browsers look at 1,024 bytes, Python at two lines. */
export const DECLARED_WITHIN = 2048;

const NAME = "([-_.a-zA-Z0-9]{1,40})";
/** PEP 263. */
const PYTHON_LINE = new RegExp(`coding[:=][ \\t]*${NAME}`, "d");
const EMACS_LINE = new RegExp(`coding: ?${NAME}`, "d");
const XML_ATTRIBUTE = new RegExp(`\\sencoding ?= ?["']${NAME}`, "d");
const HTML_ATTRIBUTE = new RegExp(`charset ?= ?["']?${NAME}`, "di");
const CSS_RULE = new RegExp(`^@charset "${NAME}";`, "d");

const PYTHON = new Set(["py", "pyw", "pyi", "ipy", "pyx", "pxd"]);
const HTML = new Set(["html", "htm", "xhtml"]);

/**
 * The encoding that a text declares: Python's coding line, the declarations of XML, HTML and CSS, and Emacs's line in
 * any other file. Only ASCII is looked at, so that a text read as Latin-1 will do.
 * @param name the file's name, which tells its language
 */
export function declaredEncoding(text: string, name: string): Declaration | undefined {
  const head = text.slice(0, DECLARED_WITHIN);
  const extension = /\.([^.]{1,10})$/.exec(name.toLowerCase())?.[1] ?? "";
  if (head.startsWith("<?xml")) {
    const end = head.indexOf("?>");
    return end < 0 ? undefined : found(head.slice(0, end), XML_ATTRIBUTE, 0);
  }
  if (HTML.has(extension)) return inHtml(head);
  if (extension === "css") return found(head, CSS_RULE, 0);
  return inFirstLines(head, PYTHON.has(extension));
}

function inFirstLines(head: string, python: boolean): Declaration | undefined {
  let at = 0;
  for (const line of head.split(/\r\n|\r|\n/, 2)) {
    const begin = line.trimStart();
    const comment = python ? begin.startsWith("#") : line.includes("-*-");
    const declared = comment ? found(line, python ? PYTHON_LINE : EMACS_LINE, at) : undefined;
    if (declared) return declared;
    // A coding line in the second line counts only behind a comment or nothing.
    if (python && begin !== "" && !comment) return undefined;
    at += line.length + (head.startsWith("\r\n", at + line.length) ? 2 : 1);
  }
  return undefined;
}

function inHtml(head: string): Declaration | undefined {
  for (let at = head.search(/<meta\s/i); at >= 0; ) {
    const end = head.indexOf(">", at);
    if (end < 0) return undefined;
    const declared = found(head.slice(at, end), HTML_ATTRIBUTE, at);
    if (declared) {
      // Browsers read what is called Latin-1 as Windows-1252, and UTF-16 in such a place cannot be true.
      const { encoding } = declared;
      if (encoding === "latin1" || encoding === "ascii") return { ...declared, encoding: "windows1252" };
      return declared;
    }
    const next = head.slice(end).search(/<meta\s/i);
    at = next < 0 ? -1 : end + next;
  }
  return undefined;
}

function found(within: string, pattern: RegExp, offset: number): Declaration | undefined {
  const place = pattern.exec(within)?.indices?.[1];
  if (!place) return undefined;
  const name = within.slice(...place);
  const encoding = encodingNamed(name);
  // A text that could be read to here is none of these.
  const possible = encoding === "utf16le" || encoding === "utf16be" ? undefined : encoding;
  return { name, encoding: possible, at: offset + place[0] };
}
