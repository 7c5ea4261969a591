import type { Json, ResourceEntry } from "@castellan/graph";
import type { Inventory } from "../rule.ts";
import { mapOf, settingAt } from "../settings/setting.ts";
import type { Reach } from "./server.ts";

type Labels = { readonly [key: string]: Json };
const NOWHERE: Reach = { level: 0, by: "no service here" };
/** Services that stay inside a cloud network by their annotation. */
const INTERNAL =
  /load-balancer-internal|loadBalancer-scheme|load-balancer-type|azure-load-balancer-internal|aws-load-balancer-(?:internal|scheme)/i;
/** Something asks before a request goes on. */
const GUARDS =
  /auth-(?:url|signin|type|secret|realm|tls)|\/auth-|oauth2|oidc|forward-?auth|basic-?auth|authn|authenticat|jwt|iap\b|middlewares|whitelist-source-range|allowlist|inbound-cidrs|cloudflare-access/i;

/** How pods with some labels are reached in their folder or namespace: services, ingresses, routes. */
export class KubernetesReach {
  /** By the first pair of their selector, `app=web`. */
  readonly #services = new Map<string, ResourceEntry[]>();
  /** By the names of the services that they lead to. */
  readonly #routes = new Map<string, ResourceEntry[]>();

  constructor(inventory: Inventory) {
    for (const resource of inventory.resources) {
      if (resource.type === "v1/Service") {
        const [pair] = selectorOf(resource);
        if (pair !== undefined) add(this.#services, pair.join("="), resource);
      } else if (/(?:^|\/)(?:Ingress|HTTPRoute|GRPCRoute|TCPRoute|VirtualService|Route|IngressRoute)$/.test(resource.type)) {
        for (const name of namedServices(resource)) add(this.#routes, name, resource);
      }
    }
  }

  /** Of several ways the widest. */
  ofPods(from: ResourceEntry, labels: Labels, ports: readonly number[] = []): Reach {
    const candidates = Object.entries(labels).flatMap(([key, value]) => this.#services.get(`${key}=${String(value)}`) ?? []);
    const reaches = candidates
      .filter((service) => near(service, from) && selects(service, labels) && serves(service, ports))
      .map((service) => this.ofService(service));
    return widest(reaches);
  }

  ofService(service: ResourceEntry): Reach {
    const type = String(settingAt(service.attributes, "spec.type")[0] ?? "ClusterIP");
    const name = String(settingAt(service.attributes, "metadata.name")[0] ?? "");
    return widest([byType(type, service), this.byName(service, name)]);
  }

  /** What an ingress or a route does with a service of this name. */
  byName(near_: ResourceEntry, name: string): Reach {
    if (name === "") return NOWHERE;
    return widest(
      (this.#routes.get(name) ?? [])
        .filter((route) => near(route, near_))
        .map((route): Reach => {
          const annotations = JSON.stringify(mapOf(settingAt(route.attributes, "metadata.annotations")[0]) ?? {});
          const spec = JSON.stringify(route.attributes["spec"] ?? {});
          const guarded = GUARDS.test(annotations) || (/IngressRoute$|HTTPRoute$/.test(route.type) && GUARDS.test(spec));
          const internal = /internal/.test(annotations) && INTERNAL.test(annotations);
          return {
            level: internal ? 2 : 3,
            by: `${route.address}`,
            ...(guarded ? { guarded } : {}),
            place: { file: route.file, line: route.line, resource: route.address },
          };
        }),
    );
  }
}

export function byType(type: string, service: ResourceEntry): Reach {
  const place = { file: service.file, line: service.line, resource: service.address };
  if (type === "LoadBalancer") {
    const annotations = mapOf(settingAt(service.attributes, "metadata.annotations")[0]) ?? {};
    const internal = Object.entries(annotations).some(
      ([key, value]) => INTERNAL.test(key) && /^(?:true|internal|0\.0\.0\.0\/0)$/i.test(String(value)),
    );
    const ranges = settingAt(service.attributes, "spec.loadBalancerSourceRanges").map(String);
    const limited = ranges.length > 0 && !ranges.includes("0.0.0.0/0");
    return { level: internal || limited ? 2 : 3, by: `the load balancer ${service.address}`, place };
  }
  if (type === "NodePort") return { level: 2, by: `a port of every node (${service.address})`, place };
  return { level: 1, by: `${service.address} inside the cluster`, place };
}

export function widest(reaches: readonly Reach[]): Reach {
  return [...reaches].sort((a, b) => b.level - a.level || Number(a.guarded === true) - Number(b.guarded === true))[0] ?? NOWHERE;
}

function near(other: ResourceEntry, from: ResourceEntry): boolean {
  if ((other.target ?? 0) !== (from.target ?? 0)) return false;
  if (other.file === from.file || rootOf(other) === rootOf(from)) return true;
  const [a, b] = [namespaceOf(other), namespaceOf(from)];
  return a !== "" && a === b;
}

function rootOf({ root, file }: ResourceEntry): string {
  return root ?? file.slice(0, Math.max(0, file.lastIndexOf("/")));
}

function namespaceOf({ attributes }: ResourceEntry): string {
  return String(settingAt(attributes, "metadata.namespace")[0] ?? "");
}

function add(map: Map<string, ResourceEntry[]>, key: string, resource: ResourceEntry): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [resource]);
  else list.push(resource);
}

function selectorOf(service: ResourceEntry): readonly (readonly [string, string])[] {
  const selector = mapOf(settingAt(service.attributes, "spec.selector")[0]) ?? {};
  return Object.entries(selector).map(([key, value]): readonly [string, string] => [key, String(value)]);
}

function selects(service: ResourceEntry, labels: Labels): boolean {
  return selectorOf(service).every(([key, value]) => labels[key] !== undefined && String(labels[key]) === value);
}

/** Whether a service leads to one of the ports; where none can be told, it does. */
function serves(service: ResourceEntry, ports: readonly number[]): boolean {
  const targets = settingAt(service.attributes, "spec.ports").map((port) =>
    Number(settingAt(port, "targetPort")[0] ?? settingAt(port, "port")[0]),
  );
  return ports.length === 0 || targets.length === 0 || targets.some((port) => Number.isNaN(port) || ports.includes(port));
}

/** Names of the services behind an ingress or a route; those of a mesh are host names. */
function namedServices(route: ResourceEntry): ReadonlySet<string> {
  const spec = route.attributes["spec"];
  if (spec === undefined) return new Set();
  const hosts = [
    ...settingAt(spec, ["rules.http.paths.backend.service.name", "rules.http.paths.backend.serviceName"]),
    ...settingAt(spec, ["defaultBackend.service.name", "backend.serviceName"]),
    ...settingAt(spec, "rules.backendRefs.name"),
    ...settingAt(spec, "http.route.destination.host"),
    ...settingAt(spec, "to.name"),
    ...settingAt(spec, "routes.services.name"),
  ].map(String);
  return new Set(hosts.flatMap((host) => [host, host.split(".")[0] ?? host]));
}
