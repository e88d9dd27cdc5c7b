/** Where an address of the network leads: onto the web, into the user's own network, or to this very machine. */
import { BlockList, isIP } from "node:net";
import type { NetworkPlace as Place } from "../../preload/contract/outputs";

const machine = new BlockList();
machine.addSubnet("127.0.0.0", 8, "ipv4");
machine.addSubnet("0.0.0.0", 8, "ipv4");
machine.addAddress("::1", "ipv6");
machine.addAddress("::", "ipv6");

/** What IANA has for private use, for one link, for tests and for groups: all that is no address of the web. */
const own = new BlockList();
for (const [address, prefix] of [
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  own.addSubnet(address, prefix, "ipv4");
for (const [address, prefix] of [
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const)
  own.addSubnet(address, prefix, "ipv6");

/** Prefixes of IPv6 behind which an address of IPv4 stands, as groups before it (RFC 4291, 6052, 3056). */
const CARRIERS: readonly (readonly [prefix: readonly number[], at: number])[] = [
  [[0, 0, 0, 0, 0, 0xffff], 6],
  [[0, 0, 0, 0, 0, 0], 6],
  [[0x64, 0xff9b, 0, 0, 0, 0], 6],
  [[0x2002], 1],
];

/** Of an address by numbers, without brackets; undefined for anything else. */
export function placeOfAddress(address: string): Place | undefined {
  const bare = address.replace(/%.*$/s, "");
  const version = isIP(bare);
  if (version === 0) return undefined;
  const family = version === 4 ? "ipv4" : "ipv6";
  if (machine.check(bare, family)) return "this machine";
  if (own.check(bare, family)) return "own network";
  const carried = version === 6 ? carriedAddress(bare) : undefined;
  return carried === undefined ? "web" : placeOfAddress(carried);
}

function carriedAddress(address: string): string | undefined {
  const groups = groupsOf(address);
  for (const [prefix, at] of CARRIERS) {
    if (!prefix.every((group, i) => groups[i] === group)) continue;
    const [high = 0, low = 0] = groups.slice(at);
    return [high >> 8, high & 255, low >> 8, low & 255].join(".");
  }
  return undefined;
}

/** The eight groups of a valid address: as the WHATWG URL parser writes it, which knows all ways of writing one. */
function groupsOf(address: string): number[] {
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const numbers = (text = "") =>
    text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16));
  const [before, behind] = [numbers(head), numbers(tail)];
  return tail === undefined
    ? before
    : [...before, ...Array(8 - before.length - behind.length).fill(0), ...behind];
}

/** Names that never lead onto the web, whoever is asked (RFC 6761, 6762, 8375, and names without a dot). */
const OWN_NAME = /(?:^|\.)(?:local|internal|lan|home|corp|home\.arpa|intranet|private)\.?$/i;

/**
 * The nearest place that a host may lead to: one address in the own network is enough.
 * @param host as in an address, IPv6 in brackets
 * @param resolve the addresses of a name; none where nobody knows it
 */
export async function placeOfHost(
  host: string,
  resolve: (name: string) => Promise<readonly string[]>,
): Promise<Place> {
  const bare = host.replace(/^\[|\]$/g, "");
  const direct = placeOfAddress(bare);
  if (direct) return direct;
  if (/(?:^|\.)localhost\.?$/i.test(bare)) return "this machine";
  const places = (await resolve(bare)).map((address) => placeOfAddress(address) ?? "own network");
  if (places.includes("this machine")) return "this machine";
  if (places.includes("own network") || OWN_NAME.test(bare) || !bare.includes(".")) return "own network";
  return "web";
}
