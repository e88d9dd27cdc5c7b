/** Who takes the next keys instead of their commands: a field in which a key is to be pressed. */
import { createStore } from "../store";

/** Given each key as the table writes it; null while keys mean their commands. */
export const keyCapture = createStore<((key: string) => void) | null>(null);
