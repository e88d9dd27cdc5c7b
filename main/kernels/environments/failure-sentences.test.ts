import { expect, it } from "vitest";
import { whyFailed } from "./failure-sentences";

const why = (...lines: string[]) => whyFailed("numpyy", lines, "exit code 1");

it("says what the lines of pip, uv, conda and venv mean, and what to do", () => {
  const none = "There is no package numpyy that fits this Python: check how its name is written.";
  expect(why("ERROR: No matching distribution found for numpyy")).toBe(none);
  expect(
    why(
      "  × No solution found when resolving dependencies:",
      "  ╰─▶ Because numpyy was not found in the package registry and you require numpyy",
    ),
  ).toBe(none);
  expect(why("PackagesNotFoundError: The following packages are not available from current channels:")).toBe(
    none,
  );
  expect(why("error: externally-managed-environment")).toContain("Create an environment");
  expect(
    why("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution"),
  ).toContain("check the network");
  expect(why("OSError: [Errno 28] No space left on device")).toContain("The disk is full");
  expect(
    why("The virtual environment was not created successfully because ensurepip is not available."),
  ).toContain("python3-venv");
  expect(
    why(
      "WARNING: pip is configured with locations that require TLS/SSL, however the ssl module in Python is not available.",
    ),
  ).toContain("without ssl");
  expect(why("ERROR: Failed building wheel for numpyy")).toContain("has to be compiled");
});

it("gives the tool's own words where it knows no better", () => {
  expect(why("Collecting numpyy", "ERROR: Something else.", "bye")).toBe(
    "The tool ended with exit code 1: Something else.",
  );
  expect(why()).toBe("The tool ended with exit code 1.");
});
