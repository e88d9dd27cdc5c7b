import { expect, test } from "vitest";
import { fileName, freeName } from "./free-name";

test("a file is called as the variable is, and numbered where there is one of that name", () => {
  expect(freeName("flux", ["a.npy", "fluxes.npy"])).toBe("flux");
  expect(freeName("flux", ["Flux.npy"])).toBe("flux-2");
  expect(freeName("flux", ["flux.npy", "flux-2.csv", "flux-4.npy"])).toBe("flux-3");
  expect(freeName("flux", ["flux"])).toBe("flux-2");
});

test("what no file's name may have is left out", () => {
  expect([fileName("größe"), fileName("[0]/x"), fileName("")]).toEqual(["größe", "_0__x", "variable"]);
});
