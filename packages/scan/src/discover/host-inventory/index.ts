import { at, type ConfigNode, items, text } from "@castellan/formats";
import type { Discoverer } from "../discoverer.ts";
import { recordOf } from "../infrastructure/config-json.ts";
import { masked } from "../infrastructure/masked.ts";

/** Hosts of one file: a fleet in one listing is split by its exporter. */
const HOSTS = 100_000;

/** Inventories of hosts with their packages, `{ "hosts": [{ "name", "packages": [{ "name", "version" }] }] }`: each host is a resource. */
export const hostInventory: Discoverer = {
  id: "host-inventory",
  version: 1,
  discover(project, sink) {
    for (const file of project.files) {
      if (!/\.(?:json|ya?ml)$/i.test(file.path)) continue;
      for (const host of items(at(file.facts.config?.documents[0], "hosts")).slice(0, HOSTS)) {
        const name = text(at(host, "name")) ?? text(at(host, "hostname"));
        if (name === undefined || !hasPackages(host)) continue;
        sink.resource({
          address: name,
          type: "host",
          file: file.path,
          line: host.line,
          attributes: masked(recordOf(host)),
          ...(file.target === 0 ? {} : { target: file.target }),
        });
      }
    }
  },
};

function hasPackages(host: ConfigNode): boolean {
  return items(at(host, "packages")).some((item) => at(item, "name") !== undefined && at(item, "version") !== undefined);
}
