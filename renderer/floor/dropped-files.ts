/** Files that are dropped on the window from another program, where nothing there takes them itself. */
import { tandem } from "./bridge";
import { unawaited } from "./failures";

/** Takes a file, or not. */
type Taker = (path: string) => Promise<boolean>;

const takers: Taker[] = [];
/** What takes files itself says so by this attribute. */
const OWN = ".shell, [data-takes-files]";

/** Asked first of each file that is dropped. */
export function addFileTaker(taker: Taker): void {
  takers.push(taker);
}

/**
 * Takes files from now on; returns a function that ends it.
 * @param open what no taker takes
 */
export function takeFilesOf(target: Window, open: (path: string) => Promise<void>): () => void {
  const isOurs = ({ dataTransfer, target: at }: DragEvent) =>
    dataTransfer?.types.includes("Files") === true && !(at instanceof Element && at.closest(OWN) !== null);
  const over = (event: DragEvent) => {
    if (!event.dataTransfer || !isOurs(event)) return;
    event.preventDefault();
    event.stopPropagation();
    event.dataTransfer.dropEffect = "copy";
  };
  const take = async (paths: readonly string[]) => {
    for (const path of paths) {
      let taken = false;
      for (const taker of takers) taken ||= await taker(path);
      if (!taken) await open(path);
    }
  };
  const drop = (event: DragEvent) => {
    if (!isOurs(event)) return;
    event.preventDefault();
    event.stopPropagation();
    const files = [...(event.dataTransfer?.files ?? [])];
    unawaited("opening dropped files", take(files.map((file) => tandem.pathOf(file)).filter(Boolean)));
  };
  // Before the editor, which would write a path into the text.
  target.addEventListener("dragover", over, true);
  target.addEventListener("drop", drop, true);
  return () => {
    target.removeEventListener("dragover", over, true);
    target.removeEventListener("drop", drop, true);
  };
}
