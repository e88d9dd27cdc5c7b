import { expect, test } from "vitest";
import { withoutFrozenModules } from "./frozen-modules";

test("an older kernelspec of ipykernel gets the option, and nothing else does", () => {
  const old = ["/usr/bin/python3.11", "-m", "ipykernel_launcher", "-f", "{connection_file}"];
  expect(withoutFrozenModules(old)).toEqual([old[0], "-Xfrozen_modules=off", ...old.slice(1)]);
  for (const argv of [
    ["/usr/bin/python3", "-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    ["/usr/bin/pypy3", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    ["/usr/bin/python3", "-m", "bash_kernel", "-f", "{connection_file}"],
    ["env", "A=1", "python3", "-m", "ipykernel_launcher"],
    [],
  ])
    expect(withoutFrozenModules(argv)).toEqual(argv);
});
