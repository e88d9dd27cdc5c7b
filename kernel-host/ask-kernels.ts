/**
 * `node ask-kernels.js`: which kernels live. Takes connections on stdin and says of each on stdout whether it answers
 * heartbeats, and where that is wanted what it says of itself. Main runs it, because it has no ZeroMQ of its own.
 */
import { text } from "node:stream/consumers";
import * as v from "valibot";
import { type AskedKernel, kernelsQuestion } from "../preload/contract/asked-kernels";
import type { ConnectionInfo } from "../preload/contract/connection-info";
import { readKernelInfo } from "./conversation/handshake";
import { makeMessage } from "./wire/message";
import { KernelSockets } from "./wire/sockets";

/** A kernel that answers heartbeats may be busy and say nothing of itself for so long, in ms. */
const ABOUT_MS = 2_000;

function ask(connection: ConnectionInfo, about: boolean, limitMs: number): Promise<AskedKernel> {
  return new Promise((resolve) => {
    let answers = false;
    const end = (answer: AskedKernel) => {
      clearTimeout(timer);
      sockets.close();
      resolve(answer);
    };
    let timer = setTimeout(() => end({ answers }), limitMs);
    const sockets = new KernelSockets(connection, crypto.randomUUID().replaceAll("-", ""), {
      onIopub: () => {},
      onIopubBroken: () => {},
      onReaderBroken: () => {},
      onBad: () => {},
      onStdinConnected: () => {},
      onHeartbeat: () => {
        answers = true;
        if (!about) end({ answers });
        clearTimeout(timer);
        timer = setTimeout(() => end({ answers }), ABOUT_MS);
      },
      onReply: (_socket, { header, content }) => {
        if (header.msg_type !== "kernel_info_reply") return;
        const { language } = readKernelInfo(content);
        end(language === undefined ? { answers: true } : { answers: true, language });
      },
    });
    sockets.beat(1);
    if (!about) return;
    for (const socket of ["control", "shell"] as const)
      sockets.send(socket, makeMessage("tandem", "kernel_info_request", {}, { msgId: crypto.randomUUID() }));
  });
}

async function main(): Promise<void> {
  const { kernels, about, limitMs } = v.parse(kernelsQuestion, JSON.parse(await text(process.stdin)));
  const answers = await Promise.all(kernels.map((connection) => ask(connection, about, limitMs)));
  process.stdout.write(JSON.stringify(answers), () => process.exit(0));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
