import { expect, it } from "vitest";
import type { Block, Output } from "../../preload/transcript/transcript";
import { missingModule } from "./missing-module";

const error = (name: string, value: string): Output => ({ kind: "error", name, value, traceback: [] });
const block = (seq: number, ...outputs: Output[]) => ({ seq, outputs }) as unknown as Block;
const missing = error("ModuleNotFoundError", "No module named 'cv2.aruco'");

it("is that of the last block, until something else is run", () => {
  expect(missingModule({ blocks: [block(1), block(4, missing)] })).toEqual({ module: "cv2.aruco", seq: 4 });
  expect(missingModule({ blocks: [block(4, missing), block(9)] })).toBeNull();
  expect(missingModule({ blocks: [] })).toBeNull();
});

it("is nobody's guess: other errors, and names that are no module's", () => {
  const of = (one: Output) => missingModule({ blocks: [block(1, one)] });
  expect(of(error("ImportError", "No module named 'x'"))).toBeNull();
  expect(of(error("ModuleNotFoundError", "import of x halted; None in sys.modules"))).toBeNull();
  expect(of(error("ModuleNotFoundError", "No module named 'a; rm -rf'"))).toBeNull();
  // A part of a package that is there: the package itself may be old.
  expect(of(error("ModuleNotFoundError", "No module named 'os.x'; 'os' is not a package"))).toEqual({
    module: "os.x",
    seq: 1,
  });
});
