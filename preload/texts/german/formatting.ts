/** What knows code: Ruff, formatters, language servers of the user's own, structure. */
import type { Entries } from "./entries";

export const formatting = {
  "Ruff's settings in {file} cannot be read: {reason}":
    "Die Einstellungen von Ruff in {file} lassen sich nicht lesen: {reason}",
  "Ruff's settings in {file} cannot be used: {reason}":
    "Die Einstellungen von Ruff in {file} sind nicht zu gebrauchen: {reason}",
  "Ruff's settings in {file} cannot be used (line {line}): {reason}":
    "Die Einstellungen von Ruff in {file} sind nicht zu gebrauchen (Zeile {line}): {reason}",
  "Ruff's settings in {file} extend {other}, which is not there.":
    "Die Einstellungen von Ruff in {file} erweitern {other}, das nicht da ist.",
  "{file} is too large for settings of Ruff.": "{file} ist zu groß für Einstellungen von Ruff.",
  "{name} is not formatted: Ruff's settings in {file} leave it out.":
    "{name} wird nicht formatiert: Die Einstellungen von Ruff in {file} nehmen die Datei aus.",
  "{name} does not parse: {reason}": "{name} ist nicht lesbar als Python: {reason}",
  "{name} does not parse (line {line}): {reason}":
    "{name} ist nicht lesbar als Python (Zeile {line}): {reason}",
  "Ruff failed on {name}: {reason}": "Ruff ist an {name} gescheitert: {reason}",
  "Ruff was stopped.": "Ruff wurde beendet.",
  "Ruff did not answer in time.": "Ruff hat nicht rechtzeitig geantwortet.",
  "Fix: {what}": "Beheben: {what}",
  "Ignore {code} in this line (noqa)": "{code} in dieser Zeile ignorieren (noqa)",
  "Fix all that is safe to fix (Ruff)": "Alles beheben, was gefahrlos zu beheben ist (Ruff)",
  "Fix all that is safe to fix": "Alles beheben, was gefahrlos zu beheben ist",
  "Format file": "Datei formatieren",
  "Format selection": "Auswahl formatieren",
  "Format files when they are saved": "Dateien beim Speichern formatieren",
  "Show Ruff's problems in Python files": "Probleme, die Ruff findet, in Python-Dateien zeigen",
  "{name} was saved unformatted. {reason}": "{name} wurde unformatiert gespeichert. {reason}",
  "{name} was changed while it was formatted, so it was left as it is.":
    "{name} wurde während des Formatierens geändert und blieb daher, wie es ist.",
  "{name} did not format {file}.": "{name} hat {file} nicht formatiert.",
  "The formatter takes too long.": "Der Formatierer braucht zu lange.",
  "Nothing here formats {language}. The setting “formatters” in {file} takes a program that does.":
    "Nichts hier formatiert {language}. Die Einstellung „formatters“ in {file} nimmt ein Programm, das es tut.",
  "The settings have no formatter for {language}.":
    "Die Einstellungen haben keinen Formatierer für {language}.",
  "The formatter {command} took longer than {seconds} s on {name}, and was ended.":
    "Der Formatierer {command} brauchte für {name} länger als {seconds} s und wurde beendet.",
  "The formatter {command} prints without end on {name}.":
    "Der Formatierer {command} gibt für {name} endlos Text aus.",
  "The formatter {command} is not there. Install it, or mend the setting “formatters”.":
    "Den Formatierer {command} gibt es hier nicht. Ihn installieren oder die Einstellung „formatters“ ändern.",
  "The formatter {command} cannot be started: {reason}":
    "Der Formatierer {command} lässt sich nicht starten: {reason}",
  "The formatter {command} failed on {name} ({how}): {words}":
    "Der Formatierer {command} ist an {name} gescheitert ({how}): {words}",
  "it said nothing.": "er hat nichts gesagt.",
  "The formatter {command} printed nothing for {name}.":
    "Der Formatierer {command} hat für {name} nichts ausgegeben.",
} as const satisfies Entries;
