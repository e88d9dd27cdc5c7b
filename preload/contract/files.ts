/** Files: what they hold, their texts with unsaved changes, and the requests about them. */
import * as v from "valibot";
import { id, nothing, path } from "./fields";
import { ENCODING_IDS } from "./text-encodings";

const text = v.pipe(v.string(), v.maxLength(64 * 1024 * 1024));

/** Which file a path leads to: two paths with the same one are one file. */
export const fileIdentity = v.object({
  /** The path without links. */
  realPath: v.string(),
  /** Names the file itself where it has several names (hard links), else "". */
  inode: v.string(),
});
export type FileIdentity = v.InferOutput<typeof fileIdentity>;

/** How a file is to be written, by the `.editorconfig` files above it; what they do not say is null. */
export const fileStyle = v.object({
  indentWith: v.nullable(v.picklist(["spaces", "tabs"])),
  /** In columns. */
  indentSize: v.nullable(v.number()),
  trimTrailing: v.nullable(v.boolean()),
  finalNewline: v.nullable(v.boolean()),
  eol: v.nullable(v.picklist(["\n", "\r\n"])),
});
export type FileStyle = v.InferOutput<typeof fileStyle>;

/** How a file stands on disk. */
export const fileContent = v.object({
  /** Absolute, without "..". */
  path: v.string(),
  identity: fileIdentity,
  /** With "\n" for every line end. */
  text: v.string(),
  encoding: v.picklist(ENCODING_IDS),
  /** The encoding's name as the text declares it; null where it does not. */
  declared: v.nullable(v.string()),
  /** What most lines end with. */
  eol: v.picklist(["\n", "\r\n"]),
  /** Some lines end otherwise. */
  mixedEol: v.boolean(),
  style: fileStyle,
  /** The text is a page of the bytes of a binary file, of the first `shown` of `size`; null for a text file. */
  binary: v.nullable(v.object({ shown: v.number(), size: v.number() })),
  readOnly: v.boolean(),
  /** The text is that of a notebook too large for a window, of that many bytes, without what its cells gave. */
  withoutOutputs: v.exactOptional(v.object({ size: v.number() })),
  /** Changes whenever the file does (mtime, size, inode). */
  stamp: v.string(),
  /** Of the bytes: files with the same one hold the same. */
  digest: v.string(),
});
export type FileContent = v.InferOutput<typeof fileContent>;

/** A state of a file that a text is based on. */
export const fileState = v.object({ stamp: v.string(), digest: v.string() });
export type FileState = v.InferOutput<typeof fileState>;

/** When the file was changed last, ms since 1970, as its stamp says; 0 where it does not. */
export function stampTime(stamp: string): number {
  const nanoseconds = Number(stamp.slice(0, stamp.indexOf("-")));
  return Number.isFinite(nanoseconds) ? nanoseconds / 1e6 : 0;
}

/** Text of a file with unsaved changes, kept by main against a crash. */
export const backup = v.object({
  /** Names the document; stable while it is open. */
  id,
  /** Path on disk, or null for an untitled file. */
  path: v.nullable(path),
  identity: v.optional(v.nullable(fileIdentity), null),
  name: v.string(),
  text,
  encoding: fileContent.entries.encoding,
  declared: v.optional(v.nullable(v.string()), null),
  eol: fileContent.entries.eol,
  mixedEol: v.optional(v.boolean(), false),
  /** Stamp and digest of the file that the text is based on. */
  stamp: v.nullable(v.string()),
  digest: v.optional(v.string(), ""),
});
export type Backup = v.InferOutput<typeof backup>;

const place = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/**
 * A backup as it travels and is kept. Of a long text of which little is new: that, and what stays of another one, by places
 * in UTF-16 units. The other comes once, and is named afterwards.
 */
export const writtenBackup = v.object({
  ...backup.entries,
  pieces: v.exactOptional(
    v.object({
      base: id,
      /** Only the first time. */
      baseText: v.exactOptional(text),
      parts: v.array(v.union([text, v.tuple([place, place])])),
    }),
  ),
});
export type WrittenBackup = v.InferOutput<typeof writtenBackup>;

export const folderEntry = v.object({ name: v.string(), kind: v.picklist(["file", "folder"]) });
export type FolderEntry = v.InferOutput<typeof folderEntry>;
/** A file or folder that was open. */
export const recentPlace = v.object({ kind: v.picklist(["file", "folder"]), path });
export type RecentPlace = v.InferOutput<typeof recentPlace>;
/** Tandem can take it back; only the system can; there is none. */
export const trashKind = v.picklist(["undoable", "system", "none"]);
export type TrashKind = v.InferOutput<typeof trashKind>;

export const fileRequests = {
  "files.pickOpen": { input: v.object({ folder: v.nullable(path) }), output: v.array(path) },
  "files.pickFolder": { input: v.object({ folder: v.nullable(path) }), output: v.nullable(path) },
  "files.pickSave": { input: v.object({ suggestion: path }), output: v.nullable(path) },
  "files.read": {
    input: v.object({ path, encoding: v.exactOptional(fileContent.entries.encoding) }),
    output: fileContent,
  },
  /**
   * Writes a text, keeping all else that the file has. It refuses (`changed`) when the file on disk is not the one that is
   * `expected` ("absent": nothing; null: whatever), and (`unwritable`) when the encoding has no way to write a sign of the
   * text, whose line is told, from 1. With `keepEnds` lines that the file has already keep their line ends.
   */
  "files.write": {
    input: v.object({
      path,
      text,
      encoding: fileContent.entries.encoding,
      eol: fileContent.entries.eol,
      keepEnds: v.exactOptional(v.boolean()),
      expected: v.union([v.null(), v.literal("absent"), fileState]),
      /** With "absent": the folder is made where it is not there. */
      makeFolder: v.exactOptional(v.literal(true)),
    }),
    output: v.variant("result", [
      v.object({
        result: v.literal("saved"),
        path: v.string(),
        identity: fileIdentity,
        mixedEol: v.boolean(),
        stamp: v.string(),
        digest: v.string(),
      }),
      v.object({ result: v.literal("changed") }),
      /** With "absent": the folder that it was in is not there any more. */
      v.object({ result: v.literal("noFolder"), folder: v.string() }),
      v.object({ result: v.literal("unwritable"), sign: v.string(), line: v.number() }),
    ]),
  },
  /** A picture of pixels that a notebook names, in base64; null where there is none. */
  "files.readPicture": {
    input: v.object({ path }),
    output: v.nullable(v.object({ type: v.string(), data: v.string() })),
  },
  /** Begins a file that is written piece by piece; it is at its place when it is whole. */
  "files.beginLongWrite": {
    input: v.object({ path, print: v.optional(v.boolean()) }),
    output: v.object({ id }),
  },
  "files.continueLongWrite": { input: v.object({ id, text: v.string() }), output: nothing },
  /** Puts the file at its place, or takes it back. */
  "files.endLongWrite": { input: v.object({ id, keep: v.boolean() }), output: nothing },
  "files.list": { input: v.object({ folder: path }), output: v.array(folderEntry) },
  /**
   * The same in two texts, names parted by "/", which none has in it: 100,000 objects take the way to the window half a
   * second. `left`: how many more there are.
   */
  "files.names": {
    input: v.object({ folder: path }),
    output: v.object({ folders: v.string(), files: v.string(), left: v.number() }),
  },
  /** Makes an empty file or a folder, and the folders on the way there; refuses what is there already. */
  "files.create": {
    input: v.object({ folder: path, name: path, kind: folderEntry.entries.kind }),
    output: v.object({ path }),
  },
  /** Gives what is at a path another name in its folder; refuses one that is taken. */
  "files.rename": { input: v.object({ path, name: path }), output: v.object({ path }) },
  /** Moves what is at a path into another folder; refuses where something of its name is there, or it is that folder. */
  "files.move": { input: v.object({ path, folder: path }), output: v.object({ path }) },
  /** Copies it there, a folder with all that it holds; where something of its name is there, by another one. */
  "files.copy": { input: v.object({ path, folder: path }), output: v.object({ path }) },
  /** A drag of what is at a path begins, which may leave the window. */
  "files.prepareDrag": { input: v.object({ path }), output: nothing },
  /** It has left it, with the button down: it is the system's. Answered when that has begun, or ended. */
  "files.dragOut": { input: v.object({ path }), output: nothing },
  /** What putting it into the trash will mean; asked before the user is. */
  "files.trashOf": { input: v.object({ path }), output: trashKind },
  /**
   * Moves it to the system's trash; not `done` where that has none for it. `undo` names it for "files.untrash", where it
   * can be taken back.
   */
  "files.trash": {
    input: v.object({ path }),
    output: v.object({ done: v.boolean(), undo: v.nullable(id) }),
  },
  /** Takes what this window has put into the trash back to where it was; refuses where something is there by now. */
  "files.untrash": { input: v.object({ undo: id }), output: v.object({ path }) },
  /** Deletes it for good, a folder with all that it holds. */
  "files.delete": { input: v.object({ path }), output: nothing },
  /** The nearest folder, upwards, of what is at a path, or the path itself when nothing is there. */
  "files.nearestFolder": { input: v.object({ path }), output: path },
  /** Watches these files and this folder for changes from now on, instead of what was watched before. */
  /** Watches these instead of what was watched before, and says which of the files are not there. */
  "files.watch": {
    input: v.object({ files: v.array(path), folder: v.nullable(path) }),
    output: v.object({ absent: v.array(path) }),
  },
  "files.backup": { input: writtenBackup, output: nothing },
  "files.dropBackup": { input: v.object({ id }), output: nothing },
} as const;

export const fileEvents = {
  /** A watched file changed on disk, or is gone (`stamp` null). */
  "files.changed": v.object({ path, stamp: v.nullable(v.string()) }),
  /** Something in the watched folder changed: its listing is stale. */
  "files.folderChanged": v.object({ folder: path }),
} as const;
