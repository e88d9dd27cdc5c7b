/** TypeScript becomes JavaScript by leaving out the types; every line stays on its line. */
import { transform } from "sucrase";

/** @throws SyntaxError (of the library) when it is not TypeScript either */
export function stripTypes(code: string): string {
  return transform(code, {
    transforms: ["typescript"],
    disableESTransforms: true,
    // An import may serve the next input.
    keepUnusedImports: true,
  }).code;
}
