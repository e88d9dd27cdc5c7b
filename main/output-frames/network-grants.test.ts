import { expect, it } from "vitest";
import { MOST_FRAMES, NetworkGrants, originOf } from "./network-grants";

const dns: Record<string, string[]> = { "cdn.example.org": ["93.184.216.34"] };
const grants = () => new NetworkGrants(async (name) => dns[name] ?? []);

it("exactly the host that was named is granted, by its protocol and port, to one frame", async () => {
  const given = grants();
  expect(await given.allow("a", "https://cdn.example.org", "web", 1)).toBe(true);
  expect(await given.permits("a", "https://cdn.example.org/x.js")).toBe(true);
  expect(await given.permits("a", "wss://cdn.example.org/x")).toBe(true);
  for (const url of [
    "http://cdn.example.org/x.js",
    "https://cdn.example.org:8443/x.js",
    "https://example.org/",
    "https://cdn.example.org.evil.org/",
    "https://127.0.0.1/",
    "http://localhost:8000/",
    "ftp://cdn.example.org/",
    "no address",
  ])
    expect(await given.permits("a", url), url).toBe(false);
  expect(await given.permits("b", "https://cdn.example.org/x.js")).toBe(false);
});

it("places near by are granted only where the user was told so", async () => {
  const given = grants();
  for (const origin of ["http://127.0.0.1:8000", "https://localhost", "http://192.168.0.1", "https://nas"]) {
    expect(await given.allow("a", origin, "web", 1), origin).toBe(false);
    expect(await given.permits("a", `${origin}/x`), origin).toBe(false);
  }
  expect(await given.allow("a", "http://127.0.0.1:8000", "this machine", 1)).toBe(true);
  expect(await given.permits("a", "http://127.0.0.1:8000/x")).toBe(true);
  expect(await given.permits("a", "http://127.0.0.1:8001/x")).toBe(false);
});

it("what was allowed in the own network is not this machine", async () => {
  const given = grants();
  expect(await given.allow("a", "http://127.0.0.1:8000", "own network", 1)).toBe(false);
  dns["printer.example.org"] = ["192.168.0.7"];
  expect(await given.allow("a", "http://printer.example.org", "own network", 1)).toBe(true);
  expect(await given.permits("a", "http://printer.example.org/x")).toBe(true);
  dns["printer.example.org"] = ["192.168.0.7", "127.0.0.1"];
  expect(await given.permits("a", "http://printer.example.org/x")).toBe(false);
  dns["printer.example.org"] = ["93.184.216.34"];
  expect(await given.permits("a", "http://printer.example.org/x")).toBe(true);
});

it("a name that leads elsewhere by now is not granted any more", async () => {
  const given = grants();
  await given.allow("a", "https://cdn.example.org", "web", 1);
  dns["cdn.example.org"] = ["127.0.0.1"];
  expect(await given.permits("a", "https://cdn.example.org/x.js")).toBe(false);
  dns["cdn.example.org"] = ["93.184.216.34"];
});

it("an origin is that of the page, for sockets too", () => {
  expect(originOf("wss://a.org:444/x")).toBe("https://a.org:444");
  expect(originOf("ws://a.org/x")).toBe("http://a.org");
  expect(originOf("file:///x")).toBeNull();
  expect(originOf("https://user@a.org/x")).toBe("https://a.org");
});

it("a frame is forgotten with its page, and when very many came after it", async () => {
  const given = grants();
  const cdn = "https://cdn.example.org";
  await given.allow("a", cdn, "web", 1);
  await given.allow("b", cdn, "web", 2);
  given.forget(1);
  expect(given.originsOf("a")).toEqual([]);
  expect(given.originsOf("b")).toEqual([cdn]);
  for (let i = 0; i < MOST_FRAMES; i++) await given.allow(`c${i}`, cdn, "web", 2);
  expect(given.originsOf("b")).toEqual([]);
  expect(given.originsOf("c0")).toEqual([cdn]);
});
