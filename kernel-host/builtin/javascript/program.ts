/**
 * Turns a program into a script that can be run again and again in one global scope.
 *
 * - What it declares at top level becomes a property of the global object, as `var` does, so that a cell may be run
 *   twice (node:repl would refuse the second `const`).
 * - `import` becomes `await import()`, and `export` only what it exports.
 * - With `await` at top level the program becomes the body of an async arrow function, whose declarations are hoisted.
 *
 * The text is edited in place: every line stays on its line, for stacks and breakpoints.
 */
import type { ImportDeclaration, Node, Pattern, Program, VariableDeclaration } from "acorn";
import { fullAncestor } from "acorn-walk";
import { Edits } from "./edits";

export interface Script {
  readonly code: string;
  /** Its value is a promise of the program's value. */
  readonly isAsync: boolean;
  /** So many characters stand before the source on its first line. */
  readonly prefixLength: number;
  /** Names that it declares on the global object. */
  readonly declared: readonly string[];
}

/** How code that stands in the script asks for import.meta; defined where scripts are run. */
export const IMPORT_META = "__tandem_import_meta";

export function toScript(source: string, program: Program): Script {
  const edits = new Edits(source);
  const isAsync = awaitsAtTopLevel(program);
  const declared = new Set<string>();
  const functions: string[] = [];

  fullAncestor(program, (node, _state, ancestors) => {
    if (node.type === "MetaProperty" && source.slice(node.start, node.end) === "import.meta") {
      edits.replace(node.start, node.end, IMPORT_META);
    }
    if (node.type !== "VariableDeclaration") return;
    const declaration = node as VariableDeclaration;
    const atTop = ancestors.at(-2) === program || isExported(ancestors, program);
    if (isInFunction(ancestors) || (!atTop && declaration.kind !== "var")) return;
    for (const { id } of declaration.declarations) for (const name of names(id)) declared.add(name);
    if (isAsync) assign(edits, source, declaration, ancestors.at(-2));
    else if (atTop) edits.replace(declaration.start, declaration.start + declaration.kind.length, "var");
  });

  for (const statement of program.body) {
    let node: Node = statement;
    if (statement.type === "ImportDeclaration") {
      edits.replace(statement.start, statement.end, dynamicImport(source, statement, declared));
      continue;
    }
    if (statement.type === "ExportNamedDeclaration" || statement.type === "ExportAllDeclaration") {
      const from = statement.source ? `await import(${statement.source.raw});` : "";
      const inner = statement.type === "ExportNamedDeclaration" ? statement.declaration : undefined;
      edits.replace(statement.start, inner ? inner.start : statement.end, from);
      if (!inner) continue;
      node = inner;
    }
    if (statement.type === "ExportDefaultDeclaration") {
      edits.replace(statement.start, statement.declaration.start, "");
      node = statement.declaration;
      // A default export may be a function or class without a name: then it is only a value.
      if (!("id" in node) || !node.id) edits.wrap(node.start, node.end, "(", ")");
    }
    if (node.type === "FunctionDeclaration" || node.type === "ClassDeclaration") {
      const { id } = node as Node & { id: { name: string } | null };
      if (!id) continue;
      declared.add(id.name);
      if (node.type === "FunctionDeclaration") functions.push(id.name);
      else edits.wrap(node.start, node.end, `${isAsync ? "" : "var "}${id.name} = `, ";");
    }
  }

  if (!isAsync) return { code: edits.text(), isAsync, prefixLength: 0, declared: [...declared] };
  const last = program.body.at(-1);
  if (last?.type === "ExpressionStatement")
    edits.wrap(last.expression.start, last.expression.end, "return (", ")");
  const hoisted = declared.size > 0 ? `var ${[...declared].join(", ")}; ` : "";
  // In an async arrow function, `this` is still the global object.
  const published = functions.map((name) => `this.${name} = ${name}; `).join("");
  const prefix = `${hoisted}(async () => { ${published}`;
  const code = `${prefix}${edits.text()}\n})()`;
  return { code, isAsync, prefixLength: prefix.length, declared: [...declared] };
}

function isInFunction(ancestors: readonly Node[]): boolean {
  return ancestors.some(({ type }) => /Function|StaticBlock|PropertyDefinition/.test(type));
}

function isExported(ancestors: readonly Node[], program: Program): boolean {
  return ancestors.at(-2)?.type === "ExportNamedDeclaration" && ancestors.at(-3) === program;
}

function awaitsAtTopLevel(program: Program): boolean {
  let found = program.body.some(
    (node) =>
      node.type === "ImportDeclaration" || (/^Export/.test(node.type) && "source" in node && node.source),
  );
  fullAncestor(program, (node, _state, ancestors) => {
    const awaits =
      node.type === "AwaitExpression" || (node.type === "ForOfStatement" && "await" in node && node.await);
    if (awaits && !isInFunction(ancestors)) found = true;
  });
  return Boolean(found);
}

/** A declaration of names that are declared elsewhere. */
function assign(
  edits: Edits,
  source: string,
  declaration: VariableDeclaration,
  parent: Node | undefined,
): void {
  const { start, end, kind, declarations } = declaration;
  const isHead =
    parent !== undefined && /^For/.test(parent.type) && "body" in parent && parent.body !== declaration;
  if (isHead && parent.type !== "ForStatement") {
    edits.replace(start, start + kind.length, "");
    return;
  }
  edits.replace(start, start + kind.length, "void (");
  for (const { id, init } of declarations) {
    if (!init && kind !== "var") edits.wrap(id.end, id.end, " = undefined", "");
  }
  const lastEnd = declarations.at(-1)?.end ?? end;
  edits.wrap(lastEnd, lastEnd, ")", isHead || source[end - 1] === ";" ? "" : ";");
}

function dynamicImport(source: string, node: ImportDeclaration, declared: Set<string>): string {
  const attributes = (node.attributes ?? []).map(({ key, value }) => {
    const name = key.type === "Identifier" ? key.name : key.raw;
    return `${name}: ${value.raw}`;
  });
  const options = attributes.length > 0 ? `, { with: { ${attributes.join(", ")} } }` : "";
  const imported = `await import(${node.source.raw}${options})`;
  const members: string[] = [];
  let namespace: string | undefined;
  for (const specifier of node.specifiers) {
    declared.add(specifier.local.name);
    if (specifier.type === "ImportNamespaceSpecifier") namespace = specifier.local.name;
    else if (specifier.type === "ImportDefaultSpecifier") members.push(`default: ${specifier.local.name}`);
    else
      members.push(
        `${source.slice(specifier.imported.start, specifier.imported.end)}: ${specifier.local.name}`,
      );
  }
  const taken = namespace === undefined ? imported : `${namespace} = ${imported}`;
  const statement = members.length > 0 ? `({ ${members.join(", ")} } = ${taken});` : `${taken};`;
  const lines = source.slice(node.start, node.end).split("\n").length - 1;
  return `;${statement}${"\n".repeat(lines)}`;
}

/** The names that a pattern binds. */
function names(pattern: Pattern): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        names(property.type === "RestElement" ? property.argument : property.value),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element ? names(element) : []));
    case "RestElement":
      return names(pattern.argument);
    case "AssignmentPattern":
      return names(pattern.left);
    default:
      return [];
  }
}
