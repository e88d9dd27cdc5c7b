import { expect, test } from "vitest";
import { kernelEnvironment } from "./environment";

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
