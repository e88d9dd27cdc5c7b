/** The grammars (Lezer's, some of them Tandem's own), and what their nodes mean here. */
import type { Parser } from "@lezer/common";
import { parser as cpp } from "@lezer/cpp";
import { parser as javascript } from "@lezer/javascript";
import { parser as markdown } from "@lezer/markdown";
import { parser as python } from "@lezer/python";
import { parser as julia } from "@plutojl/lezer-julia";
import { definitions } from "./definitions";
import { type Grammar, setGrammars } from "./grammars";
import { parser as latex } from "./own-grammars/latex-parser";
import { parser as r } from "./own-grammars/r-parser";

const set = (...names: readonly string[]): ReadonlySet<string> => new Set(names);
const closing = /[)\]}]/y;

const ecma = (parser: Parser): Grammar => ({
  parser,
  comments: set("LineComment", "BlockComment", "Hashbang"),
  strings: set("TemplateString"),
  blocks: set("Block"),
  offside: false,
  goesOn: /[)\]}]|(?:else|catch|finally)\b/y,
  folds: set(
    "ClassBody",
    "ObjectExpression",
    "ArrayExpression",
    "ArgList",
    "SwitchBody",
    "TemplateString",
    "BlockComment",
    "ObjectType",
    "EnumBody",
    "ObjectPattern",
    "ParamList",
    "NamedImports",
    "ExportGroup",
    "ImportGroup",
    "JSXElement",
  ),
  definitions: definitions.javascript,
});

const typescript = ecma(javascript.configure({ dialect: "ts" }));

setGrammars({
  python: {
    parser: python,
    comments: set("Comment"),
    strings: set("String", "FormatString"),
    blocks: set("Body"),
    offside: true,
    goesOn: /[)\]}]|(?:else|elif|except|finally)\b/y,
    folds: set(
      "MatchBody",
      "ArrayExpression",
      "DictionaryExpression",
      "SetExpression",
      "TupleExpression",
      "ParenthesizedExpression",
      "ArgList",
      "ParamList",
      "String",
      "FormatString",
      "ArrayComprehensionExpression",
      "DictionaryComprehensionExpression",
      "SetComprehensionExpression",
      "ComprehensionExpression",
    ),
    definitions: definitions.python,
  },
  javascript: ecma(javascript.configure({ dialect: "jsx" })),
  typescript,
  julia: {
    parser: julia,
    comments: set("LineComment", "BlockComment"),
    strings: set("StringLiteral", "CommandLiteral", "NsStringLiteral", "NsCommandLiteral"),
    blocks: set("ModuleDefinition"),
    offside: false,
    goesOn: closing,
    folds: set(
      "FunctionDefinition",
      "MacroDefinition",
      "StructDefinition",
      "ForStatement",
      "WhileStatement",
      "IfStatement",
      "TryStatement",
      "BeginStatement",
      "CompoundStatement",
      "LetStatement",
      "DoClause",
      "QuoteStatement",
      "BlockComment",
      "StringLiteral",
      "Arguments",
      "VectorExpression",
      "MatrixExpression",
      "TupleExpression",
    ),
    definitions: definitions.julia,
  },
  r: {
    parser: r,
    comments: set("Comment"),
    strings: set("String"),
    blocks: set("Block"),
    offside: false,
    goesOn: /[)\]}]|else\b/y,
    folds: set("ArgList", "ParamList", "ParenthesizedExpression", "Subset", "String"),
    definitions: definitions.r,
  },
  latex: {
    parser: latex,
    comments: set("Comment"),
    strings: set("Verbatim"),
    blocks: set(),
    offside: false,
    goesOn: closing,
    folds: set("Environment", "Verbatim", "Group"),
    definitions: definitions.latex,
  },
  cpp: {
    parser: cpp,
    comments: set("LineComment", "BlockComment"),
    strings: set("RawString"),
    blocks: set("CompoundStatement"),
    offside: false,
    goesOn: /[)\]}]|(?:else|catch)\b/y,
    folds: set(
      "FieldDeclarationList",
      "EnumeratorList",
      "InitializerList",
      "ArgumentList",
      "ParameterList",
      "BlockComment",
    ),
    definitions: definitions.cpp,
  },
  markdown: {
    parser: markdown,
    comments: set("Comment", "CommentBlock"),
    strings: set(),
    blocks: set(),
    offside: false,
    goesOn: closing,
    folds: set("FencedCode"),
    definitions: definitions.markdown,
  },
});
