import { expect, it } from "vitest";
import { namedKernelOf } from "./named-kernel";

const entry = (id: string, displayName: string) => ({ id, displayName, language: "python", origin: "" });
const KERNELS = [
  entry("plain:/usr/bin/python3", "Python 3.11"),
  entry("spec:/usr/share/jupyter/kernels/python3", "Python 3 (ipykernel)"),
  entry("spec:/home/ada/kernels/survey", "Survey"),
  entry("python:/home/ada/.venv/bin/python", "Python 3.12 (.venv)"),
];
const found = (name: string, title = name) => {
  const { entry: kernel, isCommon } = namedKernelOf({ name, title }, KERNELS);
  return [kernel?.id ?? null, isCommon];
};

it("a notebook's kernel is the kernelspec of its name, else what is called so", () => {
  expect(found("survey")).toEqual(["spec:/home/ada/kernels/survey", false]);
  expect(found("python3", "Python 3")).toEqual(["spec:/usr/share/jupyter/kernels/python3", true]);
  expect(found("venv", "Python 3.12 (.venv)")).toEqual(["python:/home/ada/.venv/bin/python", false]);
  expect(found("gone", "Gone")).toEqual([null, false]);
  expect(found("surv")).toEqual([null, false]);
});
