import type { Evidence } from "@castellan/graph";
import { SERVER_PRODUCTS } from "../../knowledge/posture/servers.ts";
import { plain } from "../rules/draft.ts";
import type { Inventory } from "../rules/rule.ts";
import { settingAt } from "../rules/settings/setting.ts";
import { firewallsOf, openedNear } from "./firewall.ts";
import { ATTACKERS, type Hop, nodeOf, placedKey } from "./hop.ts";
import { MACHINES, scriptFilesOf } from "./machine-servers.ts";
import { holeOf, powerOf, TABLE_DATE } from "./powers.ts";
import { tablesNear } from "./tables.ts";
import { type Unit, unitsOf } from "./unit.ts";
import { literal, placeWithin } from "./written.ts";

/** Ways of the internet into servers that ask nobody: a load balancer, an ingress, a firewall, a published port. */
export function entryHops(inventory: Inventory): readonly Hop[] {
  const firewalls = firewallsOf(inventory);
  return unitsOf(inventory).flatMap((unit): readonly Hop[] => {
    if (unit.reach.level < 2 || unit.reach.guarded === true) return [];
    const into = takesOver(inventory, unit);
    if (into === undefined) return [];
    const [door, by] = doorOf(inventory, unit, firewalls) ?? [];
    if (by === undefined) return [];
    // A container's port is published for one's own machine as often: without a door that is declared, the server itself must say so.
    if (door === undefined && powerOf(unit.product) === "models" && into.unasked && unit.reach.level < 3 && !saysEverywhere(unit))
      return [];
    const fix = `${into.fix} (${where(unit.place)})`;
    if (door === undefined)
      return [
        {
          from: ATTACKERS.internet,
          to: unit.node,
          via: `may ${into.verb}${into.unasked ? ", no password asked," : ""} through ${by.how} of`,
          evidence: [by.evidence],
          confidence: isSupposed(inventory, unit, into) ? "possible" : "likely",
          fix: `${by.fix}, or ${fix}`,
        },
      ];
    return [
      { from: ATTACKERS.internet, to: door, via: "reaches", evidence: [by.evidence], confidence: "likely", fix: by.fix },
      {
        from: door,
        to: unit.node,
        via: `lets anybody ${into.verb}${into.unasked ? ", no password asked," : ""} at`,
        evidence: [unit.place],
        confidence: "likely",
        fix,
      },
    ];
  });
}

/**
 * Whether it is a guess that the internet comes in and finds something: a port that is published with nothing in front of
 * it serves one's own machine as often, and a store or a model server that is not known to hold anything may be empty.
 */
function isSupposed(inventory: Inventory, unit: Unit, into: Into): boolean {
  const { reach, name, server } = unit;
  if (reach.level === 3 || !into.unasked || /\b0\.0\.0\.0:|\[::\]:/.test(reach.by)) return false;
  const settings = [...(server?.environment ?? [])];
  const power = powerOf(unit.product);
  if (power === "models") return !settings.some(([, value]) => value === "*");
  const words = [name, ...settings.map(([key, value]) => `${key}=${value ?? ""}`)].join(" ").replace(/[_-]/g, " ");
  return power === "store" && !OF_PEOPLE.test(words) && tablesNear(inventory, unit).length === 0;
}

/** Words of stores for what people say and who they are. */
const OF_PEOPLE = /\b(?:chats?|conversations?|prompts?|messages?|history|sessions?|customers?|patients?|personal|pii|logs)\b/i;

/** Told to listen on every address, or to answer every origin. */
function saysEverywhere({ server }: Unit): boolean {
  return (
    server !== undefined &&
    (/(?:^|[\s=])0\.0\.0\.0\b/.test(server.words.join(" ")) ||
      [...server.environment.values()].some((value) => value === "*" || /^(?:\w+:\/\/)?0\.0\.0\.0(?::\d+)?$/.test(value ?? "")))
  );
}

interface Into {
  /** What a caller does with the server: "run code in ray". */
  readonly verb: string;
  /** It asks nobody; else it has a hole. */
  readonly unasked: boolean;
  readonly fix: string;
}

/** What a caller has, and the change that takes it away; undefined where the server asks. */
export function takesOver(inventory: Inventory, unit: Unit): Into | undefined {
  const { product, asking } = unit;
  const hole = holeOf(inventory, unit);
  if (hole !== undefined)
    return {
      verb: `use ${hole.advisory} (${plain(hole.what.replace(/ \(\w+\)$/, ""), 60)})`,
      unasked: false,
      fix: `update ${hole.product} to ${hole.mended} (table of ${TABLE_DATE}) and make it ask for a password`,
    };
  if (product === undefined || (asking !== "open" && asking !== "off")) return undefined;
  const power = powerOf(product);
  if (power === "requests") return undefined;
  const what = power === "code" ? "run code in" : power === "store" ? "read and change" : "list, copy and replace the models of";
  return { verb: `${what} ${product}`, unasked: true, fix: `make ${product} ask for a password or token` };
}

interface By {
  readonly how: string;
  readonly evidence: Evidence;
  readonly fix: string;
}

/** The step before the server, where there is one, and how the internet comes to it; undefined where it does not. */
function doorOf(
  inventory: Inventory,
  unit: Unit,
  firewalls: ReturnType<typeof firewallsOf>,
): readonly [string | undefined, By] | undefined {
  const { reach, place: unitPlace, product, node, resource } = unit;
  const port = /^port (\S+)/.exec(reach.by)?.[1];
  const place = resource === undefined || port === undefined ? unitPlace : placeWithin(inventory, resource, literal(port));
  const shut = `take ${plain(reach.by, 60)} off the network (${where(place)})`;
  if (reach.level === 3) {
    if (reach.place === undefined) return [undefined, { how: reach.by, evidence: place, fix: shut }];
    const evidence: Evidence = { ...reach.place, target: place.target ?? 0, technique: "configuration", confidence: "certain" };
    const door = inventory.resources.find(
      ({ address, file, target = 0 }) => address === evidence.resource && file === evidence.file && target === (place.target ?? 0),
    );
    if (/tunnel|funnel/.test(reach.by))
      return [
        placedKey(reach.by, evidence),
        { how: reach.by, evidence: withoutResource(evidence), fix: `close the tunnel, or let it ask who comes (${where(evidence)})` },
      ];
    const key = door === undefined ? placedKey(reach.by, evidence) : nodeOf(inventory, door);
    // A cluster that publishes itself is its own door.
    if (key === node)
      return [
        undefined,
        {
          how: reach.by.startsWith("the load balancer") ? "the load balancer" : reach.by,
          evidence,
          fix: `publish it inside the network only (${where(evidence)})`,
        },
      ];
    return [key, { how: reach.by, evidence, fix: `make ${evidence.resource ?? reach.by} internal (${where(evidence)})` }];
  }
  const ports = SERVER_PRODUCTS.find((row) => row.product === product)?.ports ?? [];
  const published = /(?:^|[\s:])(\d{2,5}):\d{2,5}/.exec(reach.by)?.[1];
  const nodePorts = nodePortsOf(inventory, unit);
  const opened = openedNear(
    firewalls,
    { target: place.target ?? 0, file: place.file ?? "" },
    nodePorts.length > 0 ? nodePorts : [...ports, ...(published === undefined ? [] : [Number(published)])],
    onMachine(inventory, unit),
  );
  if (opened === "closed") return undefined;
  if (opened === undefined) return [undefined, { how: reach.by, evidence: place, fix: `publish it on 127.0.0.1 only (${where(place)})` }];
  return [
    nodeOf(inventory, opened.resource),
    { how: "the firewall", evidence: opened.evidence, fix: `name who may come in instead of 0.0.0.0/0 (${where(opened.evidence)})` },
  ];
}

function withoutResource({ resource: _resource, ...evidence }: Evidence): Evidence {
  return evidence;
}

/** Ports under which a service of type NodePort is reached on every node; Kubernetes picks one of the range where none is named. */
function nodePortsOf(inventory: Inventory, { reach, place }: Unit): readonly number[] {
  if (!reach.by.startsWith("a port of every node") || reach.place === undefined) return [];
  const service = inventory.resources.find(
    ({ address, file, target = 0 }) => address === reach.place?.resource && file === reach.place.file && target === (place.target ?? 0),
  );
  const named = service === undefined ? [] : settingAt(service.attributes, "spec.ports.nodePort").map(Number);
  return named.length > 0 ? named : [30_000, 32_767];
}

/** Whether something that is declared lets the whole internet in: a load balancer, an ingress, a firewall. */
export function isPublic(inventory: Inventory, unit: Unit): boolean {
  if (unit.reach.level === 3) return true;
  return doorOf(inventory, unit, firewallsOf(inventory))?.[0] !== undefined;
}

/** Whether a machine that is declared here starts it. */
function onMachine(inventory: Inventory, { resource, server }: Unit): boolean {
  if (resource !== undefined && MACHINES.test(resource.type)) return true;
  return inventory.resources.some(
    ({ type, ...rest }) => server !== undefined && MACHINES.test(type) && scriptFilesOf(inventory, { type, ...rest }).includes(server.file),
  );
}

export function where({ file = "", line }: Evidence): string {
  return line === undefined ? file : `${file}:${line}`;
}
