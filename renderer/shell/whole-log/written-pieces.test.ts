import { expect, it } from "vitest";
import { GatheredText, takePieces } from "./written-pieces";

it("gathers small pieces, cuts long ones, and never within a character", () => {
  const handed: string[] = [];
  const text = new GatheredText(4, (piece) => handed.push(piece));
  for (const piece of ["a", "bc", "", "de", "xyz😀zz", "q"]) text.add(piece);
  text.end();
  text.end();
  expect(handed).toEqual(["abcd", "e", "xyz", "😀zz", "q"]);
});

it("takes pieces in several tasks, until it is told to stop", async () => {
  const controller = new AbortController();
  const taken: string[] = [];
  function* slowly() {
    for (let i = 0; ; i++) {
      const until = performance.now() + 3;
      while (performance.now() < until);
      yield String(i);
    }
  }
  let turns = 0;
  const other = setInterval(() => {
    turns += 1;
    if (turns === 3) controller.abort(new Error("enough"));
  }, 0);
  try {
    await expect(takePieces(slowly(), (piece) => taken.push(piece), controller.signal)).rejects.toThrow(
      "enough",
    );
  } finally {
    clearInterval(other);
  }
  expect(taken.slice(0, 2)).toEqual(["0", "1"]);
});
