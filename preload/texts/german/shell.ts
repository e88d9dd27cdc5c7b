/** Shells: their output, input, bars, tabs and menus. */
import type { Entries } from "./entries";

export const shell = {
  // States of a kernel.
  starting: "startet",
  restarting: "startet neu",
  idle: "bereit",
  busy: "beschäftigt",
  "waiting for input": "wartet auf Eingabe",
  unresponsive: "antwortet nicht",
  dead: "tot",
  disconnected: "getrennt",

  // Commands.
  "New shell": "Neue Shell",
  "Run the input": "Eingabe ausführen",
  "New line in the input": "Neue Zeile in der Eingabe",
  "Interrupt kernel": "Kernel unterbrechen",
  "Restart kernel": "Kernel neu starten",
  "Shut down kernel": "Kernel beenden",
  "Leave kernel": "Kernel verlassen",
  "Join kernel by connection file…": "Kernel über Verbindungsdatei beitreten …",
  "Clear shell": "Shell leeren",
  "Undo clear": "Leeren rückgängig machen",
  "Copy all output": "Gesamte Ausgabe kopieren",
  "Save output as text…": "Ausgabe als Text speichern …",
  "Save output as HTML…": "Ausgabe als HTML speichern …",
  "Find in shell": "In der Shell suchen",
  "Find next in shell": "In der Shell weitersuchen",
  "Find previous in shell": "In der Shell rückwärts suchen",
  "Close shell": "Shell schließen",
  "Open another view": "Weitere Ansicht öffnen",
  "Move shell to the side": "Shell daneben anordnen",
  "Move shell below": "Shell darunter anordnen",
  "Move shell to the next pane": "Shell in den nächsten Bereich verschieben",
  "Move shell to a new window": "Shell in ein neues Fenster verschieben",
  "Move shell to the next window": "Shell ins nächste Fenster verschieben",
  "Search history…": "Verlauf durchsuchen …",
  "Next shell": "Nächste Shell",
  "Previous shell": "Vorherige Shell",
  Sessions: "Sitzungen",
  "Running kernels": "Laufende Kernel",
  "Previous block": "Vorheriger Block",
  "Next block": "Nächster Block",
  "Show hidden blocks": "Ausgeblendete Blöcke zeigen",

  // Panes and tabs.
  Shells: "Shells",
  "Shells {number}": "Shells {number}",
  Shell: "Shell",
  More: "Mehr",
  "Size of shells {number}": "Größe der Shells {number}",
  "The shell was closed; its kernel {name} runs on.":
    "Die Shell wurde geschlossen; ihr Kernel {name} läuft weiter.",
  Reopen: "Wieder öffnen",
  "{name} (view {number})": "{name} (Ansicht {number})",
  "failed after {time}": "nach {time} fehlgeschlagen",
  "finished after {time}": "nach {time} fertig",
  "The work failed after {time}.": "Die Arbeit ist nach {time} fehlgeschlagen.",
  "The work finished after {time}.": "Die Arbeit ist nach {time} fertig.",
  failed: "fehlgeschlagen",
  finished: "fertig",

  // The list of kernels.
  "Start a kernel": "Einen Kernel starten",
  Kernels: "Kernel",
  "Looking for kernels …": "Kernel werden gesucht …",
  "Create environment…": "Umgebung anlegen …",
  "Edit shell configurations…": "Shell-Konfigurationen bearbeiten …",
  "configuration of {kernel}": "Konfiguration von {kernel}",
  "Kernels of other programs": "Kernel anderer Programme",
  "{name}, since {time}": "{name}, seit {time}",
  "Join {name}": "{name} beitreten",
  Join: "Beitreten",
  "Joining …": "Beitreten …",

  // Bars: what is wrong with a kernel, and what to do.
  Restart: "Neu starten",
  "Join again": "Erneut beitreten",
  "Shut down": "Beenden",
  Leave: "Verlassen",
  Interrupt: "Unterbrechen",
  "Interrupt again": "Noch einmal unterbrechen",
  "The interrupt was sent; what runs goes on.": "Die Unterbrechung ist gesendet; was läuft, läuft weiter.",
  Dismiss: "Ausblenden",
  "Connect again": "Neu verbinden",
  "This shell lost its connection. {reason}": "Diese Shell hat ihre Verbindung verloren. {reason}",
  "Start a kernel in it": "Einen Kernel darin starten",
  "This session has ended: this is its transcript, to be read.":
    "Diese Sitzung ist beendet: Dies ist ihre Aufzeichnung zum Nachlesen.",
  "This kernel is watched over by another version of Tandem. It goes on; open it there.":
    "Diesen Kernel betreut eine andere Version von Tandem. Er läuft weiter; er kann dort geöffnet werden.",
  "Kernel died": "Kernel abgestürzt",
  "The kernel died.": "Der Kernel ist abgestürzt.",
  "The process that watches over this kernel is gone. Restart begins with a fresh kernel.":
    "Der Prozess, der diesen Kernel betreut, ist weg. Ein Neustart beginnt mit einem frischen Kernel.",
  "The kernel does not answer. It may come back by itself.":
    "Der Kernel antwortet nicht. Vielleicht kommt er von selbst zurück.",
  "Send a line of input": "Eine Zeile Eingabe senden",
  "The kernel may be waiting for a line of input: what it asked was not heard.":
    "Der Kernel wartet vielleicht auf eine Zeile Eingabe: Was er gefragt hat, kam nicht an.",
  "Kernel input": "Eingabe für den Kernel",
  "Put into the input": "In die Eingabe übernehmen",
  "The question was answered in {who}. Your answer was not sent:":
    "Die Frage wurde anderswo beantwortet ({who}). Die eigene Antwort wurde nicht gesendet:",
  "The question is over. Your answer was not sent:":
    "Die Frage hat sich erledigt. Die eigene Antwort wurde nicht gesendet:",
  "Restart and run": "Neu starten und ausführen",
  "Restart the kernel for this? Its variables are lost; what stands in this shell is kept.":
    "Den Kernel dafür neu starten? Seine Variablen gehen verloren; was in dieser Shell steht, bleibt.",
  "Debugger: continue": "Debugger: weiterlaufen",
  "Debugger: step over": "Debugger: nächste Zeile",
  "Debugger: step into": "Debugger: hineingehen",
  "Restart the kernel? Its variables are lost; what stands in this shell is kept.":
    "Den Kernel neu starten? Seine Variablen gehen verloren; was in dieser Shell steht, bleibt.",
  "Shut the kernel down? Its variables are lost, and this shell closes.":
    "Den Kernel beenden? Seine Variablen gehen verloren, und diese Shell wird geschlossen.",
  Cancel: "Abbrechen",
  "Restart to use the changed configuration “{name}”.":
    "Neu starten, damit die geänderte Konfiguration „{name}“ gilt.",
  "This kernel does not run any more.": "Dieser Kernel läuft nicht mehr.",
  "The kernel is not connected.": "Der Kernel ist nicht verbunden.",
  "The connection to the app was closed.": "Die Verbindung zur Anwendung wurde geschlossen.",
  "The window closes.": "Das Fenster wird geschlossen.",
  'The kernel\'s host sent something unknown on "{name}": {problem}.':
    "Der Host des Kernels hat etwas Unbekanntes auf „{name}“ gesendet: {problem}.",
  "another view": "andere Ansicht",
  "a terminal": "Terminal",
  "another window": "anderes Fenster",
  "another client": "anderer Client",

  // Blocks.
  Block: "Block",
  "Block actions": "Aktionen für den Block",
  "Run again": "Noch einmal ausführen",
  "Edit and run again": "Bearbeiten und noch einmal ausführen",
  "Send to the editor": "In den Editor übernehmen",
  "Go to {place}": "Zu {place} gehen",
  "Copy input": "Eingabe kopieren",
  "Copy output": "Ausgabe kopieren",
  "Copy both": "Beides kopieren",
  Fold: "Einklappen",
  Unfold: "Ausklappen",
  "Hide from view": "Ausblenden",
  "Show hidden blocks ({count})": "Ausgeblendete Blöcke zeigen ({count})",
  "The kernel's own output": "Die eigene Ausgabe des Kernels",
  "{place} is not in the file any more. The cursor is where it was.":
    "{place} steht nicht mehr in der Datei. Die Schreibmarke steht, wo es war.",
  "debugger left": "Debugger verlassen",
  "Show what ran": "Zeigen, was lief",
  "{name} was changed after this ran: what was line {was} is line {now}.":
    "{name} wurde geändert, nachdem dies lief: Was Zeile {was} war, ist Zeile {now}.",
  "{name} was changed after this ran and has this line no more: {source}":
    "{name} wurde geändert, nachdem dies lief, und hat diese Zeile nicht mehr: {source}",
  "{name} was changed after this ran: line {line} may be another one.":
    "{name} wurde geändert, nachdem dies lief: Zeile {line} kann eine andere sein.",
  "{name} was changed after {prompt} used it: the kernel may have run an older text. Restart it, or load the module anew.":
    "{name} wurde geändert, nachdem {prompt} es verwendet hat: Der Kernel hat vielleicht einen älteren Text ausgeführt. Starten Sie ihn neu, oder laden Sie das Modul neu.",
  "{name} was closed without being saved. The shell still has what was run.":
    "{name} wurde ungespeichert geschlossen. Die Shell hat noch, was ausgeführt wurde.",
  "Waiting for completions": "Warten auf Vervollständigungen",
  "No completions": "Keine Vervollständigungen",
  "No completions: the kernel is busy": "Keine Vervollständigungen: der Kernel ist beschäftigt",
  "{name} is hidden from this view. The log keeps it.":
    "{name} ist in dieser Ansicht ausgeblendet. Im Protokoll bleibt es erhalten.",
  "Show it again": "Wieder zeigen",
  "{file}, line {line}": "{file}, Zeile {line}",
  "In [{number}], line {line}": "In [{number}], Zeile {line}",
  Queued: "Eingereiht",
  queued: "eingereiht",
  Kernel: "Kernel",
  "not run": "nicht ausgeführt",
  cancelled: "abgebrochen",
  "kernel died": "Kernel abgestürzt",
  "ended by restart": "durch Neustart beendet",
  "no answer": "keine Antwort",
  "ended unseen": "ungesehen beendet",
  "after {prompt}": "nach {prompt}",
  "may be waiting for input in another client": "wartet vielleicht in einem anderen Client auf Eingabe",
  "answered in {who}": "anderswo beantwortet ({who})",
  "… {count} more lines": {
    singular: "… {count} more line",
    one: "… {count} weitere Zeile",
    other: "… {count} weitere Zeilen",
  },
  "{count} lines while it started": {
    singular: "{count} line while it started",
    one: "{count} Zeile beim Starten",
    other: "{count} Zeilen beim Starten",
  },

  // Tracebacks and the debugger.
  "{count} frames of libraries": {
    singular: "{count} frame of libraries",
    one: "{count} Frame aus Bibliotheken",
    other: "{count} Frames aus Bibliotheken",
  },
  "{count} more frames": {
    singular: "{count} more frame",
    one: "{count} weiterer Frame",
    other: "{count} weitere Frames",
  },
  "Debug here": "Hier debuggen",
  "Debug the last error": "Letzten Fehler debuggen",
  "in {name}, line {line}": "in {name}, Zeile {line}",
  "in {name}": "in {name}",

  // The transcript as a whole.
  "Shell output": "Shell-Ausgabe",
  "Show earlier output": "Frühere Ausgabe zeigen",
  "Jump to newest": "Zum Neuesten",
  "{count} new": { singular: "{count} new", one: "{count} neue", other: "{count} neue" },
  "Window closed {from} to {to}": "Fenster geschlossen {from} bis {to}",
  "Shell closed {from} to {to}": "Shell geschlossen {from} bis {to}",
  "more than {amount}": "mehr als {amount}",
  "{count} lines": { singular: "{count} line", one: "{count} Zeile", other: "{count} Zeilen" },
  "{count} warnings": { singular: "{count} warning", one: "{count} Warnung", other: "{count} Warnungen" },
  "{count} errors": { singular: "{count} error", one: "{count} Fehler", other: "{count} Fehler" },
  "Copying output": "Ausgabe wird kopiert",
  "Saving output": "Ausgabe wird gespeichert",
  "The log of this session could not be read to its end. Try again.":
    "Das Protokoll dieser Sitzung konnte nicht bis zum Ende gelesen werden. Bitte noch einmal versuchen.",
  "The log of this session could not be read to its end. Try again, or open it.":
    "Das Protokoll dieser Sitzung konnte nicht bis zum Ende gelesen werden. Noch einmal versuchen oder die Sitzung öffnen.",

  // Finding.
  Find: "Suchen",
  "Match case": "Groß-/Kleinschreibung beachten",
  "Whole word": "Ganzes Wort",
  "Regular expression": "Regulärer Ausdruck",
  Found: "Gefunden",
  "Previous match": "Vorheriger Treffer",
  "Next match": "Nächster Treffer",
  "Close find": "Suche schließen",
  "Nothing found": "Nichts gefunden",
  "{percent} % searched": "{percent} % durchsucht",
  "{number} of {total}": "{number} von {total}",
  "This is no regular expression: {reason}.": "Das ist kein regulärer Ausdruck: {reason}.",
  "This expression takes too long on a line of this log. Make it simpler.":
    "Dieser Ausdruck braucht für eine Zeile dieses Protokolls zu lange. Ein einfacherer hilft.",
  "The log could not be read to its end.": "Das Protokoll konnte nicht bis zum Ende gelesen werden.",

  // The input and its history.
  "Shell input": "Shell-Eingabe",
  "Enter queues it": "Eingabetaste reiht ein",
  "Search history": "Verlauf durchsuchen",
  "Earlier inputs": "Frühere Eingaben",
  "Found inputs": "Gefundene Eingaben",
  Preview: "Vorschau",
  "No input has this in it.": "Keine Eingabe enthält das.",

  // Outputs that are not text.
  Open: "Öffnen",
  Copy: "Kopieren",
  "Copy {title}": "{title} kopieren",
  "Save as…": "Speichern unter …",
  "Show as": "Anzeigen als",
  "Open in a tab": "In einem Reiter öffnen",
  "Open in another program": "Mit einem anderen Programm öffnen",
  "Output menu": "Ausgabemenü",
  Outputs: "Ausgaben",
  "Output as {title}": "Ausgabe als {title}",
  "The output was saved as {path}.": "Die Ausgabe wurde als {path} gespeichert.",
  "Output of the type {type}, which Tandem cannot draw.":
    "Ausgabe vom Typ {type}, den Tandem nicht darstellen kann.",
  "{title}, which Tandem cannot draw yet.": "{title}: Das kann Tandem noch nicht darstellen.",
  "This output failed: {message}": "Diese Ausgabe ist fehlgeschlagen: {message}",
  "Open {address} in the browser?": "{address} im Browser öffnen?",
  "This output was kept from loading from {host}.":
    "Diese Ausgabe wurde daran gehindert, von {host} zu laden.",
  "This output was kept from loading from {host}, which is in your own network.":
    "Diese Ausgabe durfte nichts von {host} laden. Das ist eine Adresse im eigenen Netz.",
  "This output was kept from loading from {host}, which is this computer.":
    "Diese Ausgabe durfte nichts von {host} laden. Das ist dieser Rechner.",
  "{host} leads to this computer or into its own network by now. Nothing was allowed; run the cell again.":
    "{host} führt inzwischen zu diesem Rechner oder in sein eigenes Netz. Nichts wurde erlaubt; die Zelle erneut ausführen.",
  "Allow for this output": "Für diese Ausgabe erlauben",
  "This output made frames without end.": "Diese Ausgabe hat endlos Rahmen angelegt.",
  "This output sent the window too many messages.":
    "Diese Ausgabe hat dem Fenster zu viele Nachrichten gesendet.",
  "This output did not answer for {seconds} s.": "Diese Ausgabe hat {seconds} s lang nicht geantwortet.",
  "{reason} It was stopped.": "{reason} Sie wurde angehalten.",
  "This output could not be drawn as {title}: {message}":
    "Diese Ausgabe konnte nicht als {title} dargestellt werden: {message}",
  "Try again": "Noch einmal versuchen",
  "Show its text": "Ihren Text zeigen",
  "This video cannot be played here. Save it, and open it with another program.":
    "Dieses Video kann hier nicht abgespielt werden. Speichern und mit einem anderen Programm öffnen.",
  "This sound cannot be played here. Save it, and open it with another program.":
    "Dieser Ton kann hier nicht abgespielt werden. Speichern und mit einem anderen Programm öffnen.",
  "This LaTeX cannot be drawn. {reason}": "Dieses LaTeX kann nicht dargestellt werden. {reason}",
  "This Markdown cannot be drawn. {reason}": "Dieses Markdown kann nicht dargestellt werden. {reason}",
  "It is too long to be drawn.": "Es ist zu lang, um dargestellt zu werden.",
  "It took longer than {seconds} s to draw.": "Die Darstellung hat länger als {seconds} s gedauert.",
  "It is too large to be drawn.": "Es ist zu groß, um dargestellt zu werden.",
  "The program that draws it did not start.": "Das Programm, das es darstellt, ist nicht gestartet.",
  "This picture cannot be shown: its data are broken.":
    "Dieses Bild kann nicht gezeigt werden: Seine Daten sind beschädigt.",
  "This picture of {width} × {height} pixels is too large to be drawn here.":
    "Dieses Bild mit {width} × {height} Pixeln ist zu groß, um hier dargestellt zu werden.",
  "Reload saved modules": "Gespeicherte Module neu laden",
  "{file} was saved since this kernel imported it.":
    "{file} wurde gespeichert, seit dieser Kernel es importiert hat.",
  "Saved since this kernel imported them: {files}":
    "Gespeichert, seit dieser Kernel sie importiert hat: {files}",
  "{files}: saved while this kernel worked. It may have loaded what was there before.":
    "{files}: gespeichert, während dieser Kernel arbeitete. Er kann geladen haben, was vorher dort stand.",
  "Loads {files} anew. Names taken from it before (from … import …), and objects made before, stay as they were.":
    "Lädt {files} neu. Namen, die vorher daraus geholt wurden (from … import …), und vorher erzeugte Objekte bleiben, wie sie waren.",
  "Not now": "Jetzt nicht",
  "{count} items": { singular: "{count} item", one: "{count} Element", other: "{count} Elemente" },
  "{count} keys": { singular: "{count} key", one: "{count} Schlüssel", other: "{count} Schlüssel" },
  "… {count} more": { singular: "… {count} more", one: "… {count} weiteres", other: "… {count} weitere" },
  Picture: "Bild",
  Video: "Video",
  Audio: "Ton",
  "SVG picture": "SVG-Bild",
  "PNG picture": "PNG-Bild",
  "WebP picture": "WebP-Bild",
  "GIF picture": "GIF-Bild",
  "JPEG picture": "JPEG-Bild",
  "PDF document": "PDF-Dokument",
  "Plain text": "Reiner Text",
  "Plotly figure": "Plotly-Abbildung",
  "Vega chart": "Vega-Diagramm",
  "Jupyter widget": "Jupyter-Widget",
} as const satisfies Entries;
