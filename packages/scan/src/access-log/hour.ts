import type { AccessEvent, PrincipalKind } from "@castellan/formats";
import type { AccessLogRow } from "../../knowledge/access-log/row.ts";

/** Where an event stands: file, record of it, and what identifies it to a reader. */
export interface EventReference {
  readonly file: string;
  readonly record: number;
  readonly time: number;
  readonly action: string;
  readonly resource?: string;
  readonly source?: string;
  readonly outcome: AccessEvent["outcome"];
  readonly id?: string;
}

/** Distinct things kept of one hour; more are counted as so many. */
const DISTINCT = 4_096;
/** Events shown of one thing. */
const SHOWN = 8;

/** Something surprising in the hour, with the events that made it. */
export interface Surprise {
  readonly item: string;
  readonly surprise: number;
  readonly events: EventReference[];
  count: number;
}

export interface RowHit {
  readonly row: AccessLogRow;
  /** 0.1 for what the principal always does, 1 for what it never did. */
  unusual: number;
  events: EventReference[];
  count: number;
  readonly resources: Set<string>;
  readonly regions: Set<string>;
}

/** What one principal did in one hour. */
export class Hour {
  readonly principal: string;
  readonly kind: PrincipalKind;
  /** Beginning, in milliseconds. */
  readonly start: number;
  events = 0;
  denied = 0;
  failed = 0;
  bytes = 0;
  invocations = 0;
  last = 0;
  readonly objects = new Set<string>();
  readonly containers = new Map<string, Surprise>();
  readonly actions = new Map<string, Surprise>();
  readonly networks = new Map<string, Surprise>();
  readonly regions = new Map<string, Surprise>();
  readonly programs = new Map<string, Surprise>();
  readonly rows = new Map<string, RowHit>();
  readonly ids = new Set<string>();
  /** What rows saw, learned as habits. */
  readonly habits = new Set<string>();
  readonly first: EventReference[] = [];
  readonly reads: EventReference[] = [];
  readonly refusals: EventReference[] = [];
  readonly runEvents: EventReference[] = [];
  longestRun = 0;
  #run = 0;
  #before: { readonly stem: string; readonly number: number } | undefined;

  constructor(principal: string, kind: PrincipalKind, start: number) {
    this.principal = principal;
    this.kind = kind;
    this.start = start;
  }

  /** False where the event was delivered before. */
  isNew(id: string | undefined): boolean {
    if (id === undefined) return true;
    if (this.ids.has(id)) return false;
    if (this.ids.size < DISTINCT * 4) this.ids.add(id);
    return true;
  }

  /** Notes an item, asking how surprising it is once an hour. */
  note(map: Map<string, Surprise>, item: string, event: EventReference, surprise: () => number): void {
    const known = map.get(item);
    if (known !== undefined) {
      known.count++;
      if (known.events.length < SHOWN) known.events.push(event);
    } else if (map.size < DISTINCT) map.set(item, { item, surprise: surprise(), events: [event], count: 1 });
  }

  hit(row: AccessLogRow, unusual: number, event: EventReference, resources: readonly string[], region: string | undefined): void {
    let hit = this.rows.get(row.id);
    if (hit === undefined) {
      hit = { row, unusual, events: [], count: 0, resources: new Set(), regions: new Set() };
      this.rows.set(row.id, hit);
    }
    hit.count++;
    hit.unusual = Math.max(hit.unusual, unusual);
    if (hit.events.length < SHOWN) hit.events.push(event);
    for (const resource of resources) if (hit.resources.size < DISTINCT) hit.resources.add(resource);
    if (region !== undefined && hit.regions.size < DISTINCT) hit.regions.add(region);
  }

  /** Objects whose names count upward, one after another. */
  walked(named: { readonly stem: string; readonly number: number } | undefined, event: EventReference): void {
    const follows =
      named !== undefined && this.#before !== undefined && named.stem === this.#before.stem && named.number === this.#before.number + 1;
    if (named !== undefined && this.#before !== undefined && named.stem === this.#before.stem && named.number === this.#before.number)
      return;
    this.#run = follows ? this.#run + 1 : 0;
    this.#before = named;
    if (this.#run <= this.longestRun) return;
    this.longestRun = this.#run;
    if (this.runEvents.length < SHOWN) this.runEvents.push(event);
  }

  touch(resources: readonly string[]): void {
    for (const resource of resources) if (this.objects.size < DISTINCT) this.objects.add(resource);
  }
}

export function keepEvent(list: EventReference[], event: EventReference): void {
  if (list.length < SHOWN) list.push(event);
}
