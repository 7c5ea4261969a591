import type { RClosure, RDataFacts, RPlace, RPromise, RValue } from "./value.ts";

const KEPT = 20_000;

type Entry<Key extends keyof RDataFacts> = RDataFacts[Key] extends readonly (infer Item)[] ? Item : never;

/** Gathers what a judge wants to know, while the items are read. */
export class RCollector {
  readonly classes = new Set<string>();
  readonly namespaces = new Set<string>();
  readonly names: string[] = [];
  readonly closures: { place: RPlace; readonly closure: RClosure }[] = [];
  readonly promises: { place: RPlace; readonly promise: RPromise }[] = [];
  readonly calls: { place: RPlace; readonly call: RValue; readonly offset: number }[] = [];
  readonly altreps: Entry<"altreps">[] = [];
  readonly persistent: Entry<"persistent">[] = [];
  pointers = 0;
  weakReferences = 0;
  environments = 0;
  cut = false;

  add<Item>(list: Item[], item: Item): void {
    if (list.length < KEPT) list.push(item);
    else this.cut = true;
  }

  addText(set: Set<string>, text: string): void {
    if (set.size < KEPT) set.add(text);
    else this.cut = true;
  }
}
