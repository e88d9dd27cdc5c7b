import { expect, it } from "vitest";
import type { SessionEntry } from "../../preload/contract/sessions";
import { reduce } from "../../preload/transcript/reduce";
import { findInTranscript } from "./find-in-transcript";
import { ageOf, olderThan } from "./session-ages";

const HOUR = 3_600_000;

it("ages are told in the unit that fits", () => {
  const ages = [0, 30_000, 12 * 60_000, 5 * HOUR, 47 * HOUR, 72 * HOUR].map((age) => ageOf(0, age));
  expect(ages).toEqual(["just now", "just now", "12 min", "5 h", "47 h", "3 days"]);
});

it("only closed sessions that ended long enough ago and are not open are cleaned up", () => {
  const session = (id: string, state: SessionEntry["state"], ended: number | null): SessionEntry => ({
    id,
    name: id,
    kernelId: "spec:k",
    language: "python",
    cwd: "/",
    created: 0,
    state,
    ended,
    bytes: 1,
  });
  const all = [
    session("running", "running", null),
    session("old", "closed", HOUR),
    session("shown", "closed", HOUR),
    session("new", "closed", 9 * HOUR),
    session("broken", "unusable", HOUR),
  ];
  const found = (ms: number) => olderThan(all, ms, 10 * HOUR, new Set(["shown"])).map(({ id }) => id);
  expect([found(2 * HOUR), found(0), found(24 * HOUR)]).toEqual([["old"], ["old", "new"], []]);
});

it("text is found line by line, capitals only where they were typed", () => {
  const envelope = (seq: number) => ({ seq, life: 1, time: 0 });
  const transcript = reduce(
    [
      { ...envelope(1), kind: "request", msgId: "request-1", client: "w", code: "fit(Chi)\nfit(x)" },
      {
        ...envelope(2),
        kind: "stream",
        parent: "request-1",
        foreign: false,
        name: "stdout",
        text: "chi 1\nCHI 2\n",
      },
    ],
    [],
  );
  const texts = (text: string) => findInTranscript(transcript, text).map((line) => line.text);
  expect(texts("chi")).toEqual(["fit(Chi)", "chi 1", "CHI 2"]);
  expect(texts("CHI")).toEqual(["CHI 2"]);
  expect(texts("")).toEqual([]);
  expect(findInTranscript(transcript, "fit(x)")[0]).toMatchObject({
    place: { seq: 1, output: -1, line: 1 },
    prompt: "Queued",
  });
  expect(findInTranscript(transcript, "CHI")[0]?.place).toEqual({ seq: 1, output: 0, line: 1 });
});
