import { describe, expect, it } from "vitest";
import { placeOfAddress, placeOfHost } from "./network-places";

describe("the place of an address", () => {
  it.each([
    ["127.0.0.1", "this machine"],
    ["127.8.9.1", "this machine"],
    ["0.0.0.0", "this machine"],
    ["::1", "this machine"],
    ["::", "this machine"],
    ["::ffff:127.0.0.1", "this machine"],
    ["::ffff:7f00:1", "this machine"],
    ["64:ff9b::127.0.0.1", "this machine"],
    ["2002:7f00:1::", "this machine"],
    ["::127.0.0.1", "this machine"],
    ["10.1.2.3", "own network"],
    ["172.31.255.1", "own network"],
    ["192.168.0.1", "own network"],
    ["169.254.169.254", "own network"],
    ["100.100.0.1", "own network"],
    ["224.0.0.251", "own network"],
    ["fe80::1%eth0", "own network"],
    ["fd12::1", "own network"],
    ["::ffff:192.168.0.1", "own network"],
    ["172.32.0.1", "web"],
    ["93.184.216.34", "web"],
    ["2606:2800:220:1::1", "web"],
    ["64:ff9b::93.184.216.34", "web"],
    ["example.org", undefined],
  ])("%s: %s", (address, place) => expect(placeOfAddress(address)).toBe(place));
});

describe("the place of a host", () => {
  const dns: Record<string, string[]> = {
    "example.org": ["93.184.216.34", "2606:2800:220:1::1"],
    "rebind.example.org": ["93.184.216.34", "127.0.0.1"],
    "printer.example.org": ["192.168.0.7"],
  };
  const resolve = async (name: string) => dns[name] ?? [];

  it.each([
    ["example.org", "web"],
    ["unknown.example.org", "web"],
    ["rebind.example.org", "this machine"],
    ["printer.example.org", "own network"],
    ["localhost", "this machine"],
    ["a.localhost.", "this machine"],
    ["nas", "own network"],
    ["nas.local", "own network"],
    ["[::1]", "this machine"],
    [new URL("http://0x7f.1/").hostname, "this machine"],
    [new URL("http://2130706433/").hostname, "this machine"],
    [new URL("http://[::ffff:c0a8:1]/").hostname, "own network"],
  ])("%s: %s", async (host, place) => expect(await placeOfHost(host, resolve)).toBe(place));
});
