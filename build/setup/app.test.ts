import { expect, test } from "vitest";
import { hasMessageBus } from "./app.mjs";

test("a message bus is there when both of its sockets are said, or are where they belong", () => {
  const system = "/run/dbus/system_bus_socket";
  const sockets =
    (...there: string[]) =>
    (path: string) =>
      there.includes(path);
  const named = { DBUS_SESSION_BUS_ADDRESS: "unix:path=/tmp/bus" };
  expect(hasMessageBus(named, sockets(system))).toBe(true);
  expect(hasMessageBus(named, sockets())).toBe(false);
  expect(hasMessageBus({}, sockets(system))).toBe(false);
  expect(hasMessageBus({ DBUS_SESSION_BUS_ADDRESS: "disabled:" }, sockets(system))).toBe(false);
  const home = { XDG_RUNTIME_DIR: "/run/user/7" };
  expect(hasMessageBus(home, sockets(system, "/run/user/7/bus"))).toBe(true);
  expect(hasMessageBus(home, sockets(system))).toBe(false);
});
