/**
 * Pythons in Windows' registry, as their installers write them there (PEP 514), read by the calls of advapi32 (winreg.h)
 * through koffi: what `reg query` prints is in the console's code page, in which names of many languages are lost.
 */

/** HKEY_CURRENT_USER and HKEY_LOCAL_MACHINE: numbers of 32 bits with their sign. */
const USER = -0x7fff_ffff;
const MACHINE = -0x7fff_fffe;
const KEY_READ = 0x2_0019;
const KEY_WOW64_64KEY = 0x100;
const KEY_WOW64_32KEY = 0x200;
/** Text, with its %variables% filled in where its type has some (RRF_RT_REG_SZ). */
const TEXT = 0x2;
/** So many keys in one are read; there are a handful. */
const MOST_KEYS = 500;
/** A key's name has 255 characters at most; a longer path than this one is no program's. Bytes of UTF-16. */
const NAME_BYTES = 512;
const VALUE_BYTES = 2 * 32_768;

/** Files of interpreters: the program that is named, else python.exe in the folder that is. */
export async function registeredPythons(): Promise<string[]> {
  const { subkeys, text } = await registry();
  const found = new Set<string>();
  for (const [root, view] of [
    [USER, 0],
    [MACHINE, KEY_WOW64_64KEY],
    [MACHINE, KEY_WOW64_32KEY],
  ] as const) {
    for (const company of subkeys(root, "Software\\Python", view))
      for (const tag of subkeys(root, `Software\\Python\\${company}`, view)) {
        const place = `Software\\Python\\${company}\\${tag}\\InstallPath`;
        const program = text(root, place, "ExecutablePath", view);
        const folder = text(root, place, null, view);
        if (program) found.add(program);
        else if (folder) found.add(`${folder.replace(/\\$/, "")}\\python.exe`);
      }
  }
  return [...found];
}

interface Registry {
  /** Names of the keys in one; none where it is not there. */
  subkeys(root: number, key: string, view: number): string[];
  /** A value of a key, null for its default one; undefined where it is not there, or no text. */
  text(root: number, key: string, name: string | null, view: number): string | undefined;
}

let library: Promise<Registry> | undefined;

function registry(): Promise<Registry> {
  library ??= load();
  return library;
}

async function load(): Promise<Registry> {
  const koffi = (await import("koffi")).default;
  const dll = koffi.load("advapi32.dll");
  const open = dll.func(
    "int32_t __stdcall RegOpenKeyExW(intptr_t key, str16 name, uint32_t options, uint32_t access, _Out_ intptr_t *opened)",
  );
  const close = dll.func("int32_t __stdcall RegCloseKey(intptr_t key)");
  const each = dll.func(
    "int32_t __stdcall RegEnumKeyExW(intptr_t key, uint32_t index, void *name, _Inout_ uint32_t *characters, void *reserved, void *class, void *classLength, void *written)",
  );
  const value = dll.func(
    "int32_t __stdcall RegGetValueW(intptr_t key, str16 below, str16 name, uint32_t flags, void *type, void *data, _Inout_ uint32_t *bytes)",
  );
  const within = <T>(root: number, key: string, view: number, none: T, use: (key: number) => T): T => {
    const opened = [0];
    if (open(root, key, 0, KEY_READ | view, opened) !== 0) return none;
    try {
      return use(opened[0] as number);
    } finally {
      close(opened[0]);
    }
  };
  return {
    subkeys: (root, key, view) =>
      within(root, key, view, [] as string[], (opened) => {
        const names: string[] = [];
        const name = Buffer.alloc(NAME_BYTES);
        for (let index = 0; index < MOST_KEYS; index++) {
          const characters = [NAME_BYTES / 2];
          if (each(opened, index, name, characters, null, null, null, null) !== 0) break;
          names.push(name.toString("utf16le", 0, (characters[0] as number) * 2));
        }
        return names;
      }),
    text: (root, key, name, view) =>
      within(root, key, view, undefined as string | undefined, (opened) => {
        const data = Buffer.alloc(VALUE_BYTES);
        const bytes = [VALUE_BYTES];
        if (value(opened, null, name, TEXT, null, data, bytes) !== 0) return undefined;
        const [read = ""] = data.toString("utf16le", 0, bytes[0]).split("\0", 1);
        return read.trim();
      }),
  };
}
