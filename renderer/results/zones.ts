/** Room between the lines of the editor, in which results stand. */
import type { monaco } from "../code/monaco";

/** Room after a line (from 1), in px. */
export interface Room {
  readonly line: number;
  readonly height: number;
}

interface Zone extends monaco.editor.IViewZone {
  afterLineNumber: number;
  heightInPx: number;
}

export class Zones {
  readonly #zones: { readonly id: string; readonly zone: Zone }[] = [];

  constructor(private readonly editor: monaco.editor.IStandaloneCodeEditor) {}

  /** Makes room as these say, in their order; what has its place stays. */
  set(rooms: readonly Room[]): void {
    const zones = this.#zones;
    const same =
      zones.length === rooms.length && rooms.every((room, at) => isSame(room, (zones[at] as Zoned).zone));
    if (same) return;
    const stay = holdLines(this.editor);
    this.editor.changeViewZones((accessor) => {
      rooms.forEach((room, at) => {
        const known = zones[at];
        if (!known) {
          const zone: Zone = {
            afterLineNumber: room.line,
            heightInPx: room.height,
            domNode: document.createElement("div"),
            // It stands at the end of a cell: what is typed there belongs above it.
            ordinal: 10,
          };
          zones.push({ id: accessor.addZone(zone), zone });
        } else if (!isSame(room, known.zone)) {
          known.zone.afterLineNumber = room.line;
          known.zone.heightInPx = room.height;
          accessor.layoutZone(known.id);
        }
      });
      for (const { id } of zones.splice(rooms.length)) accessor.removeZone(id);
    });
    stay();
  }

  /** They went with the text that was shown before. */
  forget(): void {
    this.#zones.length = 0;
  }
}

/** What grows above the view does not move what is read: the first line in view stays where it is. */
function holdLines(editor: monaco.editor.IStandaloneCodeEditor): () => void {
  const line = editor.getVisibleRanges()[0]?.startLineNumber;
  if (line === undefined || editor.getScrollTop() === 0) return () => {};
  const before = editor.getTopForLineNumber(line);
  return () => {
    const moved = editor.getTopForLineNumber(line) - before;
    if (moved !== 0) editor.setScrollTop(editor.getScrollTop() + moved, 1);
  };
}

type Zoned = { readonly zone: Zone };

const isSame = ({ line, height }: Room, zone: Zone) =>
  zone.afterLineNumber === line && zone.heightInPx === height;
