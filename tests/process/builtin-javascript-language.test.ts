/** The JavaScript kernel as a language: what a person can type, and what comes of it. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { kernels, type RunningKernel, startKernel } from "./conformance/kernels";
import { type Asked, plain, printed } from "./conformance/wire-client";

let kernel: RunningKernel;
beforeAll(async () => {
  kernel = await startKernel(kernels.javascript, "ipc");
});
afterAll(() => kernel?.dispose());

const run = (code: string, metadata = {}) => kernel.client.execute(code, {}, metadata);

/** What the value of the code is shown as, or the error that it ended with. */
function value({ published, reply }: Asked): string {
  if (reply.content["status"] === "error") return `${reply.content["ename"]}: ${reply.content["evalue"]}`;
  const result = published.find(({ header }) => header.msg_type === "execute_result");
  return String((result?.content["data"] as Record<string, unknown> | undefined)?.["text/plain"] ?? "");
}

const evaluate = async (code: string) => value(await run(code));

describe("input", () => {
  test("what a value is shown as has no colours in it; our own shell is told them apart", async () => {
    const { published } = await run("({ n: 6, s: 'x' })");
    const result = published.find(({ header }) => header.msg_type === "execute_result");
    expect(result?.content["data"]).toEqual({
      "text/plain": "{ n: 6, s: 'x' }",
      "application/vnd.tandem.coloured-text": "{ n: \x1b[33m6\x1b[39m, s: \x1b[32m'x'\x1b[39m }",
    });
  });

  test.each([
    ["a value", "1 + 1", "2"],
    ["an object literal", "{ a: 1 }", "{ a: 1 }"],
    ["a block", "{ let inner = 1; inner + 1; }", "2"],
    ["a statement without a value", "let quiet = 3", ""],
    ["await", "await Promise.resolve('done')", "'done'"],
    ["a promise is settled", "new Promise((resolve) => setTimeout(() => resolve('later'), 20))", "'later'"],
    ["a rejected promise is an error", "Promise.reject(new TypeError('no'))", "TypeError: no"],
    ["for await", "let sum = 0; for await (const n of [1, Promise.resolve(2)]) sum += n; sum", "3"],
    ["a comment at the end", "await 5 // five", "5"],
    ["a regular expression", "/a\\/b/.test('a/b')", "true"],
    ["a template with await", "`${await 1}${2}`", "'12'"],
    ["import.meta", "typeof import.meta.url", "'string'"],
    ["a module of Node by its name", "path.basename('/a/b')", "'b'"],
    ["strict mode", "'use strict'; (function () { return this })()", ""],
    ["export", "export const exported = 4; exported", "4"],
    ["BigInt, Map and symbols", "new Map([[Symbol('s'), 1n]])", "Map(1) { Symbol(s) => 1n }"],
  ])("%s", async (_name, code, shown) => {
    expect(await evaluate(code)).toBe(shown);
  });

  test.each(["const", "let", "var", "class", "function"])(
    "a %s can be declared again, and stays",
    async (kind) => {
      const declare = (n: number) =>
        ({
          class: `class Again${kind} { static n = ${n} }`,
          function: `function Again${kind}() {}; Again${kind}.n = ${n}`,
        })[kind] ?? `${kind} Again${kind} = { n: ${n} }`;
      for (const n of [1, 2]) {
        await run(declare(n));
        expect(await evaluate(`Again${kind}.n`)).toBe(String(n));
      }
      // And with await at top level, where the code becomes a function's.
      await run(`await null; ${declare(3)}`);
      expect(await evaluate(`Again${kind}.n`)).toBe("3");
    },
  );

  test("destructuring, and var in blocks, with await at top level", async () => {
    await run(
      "const { a, b: [c, ...d], ...e } = await { a: 1, b: [2, 3, 4], f: 5 }; if (a) { var g = a + c }",
    );
    await run("for (var i = 0; i < await 3; i++); for (var key in { k: 1 });");
    expect(await evaluate("JSON.stringify([a, c, d, e, g, i, key])")).toBe(`'[1,2,[3,4],{"f":5},3,3,"k"]'`);
  });

  test("functions declared beside await see each other and later inputs see them", async () => {
    await run(
      "await null; function even(n) { return n === 0 || odd(n - 1) }\nfunction odd(n) { return n !== 0 && even(n - 1) }",
    );
    expect(await evaluate("even(10) && !odd(10)")).toBe("true");
  });

  test("a block's own let stays inside it", async () => {
    await run("await null; { let hidden = 1; }");
    expect(await evaluate("typeof hidden")).toBe("'undefined'");
  });

  test("import and require find modules of the working folder", async () => {
    const folder = path.dirname(kernel.connectionFile);
    await mkdir(path.join(folder, "node_modules/found"), { recursive: true });
    await writeFile(path.join(folder, "node_modules/found/index.js"), "exports.where = 'node_modules'");
    await writeFile(path.join(folder, "own.mjs"), "export default 'own'; export const named = 'named'");
    const code =
      'import own, { named as other } from "./own.mjs";\nimport * as fs from "node:fs";\nimport "./own.mjs";';
    await run(`${code}\nconst text = [own, other, typeof fs.readFileSync].join()`);
    expect(await evaluate("text")).toBe("'own,named,function'");
    expect(
      await evaluate('require("found").where + require("./own.mjs".replace("mjs", "mjs") && "found").where'),
    ).toBe("'node_modulesnode_modules'");
    expect(await evaluate('(await import("./own.mjs")).default')).toBe("'own'");
    expect(await evaluate('import nothing from "./missing.mjs"')).toMatch(/Cannot find module/);
  });

  test("TypeScript loses its types, and stays on its lines", async () => {
    await run(
      "interface Point { x: number; y?: number }\nenum Color { Red, Green = 5 }\ntype Id = string | number;",
    );
    await run("const p: Point = { x: 1 };\nfunction typed<T>(v: T): T { return v }");
    expect(await evaluate("typed<number>(p.x!) + Color.Green")).toBe("6");
    const { reply } = await run("type A = number;\nconst n: A = 1;\nthrow new Error('line three')");
    expect(plain((reply.content["traceback"] as string[]).join("\n"))).toMatch(/In \[\d+\]:3/);
    // What is JavaScript is not read as TypeScript.
    expect(await evaluate("const b = 1, d = 0; 0 < b > (d)")).toBe("true");
  });

  test("_ and _error hold the latest value and error, until the user has an own _", async () => {
    await run("40 + 2");
    expect(await evaluate("_ + 1")).toBe("43");
    await run("throw new Error('kept')");
    expect(await evaluate("_error.message")).toBe("'kept'");
    await run("var _ = 'mine'");
    await run("1");
    expect(await evaluate("_")).toBe("'mine'");
  });

  test("a global that cannot be assigned can be declared", async () => {
    expect(await evaluate("const navigator = 'mine'; navigator")).toBe("'mine'");
  });
});

describe("output", () => {
  test("console colours values, and process.stdout takes text and bytes, in order", async () => {
    const { published } = await run(
      "console.log({ n: 1 }, 'text'); process.stdout.write('a'); process.stdout.write(Buffer.from('é').subarray(0, 1));\n" +
        "process.stdout.write(Buffer.from('é').subarray(1)); console.info('\\nend'); console.table([{ q: 1 }])",
    );
    expect(printed(published)).toContain("{ n: \x1b[33m1\x1b[39m } text\naé\nend\n");
    expect(printed(published)).toContain("│ (index) │ q │");
  });

  test("a value can say how it is shown", async () => {
    const shown = async (code: string) => {
      const { published } = await run(code);
      return published.find(({ header }) => header.msg_type === "execute_result")?.content["data"];
    };
    const html = { "text/html": "<i>x</i>", "text/plain": expect.any(String) };
    expect(
      await shown('({ [Symbol.for("Jupyter.display")]: async () => ({ "text/html": "<i>x</i>" }) })'),
    ).toMatchObject(html);
    expect(await shown('({ _repr_mimebundle_: () => ({ "text/html": "<i>x</i>" }) })')).toMatchObject(html);
    expect(await shown('({ _toHtml: () => "<i>x</i>" })')).toMatchObject(html);
    expect(
      await shown('({ _repr_mimebundle_: () => ({ "image/png": Buffer.from([1, 2]) }) })'),
    ).toMatchObject({
      "image/png": "AQI=",
    });
  });

  test.each([
    [
      "throws when inspected",
      '({ [util.inspect.custom]() { throw new Error("shy") } })',
      /cannot be shown: shy/,
    ],
    ["throws in its own display", '({ _toHtml() { throw new Error("shy") } })', /its own display failed/],
    [
      "is a proxy that throws",
      'new Proxy({}, { get() { throw new Error("shy") } })',
      /Proxy|cannot be shown/,
    ],
    ["is very long", '"x".repeat(1e8)', /more characters/],
    [
      "has BigInt in its bundle",
      '({ _repr_mimebundle_: () => ({ "text/plain": "b", "application/json": 1n }) })',
      /^b$/,
    ],
  ])("a value that %s does no harm", async (_name, code, shown) => {
    expect(await evaluate(code)).toMatch(shown);
    expect(await evaluate("1")).toBe("1");
  });
});

describe("errors", () => {
  const trace = ({ reply }: Asked) => plain((reply.content["traceback"] as string[]).join("\n"));

  test("a traceback shows the line, the user's frames, and none of ours", async () => {
    const shown = trace(await run("function inner() {\n  throw new TypeError('bad');\n}\ninner()"));
    const count = /In \[(\d+)\]/.exec(shown)?.[1];
    expect(shown.split("\n")).toEqual([
      `In [${count}]:2`,
      "  throw new TypeError('bad');",
      "",
      "TypeError: bad",
      `    at inner (In [${count}]:2:9)`,
      `    at In [${count}]:4:1`,
    ]);
  });

  test("code from a file has the file's name and line", async () => {
    const origin = { file: "/somewhere/exp.js", line: 10 };
    const shown = trace(await run("let fine = 1;\nnull.x", { tandem: { origin } }));
    expect(shown).toContain("/somewhere/exp.js:11\nnull.x");
    expect(shown).toContain("at /somewhere/exp.js:11:6");
  });

  test("causes and properties are shown", async () => {
    const shown = trace(
      await run("throw Object.assign(new Error('outer', { cause: new Error('inner') }), { code: 'E1' })"),
    );
    expect(shown).toMatch(/Error: outer[\s\S]*code: 'E1'[\s\S]*\[cause\]: Error: inner/);
  });

  test("what is thrown need not be an error", async () => {
    expect(await evaluate("throw { a: 1 }")).toBe("Uncaught: { a: 1 }");
    expect(await evaluate("throw undefined")).toBe("Uncaught: undefined");
    expect(
      await evaluate("throw new Proxy({}, { get() { throw 1 }, getPrototypeOf() { throw 2 } })"),
    ).toMatch(/^Uncaught/);
  });

  test("an error in a timer and a rejection that nobody handles are shown; the kernel lives", async () => {
    const { request } = await run(
      "setTimeout(() => { throw new Error('in a timer') }, 10); Promise.reject(new Error('unhandled')); 0",
    );
    for (const words of ["in a timer", "unhandled"]) {
      const error = await kernel.client.until(words, () =>
        kernel.client.heard.iopub.find(
          ({ header, content }) => header.msg_type === "error" && content["evalue"] === words,
        ),
      );
      expect(error.parent?.msg_id).toBe(request.header.msg_id);
    }
    expect(await evaluate("1")).toBe("1");
  });

  test("too deep a recursion is an error", async () => {
    expect(await evaluate("(function f() { f() })()")).toMatch(/^RangeError: Maximum call stack/);
  });
});

describe("completion and inspection", () => {
  const complete = async (code: string) => {
    const { reply } = await kernel.client.ask("complete_request", { code, cursor_pos: [...code].length });
    return reply.content["matches"] as string[];
  };

  test("nothing that has an effect is run", async () => {
    await run(
      "var effects = 0; var trap = { get danger() { effects++; return { never: 1 } }, safe: { deep: 1 } }; function touch() { effects++; return { never: 1 } }",
    );
    expect(await complete("trap.")).toEqual(expect.arrayContaining(["danger", "safe"]));
    expect(await complete("trap.safe.de")).toEqual(["deep"]);
    expect(await complete("trap.danger.ne")).toEqual([]);
    expect(await complete("touch().ne")).toEqual([]);
    const proxy = "new Proxy({}, { ownKeys() { effects++; return [] }, get() { effects++ } })";
    await run(`var proxied = ${proxy}`);
    expect(await complete("proxied.a")).toEqual([]);
    expect(await evaluate("effects")).toBe("0");
  });

  test.each([
    ["globals", "encodeURI", "encodeURIComponent"],
    ["keywords", "instan", "instanceof"],
    ["own variables", "var zebraStripes = 1; zebra", undefined],
    ["text", "'abc'.toUp", "toUpperCase"],
    ["numbers", "(5).toFi", "toFixed"],
    ["lists", "[1, 2].fla", "flatMap"],
    ["calls without an effect", "'a,b'.split(',').joi", "join"],
    ["optional chains", "Math?.hyp", "hypot"],
    ["after a newline", "Math\n  .hyp", "hypot"],
  ])("%s", async (_name, code, completed) => {
    const matches = await complete(code);
    if (completed) expect(matches).toContain(completed);
  });

  test.each(["'in a string.to", "// in a comment Math.", "`template Math."])(
    "nothing inside %s",
    async (code) => {
      expect(await complete(code)).toEqual([]);
    },
  );

  test("inspection shows the signature, and the source when more is asked for", async () => {
    await run("function fit(data, { degree = 2 } = {}) {\n  return data; // the source\n}");
    const inspect = async (code: string, detail_level: number) => {
      const { reply } = await kernel.client.ask("inspect_request", {
        code,
        cursor_pos: code.length,
        detail_level,
      });
      return plain((reply.content["data"] as Record<string, unknown>)["text/plain"] ?? "");
    };
    expect(await inspect("fit(", 0)).toContain("Signature: function fit(data, { degree = 2 } = {})");
    expect(await inspect("fit", 0)).not.toContain("the source");
    expect(await inspect("fit", 1)).toContain("the source");
    expect(await inspect("trap.safe", 0)).toContain("deep: 1");
  });

  test.each([
    ["const a = [", "incomplete"],
    ["`text", "incomplete"],
    ["/* comment", "incomplete"],
    ["if (x) {\n  y()", "incomplete"],
    ["interface Point {", "incomplete"],
    ["await fetch(", "incomplete"],
    ["'unterminated", "invalid"],
    ["}", "invalid"],
    ["let x: number = 1", "complete"],
    ["for (;;) {}", "complete"],
    ["", "complete"],
  ])("is_complete of %j is %s", async (code, status) => {
    const { reply } = await kernel.client.ask("is_complete_request", { code });
    expect(reply.content["status"]).toBe(status);
  });
});
