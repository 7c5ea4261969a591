import type { Evidence, ResourceEntry } from "@castellan/graph";
import { askingOf, type Asking } from "../rules/servers/asks.ts";
import { serversOf } from "../rules/servers/index.ts";
import type { Reach, Server } from "../rules/servers/server.ts";
import type { Inventory } from "../rules/rule.ts";
import { machineServers } from "./machine-servers.ts";
import { evidenceOf, nodeOf, placedKey } from "./hop.ts";
import { rayUnits } from "./ray-units.ts";

/** Something that runs: a container, a process that a script starts, a cluster. */
export interface Unit {
  readonly node: string;
  readonly name: string;
  /** Product of the table of servers, where it is one. */
  readonly product?: string;
  /** What it runs, as people say it. */
  readonly asking: Asking;
  readonly reach: Reach;
  readonly place: Evidence;
  readonly server?: Server;
  /** The resource that declares it: a service of Compose, a workload, a machine. */
  readonly resource?: ResourceEntry;
}

const known = new WeakMap<Inventory, readonly Unit[]>();

/** What runs in the project, with who reaches it; found once for an inventory. */
export function unitsOf(inventory: Inventory): readonly Unit[] {
  let units = known.get(inventory);
  if (units === undefined) {
    const rays = rayUnits(inventory);
    const clusters = new Set(rays.map(({ node }) => node));
    units = [
      ...rays,
      ...[...serversOf(inventory), ...machineServers(inventory)]
        .filter(({ form, file }) => form !== "dockerfile" && file.scope === "production")
        .map((server) => fromServer(inventory, server))
        .filter(({ node }) => !clusters.has(node)),
    ];
    known.set(inventory, units);
  }
  return units;
}

function fromServer(inventory: Inventory, server: Server): Unit {
  const { file, resource: address, line, product, image, words } = server;
  const resource = inventory.resources.find(
    (entry) => entry.address === address && entry.file === file.path && (entry.target ?? 0) === file.target,
  );
  const name = address ?? `${product?.product ?? (image || words[0] || "a container")} started in ${file.path}`;
  const place: Evidence = {
    target: file.target,
    file: file.path,
    line,
    ...(address === undefined ? {} : { resource: address }),
    technique: "configuration",
    confidence: "certain",
  };
  return {
    node: resource === undefined ? placedKey(name, { target: file.target, file: file.path }) : nodeOf(inventory, resource),
    name,
    ...(product === undefined ? {} : { product: product.product }),
    asking: askingOf(server),
    reach: server.reach,
    place: resource === undefined ? place : { ...evidenceOf(resource), line },
    server,
    ...(resource === undefined ? {} : { resource }),
  };
}
