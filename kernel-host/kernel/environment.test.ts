import { expect, test } from "vitest";
import { kernelEnvironment, spoiltVariables } from "./environment";

test("the user's variables stay, ours and other Jupyters' go", () => {
  const own = {
    HOME: "/home/ada",
    LD_LIBRARY_PATH: "/opt/lib",
    ELECTRON_RUN_AS_NODE: "1",
    JPY_PARENT_PID: "77",
    JPY_API_TOKEN: "secret",
    TANDEM_SESSION: "another",
    APPIMAGE: "/x.AppImage",
    ABSENT: undefined,
  };
  expect(kernelEnvironment(own, {}, "s1")).toEqual({
    HOME: "/home/ada",
    LD_LIBRARY_PATH: "/opt/lib",
    JPY_PARENT_PID: "1",
    TANDEM_SESSION: "s1",
  });
});

test("what AppImage put into lists of paths is taken out, and nothing else", () => {
  const own = {
    APPDIR: "/tmp/.mount_x",
    PATH: "/tmp/.mount_x/usr/bin:/usr/bin:/tmp/.mount_xylophone",
    LD_LIBRARY_PATH: "/tmp/.mount_x/lib:",
    XDG_DATA_DIRS: "/tmp/.mount_x:/usr/share",
  };
  expect(kernelEnvironment(own, {}, "s1")).toMatchObject({
    PATH: "/usr/bin:/tmp/.mount_xylophone",
    XDG_DATA_DIRS: "/usr/share",
  });
  expect(kernelEnvironment(own, {}, "s1")).not.toHaveProperty("LD_LIBRARY_PATH");
});

test("the kernelspec's values come last and may name the user's", () => {
  const environment = kernelEnvironment(
    { PATH: "/usr/bin" },
    { PATH: "/env/bin:${PATH}", ODD: "${UNKNOWN}", TANDEM_SESSION: "trap" },
    "s1",
  );
  expect(environment).toMatchObject({ PATH: "/env/bin:/usr/bin", ODD: "${UNKNOWN}", TANDEM_SESSION: "s1" });
});

test("a kernelspec's values are substituted as Python's string.Template does", () => {
  const written = {
    BARE: "$HOME/R",
    BRACED: "${HOME}x",
    DOLLAR: "$$HOME costs $5",
    UNKNOWN: "$NOWHERE and ${NOWHERE} and ${not a name} and $",
    TWICE: "$$$HOME",
    ASCII: "$HOMEé",
    NATIVE: "$constructor",
  };
  expect(kernelEnvironment({ HOME: "/home/u" }, written, "s1")).toMatchObject({
    BARE: "/home/u/R",
    BRACED: "/home/ux",
    DOLLAR: "$HOME costs $5",
    UNKNOWN: "$NOWHERE and ${NOWHERE} and ${not a name} and $",
    TWICE: "$/home/u",
    ASCII: "/home/ué",
    NATIVE: "$constructor",
  });
});

test("what activation changes comes after the kernelspec and before the configuration", () => {
  const environment = kernelEnvironment(
    { PATH: "/usr/bin", GONE: "x" },
    { PATH: "/env/bin:${PATH}" },
    "s1",
    { file: {}, changes: [{ name: "PATH", value: "/mine:${PATH}" }], pythonPath: [] },
    { PATH: "/more:/env/bin:/usr/bin", GONE: null, PROJ_LIB: "/env/share/$proj" },
  );
  expect(environment).toMatchObject({ PATH: "/mine:/more:/env/bin:/usr/bin", PROJ_LIB: "/env/share/$proj" });
  expect(environment).not.toHaveProperty("GONE");
});

test("a configuration's file, changes and PYTHONPATH come after the kernelspec, each after the one before", () => {
  const own = { PATH: "/usr/bin", SECRET: "s", PYTHONPATH: "/mine", KEPT: "k" };
  const environment = kernelEnvironment(own, { PATH: "/env/bin:${PATH}" }, "s1", {
    file: { FROM_FILE: "${PATH} as it is", KEPT: "file" },
    changes: [
      { name: "SECRET", value: null },
      { name: "NOT_THERE", value: null },
      { name: "PATH", value: "/first:${PATH}" },
      { name: "LINES", value: "one\ntwo" },
      { name: "KEPT", value: "${KEPT} and more, ${NOWHERE}" },
      { name: "TANDEM_SESSION", value: "trap" },
    ],
    pythonPath: ["/a", "/b"],
  });
  expect(environment).toEqual({
    PATH: "/first:/env/bin:/usr/bin",
    FROM_FILE: "${PATH} as it is",
    LINES: "one\ntwo",
    KEPT: "file and more, ${NOWHERE}",
    PYTHONPATH: "/a:/b:/mine",
    JPY_PARENT_PID: "1",
    TANDEM_SESSION: "s1",
  });
});

test("PYTHONPATH is only the configuration's where there is none, or where it was taken away", () => {
  const configured = { file: {}, changes: [{ name: "PYTHONPATH", value: null }], pythonPath: ["/a"] };
  expect(kernelEnvironment({ PYTHONPATH: "/mine" }, {}, "s1", configured)["PYTHONPATH"]).toBe("/a");
  expect(kernelEnvironment({}, {}, "s1", { ...configured, pythonPath: [] })).not.toHaveProperty("PYTHONPATH");
});

test("variables that are no UTF-8 are named, Tandem's own not", () => {
  expect(spoiltVariables({ A: "caf\ufffd", B: "café", TANDEM_X: "\ufffd", C: undefined })).toEqual(["A"]);
});
