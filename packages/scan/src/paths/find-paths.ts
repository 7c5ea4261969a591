import { type Asset, cheapestWays, costsFrom, type Evidence, FlowGraph, minimumCut } from "@castellan/graph";
import type { Inventory } from "../rules/rule.ts";
import { agentHops } from "./agent-hops.ts";
import { carrierHops } from "./carrier-hops.ts";
import { clusterHops } from "./cluster-hops.ts";
import { codeHops } from "./code-hops.ts";
import { deliveryHops } from "./delivery-hops.ts";
import { entryHops } from "./entry-hops.ts";
import { escapeHops } from "./escape-hops.ts";
import { feedbackHops } from "./feedback-hops.ts";
import { googleHops } from "./google-hops.ts";
import { ATTACKERS, type Harm, type Hop, WHOLE_ACCOUNT } from "./hop.ts";
import { identityHops } from "./identity-hops.ts";
import { learningHops } from "./learning-hops.ts";
import { lineageHops } from "./lineage.ts";
import { lootHops } from "./loot-hops.ts";
import { machineHops } from "./machine-hops.ts";
import { rolePowerHops } from "./role-powers.ts";
import { signUpHops } from "./sign-up-hops.ts";
import { storageWriterHops } from "./storage-writers.ts";
import { tokenHops } from "./token-hops.ts";
import { workloadTakeoverHops } from "./workload-takeover.ts";

/** A way from an attacker to something that must not fall, with what would close it. */
export interface FoundPath {
  readonly attacker: string;
  readonly target: string;
  /** What kind of harm stands at its end. */
  readonly harm: Harm;
  readonly hops: readonly Hop[];
  /** The cheapest changes that together close every way from this attacker to this target. */
  readonly cuts: readonly Hop[];
  /** Ways from this attacker to this target, up to a limit. */
  readonly alternatives: number;
}

const ALTERNATIVES = 4;
const PATHS = 50;
const COST = { certain: 1, likely: 2, possible: 4 } as const;

/** Who finds hops: each looks at one kind of place where an attacker may go on. */
const MAKERS: readonly ((inventory: Inventory) => readonly Hop[])[] = [
  storageWriterHops,
  entryHops,
  workloadTakeoverHops,
  codeHops,
  deliveryHops,
  clusterHops,
  escapeHops,
  tokenHops,
  signUpHops,
  feedbackHops,
  learningHops,
  machineHops,
  agentHops,
  carrierHops,
  googleHops,
  identityHops,
  lootHops,
  rolePowerHops,
  lineageHops,
];

const found = new WeakMap<Inventory, readonly FoundPath[]>();

/** Ways from attackers to live models, registries and the account; computed once for an inventory. */
export function findPaths(inventory: Inventory): readonly FoundPath[] {
  let paths = found.get(inventory);
  if (paths === undefined) {
    paths = search(inventory, hopsOf(inventory));
    found.set(inventory, paths);
  }
  return paths;
}

/** Every hop that is known of an inventory. */
export function hopsOf(inventory: Inventory): readonly Hop[] {
  return MAKERS.flatMap((make) => make(inventory));
}

function search(inventory: Inventory, hops: readonly Hop[]): readonly FoundPath[] {
  const names = [...new Set(hops.flatMap(({ from, to }) => [from, to]))].sort();
  const number = new Map(names.map((name, at) => [name, at]));
  const at = (name: string): number => number.get(name) ?? -1;
  const graph = new FlowGraph(
    names.length,
    hops.map(({ from }) => at(from)),
    hops.map(({ to }) => at(to)),
    hops.map(({ confidence }) => COST[confidence]),
  );
  const weights = hops.map(({ fix }) => (fix === undefined ? Number.POSITIVE_INFINITY : 1));
  const targets = jewels(inventory, hops);
  const result: FoundPath[] = [];
  for (const attacker of Object.values(ATTACKERS)) {
    const start = at(attacker);
    if (start < 0) continue;
    const costs = costsFrom(graph, start);
    for (const [target, harm] of targets) {
      const end = at(target);
      if (end < 0 || costs[end] === -1 || result.length >= PATHS) continue;
      const ways = cheapestWays(graph, start, end, ALTERNATIVES, costs);
      const [best] = ways;
      if (best === undefined) continue;
      const cut = minimumCut(graph, start, end, weights, costs);
      result.push({
        attacker,
        target,
        harm: harmOf(
          inventory,
          best.edges.map((edge) => hops[edge]).filter((hop) => hop !== undefined),
          harm,
        ),
        hops: best.edges.map((edge) => hops[edge]).filter((hop) => hop !== undefined),
        cuts: earliest(graph, best.edges, hops, cut ?? [])
          .map((edge) => hops[edge])
          .filter((hop) => hop !== undefined),
        alternatives: ways.length,
      });
    }
  }
  return withoutPrefixes(result);
}

/** Of several single changes that close everything, the one that the attacker meets first: it closes most else. */
function earliest(graph: FlowGraph, way: readonly number[], hops: readonly Hop[], cut: readonly number[]): readonly number[] {
  const [last] = way.slice(-1);
  const [start, end] = [graph.from[way[0] ?? 0], last === undefined ? undefined : graph.to[last]];
  if (cut.length !== 1 || start === undefined || end === undefined) return cut;
  const first = way.find((edge) => hops[edge]?.fix !== undefined && !reachesWithout(graph, start, end, edge));
  return first === undefined ? cut : [first];
}

function reachesWithout(graph: FlowGraph, start: number, end: number, left: number): boolean {
  const seen = new Uint8Array(graph.nodes);
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === end) return true;
    for (const edge of graph.out(node)) {
      const to = graph.to[edge];
      if (edge === left || to === undefined || seen[to] === 1) continue;
      seen[to] = 1;
      open.push(to);
    }
  }
  return false;
}

/** What must not fall: endpoints of models that are trained here, registries that others run from, the account. */
function jewels(inventory: Inventory, hops: readonly Hop[]): ReadonlyMap<string, FoundPath["harm"]> {
  const jewel = new Map<string, FoundPath["harm"]>();
  const trained = new Set(
    inventory.relations
      .filter(({ kind }) => kind === "produces")
      .flatMap(({ from, to }) => (inventory.asset(from)?.kind === "training-run" ? [to] : [])),
  );
  for (const { from, kind, to } of inventory.relations) {
    const endpoint = inventory.asset(from);
    if ((kind === "loads" || kind === "serves") && endpoint?.kind === "endpoint" && endpoint.scope === "production" && trained.has(to))
      jewel.set(from, "endpoint");
  }
  for (const { to, via, harm } of hops) {
    if (via === "may push images to") jewel.set(to, "registry");
    if (harm !== undefined) jewel.set(to, harm);
  }
  jewel.set(WHOLE_ACCOUNT, "account");
  return jewel;
}

function harmOf(inventory: Inventory, hops: readonly Hop[], harm: FoundPath["harm"]): FoundPath["harm"] {
  const trains = hops.some(({ to }) => inventory.asset(to)?.kind === "training-run");
  return harm === "endpoint" && trains ? "training-data" : harm;
}

/** A path that goes on to the whole account says what its beginning says. */
function withoutPrefixes(paths: readonly FoundPath[]): readonly FoundPath[] {
  return paths.filter(
    (path) =>
      !paths.some(
        (other) =>
          other !== path &&
          other.attacker === path.attacker &&
          other.hops.length > path.hops.length &&
          path.hops.every((hop, at) => other.hops[at] === hop),
      ),
  );
}

/** The live model at the end of a path, for its title. */
export function modelOf(inventory: Inventory, path: FoundPath): Asset | undefined {
  const made = path.hops.map(({ to }) => inventory.asset(to)).filter((asset) => asset !== undefined);
  const file = made.findLast(({ kind }) => kind === "model" || kind === "model-file" || kind === "deployed-model");
  const model = inventory.relations.find(({ kind, to }) => kind === "materialised_as" && to === file?.id);
  return (model === undefined ? undefined : inventory.asset(model.from)) ?? file;
}

/** First places of every hop, for a finding. */
export function placesOf(path: FoundPath): readonly Evidence[] {
  return path.hops.flatMap(({ evidence }) => evidence.slice(0, 1));
}
