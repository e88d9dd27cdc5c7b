/**
 * One project of TypeScript's: the open files below one tsconfig.json or jsconfig.json, or all that have none, with what
 * they import from the disk.
 */
import ts from "typescript";
import type { DiskView } from "./disk-view";
import { dirname } from "./paths";

/** A text that is open: by its path. */
export interface OpenFile {
  readonly path: string;
  readonly version: number;
  readonly text: string;
}

const ALWAYS: ts.CompilerOptions = {
  allowJs: true,
  allowNonTsExtensions: true,
  noEmit: true,
  composite: false,
  incremental: false,
  skipLibCheck: true,
};

/** Where no configuration says how it is to be: as a shell of Tandem's runs it. */
const WITHOUT_CONFIGURATION: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  jsx: ts.JsxEmit.Preserve,
  strict: true,
  esModuleInterop: true,
  resolveJsonModule: true,
  allowImportingTsExtensions: true,
};

export class TypeScriptProject {
  readonly service: ts.LanguageService;
  #options: { readonly of: number; readonly options: ts.CompilerOptions } | undefined;
  /** The state of the disk that the last program was made from. */
  #madeFrom = -1;

  /**
   * @param configuration path of its configuration; null for none
   * @param files its open files
   * @param open any open file, by its path
   * @param library the folder with the declarations of the language itself
   * @param textsVersion another number whenever an open file is another one
   */
  constructor(
    readonly configuration: string | null,
    private readonly disk: DiskView,
    private readonly files: () => readonly OpenFile[],
    private readonly open: (path: string) => OpenFile | undefined,
    textsVersion: () => number,
    registry: ts.DocumentRegistry,
    library: string,
  ) {
    const { disk: view } = this;
    const host: ts.LanguageServiceHost & { hasInvalidatedResolutions(): boolean } = {
      getCompilationSettings: () => this.#compilerOptions(),
      getProjectVersion: () => `${textsVersion()}:${view.version}`,
      hasInvalidatedResolutions: () => this.#madeFrom !== view.version,
      getScriptFileNames: () => this.files().map(({ path }) => path),
      getScriptVersion: (path) => {
        const file = this.open(path);
        return file ? `open ${file.version}` : view.textVersion(path);
      },
      getScriptSnapshot: (path) => {
        const text = this.#read(path);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => this.#folder(),
      getDefaultLibFileName: (options) => `${library}/${ts.getDefaultLibFileName(options)}`,
      useCaseSensitiveFileNames: () => true,
      readFile: (path) => this.#read(path),
      fileExists: (path) => this.open(path) !== undefined || view.hasFile(path),
      directoryExists: (path) =>
        view.hasFolder(trimmed(path)) ||
        this.files().some((file) => file.path.startsWith(`${trimmed(path)}/`)),
      getDirectories: (path) =>
        view
          .entries(trimmed(path))
          .filter((name) => name.endsWith("/"))
          .map((name) => name.slice(0, -1)),
      readDirectory: (path, extensions) =>
        view
          .entries(trimmed(path))
          .filter((name) => !extensions || extensions.some((each) => name.endsWith(each)))
          .map((name) => `${trimmed(path)}/${name}`),
    };
    this.service = ts.createLanguageService(host, registry);
  }

  /** Reads what its files import, and what that imports. */
  async settle(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      this.service.getProgram();
      this.#madeFrom = this.disk.version;
      if (!this.disk.isWanting) return;
      await this.disk.load();
    }
  }

  #folder(): string {
    const [first] = this.files();
    return this.configuration === null ? (first ? dirname(first.path) : "/") : dirname(this.configuration);
  }

  #compilerOptions(): ts.CompilerOptions {
    if (this.#options?.of !== this.disk.version)
      this.#options = { of: this.disk.version, options: this.#readOptions() };
    return this.#options.options;
  }

  #readOptions(): ts.CompilerOptions {
    const { configuration } = this;
    if (configuration === null) return { ...WITHOUT_CONFIGURATION, ...ALWAYS };
    const text = this.#read(configuration);
    const { config = {} } = text === undefined ? {} : ts.parseConfigFileTextToJson(configuration, text);
    const { options } = ts.parseJsonConfigFileContent(
      // Which files belong to it does not matter: those that are open do.
      { ...config, files: [], include: undefined },
      {
        useCaseSensitiveFileNames: true,
        readDirectory: () => [],
        fileExists: (path) => this.disk.hasFile(path),
        readFile: (path) => this.#read(path),
      },
      dirname(configuration),
      undefined,
      configuration,
    );
    return { ...(Object.keys(options).length > 1 ? options : WITHOUT_CONFIGURATION), ...ALWAYS };
  }

  #read(path: string): string | undefined {
    return this.open(path)?.text ?? this.disk.read(path);
  }
}

/** What imports what imports what: deeper is not followed. */
const MOST_ROUNDS = 40;

const trimmed = (path: string) => (path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path);
