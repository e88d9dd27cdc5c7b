import { expect, test } from "vitest";
import { hostLauncher, type Surroundings, scopeCommand } from "./host-scope";

const LINGERS = "/var/lib/systemd/linger/ada";
const MANAGER = "/run/user/1000/systemd/private";
const withPolicy = scopeCommand(["--property=OOMPolicy=continue"]);

function machine(
  files: readonly string[],
  more: Partial<Surroundings> = {},
): Surroundings & { ran: string[] } {
  const ran: string[] = [];
  return {
    ran,
    platform: "linux",
    user: "ada",
    env: { XDG_RUNTIME_DIR: "/run/user/1000" },
    exists: async (file) => files.includes(file),
    runs: async (command) => {
      ran.push(command.join(" "));
      return true;
    },
    ...more,
  };
}

test("users who linger get a scope of their own manager, in which a kernel without memory ends alone", async () => {
  const around = machine([LINGERS, MANAGER]);
  expect(await hostLauncher(around)).toEqual(withPolicy);
  expect(around.ran).toEqual([`${withPolicy.join(" ")} true`]);
  expect(withPolicy.at(-1)).toBe("--");
});

test("an older systemd, which does not know of that, is asked without", async () => {
  const around = machine([LINGERS, MANAGER], {
    runs: async (command) => !command.some((word) => word.includes("OOMPolicy")),
  });
  expect(await hostLauncher(around)).toEqual(scopeCommand([]));
});

test.each([
  ["the user does not linger: the manager ends with the last session", machine([MANAGER])],
  ["there is no manager", machine([LINGERS])],
  ["nobody has logged in", machine([LINGERS, MANAGER], { env: {} })],
  ["the manager makes no scope", machine([LINGERS, MANAGER], { runs: async () => false })],
  ["it is another system", machine([LINGERS, MANAGER], { platform: "darwin" })],
])("a host is started as it is where %s", async (_, around) => {
  expect(await hostLauncher(around)).toEqual([]);
});

test("this machine can be asked", async () => {
  expect([[], withPolicy, scopeCommand([])]).toContainEqual(await hostLauncher());
});
