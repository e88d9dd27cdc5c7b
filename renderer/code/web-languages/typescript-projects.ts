/** The projects that the open files of TypeScript and JavaScript belong to. */
import ts from "typescript";
import type { DiskView } from "./disk-view";
import type { OpenTexts } from "./open-texts";
import { addressOfPath, dirname, isUntitled, pathOf } from "./paths";
import { type OpenFile, TypeScriptProject } from "./typescript-project";

const CONFIGURATIONS = ["tsconfig.json", "jsconfig.json"];

export class TypeScriptProjects {
  readonly #projects = new Map<string | null, TypeScriptProject>();
  readonly #registry = ts.createDocumentRegistry(true);
  #files = new Map<string, OpenFile & { readonly uri: string }>();
  #version = 0;

  /** @param library the folder with the declarations of the language itself */
  constructor(
    private readonly texts: OpenTexts,
    private readonly disk: DiskView,
    private readonly library: () => string,
  ) {}

  /** To be called when an open text is another one. */
  textsChanged(): void {
    this.#version++;
    this.#files = new Map(
      this.texts.all().map((text) => {
        const path = pathOf(text.uri, text.languageId);
        return [path, { path, uri: text.uri, version: text.version, text: text.getText() }];
      }),
    );
  }

  /** The project of an open text with all that it imports, and its path there; undefined where it is not open. */
  async of(uri: string): Promise<{ readonly project: TypeScriptProject; readonly path: string } | undefined> {
    const text = this.texts.get(uri);
    if (!text) return undefined;
    const path = pathOf(uri, text.languageId);
    const configuration = await this.#configurationOf(path);
    let project = this.#projects.get(configuration);
    if (!project) {
      project = new TypeScriptProject(
        configuration,
        this.disk,
        () => [...this.#files.values()].filter((file) => this.#nearest(file.path) === configuration),
        (other) => this.#files.get(other),
        () => this.#version,
        this.#registry,
        this.library(),
      );
      this.#projects.set(configuration, project);
    }
    await project.settle();
    return this.#files.has(path) ? { project, path } : undefined;
  }

  /** The address of a path: that of the open text, or of the file on the disk. */
  address(path: string): string {
    return this.#files.get(path)?.uri ?? addressOfPath(path);
  }

  /** All open files of a project are closed: what it knows is let go. */
  prune(): void {
    for (const [configuration, project] of [...this.#projects]) {
      if ([...this.#files.keys()].some((path) => this.#nearest(path) === configuration)) continue;
      project.service.dispose();
      this.#projects.delete(configuration);
    }
  }

  async #configurationOf(path: string): Promise<string | null> {
    for (;;) {
      const found = this.#nearest(path);
      if (!this.disk.isWanting) return found;
      await this.disk.load();
    }
  }

  #nearest(path: string): string | null {
    if (isUntitled(path)) return null;
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      for (const name of CONFIGURATIONS) {
        const file = folder.endsWith("/") ? folder + name : `${folder}/${name}`;
        if (this.disk.hasFile(file)) return file;
      }
      if (dirname(folder) === folder) return null;
    }
  }
}
