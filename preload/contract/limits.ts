/** Every constant of flow, size and time that two houses have to agree on, or that a reader may want to tune. */

const KIB = 1024;
const MIB = 1024 * KIB;

/** Range of attach protocol versions this build speaks: lowest and highest. */
export const PROTOCOL_RANGE: readonly [number, number] = [1, 1];

/** Largest frame on any pipe, in bytes, its length prefix included. */
export const MAX_FRAME_BYTES = 256 * KIB;
/** Largest message that a receiver puts together from frames, in bytes. */
export const MAX_MESSAGE_BYTES = 256 * MIB;
/**
 * Largest record of a log, in bytes of its JSON. What a kernel sends beyond is kept as files beside the log, up to
 * `KEPT_FILES_BYTES` for a session, and the record says so. It leaves room in a message for what goes with it.
 */
export const MAX_RECORD_BYTES = 128 * MIB;
export const KEPT_FILES_BYTES = 2048 * MIB;
/** Credit that a receiver gives each channel at first, in bytes. */
export const CHANNEL_CREDIT_BYTES = MIB;
/** Most channels one pipe may have open. */
export const MAX_CHANNELS = 1024;
/** A pipe numbers the channels that it opens itself up to here; a router numbers those that it forwards above. */
export const MAX_OWN_CHANNEL = 0x7fff;
/** Largest request from a window to main, in bytes of JSON text. */
export const MAX_REQUEST_BYTES = 64 * MIB;

/**
 * While a kernel prints without end, and a window does not read, host and main each take at most so much more than they
 * had, in bytes: the rest is on disk. Of 240 MB printed a host that collects its garbage at once takes 38 MB more: the
 * rest of this is garbage that V8 leaves lying while text comes in by the megabyte.
 */
export const FLOOD_MEMORY_BYTES = { host: 208 * MIB, main: 32 * MIB } as const;
/** What a host keeps of its log in memory, besides the disk, in bytes: the newest records. */
export const LOG_MEMORY_BYTES = 4 * MIB;
/** The log on disk. */
export const LOG_DISK = {
  /** A segment is finished past this size, in bytes. */
  segmentBytes: 8 * MIB,
  /** Bound of a session's log on disk, in bytes: past it whole old segments are dropped. */
  totalBytes: 2048 * MIB,
  /** While the disk takes nothing, records wait in memory up to this, in bytes; then the oldest of them are lost. */
  pendingBytes: 64 * MIB,
  /** What was written is handed to the disk itself this long after the last time, in ms: what a power cut may cost. */
  syncMs: 1_000,
  /** A disk that took nothing is tried again after this, twice as long each time, in ms. */
  retryMs: 1_000,
  maxRetryMs: 30_000,
} as const;
/** Stream text of one request is merged for this long before it is numbered, in ms. */
export const STREAM_MERGE_MS = 5;
/** Longest stream text in one record, in UTF-16 units: what the window can take in one task. */
export const STREAM_RECORD_CHARS = 16 * KIB;
/** Records sent in one message on the channel "log", in bytes. */
export const LOG_BATCH_BYTES = 64 * KIB;
/** Behind a message on the channel "log" of so many bytes more text waits for more, so long in ms: a flood goes in few messages. */
export const LOG_FLOOD = { largeBytes: 8 * KIB, restMs: 30 } as const;
/** Raw stdout and stderr files of a kernel are truncated behind a marker past this size, in bytes. */
export const RAW_FILE_BYTES = 64 * MIB;

/** Liveness (DESIGN §3): one probe an interval, unresponsive after this many failed in a row. Times in ms. */
export const LIVENESS = {
  kernelIntervalMs: 1000,
  kernelMisses: 3,
  hostIntervalMs: 1000,
  hostMisses: 3,
  /** The host finds itself stopped when its own timer comes later than this. */
  selfStoppedMs: 500,
} as const;

/** How long a kernel may take to start before the shell says so, and before the start counts as failed. Times in ms. */
export const START = {
  slowMs: 5_000,
  failedMs: 120_000,
  probeMs: 500,
  /** A kernel that answers is asked for more although its stdin socket is not connected after so long. */
  stdinMs: 5_000,
  hostConnectMs: 15_000,
} as const;

/** What goes on so long after an interrupt, in ms, is said to go on, with what else can be done. */
export const INTERRUPT_SHOWN_MS = 4_000;
/** A kernel whose code asked it to end (`exit()`) has so long for it, in ms, before it is ended by escalation. */
export const ASKED_END_MS = 10_000;

/** Escalation when a kernel is to end: each step's time before the next is taken, in ms. */
export const ESCALATION = {
  interruptMs: 500,
  shutdownRequestMs: 3_000,
  sigtermMs: 2_000,
  sigkillMs: 5_000,
} as const;

/** A reply without its idle, or an idle without its reply, ends the request after this, in ms. */
export const REQUEST_GRACE_MS = 2_000;
/** An execute_request of which nothing was heard for so long is asked after, in ms. */
export const REQUEST_UNHEARD_MS = 10_000;
/** Time-outs of requests other than execute, in ms. */
export const REQUEST_TIMEOUT_MS = {
  complete_request: 5_000,
  inspect_request: 5_000,
  is_complete_request: 1_000,
  history_request: 5_000,
  modules_request: 5_000,
} as const;

/** A host whose session is not to be kept (launch.json: keep) shuts its kernel down after so long without a client, in ms. */
export const UNATTENDED_HOST_MS = 60_000;
/** The scripts that activate a conda environment may take so long. */
export const CONDA_ACTIVATION_MS = 10_000;
/** A host that hangs is reported at once, and after this it is said that it may be ended by hand, in ms. */
export const HOST_HANGS_LONG_MS = 120_000;
/** Restart policy where a session wants one (launch.json: restart) and does not say otherwise. */
export const RESTART_POLICY = { limit: 5, stableMs: 10_000 } as const;
/** What a host needs to take over a running kernel. Times in ms. */
export const ADOPTION = {
  /** The process of an adopted kernel is looked at so often: no exit status can be waited for. */
  lookMs: 500,
  /** Kernels that answer nothing on control while busy are taken for adopted after so long, if they live. */
  handshakeMs: 3_000,
} as const;
/** A kernel that another program started is gone when it is silent for so long and nobody listens any more. Times in ms. */
export const JOINED = { lookMs: 1_000, silentMs: 3_000 } as const;

/** Unsaved text is backed up this long after the last change at the latest, in ms. */
export const BACKUP_MS = 1_000;
/** The same for a text of at most so many UTF-16 units, which is written in no time. */
export const SOON_BACKUP = { ms: 400, chars: 1_000_000 } as const;

/** A kernel's use of the machine is measured so often, in ms, while a window shows it. */
export const USAGE_INTERVAL_MS = 2000;
/** Longest name that a user gives a session, in characters. */
export const MOST_NAME_CHARS = 100;
/** Longest text of one failure that a window reports, in UTF-16 units. */
export const MOST_FAILURE_CHARS = 8_000;

/** Of what is selected in an editor more is not offered to the middle button, in UTF-16 units. */
export const MOST_SELECTED_CHARS = 1_000_000;
