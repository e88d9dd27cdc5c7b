/**
 * Vitest as tests on Windows' Node have it: its own runner, matchers and spies, without what needs Vite's native parts.
 * The bundler puts this in place of `vitest`; what a test uses beyond it is missing loudly.
 */
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  type ExpectStatic,
  GLOBAL_EXPECT,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from "@vitest/expect";
import { getCurrentTest } from "@vitest/runner";
import { restoreAllMocks, spyOn } from "@vitest/spy";

export {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  it,
  onTestFinished,
  startTests,
  test,
} from "@vitest/runner";

/** How long `expect.poll` and `vi.waitFor` wait, and how often they look, in ms: Vitest's own numbers, and a slow machine's. */
const POLL = { timeout: 10_000, interval: 50 };

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

const assertionOf = (value: unknown, message?: string) => {
  const assertion = chai.expect(value, message) as unknown as { withTest(test: unknown): unknown };
  const test = getCurrentTest();
  return test ? assertion.withTest(test) : assertion;
};
const globals = globalThis as unknown as Record<string | symbol, object>;
/** What its state is before a test. */
const FRESH = { assertionCalls: 0, environment: "node", poll: false };
export const expect = Object.assign(assertionOf, chai.expect, globals[ASYMMETRIC_MATCHERS_OBJECT], {
  poll,
}) as unknown as ExpectStatic;
globals[GLOBAL_EXPECT] = expect;
setState({ ...(getState(expect) as object), ...FRESH }, expect);

/** Asks until what is expected of the answer holds; at the end of the time fails as it failed last. */
function poll(ask: () => unknown, { timeout = POLL.timeout, interval = POLL.interval } = {}) {
  const matcher = (negated: boolean) =>
    new Proxy(
      {},
      {
        get: (_target, name: string) =>
          name === "not"
            ? matcher(true)
            : (...args: unknown[]) =>
                waitFor(
                  async () => {
                    const assertion = expect(await ask());
                    const one = (negated ? assertion.not : assertion) as unknown as Record<
                      string,
                      (...given: unknown[]) => unknown
                    >;
                    await one[name]?.(...args);
                  },
                  { timeout, interval },
                ),
      },
    );
  return matcher(false);
}

async function waitFor<Result>(
  attempt: () => Result | Promise<Result>,
  { timeout = POLL.timeout, interval = POLL.interval } = {},
): Promise<Result> {
  for (const until = performance.now() + timeout; ; ) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > until) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}

const stubbed = new Map<string, string | undefined>();

export const vi = {
  restoreAllMocks,
  spyOn,
  waitFor,
  stubEnv(name: string, value: string) {
    if (!stubbed.has(name)) stubbed.set(name, process.env[name]);
    process.env[name] = value;
  },
  unstubAllEnvs() {
    for (const [name, value] of stubbed) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    stubbed.clear();
  },
};
