import { expect, it } from "vitest";
import { ScrollState } from "./scroll-state";

/** An element as the browser scrolls it. */
const pane = (scrollTop: number, scrollHeight: number) =>
  ({ scrollTop, scrollHeight, clientHeight: 100 }) as HTMLElement;

it("lets go of the newest only when the user moves up, and takes hold again at the end", () => {
  const scroll = new ScrollState();
  const element = pane(0, 500);
  scroll.settle(element);
  expect(element.scrollTop).toBe(500);
  element.scrollTop = 400;
  scroll.scrolled(element);
  Object.assign(element, { scrollHeight: 900 });
  scroll.scrolled(element);
  expect(scroll.sticks).toBe(true);
  element.scrollTop = 300;
  scroll.scrolled(element);
  expect(scroll.sticks).toBe(false);
  scroll.settle(element);
  expect(element.scrollTop).toBe(300);
  element.scrollTop = 800;
  scroll.scrolled(element);
  expect(scroll.sticks).toBe(true);
});

it("a transcript higher than a page can be is moved through whole", () => {
  const height = 200_000_000;
  const page = ScrollState.pageHeight(height);
  const rest = 40 - 600;
  expect(ScrollState.offset(height, 0, rest)).toBe(0);
  expect(page + rest + ScrollState.offset(height, page + rest, rest)).toBe(height + rest);
  expect(ScrollState.offset(1000, 300, rest)).toBe(0);
});
