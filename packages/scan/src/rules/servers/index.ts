import { machineServers } from "../../paths/machine-servers.ts";
import { managedServers } from "../../paths/managed-containers.ts";
import { unitFileServers } from "../../paths/unit-files.ts";
import type { Inventory } from "../rule.ts";
import { commandServers } from "./from-commands.ts";
import { composeServers } from "./from-compose.ts";
import { kubernetesServers } from "./from-kubernetes.ts";
import { valuesServers } from "./from-values.ts";
import type { Server } from "./server.ts";

const known = new WeakMap<Inventory, readonly Server[]>();

/** Every container and server that the project starts, in whatever form; read once for a scan. */
export function serversOf(inventory: Inventory): readonly Server[] {
  let found = known.get(inventory);
  if (found === undefined) {
    found = [
      ...composeServers(inventory),
      ...kubernetesServers(inventory),
      ...valuesServers(inventory),
      ...commandServers(inventory),
      ...machineServers(inventory),
      ...managedServers(inventory),
      ...unitFileServers(inventory),
    ];
    known.set(inventory, found);
  }
  return found;
}
