import { expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../preload/contract/settings";
import { THEMES } from "../../preload/contract/themes";
import { ALL_SETTINGS, isChanged, settingsFileSchema } from "./settings-catalogue";

/** What the app keeps for itself, and nobody sets. */
const KEPT = [
  "serversOffered",
  "starredFolders",
  "outline",
  "resultsOf",
  "notebookOutputsOf",
  "trustedNotebooks",
  "keys",
];

it("every setting is shown once, and a default is what its control can show", () => {
  const shown = ALL_SETTINGS.map(({ name }) => name);
  expect([...shown, ...KEPT].sort()).toEqual(Object.keys(DEFAULT_SETTINGS).sort());
  for (const { name, how } of ALL_SETTINGS) {
    const value = DEFAULT_SETTINGS[name];
    if (how.kind === "switch") expect(typeof value).toBe("boolean");
    else if (how.kind === "choice") expect(how.choices.map((each) => each.value)).toContain(value);
    else if (how.kind === "text") expect(value).toBe("");
    else if (how.kind === "number") expect(how.min <= Number(value) && Number(value) <= how.max).toBe(true);
    else expect(typeof value).toBe("object");
    expect(isChanged(DEFAULT_SETTINGS, name)).toBe(false);
  }
  expect(isChanged({ ...DEFAULT_SETTINGS, zoom: 110 }, "zoom")).toBe(true);
});

it("the file's schema knows them all", () => {
  const { properties } = settingsFileSchema() as { properties: Record<string, object> };
  expect(Object.keys(properties).sort()).toEqual(Object.keys(DEFAULT_SETTINGS).sort());
  expect(properties["theme"]).toMatchObject({ enum: [...THEMES], default: "system" });
});
