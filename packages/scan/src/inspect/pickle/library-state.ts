import type { PickleValue } from "@castellan/formats";
import type { Interpreter } from "../interpreter.ts";
import { catboost, lightgbm, xgboostBinary, xgboostJson, xgboostUbjson } from "../tree-models/index.ts";
import { nameOfCallable } from "./class-of.ts";
import { judgeName } from "./name.ts";

/** Bytes in the state of an object that its library's own reader, not the unpickler, takes apart while loading. */
export interface LibraryBytes {
  readonly value: PickleValue;
  /** The class, dotted. */
  readonly owner: string;
  /** Of these readers one must accept the bytes; where there are none, the bytes are searched for pickles. */
  readonly readers: readonly Interpreter[];
}

interface LoadedState {
  readonly keys: readonly string[];
  readonly readers: readonly Interpreter[];
}

const XGBOOST: LoadedState = { keys: ["handle"], readers: [xgboostUbjson, xgboostJson, xgboostBinary] };
const LIGHTGBM: LoadedState = { keys: ["handle", "_handle", "model_str"], readers: [lightgbm] };
const CATBOOST: LoadedState = { keys: ["__model"], readers: [catboost] };
/** Plans of queries may hold functions of Python, pickled. @see https://docs.pola.rs/api/python/stable/reference/lazyframe/api/polars.LazyFrame.deserialize.html */
const POLARS: LoadedState = { keys: [], readers: [] };

const STATES: ReadonlyMap<string, LoadedState> = new Map([
  ["xgboost.core.Booster", XGBOOST],
  ["xgboost.Booster", XGBOOST],
  ["lightgbm.basic.Booster", LIGHTGBM],
  ["lightgbm.Booster", LIGHTGBM],
  ...["CatBoost", "CatBoostClassifier", "CatBoostRegressor", "CatBoostRanker"].map((name) => [`catboost.core.${name}`, CATBOOST] as const),
  ...["polars.expr.expr.Expr", "polars.Expr", "polars.internals.expr.expr.Expr"].map((name) => [name, POLARS] as const),
  ...["polars.lazyframe.frame.LazyFrame", "polars.LazyFrame", "polars.internals.lazyframe.frame.LazyFrame"].map(
    (name) => [name, POLARS] as const,
  ),
]);

/** The bytes that a BUILD hands to a library's own reader. */
export function libraryBytes(target: PickleValue, state: PickleValue): readonly LibraryBytes[] {
  if (target.kind !== "object") return [];
  const name = nameOfCallable(target.callable);
  // Protocols 0 and 1 name the class as the first argument of copyreg._reconstructor.
  const first = target.arguments.kind === "tuple" ? target.arguments.items[0] : undefined;
  const called = name === undefined ? "" : judgeName(name).callable;
  const owner = called === "copyreg._reconstructor" && first?.kind === "global" ? judgeName(first).callable : called;
  const loaded = STATES.get(owner);
  if (loaded === undefined) return [];
  if (loaded.keys.length === 0) return isBytes(state) ? [{ value: state, owner, readers: loaded.readers }] : [];
  const dict = state.kind === "tuple" ? state.items[0] : state;
  if (dict?.kind !== "dict") return [];
  const found: LibraryBytes[] = [];
  for (let index = 0; index + 1 < dict.items.length; index += 2) {
    const [key, value] = [dict.items[index], dict.items[index + 1]];
    if (key?.kind === "text" && loaded.keys.includes(key.value) && value !== undefined && isBytes(value))
      found.push({ value, owner, readers: loaded.readers });
  }
  return found;
}

/** Bytes, text, or what protocols before 3 and 5 make of them by a call. */
function isBytes(value: PickleValue): boolean {
  return value.kind === "bytes" || value.kind === "text" || value.kind === "object";
}
