import type { Interpreter } from "./interpreter.ts";
import type { ModelFileRule } from "./rule.ts";
import { ENGINE_RULES } from "./rules.ts";

/** Every way to read a model file; all that accept the bytes are followed, in this order. */
export const INTERPRETERS: readonly Interpreter[] = [];

/** Every rule that a finding in a model file can name. */
export const MODEL_FILE_RULES: readonly ModelFileRule[] = [...ENGINE_RULES];
