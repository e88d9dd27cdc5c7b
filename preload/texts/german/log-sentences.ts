/**
 * What kernel-hosts say of their kernels, in logs and to windows, and what main says of kernel-hosts: made in English,
 * and translated by the window that shows it (`translated`). The check of texts compares them with what is made.
 */
import type { Entries } from "./entries";

export const logSentences = {
  // How a process ended.
  "exit code {code}": "Exit-Code {code}",
  "signal {signal}": "Signal {signal}",
  "exit status unknown": "Exit-Status unbekannt",
  "it was ended by {signal}": "er wurde durch {signal} beendet",
  "it ended with code {code}": "er endete mit Code {code}",
  "its process is not there any more": "seinen Prozess gibt es nicht mehr",

  // What debuggers say.
  "The file was changed since this was run: run it again.":
    "Die Datei wurde geändert, seit das ausgeführt wurde: noch einmal ausführen.",
  "There is no code here.": "Hier ist kein Code.",
  "This kernel has no debugger. For Python, ipykernel 6 or newer with the package debugpy has one (pip install ipykernel debugpy).":
    "Dieser Kernel hat keinen Debugger. Für Python hat ipykernel 6 oder neuer mit dem Paket debugpy einen (pip install ipykernel debugpy).",
  "There is nothing to pause: nothing runs under the debugger.":
    "Es gibt nichts anzuhalten: Unter dem Debugger läuft nichts.",
  "The kernel does not stand still.": "Der Kernel steht nicht still.",
  "The kernel does not stand still any more.": "Der Kernel steht nicht mehr still.",
  "It was stepped already.": "Es wurde schon weitergegangen.",
  "This code has ended: there is nothing to step through.":
    "Dieser Code ist zu Ende: Es gibt nichts, durch das man gehen könnte.",
  "The kernel does not stand in an error any more.": "Der Kernel steht nicht mehr in einem Fehler.",
  "There is no such error here.": "Diesen Fehler gibt es hier nicht.",
  "There is no kernel to be debugged.": "Es gibt keinen Kernel zum Debuggen.",
  "What was evaluated before has not ended yet.": "Was davor ausgewertet wurde, ist noch nicht zu Ende.",
  "The next statement cannot be set there.": "Dorthin kann die nächste Anweisung nicht gesetzt werden.",
  "The debugger does not answer ({command}).": "Der Debugger antwortet nicht ({command}).",

  // A kernel's start and end.
  "Starting {name}.": "{name} wird gestartet.",
  "Restarting {name}.": "{name} wird neu gestartet.",
  "{name} is ready.": "{name} ist bereit.",
  "{name} was shut down.": "{name} wurde beendet.",
  "{name} could not be started: {why}. Check the kernelspec or choose another kernel.":
    "{name} konnte nicht gestartet werden: {why}. Die Kernelspec prüfen oder einen anderen Kernel wählen.",
  "there is no program {program} (no such file or directory)":
    "es gibt kein Programm {program} (no such file or directory)",
  "{program} may not be run, or is a folder (permission denied)":
    "{program} darf nicht ausgeführt werden oder ist ein Ordner (permission denied)",
  "{name} ended while it was starting ({how}). Its kernelspec asks for {asked}, which stands for nothing: correct its kernel.json, or choose another kernel.{words}":
    "{name} endete beim Start ({how}). Die Kernelspec verlangt {asked}, das für nichts steht: die kernel.json berichtigen oder einen anderen Kernel wählen.{words}",
  "{name} did not start ({how}): its program is none of this system, or one for another kind of processor. Check the kernelspec or choose another kernel.":
    "{name} ist nicht gestartet ({how}): Das Programm ist keines für dieses System oder eines für einen anderen Prozessor. Die Kernelspec prüfen oder einen anderen Kernel wählen.",
  "{name} ended while it was starting ({how}). Check the kernelspec or choose another kernel.{words}":
    "{name} endete beim Start ({how}). Die Kernelspec prüfen oder einen anderen Kernel wählen.{words}",
  " Its last words: {last}": " Letzte Worte: {last}",
  "{name} ended ({how}). Restart it to go on; its memory is lost.":
    "{name} ist beendet ({how}). Zum Weiterarbeiten neu starten; was im Speicher war, ist verloren.",
  "{name} did not start: {file} takes the place of the module {module}, which the kernel needs. Rename that file, or start the shell in another folder.":
    "{name} ist nicht gestartet: {file} nimmt den Platz des Moduls {module} ein, das der Kernel braucht. Die Datei umbenennen oder die Shell in einem anderen Ordner starten.",
  "{name} was ended, because the process that looked after it had ended unexpectedly. Its memory is lost, and perhaps the last of what it printed.":
    "{name} wurde beendet, weil der Prozess, der ihn betreut hat, unerwartet geendet hatte. Was im Speicher war, ist verloren, und vielleicht die letzten Ausgaben.",
  "{name} is started again by itself, as its configuration says ({times} of at most {limit} times in a row).":
    "{name} wird von selbst neu gestartet, wie es die Konfiguration sagt ({times} von höchstens {limit} Mal hintereinander).",
  "{name} has not answered for {seconds} s. Restart it, or choose another kernel.":
    "{name} hat seit {seconds} s nicht geantwortet. Neu starten oder einen anderen Kernel wählen.",
  "{name} needs longer than usual to start.": "{name} braucht länger als üblich zum Starten.",
  "{sentence} A restart tries TCP.": "{sentence} Ein Neustart versucht es über TCP.",
  "{name} has ended, as it was asked to. Restart it to go on; its memory is lost.":
    "{name} ist beendet, wie verlangt. Zum Weiterarbeiten neu starten; was im Speicher war, ist verloren.",
  "Interrupt sent.": "Unterbrechung gesendet.",
  "Nothing runs in this kernel: there is nothing to interrupt.":
    "In diesem Kernel läuft nichts: Es gibt nichts zu unterbrechen.",
  "The kernel goes on after the interrupt: interrupt it again, or restart it.":
    "Der Kernel läuft trotz der Unterbrechung weiter: noch einmal unterbrechen oder neu starten.",
  "What was interrupted has ended, {seconds} s after the interrupt.":
    "Was unterbrochen wurde, ist zu Ende, {seconds} s nach der Unterbrechung.",
  "The kernel is ending, as it was asked to; restart it when it has.":
    "Der Kernel endet gerade, wie verlangt; danach neu starten.",
  "The kernel answers again.": "Der Kernel antwortet wieder.",
  "The kernel does not answer. Wait, interrupt it, or restart it.":
    "Der Kernel antwortet nicht. Warten, unterbrechen oder neu starten.",
  "{name} has ended. This is what it printed.": "{name} ist beendet. Das hat er ausgegeben.",
  "This session has ended: it can only be read. Restart it to start a kernel in it.":
    "Diese Sitzung ist beendet: Sie kann nur gelesen werden. Ein Neustart startet einen Kernel darin.",
  "The folder {folder} is not there: the kernel works in {home}.":
    "Den Ordner {folder} gibt es nicht: Der Kernel arbeitet in {home}.",

  // What was asked of it and cannot be done.
  "The kernel is dead; restart it first.": "Der Kernel ist tot; zuerst neu starten.",
  "The kernel is restarting; try again when it is ready.":
    "Der Kernel startet neu; noch einmal versuchen, wenn er bereit ist.",
  "The kernel is still starting; restart it instead.": "Der Kernel startet noch; stattdessen neu starten.",
  "The kernel is being restarted or shut down already.": "Der Kernel wird schon neu gestartet oder beendet.",
  "This kernel cannot be interrupted on Windows yet; restart it instead.":
    "Dieser Kernel kann unter Windows noch nicht unterbrochen werden; stattdessen neu starten.",
  "The kernel's process could not be ended: it outlives even SIGKILL. Start another kernel.":
    "Der Prozess des Kernels konnte nicht beendet werden: Er überlebt sogar SIGKILL. Einen anderen Kernel starten.",
  "Some of the kernel's processes could not be ended.":
    "Einige Prozesse des Kernels konnten nicht beendet werden.",
  "The kernel could not answer this request.": "Der Kernel konnte diese Anfrage nicht beantworten.",
  "This request does not wait any more; interrupt the kernel to stop it.":
    "Diese Anfrage wartet nicht mehr; den Kernel unterbrechen, um sie anzuhalten.",
  "The kernel is not known to wait for a line of input.":
    "Es ist nicht bekannt, dass der Kernel auf eine Zeile Eingabe wartet.",
  "This question was answered already, or is not asked any more.":
    "Diese Frage wurde schon beantwortet oder wird nicht mehr gestellt.",

  // Programs that run outside.
  "Process {pid} runs without the debugger: {count} processes are being debugged already.":
    "Prozess {pid} läuft ohne Debugger: Es werden schon {count} Prozesse debuggt.",
  "Process {pid} runs without the debugger: no window has taken it.":
    "Prozess {pid} läuft ohne Debugger: Kein Fenster hat ihn übernommen.",
  "Process {pid} does not wait for a debugger any more.":
    "Prozess {pid} wartet nicht mehr auf einen Debugger.",
  "{name} could not be attached to. {reason}": "An {name} konnte nicht angehängt werden. {reason}",
  "{name} has ended, or its debugger was taken away. Start it again, and restart this session to attach to it again.":
    "{name} ist beendet, oder sein Debugger wurde weggenommen. Starte es wieder und diese Sitzung neu, um wieder anzuhängen.",
  "{name} is being debugged already, by another session or another program: detach that one, then restart this session.":
    "{name} wird schon debuggt, von einer anderen Sitzung oder einem anderen Programm: Hänge dort ab und starte dann diese Sitzung neu.",
  "No debugger answers at {address}. Start the program with: {command}":
    "An {address} antwortet kein Debugger. Starte das Programm mit: {command}",
  "There is no process {pid} any more. Choose another one in “Attach to Python process…”.":
    "Es gibt keinen Prozess {pid} mehr. Wähle einen anderen in „An Python-Prozess anhängen …“.",
  "{reason} Or start the program under debugpy (python -m debugpy --listen 5678 program.py), and attach to port 5678.":
    "{reason} Oder starte das Programm unter debugpy (python -m debugpy --listen 5678 program.py), und hänge an Port 5678 an.",
  "Process {pid} is another user’s: only its user can attach to it.":
    "Prozess {pid} gehört jemand anderem: Nur wem er gehört, kann sich an ihn hängen.",
  "To attach to process {pid} the system needs gdb, which is not there: install it (apt install gdb).":
    "Um an Prozess {pid} anzuhängen, braucht das System gdb, das nicht da ist: installiere es (apt install gdb).",
  "The system does not let one program look into another (ptrace), so process {pid} cannot be attached to. On Linux “sudo sysctl kernel.yama.ptrace_scope=0” allows it until the next start of the machine.":
    "Das System lässt kein Programm in ein anderes sehen (ptrace), daher kann an Prozess {pid} nicht angehängt werden. Unter Linux erlaubt es „sudo sysctl kernel.yama.ptrace_scope=0“ bis zum nächsten Start des Rechners.",
  "To attach to process {pid} its Python needs debugpy: install it there (pip install debugpy).":
    "Um an Prozess {pid} anzuhängen, braucht sein Python debugpy: installiere es dort (pip install debugpy).",
  "debugpy could not be put into process {pid}: it may be no Python, or one that is being debugged already.":
    "debugpy konnte nicht in Prozess {pid} gebracht werden: Er ist vielleicht kein Python, oder wird schon debuggt.",
  "debugpy did not begin to listen in process {pid}: the program is blocked, or is being debugged already.":
    "debugpy hat in Prozess {pid} nicht begonnen zu hören: Das Programm ist blockiert oder wird schon debuggt.",

  // Kernels of other programs.
  "Joining {name}, which another program has started ({file}).":
    "{name} beitreten, den ein anderes Programm gestartet hat ({file}).",
  "{name} has ended, or cannot be reached any more. Another program had started it: start it there again, then join it again.":
    "{name} ist beendet oder nicht mehr erreichbar. Ein anderes Programm hatte ihn gestartet: dort wieder starten, dann erneut beitreten.",
  "{name} was started by another program: restart it there.":
    "{name} wurde von einem anderen Programm gestartet: dort neu starten.",
  "Tandem has left {name}, which goes on.": "Tandem hat {name} verlassen; er läuft weiter.",

  // Gaps.
  "Output may be missing here: the connection to the kernel broke for a moment.":
    "Hier fehlt vielleicht Ausgabe: Die Verbindung zum Kernel war kurz unterbrochen.",
  "Output may be missing here: the kernel's {socket} socket could not be read for a moment. Tandem goes on reading it.":
    "Hier fehlt vielleicht Ausgabe: Der Socket {socket} des Kernels war kurz nicht lesbar. Tandem liest ihn weiter.",
  "Output may be missing here: something failed in the kernel-host, which goes on. Its log, host.log, says what.":
    "Hier fehlt vielleicht Ausgabe: Im Kernel-Host ist etwas fehlgeschlagen, er läuft weiter. Was es war, steht in seinem Log, host.log.",
  "Output may be missing here: Tandem was stopped for {seconds} s while the kernel was busy.":
    "Hier fehlt vielleicht Ausgabe: Tandem stand {seconds} s still, während der Kernel beschäftigt war.",
  "The kernel-host was replaced at {at}; output between {day}{begin} and {end} may be missing.":
    "Der Kernel-Host wurde um {at} ersetzt; zwischen {day}{begin} und {end} fehlt vielleicht Ausgabe.",
  "If the kernel asked for input while the kernel-host was gone, its question was lost. Send a line of input, or interrupt it.":
    "Falls der Kernel nach Eingabe gefragt hat, während der Kernel-Host weg war, ist die Frage verloren. Eine Zeile Eingabe senden oder unterbrechen.",
  "The kernel's socket for questions cannot be reached: what code asks with input() may not be shown. Restart the kernel if you need it.":
    "Der Socket des Kernels für Fragen ist nicht erreichbar: Was Code mit input() fragt, wird vielleicht nicht gezeigt. Bei Bedarf den Kernel neu starten.",
  "The kernel answers, but it never got this request: nothing of it was run. Run it again, or restart the kernel.":
    "Der Kernel antwortet, hat diese Anfrage aber nie bekommen: Nichts davon lief. Noch einmal ausführen oder den Kernel neu starten.",
  "A message on the kernel's {socket} socket was dropped: {fault}. Further ones are dropped without a word.":
    "Eine Nachricht auf dem Socket {socket} des Kernels wurde verworfen: {fault}. Weitere werden stillschweigend verworfen.",
  "{size} of earlier output was dropped at {time}.": "{size} früherer Ausgabe wurden um {time} verworfen.",

  // Transport.
  "The kernel is reached over TCP on 127.0.0.1{why}: other users of this machine can see its output.":
    "Der Kernel wird über TCP auf 127.0.0.1 erreicht{why}: Andere Nutzer dieses Rechners können seine Ausgabe sehen.",
  "{name} found one of its ports taken by another program: it is started again with others.":
    "{name} fand einen seiner Ports von einem anderen Programm belegt: Er wird mit anderen neu gestartet.",
  "{name} cannot use Unix sockets. From now on it is reached over TCP on 127.0.0.1, where other users of this machine can see its output.":
    "{name} kann keine Unix-Sockets benutzen. Von nun an wird er über TCP auf 127.0.0.1 erreicht, wo andere Nutzer dieses Rechners seine Ausgabe sehen können.",
  "{name} cannot use Unix sockets. From now on it is reached over TCP on 127.0.0.1, encrypted.":
    "{name} kann keine Unix-Sockets benutzen. Von nun an wird er über TCP auf 127.0.0.1 erreicht, verschlüsselt.",
  "{name} could not encrypt what it says: it is started again without, and other users of this machine can see its output.":
    "{name} konnte nicht verschlüsseln, was er sagt: Er wird ohne Verschlüsselung neu gestartet, und andere Nutzer dieses Rechners können seine Ausgabe sehen.",
  "{name} did not start with Unix sockets: it is started again over TCP on 127.0.0.1.":
    "{name} ist mit Unix-Sockets nicht gestartet: Er wird über TCP auf 127.0.0.1 neu gestartet.",

  // Configurations.
  "The environment variable {name} is not UTF-8: the kernel gets it with “\ufffd” for what cannot be read.":
    "Die Umgebungsvariable {name} ist nicht UTF-8: Der Kernel bekommt sie mit „\ufffd“ für das, was nicht lesbar ist.",
  "The conda environment {prefix} could not be activated as a whole: {reason}.":
    "Die conda-Umgebung {prefix} konnte nicht ganz aktiviert werden: {reason}.",
  "The environment file {file} is not used: {why}.": "Die Umgebungsdatei {file} wird nicht benutzt: {why}.",
  "the value of {name} holds a NUL character": "der Wert von {name} enthält ein NUL-Zeichen",
  "The configuration's arguments are not used: Tandem cannot hand them to {language}.":
    "Die Argumente der Konfiguration werden nicht benutzt: Tandem kann sie {language} nicht übergeben.",
  "The configuration's figure formats are not used: {language} has none to choose.":
    "Die Abbildungsformate der Konfiguration werden nicht benutzt: {language} hat keine zur Wahl.",
  "The configuration's event loop is not used: {language} has none to choose.":
    "Die Ereignisschleife der Konfiguration wird nicht benutzt: {language} hat keine zur Wahl.",
  "The {what} {path} is not run: {problem}.": "{what} {path} wird nicht ausgeführt: {problem}.",
  "startup script": "Startskript",
  script: "Skript",
  "Running the configuration's startup lines.": "Die Startzeilen der Konfiguration werden ausgeführt.",
  "Running the startup script {file}.": "Das Startskript {file} wird ausgeführt.",
  "{what} failed{why}.": "{what}: fehlgeschlagen{why}.",
  "Setting the arguments": "Setzen der Argumente",
  "The startup lines": "Die Startzeilen",
  "The startup script {file}": "Das Startskript {file}",
  "The figure formats": "Die Abbildungsformate",
  "The GUI event loop {loop}": "Die Ereignisschleife {loop}",

  // The log itself.
  "Output is not kept on disk for now, because {reason}. It is held in memory and will be written as soon as the disk takes it.":
    "Ausgabe wird zurzeit nicht auf dem Datenträger aufgehoben: {reason}. Sie bleibt im Speicher und wird geschrieben, sobald der Datenträger sie annimmt.",
  "Output is kept on disk again, after a break that began at {time}.":
    "Ausgabe wird wieder auf dem Datenträger aufgehoben, nach einer Unterbrechung seit {time}.",
  "{kept} What came meanwhile was written.": "{kept} Was inzwischen kam, wurde geschrieben.",
  "{kept} There was not enough memory to hold all that came meanwhile: {size} of it are lost.":
    "{kept} Der Speicher reichte nicht für alles, was inzwischen kam: {size} davon sind verloren.",
  "{records} of output (about {size}) cannot be read: the log on disk was damaged or removed.":
    "{records} Ausgabe (etwa {size}) nicht lesbar: Das Protokoll auf dem Datenträger wurde beschädigt oder entfernt.",
  "One record": "Ein Eintrag",
  "{number} records": "{number} Einträge",
  "The end of the log was not written whole when Tandem last stopped; {size} were dropped.":
    "Das Ende des Protokolls war nicht vollständig geschrieben, als Tandem zuletzt anhielt; {size} wurden verworfen.",
  "{file} was left out of the log: {reason}.": "{file} wurde im Protokoll ausgelassen: {reason}.",
  "the log's folder is gone": "der Ordner des Protokolls ist weg",
  "the disk that holds {folder} is full": "der Datenträger mit {folder} ist voll",
  "the disk that holds {folder} can only be read": "der Datenträger mit {folder} kann nur gelesen werden",
  "{folder} may not be written": "{folder} darf nicht beschrieben werden",
  "{folder} is gone": "{folder} ist weg",
  "{folder} cannot be written ({code})": "{folder} kann nicht beschrieben werden ({code})",

  // What main says of kernel-hosts.
  "{name} is still starting.": "{name} startet noch.",
  "{name} is running.": "{name} läuft.",
  "The log of {name} is being read: {percent} %.": "Das Protokoll von {name} wird gelesen: {percent} %.",
  "The kernel-host of {name} did not start: {why}.": "Der Kernel-Host von {name} ist nicht gestartet: {why}.",
  "The kernel-host of {name} does not answer.": "Der Kernel-Host von {name} antwortet nicht.",
  "The connection to {name} broke.": "Die Verbindung zu {name} ist abgebrochen.",
  "The kernel-host of {name} is gone ({how}).": "Der Kernel-Host von {name} ist weg ({how}).",
  "{gone} Restart starts a new one, which takes over the kernel if it still runs.":
    "{gone} Ein Neustart startet einen neuen, der den Kernel übernimmt, falls er noch läuft.",
  "{gone} A new one takes over.": "{gone} Ein neuer übernimmt.",
  "The kernel-host of {name} has not answered for {minutes} minutes. Its kernel may go on all the same: wait, or shut down the session.":
    "Der Kernel-Host von {name} hat seit {minutes} Minuten nicht geantwortet. Sein Kernel läuft vielleicht trotzdem: warten oder die Sitzung beenden.",
  "{name} runs under {other} Tandem ({build}) than this one: what it prints cannot be shown here (it speaks version {theirs} of the attach protocol, this one {ours}). It goes on and its output is kept. Open it with that Tandem, or shut it down.":
    "{name} läuft unter {other} Tandem ({build}) als diesem: Was er ausgibt, kann hier nicht gezeigt werden (er spricht Version {theirs} des Attach-Protokolls, dieses {ours}). Er läuft weiter, und seine Ausgabe bleibt erhalten. Mit jenem Tandem öffnen oder beenden.",
  "a newer": "einem neueren",
  "an older": "einem älteren",
} as const satisfies Entries;
