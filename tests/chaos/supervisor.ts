/** What happens to the hosts of an app, under main's own supervisor. */

import { startable, TestProfile } from "../process/main-supervisor-fixture";
import { isAlive } from "../process/processes";
import { until } from "../process/until";
import type { Fault } from "./fault";
import { STEADY } from "./producer";
import { SessionAt } from "./session-at";
import { check, type Stage } from "./stage";

const GAPS = ["host replaced"] as const;

/** A profile with one session under a supervisor, and a client that watches it from the beginning. */
async function supervised(stage: Stage) {
  const profile = await TestProfile.make();
  stage.defer(() => profile.dispose());
  const { id } = await profile.supervisor.start(startable("Python"), profile.work);
  const session = await SessionAt.only(stage, profile.sessions);
  const host = () => profile.supervisor.list().find((info) => info.id === id);
  return { profile, id, session, host, client: await stage.watch(session) };
}

export const supervisorFaults: readonly Fault[] = [
  {
    kind: "supervised-host-killed",
    subset: true,
    run: async (stage) => {
      const { session, host, client } = await supervised(stage);
      const production = await stage.produce(client, stage.production(16_000, STEADY));
      await stage.seen(client, production, stage.random.int(50, 2000));
      const pid = await session.hostPid();
      process.kill(pid, "SIGKILL");
      await until("another host", () => host()?.host === "connected" && host()?.connection === 2);
      check((await session.hostPid()) !== pid, "host.json is the dead host's");
      const next = (await session.attach("next")).follow();
      await next.end(production.parent);
      const records = await stage.replay(session, client, next);
      stage.count(records, { ...production, gaps: GAPS });
      check(next.life("host replaced").length === 1, "the gap is not named once");
      await stage.settle(session, next, await stage.produce(next, stage.production(500)));
    },
  },
  {
    kind: "supervised-host-and-kernel-killed",
    run: async (stage) => {
      const { session, client, profile, id } = await supervised(stage);
      const production = await stage.produce(client, stage.production(16_000, STEADY));
      await stage.seen(client, production, stage.random.int(50, 2000));
      const pids = [await session.hostPid(), await session.kernelPid()];
      for (const pid of stage.random.next() < 0.5 ? pids : [...pids].reverse()) process.kill(pid, "SIGKILL");
      await until("the end of both", () => pids.every((pid) => !isAlive(pid)));
      await until("the word of the supervisor", () => {
        const info = profile.supervisor.list().find((one) => one.id === id);
        return info?.host === "disconnected" || (info?.host === "connected" && info.connection === 2);
      });
      if (profile.supervisor.list()[0]?.host === "disconnected") await profile.supervisor.revive(id);
      const next = (await session.attach("next")).follow();
      await next.end(production.parent);
      const records = await stage.replay(session, client, next);
      stage.count(records, { ...production, end: "killed" });
      await until("a state", () => next.status?.state === "dead" || next.status?.state === "idle");
      if (next.status?.state === "dead") await next.control("restart");
      await next.state("idle");
      await stage.settle(session, next, await stage.produce(next, stage.production(500)));
    },
  },
  {
    kind: "supervised-host-hangs",
    run: async (stage) => {
      const { session, host, client } = await supervised(stage);
      const production = await stage.produce(client, stage.production(8000, STEADY));
      await stage.seen(client, production, 100);
      const pid = await session.hostPid();
      process.kill(pid, "SIGSTOP");
      await until("the word that the host hangs", () => host()?.host === "unresponsive");
      check(isAlive(pid), "a host that hangs was killed");
      process.kill(pid, "SIGCONT");
      await until("the word that it answers", () => host()?.host === "connected");
      check((await session.hostPid()) === pid, "a host that hung was replaced");
      await stage.settle(session, client, { ...production, gaps: ["output may be missing"] });
    },
  },
  {
    kind: "two-apps-take-over-at-once",
    run: async (stage) => {
      const { profile, id, session, client } = await supervised(stage);
      const production = await stage.produce(client, stage.production(24_000, STEADY));
      await stage.seen(client, production, 100);
      const kernel = await session.kernelPid();
      // The first app is gone, and then its host.
      await profile.supervisor.leave();
      process.kill(await session.hostPid(), "SIGKILL");
      const apps = [profile.nextApp(), profile.nextApp()];
      await Promise.all(apps.map((app) => app.takeOver()));
      for (const app of apps) {
        await until(
          "both apps to be connected",
          () => app.list().find((one) => one.id === id)?.host === "connected",
        );
      }
      stage.defer(() => apps[0]?.leave());
      check((await session.kernelPid()) === kernel && isAlive(kernel), "the kernel is another one");
      const next = (await session.attach("next")).follow();
      await next.end(production.parent);
      const records = await stage.replay(session, client, next);
      stage.count(records, { ...production, gaps: GAPS });
      check(next.life("host replaced").length === 1, "the gap is not named once");
    },
  },
  {
    kind: "an-app-leaves-and-another-comes",
    run: async (stage) => {
      const { profile, id, session, client } = await supervised(stage);
      const production = await stage.produce(client, stage.production(8000, STEADY));
      await stage.seen(client, production, 100);
      await profile.supervisor.leave();
      await stage.moment(100, 800);
      const app = profile.nextApp();
      await app.takeOver();
      await until("a connection", () => app.list().find((one) => one.id === id)?.host === "connected");
      await stage.settle(session, client, production);
      check(stage.cost.gap === 0, "output was lost");
    },
  },
];
