import { at, type ConfigNode, entries, items, text } from "@castellan/formats";
import type { ResourceEntry } from "@castellan/graph";
import type { Inventory } from "../rules/rule.ts";
import { serversOf } from "../rules/servers/index.ts";
import type { Reach, Server } from "../rules/servers/server.ts";
import { mapOf, settingAt } from "../rules/settings/setting.ts";
import { near } from "./near.ts";

/** A way that a program opens from the internet, or from the network, to one port. */
export interface Tunnel {
  /** A service of the same network; "" for the machine itself. */
  readonly host: string;
  readonly port: number;
  readonly level: 2 | 3;
  readonly guarded: boolean;
  readonly by: string;
  readonly target: number;
  readonly file: string;
  readonly line: number;
}

const known = new WeakMap<Inventory, readonly Tunnel[]>();
const IMAGES = /(?:^|\/)cloudflared(?:[:@]|$)|(?:^|\/)ngrok(?:\/ngrok)?(?:[:@]|$)/;
const GUARDS = /--(?:basic-auth|oauth|oidc|auth|cidr-allow|traffic-policy)\b/;

/** Tunnels that scripts, containers and configurations of tunnels open. */
export function tunnelsOf(inventory: Inventory): readonly Tunnel[] {
  let tunnels = known.get(inventory);
  if (tunnels === undefined) {
    tunnels = [...fromContainers(inventory), ...fromFiles(inventory), ...fromMaps(inventory)];
    known.set(inventory, tunnels);
  }
  return tunnels;
}

/** The reach of a server, where a tunnel leads to it: that is wider than what its own port says. */
export function throughTunnel(inventory: Inventory, server: Server, resource: ResourceEntry | undefined): Reach | undefined {
  const place = { target: server.file.target, file: server.file.path };
  const ports = portsOf(server);
  const tunnel = tunnelsOf(inventory).find(
    (each) => near(each, place) && ports.has(each.port) && (each.host === "" ? onMachine(server) : isNamed(inventory, resource, each.host)),
  );
  if (tunnel === undefined) return undefined;
  const { level, guarded, by, file, line } = tunnel;
  return { level, by, ...(guarded ? { guarded } : {}), place: { file, line, resource: `${by} in ${file}` } };
}

/** Started on the machine itself, or published there. */
function onMachine({ form, reach }: Server): boolean {
  return form === "command" || form === "unit" || (form === "compose" && reach.by.startsWith("port"));
}

function portsOf({ product, words, reach }: Server): ReadonlySet<number> {
  const said = [...words.join(" ").matchAll(/(?:--(?:port|dashboard-port|http-port)[= ]|-p\s+)(\d{2,5})\b/g)].map(([, port]) =>
    Number(port),
  );
  const published = /(?:^|[\s:])(\d{2,5}):\d{2,5}/.exec(reach.by)?.[1];
  return new Set([...(product?.ports ?? []), ...said, ...(published === undefined ? [] : [Number(published)])]);
}

/** A service of Compose by its name; a workload by its own name or by that of a service that selects it. */
function isNamed(inventory: Inventory, resource: ResourceEntry | undefined, host: string): boolean {
  if (resource === undefined) return false;
  const [name = ""] = host.split(".");
  if (resource.type === "compose.service") return resource.address === `services.${name}`;
  if (settingAt(resource.attributes, "metadata.name")[0] === name) return true;
  const labels = mapOf(settingAt(resource.attributes, ["spec.template.metadata.labels", "metadata.labels"])[0]) ?? {};
  return inventory.resources.some((service) => {
    if (service.type !== "v1/Service" || settingAt(service.attributes, "metadata.name")[0] !== name || !near(service, resource))
      return false;
    const selector = Object.entries(mapOf(settingAt(service.attributes, "spec.selector")[0]) ?? {});
    return selector.length > 0 && selector.every(([key, value]) => labels[key] === value);
  });
}

function fromContainers(inventory: Inventory): readonly Tunnel[] {
  return serversOf(inventory)
    .filter(({ image, form, file }) => IMAGES.test(image) && form !== "dockerfile" && file.scope === "production")
    .flatMap(({ image, words, environment, file, line }) => {
      const name = image.includes("ngrok") ? "ngrok" : "cloudflared";
      const url = environment.get("TUNNEL_URL");
      return opened([name, ...words, ...(url === undefined ? [] : ["--url", url])], { target: file.target, file: file.path, line });
    });
}

type Place = Pick<Tunnel, "target" | "file" | "line">;

function fromFiles(inventory: Inventory): readonly Tunnel[] {
  return inventory.project.files.flatMap(({ target, path, facts, scope }) => {
    if (scope !== "production") return [];
    const commands = (facts.commands?.commands ?? []).flatMap(({ words, line }) => opened(words, { target, file: path, line }));
    const document = facts.config?.documents[0];
    return [...commands, ...(document === undefined ? [] : configured(document, { target, file: path }))];
  });
}

/** What a command opens: `cloudflared tunnel --url`, `ngrok http`, `tailscale funnel`, `lt --port`, `ssh -R`, `kubectl port-forward --address`. */
function opened(words: readonly string[], place: Place): readonly Tunnel[] {
  const command = words.join(" ").slice(0, 2_000);
  const to = (by: string, address: string | undefined, level: 2 | 3 = 3): readonly Tunnel[] => {
    const end = address === undefined ? undefined : addressOf(address);
    return end === undefined ? [] : [{ ...end, level, by, guarded: GUARDS.test(command), ...place }];
  };
  if (/\bcloudflared\b/.test(command)) return to("a tunnel of cloudflared", /--url[= ](\S+)/.exec(command)?.[1]);
  const after = (keyword: RegExp): string | undefined =>
    words.slice(words.findIndex((word) => keyword.test(word)) + 1).find((word) => /^(?:\w+:\/\/)?(?:[\w.-]+:)?\d{2,5}\/?$/.test(word));
  if (/\bngrok\b/.test(command) && /\s(?:http|tcp|tls)\s/.test(command)) return to("a tunnel of ngrok", after(/^(?:http|tcp|tls)$/));
  if (/\btailscale\s+funnel\b/.test(command)) return to("tailscale funnel", after(/^funnel$/));
  if (/(?:^|\s|\/)(?:lt|localtunnel)\s/.test(command)) return to("a tunnel of localtunnel", /--port[= ](\d+)/.exec(command)?.[1]);
  if (/\bssh\b.*\s-R\s*\S/.test(command) && /serveo\.net|localhost\.run|pinggy\.io|srv\.us/.test(command))
    return to("a tunnel of ssh", /-R\s*(?:[\w.-]+:)?\d+:([\w.-]+:\d+)/.exec(command)?.[1]);
  if (/\bkubectl\b.*\bport-forward\b/.test(command) && /--address[= ](?:\S*,)?0\.0\.0\.0/.test(command)) {
    const [, name = "", port = ""] = /\b(?:svc|service|deploy(?:ment)?|pod|statefulset)\/([\w.-]+)\s+(?:\d+:)?(\d+)/.exec(command) ?? [];
    return to("a forwarded port", name === "" ? undefined : `${name}:${port}`, 2);
  }
  return [];
}

/** `http://chat:8123`, `localhost:8888`, `8888`. */
function addressOf(written: string): Pick<Tunnel, "host" | "port"> | undefined {
  const [, host = "", port = ""] = /^(?:\w+:\/\/)?(?:(?!http_status)([\w.-]+):)?(\d{2,5})\b/.exec(written.replace(/^["']/, "")) ?? [];
  if (port === "") return undefined;
  return { host: /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|host\.docker\.internal|)$/.test(host) ? "" : host, port: Number(port) };
}

/** The configuration of cloudflared or ngrok. */
function configured(document: ConfigNode, place: Omit<Place, "line">): readonly Tunnel[] {
  const cloud = at(document, "tunnel") === undefined ? [] : items(at(document, "ingress"));
  const ngrok = [
    ...entries(at(document, "tunnels")).map(({ value }) => ({ rule: value, address: at(value, "addr") })),
    ...items(at(document, "endpoints")).map((rule) => ({ rule, address: at(rule, "upstream", "url") })),
  ];
  return [
    ...cloud.map((rule) => ({
      by: "a tunnel of cloudflared",
      address: at(rule, "service"),
      guarded: text(at(rule, "originRequest", "access", "required")) === "true",
    })),
    ...ngrok.map(({ rule, address }) => ({
      by: "a tunnel of ngrok",
      address,
      guarded: entries(rule).some(({ key }) => /^(?:basic_auth|oauth|oidc|auth|ip_restriction|traffic_policy)$/.test(key)),
    })),
  ].flatMap(({ by, address, guarded }): readonly Tunnel[] => {
    const end = addressOf(text(address) ?? "");
    return end === undefined || address === undefined ? [] : [{ ...end, level: 3, by, guarded, ...place, line: address.line }];
  });
}

/** Configurations of tunnels inside of a ConfigMap. */
function fromMaps(inventory: Inventory): readonly Tunnel[] {
  return inventory.resources
    .filter(({ type }) => type === "v1/ConfigMap")
    .flatMap(({ attributes, file, line, target = 0 }) =>
      Object.values(mapOf(attributes["data"]) ?? {}).flatMap((value) => {
        const written = String(value).slice(0, 20_000);
        if (!/^tunnel:/m.test(written) || !/^ingress:/m.test(written)) return [];
        return [...written.matchAll(/^\s*(?:- )?service:\s*(\S{1,300})/gm)].flatMap(([, address = ""]): readonly Tunnel[] => {
          const end = addressOf(address);
          return end === undefined ? [] : [{ ...end, level: 3, by: "a tunnel of cloudflared", guarded: false, target, file, line }];
        });
      }),
    );
}
