import type { Visit } from "../interpreter.ts";
import { calledNamesWatch } from "./called-names.ts";
import type { ConfigValue } from "./config-value.ts";
import { tellFact } from "./facts.ts";
import { belongsToOthers, type ConfigKind, kindByKey, kindByName } from "./kinds.ts";
import { remoteCodeWatch } from "./remote-code.ts";
import { templateWatch } from "./templates.ts";
import { textWatch } from "./texts.ts";
import { type ConfigContext, type ConfigWatch, contextOf } from "./watch.ts";
import { weightsIndexWatch } from "./weights-index.ts";

const BATCH = 4096;

/** Takes the values of one configuration, from whatever syntax, and judges them. */
export class ConfigInspection {
  readonly context: ConfigContext;
  readonly #visit: Visit;
  readonly #watches: readonly ConfigWatch[];
  #kind: ConfigKind | undefined;
  #values = 0;
  /** Another reader tells the format, the texts and the limits of this file. */
  foreign = false;

  constructor(name: string, visit: Visit) {
    this.#visit = visit;
    this.#kind = kindByName(name);
    this.context = contextOf(
      visit,
      () => this.#kind,
      () => this.foreign,
      name,
    );
    this.#watches = [templateWatch, calledNamesWatch, remoteCodeWatch, weightsIndexWatch, textWatch].map((watch) => watch(this.context));
  }

  get kind(): ConfigKind | undefined {
    return this.#kind;
  }

  value(value: ConfigValue): void {
    if (++this.#values % BATCH === 0) this.#visit.spend("operations", BATCH);
    const [root] = value.path;
    if (value.path.length === 1 && typeof root === "string") {
      this.foreign ||= belongsToOthers(root);
      if (this.foreign) this.#kind = undefined;
      else this.#kind ??= kindByKey(root);
    }
    for (const watch of this.#watches) watch.value(value);
    if (value.kind === "scalar") tellFact(value.path, value.value, this.#visit);
  }

  /** @param inside the file is a part of another one, which has its own format */
  finish(inside: boolean): void {
    for (const watch of this.#watches) watch.finish?.();
    if (this.#kind !== undefined && !inside) this.#visit.format(this.#kind.format);
  }
}
