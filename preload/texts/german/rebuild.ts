/** German texts of rebuilding a kernel from its log. */
import type { Entries } from "./entries";

export const rebuild = {
  "Rebuild…": "Wiederaufbauen …",
  "Rebuild from the log…": "Aus dem Log wiederaufbauen …",
  Rebuild: "Wiederaufbau",
  "Rebuild {name}": "{name} wiederaufbauen",
  "What is chosen runs in a fresh kernel, in its order. Files, times and random numbers may be others by now: each output is compared with that of then.":
    "Was gewählt ist, läuft der Reihe nach in einem frischen Kernel. Dateien, Zeiten und Zufallszahlen können inzwischen andere sein: Jede Ausgabe wird mit der von damals verglichen.",
  "Run {count} inputs in a fresh kernel": {
    singular: "Run {count} input in a fresh kernel",
    one: "{count} Eingabe in einem frischen Kernel ausführen",
    other: "{count} Eingaben in einem frischen Kernel ausführen",
  },
  "Go on with the {count} inputs that are left": {
    singular: "Go on with the input that is left",
    one: "Mit der verbliebenen Eingabe weitermachen",
    other: "Mit den {count} verbliebenen Eingaben weitermachen",
  },
  "{name} is not open in this window. Once its shell is, this page goes on.":
    "{name} ist in diesem Fenster nicht offen. Sobald die Shell es ist, geht diese Seite weiter.",
  "All that succeeded": "Alle gelungenen",
  "Stop at the first difference or error": "Beim ersten Unterschied oder Fehler anhalten",
  "The log is read…": "Das Log wird gelesen …",
  "Nothing was run in this session.": "In dieser Sitzung wurde nichts ausgeführt.",
  "Inputs of the log": "Eingaben des Logs",
  "Up to {prompt}": "Bis {prompt}",
  "What {prompt} needs by names": "Was {prompt} den Namen nach braucht",
  "Chosen by names: what a call changes that is only given a thing is not known.":
    "Nach Namen gewählt: Was ein Aufruf an dem ändert, was ihm nur übergeben wird, ist nicht bekannt.",
  "Of {prompts} names do not tell what it does: it is chosen too.":
    "Was {prompts} tut, sagen Namen nicht: Das ist auch gewählt.",
  "No input before has: {names}.": "Keine Eingabe davor hat: {names}.",
  waits: "wartet",
  runs: "läuft",
  "asks for an input: answer in the shell": "fragt nach einer Eingabe: in der Shell antworten",
  "runs much longer than then": "läuft viel länger als damals",
  "same output": "gleiche Ausgabe",
  "another output": "andere Ausgabe",
  "output of then is not known": "Ausgabe von damals nicht bekannt",
  "ended the kernel": "hat den Kernel beendet",
  "asked for an input": "fragte nach einer Eingabe",
  "Choose what is lacking": "Wählen, was fehlt",
  "needs {names} of {prompts}": "braucht {names} aus {prompts}",
  "{prompt} needs {names}: only {prompts} has it, and is not chosen.":
    "{prompt} braucht {names}: das gibt es nur in {prompts}, und das ist nicht gewählt.",
  "did not succeed": "nicht gelungen",
  "{prompt} asks for an input: answer in the shell, and it goes on.":
    "{prompt} fragt nach einer Eingabe: in der Shell antworten, dann geht es weiter.",
  "{prompt} runs much longer than then. Interrupt it in the shell, or wait.":
    "{prompt} läuft viel länger als damals. In der Shell unterbrechen oder warten.",
  "{prompt} ended the kernel: nothing after it was run.":
    "{prompt} hat den Kernel beendet: Danach wurde nichts mehr ausgeführt.",
  "{count} with the same output": "{count} mit gleicher Ausgabe",
  "{count} with another": "{count} mit anderer",
  "{count} failed": "{count} fehlgeschlagen",
  "{count} not run": "{count} nicht ausgeführt",
} as const satisfies Entries;
