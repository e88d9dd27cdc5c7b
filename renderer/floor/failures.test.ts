import { expect, test, vi } from "vitest";
import { FailureReports, heedFailures } from "./failures";

test("one report is on its way at a time; what fails meanwhile is counted in the next", async () => {
  const sent: { where: string; text: string; missed: number }[] = [];
  let arrived = () => {};
  const reports = new FailureReports((report) => {
    sent.push(report);
    return new Promise<void>((resolve) => {
      arrived = resolve;
    });
  });
  for (let i = 0; i < 1000; i++) reports.report("here", new Error(`fault ${i}`));
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ where: "here", missed: 0, text: expect.stringContaining("fault 0") });
  arrived();
  await vi.waitFor(() => {
    reports.report("there", "x".repeat(100_000));
    expect(sent.length).toBe(2);
  });
  expect(sent[1]?.missed).toBeGreaterThanOrEqual(999);
  expect(sent[1]?.text.length).toBeLessThan(10_000);
});

test("what a page does not catch is heard, and what is no failure is not reported", async () => {
  const page = new EventTarget();
  const send = vi.fn(async () => {});
  const reports = new FailureReports(send);
  heedFailures(page, (where, error) => reports.report(where, error));
  const loop = { message: "ResizeObserver loop completed with undelivered notifications.", error: null };
  page.dispatchEvent(Object.assign(new Event("error"), loop));
  const cancelled = Object.assign(new Error("Canceled"), { name: "Canceled" });
  page.dispatchEvent(Object.assign(new Event("unhandledrejection"), { reason: cancelled }));
  expect(send).not.toHaveBeenCalled();
  page.dispatchEvent(Object.assign(new Event("unhandledrejection"), { reason: new Error("nobody heard") }));
  expect(send).toHaveBeenCalledWith(
    expect.objectContaining({ where: "a window, a promise", text: expect.stringContaining("nobody heard") }),
  );
  await vi.waitFor(() => {
    page.dispatchEvent(Object.assign(new Event("error"), { error: new Error("thrown in a listener") }));
    expect(send).toHaveBeenLastCalledWith(expect.objectContaining({ where: "a window" }));
  });
});
