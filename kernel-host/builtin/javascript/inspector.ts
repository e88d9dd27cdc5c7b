/**
 * Looks at the user's values from the server's thread, without running anything that has an effect: expressions are
 * evaluated with V8's `throwOnSideEffect`. User code is never run this way: an interrupt could not end it, and
 * Runtime.terminateExecution would end the process.
 */
import { type Runtime, Session } from "node:inspector";

/** An answer that takes longer will not come: the user's thread is busy in a callback. In ms. */
const ANSWER_MS = 1500;

export class ValueInspector {
  readonly #session = new Session();

  /** Connected only while something is asked: V8 keeps what an open session might want to see of the console. */
  private constructor() {
    this.#session.connectToMainThread();
  }

  /** @returns what `ask` gives, or undefined when no answer came in time */
  static async use<T>(ask: (inspector: ValueInspector) => Promise<T>): Promise<T | undefined> {
    const inspector = new ValueInspector();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), ANSWER_MS);
    });
    try {
      return await Promise.race([ask(inspector), late]);
    } finally {
      clearTimeout(timer);
      inspector.#session.disconnect();
    }
  }

  /** The value of an expression, or undefined when it throws, has an effect, or cannot be parsed. */
  async evaluate(expression: string): Promise<Runtime.RemoteObject | undefined> {
    const { result, exceptionDetails } = await this.#post<Runtime.EvaluateReturnType>("Runtime.evaluate", {
      expression: `(${expression}\n)`,
      throwOnSideEffect: true,
      silent: true,
      generatePreview: true,
      timeout: ANSWER_MS / 2,
    });
    return exceptionDetails ? undefined : result;
  }

  /** The value of an expression of the kernel's own, by value; the user's code is not run this way. */
  async call(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.#post<Runtime.EvaluateReturnType>("Runtime.evaluate", {
      expression,
      silent: true,
      returnByValue: true,
    });
    return exceptionDetails ? undefined : result.value;
  }

  /** The properties of an object and of its prototypes, without calling getters. */
  async properties(object: Runtime.RemoteObject): Promise<Runtime.PropertyDescriptor[]> {
    const { result } = await this.#post<Runtime.GetPropertiesReturnType>("Runtime.getProperties", {
      objectId: object.objectId,
      ownProperties: false,
      nonIndexedPropertiesOnly: true,
    });
    return result;
  }

  #post<T>(method: string, parameters: object): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#session.post(method, parameters, (error, result) => {
        if (error) reject(error);
        else resolve(result as T);
      });
    });
  }
}
