import { expect, it } from "vitest";
import { ShellOffers } from "./shell-offers";

const shell = { view: "v", session: "s" };

it("gives a shell once, to whoever has the ticket", () => {
  const offers = new ShellOffers<string>();
  offers.offer({ ticket: "1", from: "left", shell });
  expect(offers.take("2")).toBeUndefined();
  expect(offers.find("1")).toEqual({ ticket: "1", from: "left", shell });
  expect(offers.take("1")?.from).toBe("left");
  expect(offers.take("1")).toBeUndefined();
});

it("keeps one offer of each window, as long as its page is there", () => {
  const offers = new ShellOffers<string>();
  offers.offer({ ticket: "1", from: "left", shell });
  offers.offer({ ticket: "2", from: "right", shell });
  offers.offer({ ticket: "3", from: "left", shell });
  expect(offers.take("1")).toBeUndefined();
  offers.forget("right");
  expect(offers.take("2")).toBeUndefined();
  expect(offers.take("3")?.from).toBe("left");
});
