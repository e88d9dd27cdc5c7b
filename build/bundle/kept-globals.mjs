/**
 * A program that runs other people's code in its own global scope keeps the globals that it needs: `const Symbol = …`
 * in a cell is no business of the program's.
 */

const NAMES = [
  "Array",
  "ArrayBuffer",
  "Atomics",
  "BigInt",
  "Boolean",
  "Buffer",
  "Date",
  "Error",
  "Int32Array",
  "JSON",
  "Map",
  "Math",
  "Number",
  "Object",
  "Promise",
  "RangeError",
  "Reflect",
  "RegExp",
  "Set",
  "SharedArrayBuffer",
  "String",
  "Symbol",
  "SyntaxError",
  "TypeError",
  "Uint8Array",
  "WeakMap",
  "WeakSet",
  "clearInterval",
  "clearTimeout",
  "console",
  "performance",
  "process",
  "queueMicrotask",
  "setImmediate",
  "setInterval",
  "setTimeout",
];

/** The first line of such a program, for esbuild's `banner`. */
export const keptGlobals = { js: `"use strict";const globalThis=global,{${NAMES.join(",")}}=global;` };
