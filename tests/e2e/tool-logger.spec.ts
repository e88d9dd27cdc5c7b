/** The logger: messages of a kernel as they pass, filtered, whole, paused and saved; a flood stops nothing; the app's log. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { findings } from "./accessibility-checker";
import { expect, sharing as test } from "./app";
import { block, enter, idle } from "./shells";

test("messages are told with their socket, size and time, a flood is dropped from view and not from the log", async ({
  tandem,
}) => {
  const page = await tandem.start({ settings: { startKernel: true } });
  await idle(tandem);
  await page.keyboard.press("Control+Shift+L");
  const tool = page.getByRole("region", { name: "Logger" });
  const list = tool.getByRole("listbox", { name: "Messages" });
  await expect(tool).toContainText("from now on stands here");
  await enter(tandem, "print('lamp')");
  const filter = tool.getByRole("searchbox", { name: "Filter the messages" });
  await filter.fill("stream lamp");
  await expect(list.getByRole("option")).toHaveCount(1);
  await expect(list.getByRole("option")).toContainText(/iopub\s*stream execute_request.* ms.*bytes/);
  await list.getByRole("option").click();
  await expect(tool.getByRole("region", { name: "Message stream" })).toContainText("lamp");
  expect(await findings(page)).toEqual([]);

  await test.step("what is typed as an answer is not told", async () => {
    await enter(tandem, "import getpass; secret = getpass.getpass('Key? ')");
    await expect(page.getByLabel("Key?")).toBeFocused();
    await page.keyboard.type("hidden words");
    await page.keyboard.press("Enter");
    await filter.fill("input_reply");
    await expect(list.getByRole("option")).toHaveCount(1);
    await filter.fill("hidden words");
    await expect(list.getByRole("option")).toHaveCount(0);
    await expect(tool).toContainText("No message has these words.");
  });

  await test.step("saved as lines of JSON", async () => {
    await filter.fill("execute_reply");
    await expect(list.getByRole("option").first()).toBeVisible();
    await tandem.answerSaveDialog("messages.jsonl");
    await tool.getByRole("button", { name: "Save as JSON lines…" }).click();
    await expect(page.getByText(/messages? (?:was|were) saved as/)).toBeVisible();
    const saved = await readFile(path.join(tandem.folder, "messages.jsonl"), "utf8");
    const [first = ""] = saved.split("\n");
    expect(JSON.parse(first)).toMatchObject({ socket: "shell", header: { msg_type: "execute_reply" } });
  });

  await test.step("what passes while another tool is in front is told, too", async () => {
    await filter.fill("execute_request behind -iopub");
    await tandem.command("History");
    await enter(tandem, "print('be' + 'hind')  # behind");
    await expect(block(tandem, "In [3]:")).toContainText("behind");
    await page.getByRole("tab", { name: "Logger" }).click();
    await expect(list.getByRole("option")).toHaveCount(1);
    await expect(tool.getByRole("status")).toContainText(/since \d/);
  });

  await test.step("a flood", async () => {
    await filter.fill("");
    // Past print, which waits for each to be sent: on a busy machine a millisecond and more.
    const send =
      "k.session.send(k.iopub_socket, 'stream', {'name': 'stdout', 'text': f'{i}\\n'}, parent=k.get_parent())";
    await enter(
      tandem,
      `k = get_ipython().kernel\nfor i in range(12_000):\n    ${send}\n\nprint('all', 'told')`,
    );
    await expect(tool.getByRole("status")).toContainText("dropped from view");
    await expect(block(tandem, "In [4]:")).toContainText("all told");
    await tool.getByRole("button", { name: "Pause" }).click();
    await expect(tool.getByRole("status")).toContainText("paused");
    await tool.getByRole("button", { name: "Clear" }).click();
    await enter(tandem, "1");
    await expect(block(tandem, "In [5]:")).toContainText("1");
    await expect(list.getByRole("option")).toHaveCount(0);
  });

  await test.step("the log of the session, step by step", async () => {
    await tool.getByRole("combobox", { name: "What is shown" }).selectOption("Replay of the session’s log");
    const records = tool.getByRole("listbox", { name: "Records" });
    await records.getByRole("option").filter({ hasText: "print('lamp')" }).click();
    const step = tool.getByRole("region", { name: /^Step \d/ });
    await expect(step).toContainText("It changes 1 of");
    await expect(step).toContainText("queued");
    await tool.getByRole("button", { name: "Next record" }).click();
    await expect(step).toContainText("request_sent");
    await expect(step).toContainText("running");
    await tool.getByRole("button", { name: "Record before" }).click();
    await expect(step).toContainText("queued");
    expect(await findings(page)).toEqual([]);
  });

  await tool.getByRole("combobox", { name: "What is shown" }).selectOption("Log of the app");
  await expect(tool.getByRole("log", { name: "Log of the app" })).toContainText("Tandem starts");
});
