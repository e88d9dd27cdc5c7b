/** A value with followers: what the channels "status" and "prompt" tell. */
export class Observable<T> {
  readonly #followers = new Set<(value: T) => void>();

  constructor(private value: T) {}

  get(): T {
    return this.value;
  }

  set(value: T): void {
    this.value = value;
    for (const follower of [...this.#followers]) follower(value);
  }

  /** Calls `follower` after each change; returns a function that stops it. */
  follow(follower: (value: T) => void): () => void {
    this.#followers.add(follower);
    return () => {
      this.#followers.delete(follower);
    };
  }
}
