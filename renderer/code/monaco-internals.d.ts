/** Parts of Monaco that are not among its public ones, and have no types of their own. */
declare module "monaco-editor/base/browser/ui/hover/hoverDelegateFactory" {
  type MakeDelegate = (placement: "mouse" | "element", instant: boolean) => unknown;
  export function setHoverDelegateFactory(make: MakeDelegate): void;
}
declare module "monaco-editor/platform/hover/browser/hover" {
  export const WorkbenchHoverDelegate: object;
}
declare module "monaco-editor/platform/instantiation/common/instantiation" {
  export const IInstantiationService: object;
}
declare module "monaco-editor/editor/standalone/browser/standaloneServices" {
  interface Instantiation {
    createInstance(type: object, ...given: readonly unknown[]): unknown;
  }
  export const StandaloneServices: { get(service: object): Instantiation };
}

declare module "monaco-editor/languages/definitions/markdown/markdown" {
  import type { languages } from "monaco-editor/editor";
  export const language: languages.IMonarchLanguage;
  export const conf: languages.LanguageConfiguration;
}
