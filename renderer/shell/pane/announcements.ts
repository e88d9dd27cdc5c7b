/** Tells what happens in the shell in front to those who do not see it: first lines, errors and states. */

import { Disposables } from "../../../preload/floor/disposables";
import { translated } from "../../../preload/texts/log-sentences";
import { t } from "../../../preload/texts/texts";
import { stripAnsi } from "../../../preload/transcript/terminal";
import { linesText } from "../../../preload/transcript/text";
import type { Block, Output, Transcript } from "../../../preload/transcript/transcript";
import { announce } from "../../floor/notices/announce";
import type { ShellModel } from "../../kernels/shell-model";
import type { WindowShells } from "../../kernels/shells";

/**
 * States that are worth a word and that nothing else tells: a question and a restart are told by what the transcript
 * says of them, a death by its alert; the others come and go with every request.
 */
const TOLD_STATES = new Set(["unresponsive", "disconnected"]);
/** Events that are told by a state or an alert, or that nobody waits for. */
const UNTOLD_EVENTS = new Set(["ready", "died", "unresponsive", "responsive"]);
/** What is told whatever came before it in its block. */
const ALWAYS_TOLD = new Set(["error", "input"]);
/** Longest line that is read out, in characters. */
const MOST_CHARACTERS = 200;

/** Follows the shell in front; returns a function that stops it. */
export function announceShells(shells: WindowShells): () => void {
  let stopShell = () => {};
  const onFront = () => {
    stopShell();
    const shell = shells.front.get();
    stopShell = shell ? followShell(shell) : () => {};
  };
  const stop = shells.front.subscribe(onFront);
  onFront();
  return () => {
    stop();
    stopShell();
  };
}

function followShell(shell: ShellModel): () => void {
  // What was there before is not news.
  let told = new Map<number, number>();
  let newest = shell.transcript.get().seq;
  const onTranscript = () => {
    const transcript = shell.transcript.get();
    if (!shell.client.log.caughtUp.get()) {
      newest = transcript.seq;
      return;
    }
    for (const { sentence } of news(transcript, newest, told)) announce(sentence);
    told = new Map([...told].slice(-100));
  };
  const onState = () => {
    const state = shell.state.get();
    if (TOLD_STATES.has(state)) announce(`${shell.name}: ${t(state)}`);
  };
  const stops = new Disposables(shell.transcript.subscribe(onTranscript), shell.state.subscribe(onState));
  return () => {
    stops.dispose();
  };
}

/**
 * What a newer transcript brought: for each block its first output, its errors and the questions that wait.
 * @param since blocks that begin after this number are news
 * @param told outputs told of each block; added to
 */
export function* news(
  { blocks }: Transcript,
  since: number,
  told: Map<number, number>,
): Generator<{ readonly sentence: string }> {
  for (let i = blocks.length - 1; i >= 0 && i >= blocks.length - 50; i--) {
    const block = blocks[i] as Block;
    if (block.seq <= since) break;
    const before = told.get(block.seq) ?? 0;
    if (block.outputs.length === before) continue;
    const fresh = block.outputs
      .slice(before)
      .filter((output, j) => before + j === 0 || ALWAYS_TOLD.has(output.kind));
    told.set(block.seq, block.outputs.length);
    for (const output of fresh) {
      const sentence = sentenceFor(output);
      if (sentence !== "") yield { sentence };
    }
  }
}

function sentenceFor(output: Output): string {
  switch (output.kind) {
    case "stream":
    case "raw":
      return firstLine(linesText(output.lines.slice(output.from ?? 0, (output.from ?? 0) + 5)));
    case "error":
      return firstLine([output.name, output.value].filter(Boolean).join(": "));
    case "display":
      return firstLine(String(output.data["text/plain"] ?? ""));
    case "input":
      if (output.answer !== undefined || output.withdrawn) return "";
      return firstLine(stripAnsi(output.prompt)) || t("waiting for input");
    case "event":
      // An end that was asked for raises no alert.
      if (UNTOLD_EVENTS.has(output.event) && !output.exit?.asked) return "";
      return translated(output.sentence);
    case "absent":
      return "";
  }
}

function firstLine(text: string): string {
  return (text.trim().split("\n")[0] ?? "").slice(0, MOST_CHARACTERS);
}
