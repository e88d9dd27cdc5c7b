/** What each grammar's nodes define: the classes, functions and headings of an outline. */
import type { SyntaxNode } from "@lezer/common";

export const symbolKinds = [
  "cell",
  "heading",
  "environment",
  "module",
  "class",
  "function",
  "method",
  "element",
  "variable",
  "property",
] as const;
export type SymbolKind = (typeof symbolKinds)[number];

export interface Definition {
  readonly kind: SymbolKind;
  readonly name: string;
  /** Rank of a heading, 0 for the first; other symbols are as deep as they stand in each other. */
  readonly rank?: number;
}

/** Says what a node defines; null when it is nothing that has a name. `textOf` gives the text of a node. */
type Define = (node: SyntaxNode, textOf: (part: SyntaxNode) => string) => Definition | null;

export interface Definitions {
  /** By the node's name. */
  readonly define: Readonly<Record<string, Define>>;
  /** Nodes in which nothing is defined: they are not looked into. */
  readonly closed: ReadonlySet<string>;
}

/** The first node of one of these names, in the node or deeper: the child before its children's. */
function named(node: SyntaxNode, ...names: readonly string[]): SyntaxNode | null {
  for (const name of names) {
    const child = node.getChild(name);
    if (child) return child;
  }
  return null;
}

const by =
  (kind: SymbolKind, ...names: readonly string[]): Define =>
  (node, textOf) => {
    const name = named(node, ...names);
    return name && { kind, name: textOf(name) };
  };

const python: Definitions = {
  define: {
    ClassDefinition: by("class", "VariableName"),
    FunctionDefinition: by("function", "VariableName"),
  },
  closed: new Set([
    "ExpressionStatement",
    "AssignStatement",
    "UpdateStatement",
    "ReturnStatement",
    "ImportStatement",
    "ParamList",
    "ArgList",
  ]),
};

const isCode = /Function|Class/;

const javascript: Definitions = {
  define: {
    ClassDeclaration: by("class", "VariableDefinition"),
    InterfaceDeclaration: by("class", "TypeDefinition"),
    EnumDeclaration: by("class", "TypeDefinition"),
    TypeAliasDeclaration: by("class", "TypeDefinition"),
    NamespaceDeclaration: by("module", "VariableDefinition"),
    FunctionDeclaration: by("function", "VariableDefinition"),
    MethodDeclaration: by("method", "PropertyDefinition", "PrivatePropertyDefinition"),
    VariableDeclaration: (node, textOf) => {
      const value = node.getChild("Equals")?.nextSibling;
      const name = node.getChild("VariableDefinition");
      if (!name || !value || !isCode.test(value.name)) return null;
      return { kind: value.name.startsWith("Class") ? "class" : "function", name: textOf(name) };
    },
  },
  closed: new Set(["ImportDeclaration", "ParamList", "TemplateString"]),
};

const R_CLASSES = new Set(["setClass", "R6Class", "setRefClass", "new_class"]);
/** Calls that define what their first argument names. */
const R_DEFINING: Readonly<Record<string, SymbolKind>> = {
  setClass: "class",
  setRefClass: "class",
  setGeneric: "function",
  setMethod: "function",
  setValidity: "function",
};

const unquoted = (name: string) => name.replace(/^[`"']|[`"']$/g, "");

/** The function that a call calls, without its package. */
function calledIn(node: SyntaxNode | null, textOf: (part: SyntaxNode) => string): string {
  if (node?.name !== "Call" || !node.firstChild) return "";
  const { firstChild } = node;
  return textOf(firstChild.name === "Member" ? (firstChild.lastChild ?? firstChild) : firstChild);
}

/** Whether it stands among the arguments of a call that makes a class. */
function isInClass(node: SyntaxNode, textOf: (part: SyntaxNode) => string): boolean {
  for (let at = node.parent; at && at.name !== "Block"; at = at.parent)
    if (R_CLASSES.has(calledIn(at, textOf))) return true;
  return false;
}

const r: Definitions = {
  define: {
    Assignment: (node, textOf) => {
      const [left, value] = [node.firstChild, node.lastChild];
      if (!left || !value) return null;
      const name = unquoted(textOf(left));
      if (value.name === "Function") return { kind: "function", name };
      return R_CLASSES.has(calledIn(value, textOf)) ? { kind: "class", name } : null;
    },
    NamedArg: (node, textOf) => {
      const [left, value] = [node.firstChild, node.lastChild];
      if (!left || value?.name !== "Function" || !isInClass(node, textOf)) return null;
      return { kind: "method", name: unquoted(textOf(left)) };
    },
    Call: (node, textOf) => {
      const called = calledIn(node, textOf);
      const kind = Object.hasOwn(R_DEFINING, called) ? R_DEFINING[called] : undefined;
      // One whose value is assigned has that name.
      if (!kind || node.parent?.name === "Assignment") return null;
      const name = node.getChild("ArgList")?.getChild("String");
      return name ? { kind, name: unquoted(textOf(name)) } : null;
    },
  },
  closed: new Set(["ParamList"]),
};

/** From the outermost; a document has those of its class. */
const LATEX_HEADINGS = ["part", "chapter", "section", "subsection", "subsubsection", "paragraph"];
/** Environments that are only how a text is set. */
const LATEX_PLAIN = new Set(
  (
    "document itemize enumerate description center flushleft flushright quote quotation verse minipage tabular " +
    "array math displaymath matrix pmatrix bmatrix cases split gathered aligned tikzpicture scope tabularx titlepage"
  ).split(" "),
);

/** What a group holds; its end may be missing where the text was cut. */
const inBraces = (text: string) =>
  text.slice(text.startsWith("{") ? 1 : 0, text.endsWith("}") ? -1 : undefined).trim();

const latex: Definitions = {
  define: {
    Heading: (node, textOf) => {
      const [command, title] = [node.firstChild, node.getChild("Group")];
      if (!command || !title) return null;
      const rank = LATEX_HEADINGS.indexOf(textOf(command).replace(/^\\|\*$/g, ""));
      return {
        kind: "heading",
        name: inBraces(textOf(title)).replaceAll("\n", " "),
        rank: Math.max(rank, 0),
      };
    },
    Environment: (node, textOf) => {
      const begin = node.getChild("Begin")?.getChild("Group");
      const kind = begin ? inBraces(textOf(begin)) : "";
      if (!kind || LATEX_PLAIN.has(kind)) return null;
      const named =
        node.getChild("Caption")?.getChild("Group") ?? node.getChild("Label")?.getChild("Group") ?? null;
      return { kind: "environment", name: named ? `${kind}: ${inBraces(textOf(named))}` : kind };
    },
    Definition: (node, textOf) => {
      const name = node.lastChild;
      return name ? { kind: "function", name: inBraces(textOf(name)) } : null;
    },
  },
  closed: new Set(["Begin", "Group", "Verbatim"]),
};

const julia: Definitions = {
  define: {
    ModuleDefinition: by("module", "Identifier"),
    StructDefinition: (node, textOf) => headName("class", node.getChild("TypeHead"), textOf),
    AbstractDefinition: (node, textOf) => headName("class", node.getChild("TypeHead"), textOf),
    PrimitiveDefinition: (node, textOf) => headName("class", node.getChild("TypeHead"), textOf),
    FunctionDefinition: (node, textOf) => headName("function", node.getChild("Signature"), textOf),
    MacroDefinition: (node, textOf) => headName("function", node.getChild("Signature"), textOf),
    // f(x) = x^2
    Assignment: (node, textOf) => {
      const left = node.firstChild;
      const isCall = left?.name === "CallExpression" || left?.firstChild?.name === "CallExpression";
      return isCall ? headName("function", left, textOf) : null;
    },
  },
  closed: new Set(["Arguments", "StringLiteral"]),
};

/** The first name in what heads a definition: of `A{T} <: B` it is A, of `Base.show(io)` Base.show. */
function headName(
  kind: SymbolKind,
  head: SyntaxNode | null,
  textOf: (part: SyntaxNode) => string,
): Definition | null {
  let node = head;
  while (node && node.name !== "Identifier" && node.name !== "FieldExpression") node = node.firstChild;
  return node && { kind, name: textOf(node) };
}

/** In C the name stands in declarators that stand in each other: `int *f(int)`. */
function declaredName(node: SyntaxNode): SyntaxNode | null {
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (/^(?:Field|Scoped)?Identifier$|^(?:Destructor|Operator)Name$/.test(child.name)) return child;
    if (child.name.endsWith("Declarator")) {
      const inner = declaredName(child);
      if (inner) return inner;
    }
  }
  return null;
}

const typeWithBody =
  (body: string): Define =>
  (node, textOf) => {
    const name = node.getChild("TypeIdentifier");
    return name && node.getChild(body) ? { kind: "class", name: textOf(name) } : null;
  };

const cpp: Definitions = {
  define: {
    NamespaceDefinition: by("module", "Identifier", "NamespaceIdentifier"),
    ClassSpecifier: typeWithBody("FieldDeclarationList"),
    StructSpecifier: typeWithBody("FieldDeclarationList"),
    UnionSpecifier: typeWithBody("FieldDeclarationList"),
    EnumSpecifier: typeWithBody("EnumeratorList"),
    FunctionDefinition: (node, textOf) => {
      const name = declaredName(node);
      return name && { kind: "function", name: textOf(name) };
    },
    FieldDeclaration: (node, textOf) => {
      const name = node.getChild("FunctionDeclarator") && declaredName(node);
      return name ? { kind: "method", name: textOf(name) } : null;
    },
  },
  closed: new Set(["ParameterList", "ArgumentList", "ExpressionStatement", "PreprocDirective"]),
};

const heading = (rank: number): Define => {
  return (node, textOf) => {
    // What marks it as a heading is no part of its name.
    const written = textOf(node).split("\n", 1)[0] ?? "";
    const name = node.name.startsWith("ATX") ? written.slice(rank + 1) : written;
    return { kind: "heading", name: name.trim(), rank };
  };
};

const markdown: Definitions = {
  define: Object.fromEntries([
    ...[1, 2, 3, 4, 5, 6].map((level) => [`ATXHeading${level}`, heading(level - 1)] as const),
    ["SetextHeading1", heading(0)],
    ["SetextHeading2", heading(1)],
  ]),
  closed: new Set(["Paragraph", "FencedCode", "Table", "HTMLBlock"]),
};

export const definitions = { python, javascript, r, julia, cpp, markdown, latex } as const;
