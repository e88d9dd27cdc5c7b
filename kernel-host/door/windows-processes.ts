/**
 * Processes on Windows, by the documented calls of kernel32 (processthreadsapi.h, tlhelp32.h), through koffi. A process is
 * known by its pid and the exact time of its creation; what is ended is ended by the handle of which that was read, so that
 * no other process can have got the pid in between.
 */

/** A process as kernel32 knows it. `created` is a FILETIME, in 100 ns since 1601. */
export interface CreatedProcess {
  readonly pid: number;
  /** Who started it. That one may be gone, and its pid another's by now. */
  readonly parent: number;
  readonly created: bigint;
}

/** A process that is held: its pid is nobody else's until it is let go. */
interface Held {
  readonly created: bigint;
  end(): void;
  letGo(): void;
}

const PROCESS_TERMINATE = 0x0001;
const PROCESS_QUERY_LIMITED_INFORMATION = 0x1000;
const SYNCHRONIZE = 0x0010_0000;
const WAIT_TIMEOUT = 0x102;
const TH32CS_SNAPPROCESS = 0x2;
const INVALID_HANDLE_VALUE = (1n << 64n) - 1n;
/** What a tree starts while it is ended is looked for so often again. */
const ROUNDS = 5;

/** The start of a process as files of a session say it. */
export function startOf(pid: number): Promise<string | null> {
  return withProcess(pid, ({ created }) => sayStart(created)).then((start) => start ?? null);
}

/** @param created a FILETIME */
export function sayStart(created: bigint): string {
  return `created ${created}`;
}

/**
 * Ends a process with all that it has started, if it is certainly the one that was meant.
 * @param start as `startOf` said it
 * @returns whether it was there
 */
export async function endTree(pid: number, start: string | null): Promise<boolean> {
  const { hold, list } = await kernel32();
  const root = holdCertain(hold, pid, start);
  if (!root) return false;
  const held = new Map([[pid, root]]);
  try {
    // First, so that it starts no others.
    root.end();
    const top = { pid, parent: 0, created: root.created };
    for (let round = 0; round < ROUNDS; round++) {
      const below = descendants(
        [top, ...[...held].map(([id, one]) => ({ ...top, pid: id, ...one }))],
        list(),
      );
      const fresh = below.filter((one) => !held.has(one.pid));
      if (fresh.length === 0) break;
      for (const one of fresh) {
        const process = hold(one.pid, PROCESS_TERMINATE);
        if (process?.created !== one.created) {
          process?.letGo();
          continue;
        }
        held.set(one.pid, process);
        process.end();
      }
    }
    return true;
  } finally {
    for (const one of held.values()) one.letGo();
  }
}

/** Ends one process, if it is certainly the one that was meant. @returns whether it was there */
export async function endOne(pid: number, start: string | null): Promise<boolean> {
  const process = holdCertain((await kernel32()).hold, pid, start);
  process?.end();
  process?.letGo();
  return process !== undefined;
}

function holdCertain(hold: Kernel32["hold"], pid: number, start: string | null): Held | undefined {
  const process = hold(pid, PROCESS_TERMINATE);
  if (!process || sayStart(process.created) === start) return process;
  process.letGo();
  return undefined;
}

/**
 * All that these processes have started, and what those have. A process whose parent's pid is one of theirs, but that is
 * older, was started by another that had the pid before: it is a stranger. Pure.
 */
export function descendants(
  roots: readonly Pick<CreatedProcess, "pid" | "created">[],
  all: readonly CreatedProcess[],
): CreatedProcess[] {
  const found = new Map<number, CreatedProcess>();
  const open = [...roots];
  for (let one = open.pop(); one; one = open.pop()) {
    for (const each of all) {
      if (each.parent !== one.pid || each.created < one.created || found.has(each.pid)) continue;
      if (roots.some(({ pid }) => pid === each.pid)) continue;
      found.set(each.pid, each);
      open.push(each);
    }
  }
  return [...found.values()];
}

async function withProcess<T>(pid: number, use: (process: Held) => T): Promise<T | undefined> {
  const process = (await kernel32()).hold(pid, 0);
  if (!process) return undefined;
  try {
    return use(process);
  } finally {
    process.letGo();
  }
}

interface Kernel32 {
  /** Undefined when there is none with this pid, it has ended, or is not ours to look at. */
  hold(pid: number, access: number): Held | undefined;
  list(): CreatedProcess[];
}

let library: Promise<Kernel32> | undefined;

function kernel32(): Promise<Kernel32> {
  library ??= loadKernel32();
  return library;
}

async function loadKernel32(): Promise<Kernel32> {
  // The build puts its addon for Windows beside the kernel-host; no other system loads it.
  const koffi = (await import("koffi")).default;
  const dll = koffi.load("kernel32.dll");
  const open = dll.func("intptr_t __stdcall OpenProcess(uint32_t access, bool inherit, uint32_t pid)");
  const close = dll.func("bool __stdcall CloseHandle(intptr_t handle)");
  const wait = dll.func("uint32_t __stdcall WaitForSingleObject(intptr_t handle, uint32_t ms)");
  const terminate = dll.func("bool __stdcall TerminateProcess(intptr_t handle, uint32_t code)");
  const times = dll.func(
    "bool __stdcall GetProcessTimes(intptr_t handle, _Out_ uint64_t *created, _Out_ uint64_t *ended, _Out_ uint64_t *kernel, _Out_ uint64_t *user)",
  );
  const snapshot = dll.func("intptr_t __stdcall CreateToolhelp32Snapshot(uint32_t what, uint32_t pid)");
  // PROCESSENTRY32W, without a name of its own: names are koffi's for the whole process.
  const entry = koffi.struct({
    dwSize: "uint32_t",
    cntUsage: "uint32_t",
    th32ProcessID: "uint32_t",
    th32DefaultHeapID: "uintptr_t",
    th32ModuleID: "uint32_t",
    cntThreads: "uint32_t",
    th32ParentProcessID: "uint32_t",
    pcPriClassBase: "int32_t",
    dwFlags: "uint32_t",
    szExeFile: koffi.array("char16_t", 260),
  });
  const each = ["intptr_t", koffi.inout(koffi.pointer(entry))];
  const first = dll.func("__stdcall", "Process32FirstW", "bool", each);
  const next = dll.func("__stdcall", "Process32NextW", "bool", each);

  const hold = (pid: number, access: number): Held | undefined => {
    const handle = open(access | PROCESS_QUERY_LIMITED_INFORMATION | SYNCHRONIZE, false, pid);
    if (!handle) return undefined;
    const created: [bigint | number] = [0n];
    // What somebody still holds is there after its end: only one that runs is not signalled.
    if (wait(handle, 0) === WAIT_TIMEOUT && times(handle, created, [0n], [0n], [0n]))
      return {
        created: BigInt(created[0]),
        end: () => {
          terminate(handle, 1);
        },
        letGo: () => {
          close(handle);
        },
      };
    close(handle);
    return undefined;
  };
  const list = (): CreatedProcess[] => {
    const handle = snapshot(TH32CS_SNAPPROCESS, 0);
    if (BigInt.asUintN(64, BigInt(handle)) === INVALID_HANDLE_VALUE) return [];
    const found: CreatedProcess[] = [];
    try {
      const one = { dwSize: koffi.sizeof(entry), szExeFile: "" } as Record<string, unknown>;
      for (let more = first(handle, one); more; more = next(handle, one)) {
        const [pid, parent] = [Number(one["th32ProcessID"]), Number(one["th32ParentProcessID"])];
        const process = hold(pid, 0);
        if (process) found.push({ pid, parent, created: process.created });
        process?.letGo();
      }
    } finally {
      close(handle);
    }
    return found;
  };
  return { hold, list };
}
