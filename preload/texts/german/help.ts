/** German texts of the interactive help. */
import type { Entries } from "./entries";

export const help = {
  "Interactive help": "Interaktive Hilfe",
  "Help on the name at the cursor": "Hilfe zum Namen am Cursor",
  "A name, such as numpy.linspace": "Ein Name, etwa numpy.linspace",
  Back: "Zurück",
  Forward: "Vor",
  "Keep this page": "Diese Seite behalten",
  "Keep this page: do not follow the cursor": "Diese Seite behalten: dem Cursor nicht folgen",
  "Place the cursor on a name, press F1, or type a name: what the kernel and the language server know of it stands here.":
    "Cursor auf einen Namen setzen, F1 drücken oder einen Namen tippen: Hier steht, was Kernel und Sprachserver von ihm wissen.",
  "Help on {name}": "Hilfe zu {name}",
  "From the language server": "Vom Sprachserver",
  "Asking…": "Wird gefragt …",
  "Nothing is known of {name}.": "Von {name} ist nichts bekannt.",
  "This is what the language server knows.": "Dies weiß der Sprachserver.",
  "From {shell}": "Von {shell}",
  "The kernel is busy.": "Der Kernel ist beschäftigt.",
  "The kernel does not answer.": "Der Kernel antwortet nicht.",
  "The kernel is gone.": "Der Kernel ist weg.",
  "The kernel does not know this name.": "Der Kernel kennt diesen Namen nicht.",
  "{count} more characters are not shown.": {
    singular: "{count} more character is not shown.",
    one: "{count} weiteres Zeichen wird nicht gezeigt.",
    other: "{count} weitere Zeichen werden nicht gezeigt.",
  },
  "an input of the shell": "eine Eingabe der Shell",
  "The input that made it is not in the shell any more.":
    "Die Eingabe, aus der es stammt, steht nicht mehr in der Shell.",
  "Hide the source": "Quelltext verbergen",
  "Show the source": "Quelltext zeigen",
  "The kernel has no source of it.": "Der Kernel hat keinen Quelltext davon.",
} as const satisfies Entries;
