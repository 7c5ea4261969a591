import type { Random } from "../statistics/random.ts";
import type { SearchContext } from "./context.ts";
import type { Item } from "./evidence.ts";
import { Resemblance } from "./resemblance.ts";

/**
 * Of patches: carriers above the first look too much like their own label to be planted, those below the second look like
 * other labels, whatever the model says (0 other labels, 1 their own).
 */
const [RESEMBLING, UNLIKE] = [0.5, 0.25] as const;
/** Items whose carriers are the same to this share (intersection over union) are natural together. */
const SAME = 0.5;
/** Natural items that are remembered. */
const REMEMBERED = 64;

/** Are the carriers of a patch pictures of other labels? Judged by neighbours, beside what the additive model says. */
export class PictureTest {
  readonly #context: SearchContext;
  readonly #random: Random;
  readonly #natural: { readonly label: number; readonly carriers: ReadonlySet<number> }[] = [];
  #resemblance: Resemblance | undefined;

  constructor(context: SearchContext, random: Random) {
    this.#context = context;
    this.#random = random;
  }

  /** `byModel`: whether the model takes the carriers for planted. */
  planted(item: Item, label: number, byModel: boolean): boolean {
    if (!byModel && item.anywhere !== true) return false;
    if (this.#isKnown(item.carriers, label)) return false;
    this.#resemblance ??= new Resemblance(this.#context, this.#random);
    const own = this.#resemblance.of(item.carriers, label);
    if (own === undefined) return byModel;
    if (own > RESEMBLING && this.#natural.length < REMEMBERED) this.#natural.push({ label, carriers: new Set(item.carriers) });
    return own <= (byModel ? RESEMBLING : UNLIKE);
  }

  #isKnown(carriers: Int32Array, label: number): boolean {
    return this.#natural.some((known) => {
      if (known.label !== label) return false;
      let both = 0;
      for (const row of carriers) if (known.carriers.has(row)) both++;
      return both >= SAME * (carriers.length + known.carriers.size - both);
    });
  }
}
