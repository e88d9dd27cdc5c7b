/** Monaco's workers have no types of their own. */
declare module "monaco-editor/languages/features/json/jsonWorker" {
  export const JSONWorker: new (context: unknown, data: unknown) => import("./mode-server").ModeWorker;
}
declare module "monaco-editor/languages/features/css/cssWorker" {
  export const CSSWorker: new (context: unknown, data: unknown) => import("./mode-server").ModeWorker;
}
declare module "monaco-editor/languages/features/html/htmlWorker" {
  export const HTMLWorker: new (context: unknown, data: unknown) => import("./mode-server").ModeWorker;
}
