import { expect, it, vi } from "vitest";

// Its bridge is looked up as soon as a module of the window is there.
vi.stubGlobal("window", { tandem: {} });
const { isPutAway } = await import("./read-session");

it("a session that was read is put away when it is closed and no shell shows it, and one that runs never", () => {
  expect(isPutAway({ id: "a", closed: true }, [{ session: "b" }])).toBe(true);
  expect(isPutAway({ id: "a", closed: true }, [{ session: "b" }, { session: "a" }])).toBe(false);
  expect(isPutAway({ id: "a" }, [])).toBe(false);
});
