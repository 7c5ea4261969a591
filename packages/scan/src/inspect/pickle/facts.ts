import type { PickleEffect, PickleStream, PickleValue } from "@castellan/formats";
import type { Visit } from "../interpreter.ts";
import { judgeName } from "./name.ts";
import { storageOf } from "./persistent.ts";

const FRAMEWORKS: readonly string[] = [
  "torch",
  "sklearn",
  "xgboost",
  "lightgbm",
  "catboost",
  "_catboost",
  "tensorflow",
  "keras",
  "statsmodels",
  "pandas",
  "numpy",
];

/** What streams tell of the model that they hold. */
export class PickleFacts {
  #protocol = 0;
  #legacyTorch = false;
  #joblib = false;
  #tensors = 0;
  #elements = 0;
  readonly #storages = new Set<string>();
  readonly #dtypes = new Set<string>();
  #sklearn: string | undefined;
  #code: "dill" | "cloudpickle" | undefined;

  legacyTorch(): void {
    this.#legacyTorch = true;
  }

  joblibArray(): void {
    this.#joblib = true;
  }

  effect(effect: PickleEffect): void {
    if (effect.kind === "import") {
      const { module } = effect.global;
      if (module.startsWith("dill.")) this.#code = "dill";
      else if (module.startsWith("cloudpickle.")) this.#code = "cloudpickle";
      else if (module === "joblib.numpy_pickle" || module === "sklearn.externals.joblib.numpy_pickle") this.#joblib = true;
    } else if (effect.kind === "persistent") this.#storage(effect.id);
    else if (effect.kind === "call") this.#tensor(effect.object.callable);
    else if (effect.kind === "build") this.#state(effect.state);
  }

  #storage(id: PickleValue): void {
    const storage = storageOf(id);
    if (storage === undefined || this.#storages.has(storage.key) || this.#storages.size > 100_000) return;
    this.#storages.add(storage.key);
    this.#elements += storage.elements;
    if (this.#dtypes.size < 16) this.#dtypes.add(storage.storageClass.replace("Storage", "").toLowerCase());
  }

  #tensor(callable: PickleValue): void {
    if (callable.kind === "global" && callable.module === "torch._utils" && callable.name.startsWith("_rebuild_tensor")) this.#tensors++;
  }

  #state(state: PickleValue): void {
    if (this.#sklearn !== undefined || state.kind !== "dict") return;
    const { items } = state;
    for (let index = Math.max(0, items.length - 8); index + 1 < items.length; index++) {
      const key = items[index];
      const value = items[index + 1];
      if (key?.kind === "text" && key.value === "_sklearn_version" && value?.kind === "text") this.#sklearn = value.value.slice(0, 32);
    }
  }

  stream(stream: PickleStream): void {
    this.#protocol = Math.max(this.#protocol, stream.protocol);
  }

  /** The function that would load the streams. */
  loader(): string {
    return this.#legacyTorch || this.#tensors > 0
      ? "torch.load"
      : this.#joblib
        ? "joblib.load"
        : this.#code === "dill"
          ? "dill.load"
          : "pickle.load";
  }

  tell(visit: Visit, imports: ReadonlySet<string>): void {
    const kind = this.#legacyTorch ? "pytorch-legacy" : this.#joblib ? "joblib" : this.#code;
    if (kind !== undefined) visit.format(kind);
    visit.format("pickle");
    visit.fact("protocol", this.#protocol);
    const names = [...imports].sort().slice(0, 32);
    if (names.length > 0) visit.fact("imports", names);
    const framework = FRAMEWORKS.find((name) => imports.has(name));
    if (framework !== undefined) visit.fact("framework", framework.replace(/^_/, ""));
    if (this.#sklearn !== undefined) visit.fact("sklearnVersion", this.#sklearn);
    if (this.#tensors > 0) visit.fact("tensors", this.#tensors);
    if (this.#storages.size > 0) {
      visit.fact("parameters", this.#elements);
      visit.fact("dtypes", [...this.#dtypes].sort());
    }
  }
}

/** Whether a class that a stream names is on the allow-list; for tests and reports. */
export function isListed(module: string, name: string): boolean {
  return judgeName({ kind: "global", module, name, offset: 0, computed: "no" }).verdict === "benign";
}
