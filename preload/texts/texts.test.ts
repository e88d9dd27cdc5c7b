import { afterEach, describe, expect, it } from "vitest";
import { formatNumber, language, locale, setLanguage } from "./language";
import { translated } from "./log-sentences";
import { pieces, t } from "./texts";

afterEach(() => setLanguage("en"));

describe("texts", () => {
  it("are English until another language is set", () => {
    expect(t("Restart kernel")).toBe("Restart kernel");
    setLanguage("de");
    expect(t("Restart kernel")).toBe("Kernel neu starten");
  });

  it("take a region with the language, and are English where the catalogue has not the language", () => {
    setLanguage("de-AT");
    expect([language(), locale(), t("Save")]).toEqual(["de", "de-AT", "Speichern"]);
    setLanguage("fr-CA");
    expect([language(), locale(), t("Save")]).toEqual(["en", "en", "Save"]);
    setLanguage("en-GB");
    expect([language(), locale(), t("Save")]).toEqual(["en", "en-GB", "Save"]);
  });

  it("have the form that fits the count, and write numbers as the language does", () => {
    const counted = () => [0, 1, 12_345].map((count) => t("{count} lines", { count }));
    expect(counted()).toEqual(["0 lines", "1 line", "12,345 lines"]);
    setLanguage("de");
    expect(counted()).toEqual(["0 Zeilen", "1 Zeile", "12.345 Zeilen"]);
    expect(formatNumber(1.5)).toBe("1,5");
  });

  it("put values in as they are, though they look like names", () => {
    expect(t("Go to {place}", { place: "{name} {place}" })).toBe("Go to {name} {place}");
    expect(t("{file}, line {line}", { file: "a.py", line: String(12_345) })).toBe("a.py, line 12345");
  });

  it("leave out what an English text means", () => {
    expect(t("None|script")).toBe("None");
    expect(t("{count} days|ago", { count: 3 })).toBe("3 days");
    setLanguage("de");
    expect([t("None"), t("None|script")]).toEqual(["Keine", "Keines"]);
  });

  it("can be cut at their names", () => {
    setLanguage("de");
    expect(pieces("Install with {installer} the package {field}")).toEqual([
      "Mit ",
      "installer",
      " das Paket ",
      "field",
      " installieren",
    ]);
  });
});

describe("sentences of a log", () => {
  const sentence =
    "R ended while it was starting (exit code 3). Check the kernelspec or choose another kernel. Its last words: {boom}\nsecond";

  it("stay as they are in English, and so does what is not known", () => {
    expect(translated(sentence)).toBe(sentence);
    setLanguage("de");
    expect(translated("A word of somebody else.")).toBe("A word of somebody else.");
  });

  it("are said in the language of the window, with the sentences inside them", () => {
    setLanguage("de");
    expect(translated(sentence)).toBe(
      "R endete beim Start (Exit-Code 3). Die Kernelspec prüfen oder einen anderen Kernel wählen. Letzte Worte: {boom}\nsecond",
    );
    expect(translated("Python 3 ended (signal SIGKILL). Restart it to go on; its memory is lost.")).toBe(
      "Python 3 ist beendet (Signal SIGKILL). Zum Weiterarbeiten neu starten; was im Speicher war, ist verloren.",
    );
    expect(translated("The startup script /a.py failed (name 'x' is not defined).")).toBe(
      "Das Startskript /a.py: fehlgeschlagen (name 'x' is not defined).",
    );
  });
});
