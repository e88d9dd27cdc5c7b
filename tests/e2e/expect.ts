import { expect as baseExpect } from "playwright/test";

/**
 * `expect`, which asks again soon: Playwright's own polling is up to a second late, and what is expected of a locator half
 * a second.
 */
export const expect: typeof baseExpect = new Proxy(baseExpect, {
  get: (all, name) => (name === "poll" ? poll : Reflect.get(all, name)),
});
const poll: typeof baseExpect.poll = (actual, options) =>
  baseExpect.poll(actual, {
    intervals: [20, 20, 50, 50, 100],
    ...(typeof options === "string" ? { message: options } : options),
  });
