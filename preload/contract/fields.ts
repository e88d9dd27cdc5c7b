/** Fields that requests of many kinds have. */
import * as v from "valibot";

/** A path on this machine. */
export const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
/** Names a session, a view, a document, a configuration. */
export const id = v.pipe(v.string(), v.regex(/^[0-9a-zA-Z_.-]{1,100}$/));
export const nothing = v.undefined();
