import type { Calibration } from "./calibration.ts";
import type { EventReference, Hour, Surprise } from "./hour.ts";
import type { RobustScale } from "./robust-scale.ts";
import { sortOf } from "./sort.ts";
import type { StageSequence } from "./stage-sequence.ts";

/** What looks at an hour; each can be left out to see what it is worth. */
export const DETECTORS = [
  "rows",
  "new-action",
  "new-principal",
  "new-resource",
  "new-network",
  "new-region",
  "new-program",
  "volume",
  "breadth",
  "enumeration",
  "refusals",
  "model-use",
  "sequence",
  "slow-leak",
] as const;
export type DetectorName = (typeof DETECTORS)[number];

/** One reason of an alert. */
export interface Reason {
  readonly detector: DetectorName;
  /** The row, where one is the reason. */
  readonly row?: string;
  /** Nats. */
  readonly evidence: number;
  readonly text: string;
  readonly next?: string;
  readonly events: readonly EventReference[];
}

interface Raw {
  readonly detector: DetectorName;
  readonly raw: number;
  readonly text: string;
  readonly events: readonly EventReference[];
}

/** Measures of an hour in logarithms, and the least deviation that counts as one. */
export const MEASURES: readonly { readonly name: string; readonly floor: number; readonly of: (hour: Hour) => number }[] = [
  { name: "events", floor: 0.5, of: (hour) => Math.log1p(hour.events) },
  { name: "bytes", floor: 0.6, of: (hour) => Math.log1p(hour.bytes) },
  { name: "objects", floor: 0.5, of: (hour) => Math.log1p(hour.objects.size) },
  { name: "containers", floor: 0.4, of: (hour) => Math.log1p(hour.containers.size) },
  { name: "refused", floor: 0.5, of: (hour) => Math.log1p(hour.denied) },
  { name: "failed", floor: 0.5, of: (hour) => Math.log1p(hour.failed) },
  { name: "run", floor: 0.6, of: (hour) => Math.log1p(hour.longestRun) },
  { name: "regions", floor: 0.3, of: (hour) => Math.log1p(hour.regions.size) },
  { name: "invocations", floor: 0.5, of: (hour) => Math.log1p(hour.invocations) },
];

/** Detectors that see the same thing: the strongest counts, the others by this share. */
const FAMILIES: readonly (readonly DetectorName[])[] = [
  ["new-action", "new-resource"],
  ["new-network", "new-region", "new-program", "new-principal"],
  ["volume", "breadth", "model-use"],
  ["enumeration"],
  ["refusals"],
  ["sequence"],
  ["slow-leak"],
];
const SHARE = 0.4;
/** Surprise of what is done in one active hour of fifty: less is everyday work. */
const EVERYDAY = 4;

export interface Judged {
  readonly score: number;
  readonly reasons: readonly Reason[];
}

export interface Judging {
  readonly scale: RobustScale;
  readonly calibration: Calibration;
  readonly sequence: StageSequence;
  readonly group: string;
  /** The principal was never seen in an hour before. */
  readonly unknown: boolean;
  readonly without: ReadonlySet<DetectorName>;
  /** 0 to 1: how far there is a habit to compare with. */
  readonly trust: number;
}

/** What the detectors say of an hour, before it is known how often they say so. */
export function rawScores(hour: Hour, { scale, sequence, group, unknown }: Judging): readonly Raw[] {
  const z = new Map(MEASURES.map(({ name, floor, of }) => [name, scale.score(name, hour.principal, group, hour.start, of(hour), floor)]));
  const at = (name: string): number => Math.max(0, z.get(name) ?? 0);
  const volume = Math.max(at("events") * 0.8, at("bytes"));
  const breadth = Math.max(at("objects"), at("containers") * 0.8, at("regions"));
  const refusals = Math.max(at("refused"), at("failed") * 0.6);
  const stages = sequence.stagesOf(hour, volume >= 4 || breadth >= 4);
  return [
    surprising("new-action", hour.actions, "actions it has not done"),
    { detector: "new-principal", raw: unknown ? 1 : 0, text: "a principal that was never seen", events: hour.first },
    surprising("new-resource", hour.containers, "places it has not touched"),
    surprising("new-network", hour.networks, "a network it never came from"),
    surprising("new-region", hour.regions, "a region it never worked in"),
    surprising("new-program", hour.programs, "a program it never used"),
    {
      detector: "volume",
      raw: volume,
      text: `${hour.events} events and ${sized(hour.bytes)} in an hour, far above what is usual at this time`,
      events: hour.reads,
    },
    {
      detector: "breadth",
      raw: breadth,
      text: `${hour.objects.size} different objects in ${hour.containers.size} places and ${hour.regions.size} regions within an hour`,
      events: hour.reads,
    },
    {
      detector: "enumeration",
      raw: at("run"),
      text: `${hour.longestRun + 1} objects read in the order of their numbers`,
      events: hour.runEvents,
    },
    {
      detector: "refusals",
      raw: refusals,
      text: `${hour.denied} requests refused, ${hour.failed} failed within an hour`,
      events: hour.refusals,
    },
    {
      detector: "model-use",
      raw: at("invocations"),
      text: `${hour.invocations} calls of models or their stores within an hour`,
      events: hour.reads,
    },
    { detector: "sequence", raw: stages.length < 2 ? 0 : stages.length - 1, text: `within a day: ${stages.join(", then ")}`, events: [] },
  ];
}

/** The most surprising things, each next one for less. */
function surprising(detector: DetectorName, items: ReadonlyMap<string, Surprise>, words: string): Raw {
  const top = [...items.values()].sort((a, b) => b.surprise - a.surprise || (a.item < b.item ? -1 : 1)).slice(0, 4);
  const raw = top.reduce((sum, { surprise }, at) => sum + Math.max(0, surprise - EVERYDAY) * 0.4 ** at, 0);
  return {
    detector,
    raw,
    text: `${words}: ${top
      .slice(0, 3)
      .map(({ item }) => item)
      .join(", ")}`,
    events: top.flatMap(({ events }) => events.slice(0, 3)),
  };
}

/** The evidence of an hour, added up in families so that one thing seen twice does not count twice. */
export function judge(hour: Hour, raw: readonly Raw[], judging: Judging): Judged {
  const { calibration, group, without, trust } = judging;
  const kind = sortOf(hour.kind);
  const reasons: Reason[] = raw.flatMap(({ detector, raw, text, events }) => {
    const evidence = without.has(detector) ? 0 : calibration.evidence(detector, kind, group, raw) * trust;
    return evidence < 0.7 ? [] : [{ detector, evidence, text, events }];
  });
  let score = 0;
  for (const family of FAMILIES) {
    const evidence = reasons
      .filter(({ detector }) => family.includes(detector))
      .map((reason) => reason.evidence)
      .sort((a, b) => b - a);
    score += evidence.reduce((sum, each, at) => sum + each * (at === 0 ? 1 : SHARE), 0);
  }
  if (!without.has("rows")) {
    const rows = rowReasons(hour);
    score += rows.reduce((sum, { evidence }, at) => sum + evidence * 0.5 ** at, 0);
    reasons.push(...rows);
  }
  return { score, reasons: reasons.sort((a, b) => b.evidence - a.evidence || (a.text < b.text ? -1 : 1)) };
}

function rowReasons(hour: Hour): readonly Reason[] {
  return [...hour.rows.values()]
    .filter(({ row: { when }, count, resources, regions }) => {
      if (when?.bytes !== undefined && hour.bytes < when.bytes) return false;
      if (when?.atLeast === undefined) return true;
      const { of, number } = when.atLeast;
      return (of === "events" ? count : of === "regions" ? regions.size : resources.size) >= number;
    })
    .map(({ row, unusual, events, count }) => ({
      detector: "rows" as const,
      row: row.id,
      evidence: row.weight * unusual,
      text: `${row.title}${count > 1 ? ` (${count} times)` : ""}`,
      next: row.next,
      events,
    }))
    .sort((a, b) => b.evidence - a.evidence || (a.row < b.row ? -1 : 1));
}

function sized(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${bytes} bytes`;
}
