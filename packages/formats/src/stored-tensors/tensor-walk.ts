import { FormatError } from "../errors.ts";
import { describeValue } from "../pickle/decompile.ts";
import { isContainer, isPlain } from "../pickle/retention.ts";
import type { PickleContainer, PickleObject, PickleValue } from "../pickle/value.ts";
import type { Found } from "./found.ts";
import { argumentsOf, attributeDicts, entriesOf, entryOf, nameOf, textOf } from "./pickled-values.ts";
import type { OtherValue, RefusedTensor, StoredTensor } from "./stored-tensor.ts";

/** Names of tensors in one file; the header of safetensors has no room for many more. */
const MOST_TENSORS = 200_000;
/** Values looked at, those that are named several times each time. */
const MOST_VISITS = 20_000_000;
const DEEPEST = 300;
/** A name is joined of its parts. */
const LONGEST_NAME = 4096;
const OTHERS_KEPT = 200;
/** Values without tensors that wait for what stands beside them. */
const MOST_WAITING = 64;
const SHOWN = 100;

/** What a value is, for those who know the library that wrote it; undefined: look into it. */
export type Recognise = (value: PickleValue) => Found | undefined;

const RECONSTRUCTOR: ReadonlySet<string> = new Set(["copy_reg._reconstructor", "copyreg._reconstructor"]);
/** Attributes of a module that make up its state dict: torch/nn/modules/module.py, `_save_to_state_dict`. */
const STATE_DICT: ReadonlySet<string> = new Set(["_parameters", "_buffers", "_modules"]);

interface Place {
  readonly path: readonly string[];
  /** Characters of the joined path. */
  readonly length: number;
  readonly beside: boolean;
}

/** Finds the tensors below a value, named by the keys, indices and attributes that lead to them. */
export class TensorWalk {
  readonly tensors: StoredTensor[] = [];
  readonly refused: RefusedTensor[] = [];
  readonly others: OtherValue[] = [];
  othersCount = 0;
  readonly #recognise: Recognise;
  readonly #known = new Map<PickleValue, Found | undefined>();
  /** From the root to the value that is looked at: a value inside of itself is not entered again. */
  readonly #above = new Set<PickleValue>();
  /** Values that were looked through and hold no tensor. */
  readonly #barren = new Set<PickleValue>();
  /** How often a value inside of itself was met. */
  #circles = 0;
  #visits = 0;

  constructor(recognise: Recognise) {
    this.#recognise = recognise;
  }

  /** @throws FormatError where the values name one another without end */
  run(root: PickleValue): void {
    this.#visit(root, { path: [], length: 0, beside: false });
  }

  /** Whether there is a tensor in it. */
  #visit(value: PickleValue, place: Place): boolean {
    if (++this.#visits > MOST_VISITS || this.tensors.length + this.refused.length > MOST_TENSORS)
      throw new FormatError("BUDGET_NODES", `The file names more than ${MOST_TENSORS} tensors, or the same values over and over.`);
    if (this.#barren.has(value)) return false;
    const found = this.#found(value);
    if (found !== undefined && found.kind !== "same") return this.#take(found, place);
    if (!isContainer(value) && value.kind !== "object") return false;
    if (this.#above.has(value)) {
      this.#circles++;
      return false;
    }
    if (this.#above.size >= DEEPEST) return this.#refuse(place, `lies deeper than ${DEEPEST} levels`);
    const circles = this.#circles;
    this.#above.add(value);
    const holds =
      found !== undefined
        ? this.#visit(found.value, place)
        : isContainer(value)
          ? this.#container(value, place)
          : this.#object(value, place);
    this.#above.delete(value);
    if (!holds && circles === this.#circles) this.#barren.add(value);
    return holds;
  }

  /** The same value gives the same storage wherever it is named. */
  #found(value: PickleValue): Found | undefined {
    if (value.kind !== "object" && value.kind !== "persistent" && value.kind !== "buffer") return undefined;
    const known = this.#known.get(value);
    if (known !== undefined || this.#known.has(value)) return known;
    const found = this.#recognise(value);
    this.#known.set(value, found);
    return found;
  }

  #take(found: Exclude<Found, { kind: "same" }>, place: Place): boolean {
    if (found.kind === "value") return false;
    if (found.kind === "refused") return this.#refuse(place, found.reason);
    if (place.length > LONGEST_NAME) return this.#refuse(place, `has a name of more than ${LONGEST_NAME} characters`);
    this.tensors.push({ path: place.path, ...found.view, beside: place.beside });
    return true;
  }

  #refuse({ path, beside }: Place, reason: string): true {
    this.refused.push({ path, reason, beside });
    return true;
  }

  /** Looks through parts; what holds no tensor is told where something beside it does. */
  #parts(parts: Iterable<readonly [string, PickleValue, Place]>): boolean {
    let holds = false;
    const waiting: OtherValue[] = [];
    let count = 0;
    for (const [name, value, { path, length, beside }] of parts) {
      const place = { path: [...path, name], length: length + name.length + 1, beside };
      if (this.#visit(value, place)) holds = true;
      else if (++count <= MOST_WAITING && this.others.length + waiting.length < OTHERS_KEPT)
        waiting.push({ path: place.path, text: describeValue(value, SHOWN) });
    }
    if (!holds) return false;
    this.others.push(...waiting);
    this.othersCount += count;
    return true;
  }

  #container(value: PickleContainer, place: Place): boolean {
    if (value.size !== value.items.length) return this.#refuse(place, `has ${value.size} items, more than are kept`);
    return value.kind === "dict" && isModuleState(value) ? this.#parts(moduleParts([value], place)) : this.#parts(itemsOf(value, place));
  }

  #object(value: PickleObject, place: Place): boolean {
    return this.#parts(this.#objectParts(value, place));
  }

  *#objectParts(value: PickleObject, place: Place): Generator<readonly [string, PickleValue, Place], void> {
    for (const items of value.filled ?? []) yield* itemsOf(items, place);
    const attributes = attributeDicts(value);
    if (attributes.some(isModuleState)) yield* moduleParts(attributes, place);
    else if (attributes.length > 0) for (const dict of attributes) yield* itemsOf(dict, place);
    else for (const state of value.states) if (isContainer(state)) yield* itemsOf(state, place);
    const args = argumentsOf(value);
    const [first, , base] = args;
    // Protocols 0 and 1: (class, class of Python, what that one holds).
    if (RECONSTRUCTOR.has(nameOf(value.callable) ?? "") && base !== undefined && isContainer(base)) {
      yield* itemsOf(base, place);
      return;
    }
    // Modules of torch.fx are made from their attributes.
    if (first?.kind === "dict" && isModuleState(first)) yield* moduleParts([first], place);
    else yield* argumentParts(args, place);
  }
}

/** What was given to a call: of the pairs that Python 2 made OrderedDict from, keys and values. */
function* argumentParts(
  args: readonly PickleValue[],
  { path, length, beside }: Place,
): Generator<readonly [string, PickleValue, Place], void> {
  const inner = { path: [...path, "args"], length: length + 5, beside };
  for (const [index, value] of args.entries()) {
    const pairs = value.kind === "list" ? pairsOf(value) : undefined;
    if (pairs !== undefined) for (const [key, item] of pairs) yield [key, item, { path, length, beside }];
    else if (isContainer(value) || value.kind === "object" || value.kind === "persistent" || value.kind === "buffer")
      yield [String(index), value, inner];
  }
}

function pairsOf(list: PickleContainer): readonly (readonly [string, PickleValue])[] | undefined {
  const pairs: (readonly [string, PickleValue])[] = [];
  for (const item of list.items) {
    if ((item.kind !== "list" && item.kind !== "tuple") || item.size !== 2) return undefined;
    const [key, value] = item.items;
    const name = textOf(key);
    if (name === undefined || value === undefined) return undefined;
    pairs.push([name, value]);
  }
  return pairs.length > 0 ? pairs : undefined;
}

function* itemsOf(value: PickleContainer, place: Place): Generator<readonly [string, PickleValue, Place], void> {
  if (value.kind === "dict") {
    let index = 0;
    for (const [key, item] of entriesOf(value)) yield [keyText(key, index++), item, place];
  } else for (const [index, item] of value.items.entries()) yield [String(index), item, place];
}

/** A key as `str` of it; objects, such as the parameters that an optimiser keeps its state by, as their place in the dict. */
function keyText(key: PickleValue, index = 0): string {
  // What was cut is too long for a name, and must not pass for another one.
  if (key.kind === "text") return key.value.length === key.length ? key.value : `${key.value}${" ".repeat(LONGEST_NAME)}`;
  if (key.kind === "int") return String(BigInt.asIntN(128, key.value));
  return (isContainer(key) ? key.holds === "data" : isPlain(key)) ? describeValue(key, SHOWN) : String(index);
}

function isModuleState(dict: PickleContainer): boolean {
  return entryOf(dict, "_parameters") !== undefined && entryOf(dict, "_modules") !== undefined;
}

/** Parameters, buffers and inner modules under their own names, as in a state dict; whatever else hangs on the module beside them. */
function* moduleParts(dicts: readonly PickleContainer[], place: Place): Generator<readonly [string, PickleValue, Place], void> {
  const aside = { ...place, beside: true };
  for (const dict of dicts) {
    const temporary = temporaryBuffers(dict);
    for (const [key, value] of entriesOf(dict)) {
      const name = keyText(key);
      if (!STATE_DICT.has(name)) {
        yield [name, value, aside];
        continue;
      }
      for (const [own, item] of contentsOf(value)) yield [own, item, name === "_buffers" && temporary.has(own) ? aside : place];
    }
  }
}

/** Entries of a dict, or of an OrderedDict. */
function* contentsOf(value: PickleValue): Generator<readonly [string, PickleValue], void> {
  const dicts = value.kind === "dict" ? [value] : value.kind === "object" ? (value.filled ?? []).filter(({ kind }) => kind === "dict") : [];
  for (const dict of dicts) for (const [key, item] of entriesOf(dict)) yield [keyText(key), item];
  if (value.kind === "object") for (const list of argumentsOf(value)) if (list.kind === "list") yield* pairsOf(list) ?? [];
}

/** Buffers that a module makes anew when it is loaded: not in its state dict. */
function temporaryBuffers(dict: PickleContainer): ReadonlySet<string> {
  const names = entryOf(dict, "_non_persistent_buffers_set");
  const items =
    names?.kind === "set"
      ? names.items
      : names?.kind === "object"
        ? argumentsOf(names).flatMap((list) => (isContainer(list) ? list.items : []))
        : [];
  return new Set(items.flatMap((item) => textOf(item) ?? []));
}
