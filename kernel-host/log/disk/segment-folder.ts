/** Opens the folder of a log's segments: what is there, what is whole, and what is not. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  truncateSync,
} from "node:fs";
import path from "node:path";
import type { Checkpoint } from "../../../preload/transcript/checkpoint";
import { BlockIndex } from "./block-index";
import { CheckpointKeeper } from "./checkpoint-keeper";
import { Epochs } from "./epochs";
import { decodeRecord, seqOf } from "./frame";
import {
  type LostRecords,
  parseSegmentName,
  peekHeader,
  type SegmentHeader,
  type SegmentMap,
  scanSegment,
} from "./segment";
import { readSidecar, removeSegment, writeSidecar } from "./sidecar";
import { readTrimmed, type Trimmed } from "./trim-marker";

export interface Segment {
  readonly file: string;
  readonly map: SegmentMap;
}

/** What was wrong with a file of the log. `torn`: the end of a segment that was not written whole. */
export type OpenProblem =
  | { readonly kind: "torn"; readonly bytes: number }
  | ({ readonly kind: "lost" } & LostRecords)
  | { readonly kind: "unusable"; readonly file: string; readonly reason: string };

export interface OpenedFolder {
  /** Ordered by number, without overlap. */
  readonly segments: Segment[];
  /** Numbers between two segments that are nowhere. */
  readonly gaps: LostRecords[];
  readonly trimmed: Trimmed | undefined;
  readonly last: number;
  readonly epochs: Epochs;
  readonly blocks: BlockIndex;
  readonly problems: OpenProblem[];
  /** What is open behind the last record; undefined at the beginning, and where nobody knows. */
  readonly end: Checkpoint | undefined;
}

/** The same while it is being put together. */
interface Opening extends Writable<OpenedFolder> {
  readonly session: string;
  /** Called before a segment is read through. */
  readThrough: () => void;
}
/** How a long opening goes on, in bytes. */
export type OpeningProgress = (read: number, of: number) => void;
type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * Makes the folder, for its user only, where it is missing.
 * @throws Error with a sentence when something else stands there; the system's error when it cannot be made
 */
export function prepareFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (!found.isDirectory()) throw new Error(`${folder} is not a folder.`);
  if (process.getuid && found.uid !== process.getuid()) throw new Error(`${folder} belongs to another user.`);
  if (process.platform !== "win32" && (found.mode & 0o077) !== 0) chmodSync(folder, 0o700);
}

/**
 * Takes stock of the folder, for the host that has claimed the session's newest epoch: segments without a sidecar that
 * fits are read through and given one, torn tails are cut off, files that are not ours set aside.
 * @param progress is told, before each segment that has to be read, how many bytes of the log lie behind, and of how many
 * @throws Error with a sentence when the folder is there but cannot be used
 */
export function openSegments(
  folder: string,
  session: string,
  progress: OpeningProgress = () => {},
): OpenedFolder {
  const opened: Opening = {
    segments: [],
    gaps: [],
    trimmed: undefined,
    last: 0,
    epochs: new Epochs(),
    blocks: new BlockIndex(),
    problems: [],
    end: undefined,
    session,
    readThrough: () => {},
  };
  if (!existsSync(folder)) return opened;
  prepareFolder(folder);
  opened.trimmed = readTrimmed(folder);
  opened.last = opened.trimmed?.to ?? 0;
  for (const [epoch, first] of opened.trimmed?.epochs ?? []) opened.epochs.note(epoch, first);
  const files = findSegments(folder, opened).map((file) => ({ file, bytes: sizeOf(file) }));
  const of = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let read = 0;
  opened.readThrough = () => progress(read, of);
  for (const { file, bytes } of files) {
    openSegment(file, opened);
    read += bytes;
  }
  if (opened.trimmed) opened.blocks.trim(opened.trimmed.to + 1);
  return opened;
}

/** The segment files in the order in which they were written; tells the epochs that they belong to. */
function findSegments(folder: string, { session, epochs, problems }: Opening): string[] {
  const found: { file: string; first: number; epoch: number }[] = [];
  for (const name of readdirSync(folder)) {
    const parsed = parseSegmentName(name);
    if (!parsed) continue;
    const file = path.join(folder, name);
    let header: SegmentHeader | undefined;
    try {
      header = peekHeader(file);
    } catch {
      // Told when it is opened.
    }
    const reason = header && strangeness(header, session, parsed);
    if (reason !== undefined) {
      problems.push({ kind: "unusable", file, reason });
      setAside(file);
      continue;
    }
    epochs.note(parsed.epoch, header?.epochFirst ?? parsed.first);
    found.push({ file, ...parsed });
  }
  found.sort((one, other) => one.epoch - other.epoch || one.first - other.first);
  return found.map(({ file }) => file);
}

/** Why a segment is none of this log's, or undefined. */
function strangeness(header: SegmentHeader, session: string, named: { first: number; epoch: number }) {
  if (header.session !== session) return `it belongs to the session ${header.session}`;
  const renamed = header.first !== named.first || header.epoch !== named.epoch;
  return renamed ? "its name is not the one it was made under" : undefined;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Keeps a file that is not ours out of the way of those that are. */
function setAside(file: string): void {
  try {
    renameSync(file, `${file}.unusable`);
  } catch {
    // It stays under its name; a segment that wants the same name is told of it.
  }
}

function openSegment(file: string, opened: Opening): void {
  const { first, epoch } = parseSegmentName(path.basename(file)) as { first: number; epoch: number };
  // What an earlier host wrote under numbers that a later one began with was never part of the later one's log.
  const limit = (opened.epochs.startAfter(epoch) ?? Number.POSITIVE_INFINITY) - 1;
  let map: SegmentMap;
  try {
    map = loadSegment(file, limit, opened);
  } catch (error) {
    opened.problems.push({ kind: "unusable", file, reason: (error as Error).message });
    return;
  }
  if (opened.trimmed && map.last <= opened.trimmed.to) {
    // Its marker was written, then the host died.
    removeSegment(file);
    return;
  }
  if (map.last < first && map.torn === 0) removeSegment(file);
  if (map.last > limit) map = { ...map, last: limit };
  if (map.last < first) return;
  if (first > opened.last + 1) {
    const gap = { from: opened.last + 1, to: first - 1, bytes: 0 };
    opened.gaps.push(gap);
    opened.problems.push({ kind: "lost", ...gap });
  }
  opened.last = map.last;
  opened.segments.push({ file, map });
}

/** The map of a segment: from its sidecar, else by reading it through. Feeds the index of blocks. */
function loadSegment(file: string, limit: number, opened: Opening): SegmentMap {
  const { session } = opened;
  const { size } = statSync(file);
  const sidecar = readSidecar(file, size);
  const { first, epoch } = parseSegmentName(path.basename(file)) as { first: number; epoch: number };
  const ours = sidecar?.map.session === session && sidecar.map.first === first && sidecar.map.epoch === epoch;
  if (sidecar && ours && sidecar.map.last <= limit) {
    opened.blocks.merge(sidecar.blocks);
    opened.end = sidecar.end;
    return sidecar.map;
  }
  opened.readThrough();
  const keeper = new CheckpointKeeper(opened.end, opened.blocks);
  const map = scanSegment(file, session, (payload) => {
    if ((seqOf(payload) ?? 0) > limit) return;
    const record = decodeRecord(payload);
    opened.blocks.take(record);
    keeper.take(record, payload.length);
  });
  const blocks = opened.blocks.endSegment();
  const { checkpoints, end } = keeper.endSegment();
  opened.end = end;
  for (const lost of map.lost) opened.problems.push({ kind: "lost", ...lost });
  if (map.torn > 0) {
    opened.problems.push({ kind: "torn", bytes: map.torn });
    if (map.last >= map.first) cutTail(file, map);
  }
  if (map.last >= map.first && map.last <= limit)
    writeSidecar(file, { map, blocks, checkpoints, ...(end && { end }) });
  return map;
}

function cutTail(file: string, map: SegmentMap): void {
  try {
    truncateSync(file, map.size);
    map.torn = 0;
  } catch {
    // A disk that can only be read: the tail stays, and stays out of sight.
  }
}
