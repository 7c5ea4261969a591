import type { ByteSource } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import { joblibArrayAfterBuild } from "../pickle/joblib-arrays.ts";
import { runPickle } from "../pickle/run-pickles.ts";
import type { PickleBudget, PickleListener, PickleObject, PickleValue } from "../pickle/value.ts";

/**
 * Everything is kept: a state dict has tens of thousands of tensors, and an object may be named again at the end that
 * was made at the beginning. `values` bounds the memory; texts are names here, and bytes are read from the file later.
 */
const EVERYTHING: Partial<PickleBudget> = {
  values: 4_000_000,
  items: 4_000_000,
  filled: 4_000_000,
  lasting: 4_000_000,
  operand: 4096,
  folded: 0,
};

/** What one stream would load, as abstract values. */
export interface PickledRoot {
  readonly root: PickleValue;
  /** After STOP. */
  readonly end: number;
  /** What the loader of joblib takes from the file in place of a wrapper, by the offset of the taken bytes. */
  readonly taken: ReadonlyMap<number, PickleObject>;
}

/**
 * Runs the stream that begins at `start`, resolving nothing.
 *
 * @param persistent is told of each reference to what stands outside of the stream
 * @throws FormatError where no loader reads it to its end, or where it is more than is held
 */
export function readPickledRoot(source: ByteSource, start = 0, persistent?: (id: PickleValue) => void): PickledRoot {
  const taken = new Map<number, PickleObject>();
  let fault: { readonly message: string; readonly offset: number } | undefined;
  const listener: PickleListener = {
    effect: (effect) => {
      if (effect.kind === "persistent") persistent?.(effect.id);
    },
    anomaly: ({ fatal, message, offset }) => {
      if (fatal === true) fault ??= { message, offset };
    },
    bytesAfterBuild: (target, offset) => {
      const bytes = joblibArrayAfterBuild(target, source, offset);
      if (bytes === "unknown") {
        fault ??= { message: "an array of a type that is not known follows", offset };
        return 0;
      }
      if (typeof bytes === "number" && bytes > 0 && target.kind === "object") taken.set(offset, target);
      return bytes;
    },
  };
  const stream = runPickle(source, start, listener, EVERYTHING);
  if (fault !== undefined)
    throw new FormatError("MALFORMED", `The pickle is broken at byte ${fault.offset} (${fault.message}): no loader reads it to its end.`);
  if (stream.ended === "budget" || stream.shortened)
    throw new FormatError("BUDGET_NODES", "The pickle holds more values than are kept in memory at a time; split the checkpoint.");
  if (stream.ended !== "stop") throw new FormatError("TRUNCATED", `The pickle ends at byte ${stream.end} before it is complete.`);
  return { root: stream.result, end: stream.end, taken };
}
