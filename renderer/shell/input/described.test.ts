import { expect, describe as group, it } from "vitest";
import { describe, parameterOf } from "./described";

const said = (text: string) => describe({ "text/plain": text })?.signature;

group("what a kernel says of a thing", () => {
  it("has a signature, over several lines and in colours", () => {
    const text =
      "\x1b[31mSignature:\x1b[39m\nnp.linspace(\n    start,\n    stop: 'Any',\n    num=50,\n    dtype=(1, 2),\n) -> int\n\x1b[31mDocstring:\x1b[39m\nReturn evenly spaced numbers.";
    const signature = said(text);
    expect(signature?.label).toBe("np.linspace(start, stop: 'Any', num=50, dtype=(1, 2)) -> int");
    expect(signature?.parameters.map(({ name }) => name)).toEqual(["start", "stop", "num", "dtype"]);
    const { from, to } = signature?.parameters[3] ?? { from: 0, to: 0 };
    expect(signature?.label.slice(from, to)).toBe("dtype=(1, 2)");
  });

  it("may have it in the first line of its documentation", () => {
    expect(said("Docstring:\nmax(iterable, *[, default=obj]) -> value\nmore")?.label).toBe(
      "max(iterable, *[, default=obj]) -> value",
    );
    expect(said("Docstring: Just words (and brackets).")).toBeNull();
  });

  it("may have none", () => {
    expect(said("Type: int\nString form: 3")).toBeNull();
    expect(describe({})).toBeNull();
  });

  it("tells which parameter an argument is for", () => {
    const signature = said("Signature: f(a, /, b, *rest, key=1, **more)");
    if (!signature) throw new Error("no signature");
    const name = (index: number, by: string | null = null) =>
      signature.parameters[parameterOf(signature, { index, name: by })]?.name;
    expect([name(0), name(1), name(2), name(7), name(0, "key"), name(0, "other")]).toEqual([
      "a",
      "b",
      "*rest",
      "*rest",
      "key",
      "**more",
    ]);
  });

  it("is cut when it is very long", () => {
    expect(describe({ "text/plain": "x".repeat(10_000) })?.text.length).toBe(4001);
  });
});
