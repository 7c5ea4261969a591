import { type AccessEvent, isPrivate } from "@castellan/formats";
import { GUARDING_SERVICES, PERMISSION_WORDS } from "../../knowledge/access-log/guarding-services.ts";
import { ACCESS_LOG_ROWS, type AccessLogRow } from "../../knowledge/access-log/index.ts";
import { BackOff } from "./back-off.ts";
import { Calibration } from "./calibration.ts";
import { type EventReference, Hour, keepEvent } from "./hour.ts";
import { type DetectorName, judge, MEASURES, type Reason, rawScores } from "./judge.ts";
import { Peers } from "./peers.ts";
import { containerOf, networkOf, numberedName, programOf } from "./place.ts";
import { RobustScale } from "./robust-scale.ts";
import { type Familiarity, RowIndex, rowHolds } from "./row-match.ts";
import { SlowLeak } from "./slow-leak.ts";
import { sortOf } from "./sort.ts";
import { StageSequence } from "./stage-sequence.ts";
import type { UnusualAccessState } from "./state.ts";

/** An hour (or a day, for slow leaks) of a principal that the detectors have something to say about. */
export interface Candidate {
  readonly principal: string;
  readonly start: number;
  readonly end: number;
  /** Nats for an attack. */
  readonly score: number;
  readonly reasons: readonly Reason[];
}

export interface UnusualAccessOptions {
  readonly rows?: readonly AccessLogRow[];
  /** Detectors left out. */
  readonly without?: readonly DetectorName[];
  readonly candidate: (candidate: Candidate) => void;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** CloudTrail delivers within a quarter of an hour. */
const LAG = HOUR_MS / 2;
/** Days until habits are known well enough to speak of unusual. */
const LEARNING_DAYS = 7;
/** Candidates below this are no alert under any budget. */
const LEAST = 2;
/** Evidence of a slow leak from which on it is told of and counted anew. */
const LEAK = 7;
/** Kinds of things that nobody did yet: actions of AWS, and places. */
const [ACTIONS, PLACES, ORIGINS] = [20_000, 20_000, 5_000];
/** What an attempt that did not succeed is worth. */
const ATTEMPT = 0.7;
/** Hours that are open at once, and principals that are known: more is counted, not watched. */
const [OPEN, PRINCIPALS] = [500_000, 200_000];

const MODEL_USE =
  /^(?:bedrock:(?:InvokeModel|Converse|Retrieve|InvokeAgent)|sagemaker:InvokeEndpoint|s3vectors:(?:Query|Get|List)|kendra:(?:Query|Retrieve)|aoss:|es:ESHttp)/;

/** How telling a new action is: what only reads less, what changes rights, secrets or logs more. */
function tellingOf(action: string, reads: boolean): number {
  if (reads) return 0.7;
  return GUARDING_SERVICES.has(action.slice(0, action.indexOf(":"))) || PERMISSION_WORDS.test(action) ? 1.4 : 1;
}

/** Watches events in about the order of their time, an hour of a principal at a time. */
export class UnusualAccess {
  readonly #rows: RowIndex;
  readonly #without: ReadonlySet<DetectorName>;
  readonly #candidate: (candidate: Candidate) => void;
  readonly #actions = new BackOff(ACTIONS);
  readonly #containers = new BackOff(PLACES);
  readonly #networks = new BackOff(ORIGINS);
  readonly #regions = new BackOff(60);
  readonly #programs = new BackOff(1_000);
  readonly #peers = new Peers();
  readonly #scale = new RobustScale();
  readonly #calibration = new Calibration();
  readonly #sequence = new StageSequence();
  readonly #leak = new SlowLeak();
  readonly #accounts = new Set<string>();
  /** Accounts outside that requests named, with the day on which each was named first. */
  readonly #partners = new Map<string, number>();
  readonly #hours = new Map<number, Map<string, Hour>>();
  readonly #daily = new Map<string, { bytes: number; objects: number; requests: number; kind: Hour["kind"]; events: EventReference[] }>();
  #open = 0;
  #day = Number.NEGATIVE_INFINITY;
  #days = 0;
  #watermark = Number.NEGATIVE_INFINITY;
  /** Hour up to which everything is closed. */
  #closed = Number.NEGATIVE_INFINITY;
  /** Events whose hour was closed when they came. */
  late = 0;
  /** Events beyond the limits. */
  unwatched = 0;

  constructor({ rows = ACCESS_LOG_ROWS, without = [], candidate }: UnusualAccessOptions) {
    this.#rows = new RowIndex(rows);
    this.#without = new Set(without);
    this.#candidate = candidate;
  }

  /** Principals that were seen, and days. */
  get principals(): number {
    return this.#peers.size;
  }
  get days(): number {
    return this.#days;
  }

  /** Accounts of the organisation, besides those that write the logs. */
  own(accounts: Iterable<string>): void {
    for (const account of accounts) this.#accounts.add(account);
  }

  observe(event: AccessEvent, file: string): void {
    const start = Math.floor(event.time / HOUR_MS) * HOUR_MS;
    if (start < this.#closed) this.late++;
    const hour = this.#hourOf(event, start);
    if (hour === undefined || !hour.isNew(event.id)) return;
    if (event.account !== undefined && this.#accounts.size < 10_000) this.#accounts.add(event.account);
    this.#note(hour, event, file);
    if (event.time > this.#watermark) {
      this.#watermark = event.time;
      const done = Math.floor((event.time - LAG) / HOUR_MS) * HOUR_MS;
      if (done > this.#closed) this.#closeUntil(done);
    }
  }

  /** Closes what is open. */
  finish(): void {
    this.#closeUntil(Number.POSITIVE_INFINITY);
    this.#closeDay(Number.POSITIVE_INFINITY);
  }

  #hourOf({ principal, principalKind }: AccessEvent, start: number): Hour | undefined {
    let principals = this.#hours.get(start);
    if (principals === undefined) {
      principals = new Map();
      this.#hours.set(start, principals);
    }
    let hour = principals.get(principal);
    if (hour === undefined) {
      if (this.#open >= OPEN || (this.#peers.size >= PRINCIPALS && this.#peers.hours(principal) === 0)) {
        this.unwatched++;
        return undefined;
      }
      hour = new Hour(principal, principalKind, start);
      principals.set(principal, hour);
      this.#open++;
    }
    return hour;
  }

  #note(hour: Hour, event: AccessEvent, file: string): void {
    const { principal } = hour;
    const group = this.#peers.groupOf(principal, hour.kind);
    const [resource] = event.resources;
    const reference: EventReference = {
      file,
      record: event.record,
      time: event.time,
      action: event.action,
      ...(resource === undefined ? {} : { resource }),
      ...(event.source === undefined ? {} : { source: event.source }),
      outcome: event.outcome,
      ...(event.id === undefined ? {} : { id: event.id }),
    };
    hour.events++;
    if (hour.first.length < 3) hour.first.push(reference);
    hour.last = Math.max(hour.last, event.time);
    hour.bytes += event.bytes ?? 0;
    hour.touch(event.resources);
    const reads = event.readOnly ?? /:(?:Get|List|Describe|Head|get|list|SELECT)/.test(event.action);
    if (event.outcome === "denied") hour.denied++;
    if (event.outcome === "failed") hour.failed++;
    if (event.outcome !== "success") keepEvent(hour.refusals, reference);
    if (reads || event.bytes !== undefined) keepEvent(hour.reads, reference);
    if (MODEL_USE.test(event.action)) hour.invocations++;
    if (reads && resource !== undefined) hour.walked(numberedName(resource), reference);
    hour.note(
      hour.actions,
      event.action,
      reference,
      () => this.#actions.surprise(event.action, principal, group) * tellingOf(event.action, reads),
    );
    let container: string | undefined;
    for (const each of event.resources.slice(0, 16)) {
      const place = containerOf(each);
      container ??= place;
      hour.note(hour.containers, place, reference, () => this.#containers.surprise(place, principal, group));
    }
    const network = event.source === undefined ? undefined : networkOf(event.source);
    const outside = event.source !== undefined && /^[\d.]+$|:/.test(event.source) && !isPrivate(event.source);
    if (network !== undefined) hour.note(hour.networks, network, reference, () => this.#networks.surprise(network, principal, group));
    const { region, userAgent } = event;
    if (region !== undefined) hour.note(hour.regions, region, reference, () => this.#regions.surprise(region, principal, group));
    if (userAgent !== undefined) {
      const program = programOf(userAgent);
      if (program !== "") hour.note(hour.programs, program, reference, () => this.#programs.surprise(program, principal, group));
    }
    const known: Familiarity = {
      ownAccount: (account) => this.#accounts.has(account) || this.#isPartner(account, event.time),
      newNetwork: outside && network !== undefined && !this.#networks.knows(network, principal),
      newResource: container !== undefined && !this.#containers.knows(container, principal),
    };
    for (const row of this.#rows.of(event.action))
      if (rowHolds(row, event, known)) {
        const unusual = this.#unusual(row, event.action, container, hour, group);
        // Who tries and is refused has still tried.
        const worth = event.outcome === "success" || row.outcome !== undefined ? unusual : unusual * ATTEMPT;
        hour.hit(row, worth, reference, event.resources, region);
      }
  }

  /** An account that somebody named on an earlier day and that nobody took back is one that the organisation works with. */
  #isPartner(account: string, time: number): boolean {
    const since = this.#partners.get(account);
    if (since === undefined && this.#partners.size < 10_000) this.#partners.set(account, Math.floor(time / DAY_MS));
    return since !== undefined && since < Math.floor(time / DAY_MS);
  }

  /** How far from the habit of the principal and its peers the thing is that a row speaks of. */
  #unusual({ id, when }: AccessLogRow, action: string, container: string | undefined, hour: Hour, group: string): number {
    const { principal } = hour;
    // A row about somebody outside is a habit of its own.
    const item = when === undefined ? action : `${action} as ${id}`;
    const surprise =
      when?.newResource === true && container !== undefined
        ? this.#containers.surprise(container, principal, group)
        : (hour.actions.get(item)?.surprise ?? this.#actions.surprise(item, principal, group));
    if (when !== undefined) hour.habits.add(item);
    return Math.min(1, Math.max(0.1, (surprise - 1.5) / 5));
  }

  #closeUntil(end: number): void {
    for (const start of [...this.#hours.keys()].filter((each) => each < end).sort((a, b) => a - b)) {
      const day = Math.floor(start / DAY_MS);
      if (day > this.#day) this.#closeDay(day);
      const hours = [...(this.#hours.get(start)?.values() ?? [])].sort((a, b) => (a.principal < b.principal ? -1 : 1));
      this.#hours.delete(start);
      this.#open -= hours.length;
      // All are judged before any is learned, so that one does not make the other ordinary.
      const raws = hours.map((hour) => this.#judge(hour));
      for (const [at, hour] of hours.entries()) this.#learn(hour, raws[at] ?? []);
    }
    if (end > this.#closed) this.#closed = end;
  }

  #judge(hour: Hour): ReturnType<typeof rawScores> {
    const group = this.#peers.groupOf(hour.principal, hour.kind);
    const judging = {
      scale: this.#scale,
      calibration: this.#calibration,
      sequence: this.#sequence,
      group,
      unknown: this.#peers.hours(hour.principal) === 0,
      without: this.#without,
      trust: Math.min(1, this.#days / LEARNING_DAYS),
    };
    const raw = rawScores(hour, judging);
    const { score, reasons } = judge(hour, raw, judging);
    if (score >= LEAST) this.#candidate({ principal: hour.principal, start: hour.start, end: hour.last, score, reasons });
    return raw;
  }

  #learn(hour: Hour, raw: ReturnType<typeof rawScores>): void {
    const { principal, kind, start } = hour;
    const group = this.#peers.groupOf(principal, kind);
    this.#actions.learn([...hour.actions.keys(), ...hour.habits], principal, group);
    this.#containers.learn(hour.containers.keys(), principal, group);
    this.#networks.learn(hour.networks.keys(), principal, group);
    this.#regions.learn(hour.regions.keys(), principal, group);
    this.#programs.learn(hour.programs.keys(), principal, group);
    this.#peers.learn(principal, kind, hour.actions.keys());
    for (const { name, of } of MEASURES) this.#scale.learn(name, principal, group, start, of(hour));
    // Numbers of the first days are those of an empty memory.
    if (this.#days >= 3) for (const { detector, raw: value } of raw) this.#calibration.learn(detector, sortOf(kind), group, value);
    if (hour.reads.length === 0) return;
    const daily = this.#daily.get(principal);
    if (daily === undefined)
      this.#daily.set(principal, { bytes: hour.bytes, objects: hour.objects.size, requests: hour.events, kind, events: [...hour.reads] });
    else {
      daily.bytes += hour.bytes;
      daily.objects += hour.objects.size;
      daily.requests += hour.events;
      for (const event of hour.reads.slice(0, 1)) keepEvent(daily.events, event);
    }
  }

  /** A day is over: sums of what left. */
  #closeDay(next: number): void {
    if (this.#day !== Number.NEGATIVE_INFINITY) {
      this.#days++;
      const start = this.#day * DAY_MS;
      for (const [principal, { bytes, objects, requests, kind, events }] of [...this.#daily].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const raw = this.#leak.add(principal, this.#day, { bytes, objects, requests });
        const sort = sortOf(kind);
        const evidence = this.#without.has("slow-leak") ? 0 : this.#calibration.evidenceBeyond("slow-leak", sort, raw);
        this.#calibration.learn("slow-leak", sort, sort, raw);
        if (evidence < LEAST) continue;
        if (evidence >= LEAK) this.#leak.reset(principal);
        const text = `more taken than usual, day after day: ${objects} objects and ${(bytes / 1e6).toFixed(1)} MB on this one`;
        this.#candidate({
          principal,
          start,
          end: start + DAY_MS - 1,
          score: evidence,
          reasons: [{ detector: "slow-leak", evidence, text, events }],
        });
      }
    }
    this.#daily.clear();
    this.#day = next;
  }

  /** Everything learned from closed hours, as plain data. */
  save(): UnusualAccessState {
    return {
      days: this.#days,
      accounts: [...this.#accounts].sort(),
      partners: Object.fromEntries([...this.#partners].sort(([a], [b]) => (a < b ? -1 : 1))),
      actions: this.#actions.toJSON(),
      containers: this.#containers.toJSON(),
      networks: this.#networks.toJSON(),
      regions: this.#regions.toJSON(),
      programs: this.#programs.toJSON(),
      peers: this.#peers.toJSON(),
      scale: this.#scale.toJSON(),
      calibration: this.#calibration.toJSON(),
      leak: this.#leak.toJSON(),
    };
  }

  restore(state: UnusualAccessState): void {
    this.#days = state.days;
    this.own(state.accounts);
    for (const [account, day] of Object.entries(state.partners)) this.#partners.set(account, day);
    this.#actions.restore(state.actions);
    this.#containers.restore(state.containers);
    this.#networks.restore(state.networks);
    this.#regions.restore(state.regions);
    this.#programs.restore(state.programs);
    this.#peers.restore(state.peers);
    this.#scale.restore(state.scale);
    this.#calibration.restore(state.calibration);
    this.#leak.restore(state.leak);
  }
}
