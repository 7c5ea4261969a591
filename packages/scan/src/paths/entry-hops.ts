import type { Evidence } from "@castellan/graph";
import { SERVER_PRODUCTS } from "../../knowledge/posture/servers.ts";
import { plain } from "../rules/draft.ts";
import type { Inventory } from "../rules/rule.ts";
import { firewallsOf, openedNear } from "./firewall.ts";
import { ATTACKERS, type Hop, nodeOf, placedKey } from "./hop.ts";
import { holeOf, powerOf, TABLE_DATE } from "./powers.ts";
import { type Unit, unitsOf } from "./unit.ts";

/** Ways of the internet into servers that ask nobody: a load balancer, an ingress, a firewall, a published port. */
export function entryHops(inventory: Inventory): readonly Hop[] {
  const firewalls = firewallsOf(inventory);
  return unitsOf(inventory).flatMap((unit): readonly Hop[] => {
    if (unit.reach.level < 2 || unit.reach.guarded === true) return [];
    const into = takesOver(inventory, unit);
    if (into === undefined) return [];
    const [door, by] = doorOf(inventory, unit, firewalls) ?? [];
    if (by === undefined) return [];
    const fix = `make ${into.fix} (${where(unit.place)})`;
    if (door === undefined)
      return [
        {
          from: ATTACKERS.internet,
          to: unit.node,
          via: `${into.via} through ${by.how} of`,
          evidence: [by.evidence],
          confidence: "likely",
          fix: `${by.fix}, or ${fix}`,
        },
      ];
    return [
      { from: ATTACKERS.internet, to: door, via: "reaches", evidence: [by.evidence], confidence: "likely", fix: by.fix },
      { from: door, to: unit.node, via: `lets them pass to, and they ${into.via}`, evidence: [unit.place], confidence: "likely", fix },
    ];
  });
}

interface Into {
  /** What a caller does with the server: "run code without a password in". */
  readonly via: string;
  readonly fix: string;
}

/** What a caller has, and the change that takes it away; undefined where the server asks. */
export function takesOver(inventory: Inventory, unit: Unit): Into | undefined {
  const { product, asking } = unit;
  const hole = holeOf(inventory, unit);
  if (hole !== undefined)
    return { via: `use ${hole.advisory} (${hole.what}) against`, fix: `${hole.product} ${hole.fixed} or later of it, by the table of ${TABLE_DATE}` };
  if (product === undefined || (asking !== "open" && asking !== "off")) return undefined;
  const power = powerOf(product);
  if (power === "requests") return undefined;
  const what = power === "code" ? "run code in" : power === "store" ? "read and change" : "list, copy and replace the models of";
  return { via: `${what} ${product} without a password,`, fix: `${product} ask for a password or token` };
}

interface By {
  readonly how: string;
  readonly evidence: Evidence;
  readonly fix: string;
}

/** The step before the server, where there is one, and how the internet comes to it; undefined where it does not. */
function doorOf(
  inventory: Inventory,
  { reach, place, product, node }: Unit,
  firewalls: ReturnType<typeof firewallsOf>,
): readonly [string | undefined, By] | undefined {
  const shut = `take ${plain(reach.by, 60)} off the network (${where(place)})`;
  if (reach.level === 3) {
    if (reach.place === undefined) return [undefined, { how: reach.by, evidence: place, fix: shut }];
    const evidence: Evidence = { ...reach.place, target: place.target ?? 0, technique: "configuration", confidence: "certain" };
    const door = inventory.resources.find(
      ({ address, file, target = 0 }) => address === evidence.resource && file === evidence.file && target === (place.target ?? 0),
    );
    const key = door === undefined ? placedKey(reach.by, evidence) : nodeOf(inventory, door);
    // A cluster that publishes itself is its own door.
    if (key === node) return [undefined, { how: "the load balancer", evidence, fix: `publish it inside the network only (${where(evidence)})` }];
    return [key, { how: reach.by, evidence, fix: `make ${evidence.resource ?? reach.by} internal (${where(evidence)})` }];
  }
  const ports = SERVER_PRODUCTS.find((row) => row.product === product)?.ports ?? [];
  const published = /(?:^|[\s:])(\d{2,5}):\d{2,5}/.exec(reach.by)?.[1];
  const opened = openedNear(firewalls, { target: place.target ?? 0, file: place.file ?? "" }, [
    ...ports,
    ...(published === undefined ? [] : [Number(published)]),
  ]);
  if (opened === "closed") return undefined;
  if (opened === undefined) return [undefined, { how: reach.by, evidence: place, fix: `publish it on 127.0.0.1 only (${where(place)})` }];
  return [
    nodeOf(inventory, opened.resource),
    { how: "the firewall", evidence: opened.evidence, fix: `name who may come in instead of 0.0.0.0/0 (${where(opened.evidence)})` },
  ];
}

export function where({ file = "", line }: Evidence): string {
  return line === undefined ? file : `${file}:${line}`;
}
