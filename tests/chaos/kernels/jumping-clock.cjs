// A clock for `node --require`: the real one and what the file CHAOS_CLOCK says, in ms. Steady clocks stay as they are.
const { readFileSync } = require("node:fs");

let offset = 0;
const file = process.env.CHAOS_CLOCK ?? "";
setInterval(() => {
  try {
    offset = Number(readFileSync(file, "utf8")) || offset;
  } catch {
    // It is being written.
  }
}, 20).unref();
const now = Date.now;
globalThis.Date = new Proxy(Date, {
  construct: (target, values, made) =>
    Reflect.construct(target, values.length === 0 ? [now() + offset] : values, made),
  get: (target, name) => (name === "now" ? () => now() + offset : Reflect.get(target, name)),
});
