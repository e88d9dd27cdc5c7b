/** `npm run setup`: only makes what `npm start` and `npm test` would make before they begin. */
import { command, say } from "./setup/say.mjs";
import { setUpTests } from "./setup/tests.mjs";

await command(async () => {
  await setUpTests({ app: true, display: true });
  say("Everything is set up.");
});
