/** What a window shows comes back after a reload. */
import { expect, sharing as test } from "./app";
import { block, enter, idle, STARTS, shell, shellText } from "./shells";

test("a reload shows the same transcript; what was cleared stays cleared until taken back", async ({
  tandem,
}) => {
  await tandem.start({ settings: STARTS });
  await idle(tandem);
  await enter(tandem, "print('cleared away')");
  await expect(block(tandem, "In [1]:")).toContainText("cleared away");
  await idle(tandem);
  await tandem.page.getByRole("button", { name: "Clear shell", exact: true }).click();
  await expect(block(tandem, "In [1]:")).toHaveCount(0);
  await enter(tandem, "for i in range(3000): print('line', i)");
  await expect(shell(tandem)).toContainText("line 2999");
  await idle(tandem);
  const before = await shellText(tandem);
  expect(before).toContain("line 1500");

  await tandem.page.reload();
  await idle(tandem);
  await expect(shell(tandem)).toContainText("line 2999");
  expect(await shellText(tandem)).toBe(before);
  expect(before).not.toContain("cleared away");

  await tandem.command("Undo clear");
  await expect.poll(() => shellText(tandem)).toContain("cleared away");
});
