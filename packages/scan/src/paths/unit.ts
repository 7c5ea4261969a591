import type { Evidence, ResourceEntry } from "@castellan/graph";
import { folderOf, resolvePath } from "../discover/file-place.ts";
import type { Inventory } from "../rules/rule.ts";
import { type Asking, askingOf } from "../rules/servers/asks.ts";
import { serversOf } from "../rules/servers/index.ts";
import type { Reach, Server } from "../rules/servers/server.ts";
import { settingAt } from "../rules/settings/setting.ts";
import { commandContainers } from "./command-containers.ts";
import { evidenceOf, nodeOf, placedKey } from "./hop.ts";
import { rayUnits } from "./ray-units.ts";
import { throughTunnel } from "./tunnels.ts";

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
      ...[...withBuilt(inventory, serversOf(inventory)), ...commandContainers(inventory)]
        .filter(({ form, file }) => form !== "dockerfile" && file.scope === "production")
        .map((server) => fromServer(inventory, server))
        .filter(({ node }) => !clusters.has(node)),
    ];
    known.set(inventory, units);
  }
  return units;
}

/** A service of Compose that builds its image from a Dockerfile of the project starts what that starts. */
function withBuilt(inventory: Inventory, servers: readonly Server[]): readonly Server[] {
  const built = new Map(
    servers.filter(({ form }) => form === "dockerfile").map((server) => [`${server.file.target}|${server.file.path}`, server]),
  );
  if (built.size === 0) return servers;
  return servers.map((server) => {
    if (server.form !== "compose" || server.product !== undefined) return server;
    const resource = inventory.resources.find(
      ({ type, address, file }) => type === "compose.service" && address === server.resource && file === server.file.path,
    );
    const [build] = resource === undefined ? [] : settingAt(resource.attributes, "build");
    if (build === undefined) return server;
    const context = typeof build === "string" ? build : String(settingAt(build, "context")[0] ?? ".");
    const folder = resolvePath(folderOf(server.file.path), context);
    const file = String(settingAt(build, "dockerfile")[0] ?? "Dockerfile");
    const image = built.get(`${server.file.target}|${folder === undefined || folder === "" ? file : `${folder}/${file}`}`);
    if (image?.product === undefined || server.words.length > 0) return server;
    return {
      ...server,
      product: image.product,
      image: image.image,
      words: image.words,
      environment: new Map([...image.environment, ...server.environment]),
    };
  });
}

function wider(own: Reach, tunnel: Reach | undefined): Reach {
  return tunnel === undefined || (own.level >= tunnel.level && own.guarded !== true) ? own : tunnel;
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
    reach: wider(server.reach, server.product === undefined ? undefined : throughTunnel(inventory, server, resource)),
    place: resource === undefined ? place : { ...evidenceOf(resource), line },
    server,
    ...(resource === undefined ? {} : { resource }),
  };
}
