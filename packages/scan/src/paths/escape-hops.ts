import { type ConfigNode, entries, items, text } from "@castellan/formats";
import type { Evidence, Location, ResourceEntry } from "@castellan/graph";
import { affects, COMPILED, mendedIn, namesPackage, VULNERABLE } from "../../knowledge/versions/index.ts";
import { versionIn } from "../../knowledge/versions/version.ts";
import { scopeOf } from "../project/scope.ts";
import type { Inventory } from "../rules/rule.ts";
import { settingAt } from "../rules/settings/setting.ts";
import { vulnerableAiInfrastructure } from "../rules/vulnerable-ai-infrastructure/index.ts";
import { ATTACKERS, evidenceOf, type Hop, placedKey } from "./hop.ts";
import { near } from "./near.ts";
import { lineWithin, literal, placeWithin } from "./written.ts";

const GPU = /nvidia\.com\/(?:gpu|mig)|"driver":"nvidia"|"runtime":"nvidia"|"capabilities":\["?gpu/;
const TENANTS = /tenant|customer|shared|multi-?user|untrusted|third.?party|student|guest|community|time-?slic/i;

/** Where other tenants' containers run: shared hosts, workloads with accelerators in several namespaces. */
interface Neighbour {
  readonly key: string;
  readonly evidence: Evidence;
  readonly resource: ResourceEntry;
}

/** A container that escapes through NVIDIA's container toolkit to its host, and to the other tenants on it. */
export function escapeHops(inventory: Inventory): readonly Hop[] {
  const holes = [
    ...vulnerableAiInfrastructure
      .check(inventory)
      .findings.filter(({ message, scope }) => scope === "production" && /^NVIDIA (?:Container Toolkit|GPU Operator)/.test(message)),
    ...installedHoles(inventory),
  ].filter(
    ({ location: { target, file, line } }, at, all) =>
      all.findIndex(({ location }) => location.target === target && location.file === file && location.line === line) === at,
  );
  return holes.flatMap(({ location, message, remediation }): readonly Hop[] => {
    const { target = 0, file = "", line, resource } = location;
    const neighbours = neighboursOf(inventory, { target, file });
    if (neighbours.length === 0) return [];
    const node = placedKey(`a container on ${resource ?? file}`, location);
    const host = placedKey(`the host under ${resource ?? file}`, location);
    const [version = ""] = message.split(" has known holes");
    const declared = inventory.resources.find((each) => each.address === resource && each.file === file && (each.target ?? 0) === target);
    const hole: Evidence =
      declared === undefined
        ? { ...location, technique: "configuration", confidence: "certain" }
        : placeWithin(inventory, declared, literal(version.split(" ").at(-1) ?? ""));
    const advisories = [...message.matchAll(/CVE-\d{4}-\d{4,7}/g)].map(([id]) => id);
    const image = imageOf(inventory, { target, file });
    const [first] = neighbours;
    const own = image === undefined && neighbours.length > 1 ? first : undefined;
    return [
      {
        from: ATTACKERS.tenant,
        to: node,
        via: "starts an image of their own as",
        evidence: [image ?? first?.evidence ?? hole],
        confidence: "likely",
      },
      {
        from: node,
        to: host,
        via: `escapes through ${version} (${[...new Set(advisories)].join(", ")}) to`,
        evidence: [hole],
        confidence: "likely",
        fix: `${(remediation ?? "")
          .replace(/; https?:[^)\s]*/, "")
          .replace(/\.$/, "")
          .replace(/^Update/, "update")} (${file}:${line ?? 1})`,
      },
      ...neighbours
        .filter((neighbour) => neighbour !== own)
        .slice(0, 3)
        .map(
          ({ key, evidence }): Hop => ({
            from: host,
            to: key,
            via: "reads and changes",
            evidence: [evidence],
            confidence: "likely",
            harm: "tenants",
          }),
        ),
    ];
  });
}

interface Installed {
  readonly location: Location;
  readonly message: string;
  readonly remediation: string;
}

/** The toolkit as scripts and Dockerfiles install it, and its operator as charts bring it. */
function installedHoles(inventory: Inventory): readonly Installed[] {
  const packages = inventory.project.files
    .filter(({ scope }) => scope === "production")
    .flatMap(({ target, path, facts }) => {
      const built = (facts.dockerfile?.instructions ?? [])
        .filter(({ keyword }) => keyword === "RUN")
        .map(({ value, line }) => ({ words: value.split(/\s+/), line }));
      return [...(facts.commands?.commands ?? []), ...built].flatMap(({ words, line }) =>
        words.flatMap((word) => {
          const [, name = "", version = ""] = /^((?:lib)?nvidia-container[\w-]*)[=-](\d[\w.~-]*)/.exec(word) ?? [];
          return hole(name, version, { target, file: path, line });
        }),
      );
    });
  const charts = inventory.resources.flatMap(({ attributes, file, line, address, target = 0, type }) => {
    if (!/^helm_release$|\/HelmRelease$|\/Application$/.test(type) || scopeOf(file) !== "production") return [];
    const chart = String(settingAt(attributes, ["chart", "spec.chart.spec.chart", "spec.source.chart"])[0] ?? "");
    const version = String(settingAt(attributes, ["version", "spec.chart.spec.version", "spec.source.targetRevision"])[0] ?? "");
    return hole(chart.split("/").at(-1) ?? "", version, { target, file, line, resource: address });
  });
  return [...packages, ...playbooks(inventory), ...charts];
}

/** `name: nvidia-container-toolkit=1.16.1-1` in the tasks of a playbook. */
function playbooks(inventory: Inventory): readonly Installed[] {
  return inventory.project.files
    .filter(({ scope, facts }) => scope === "production" && facts.config?.format === "yaml")
    .flatMap(({ target, path: file, facts }) =>
      (facts.config?.documents ?? [])
        .filter(({ kind }) => kind === "list")
        .flatMap((document) => {
          const line = lineWithin(document, PACKAGE);
          const written = line === undefined ? undefined : textOn(document, line);
          const [, name = "", version = ""] = PACKAGE.exec(written ?? "") ?? [];
          return line === undefined ? [] : hole(name, version, { target, file, line });
        }),
    );
}

const PACKAGE = /^((?:lib)?nvidia-container[\w-]*)[=-](\d[\w.~-]*)$/;

/** The text that stands on a line and names the package. */
function textOn(start: ConfigNode, line: number): string | undefined {
  const open: ConfigNode[] = [start];
  for (let node = open.pop(), left = 5_000; node !== undefined && left > 0; node = open.pop(), left -= 1) {
    const written = text(node);
    if (written !== undefined && node.line === line && PACKAGE.test(written)) return written;
    open.push(...entries(node).map(({ value }) => value), ...items(node));
  }
  return undefined;
}

function hole(name: string, written: string, location: Location): readonly Installed[] {
  const version = name === "" ? undefined : versionIn(written);
  if (version === undefined) return [];
  const rows = VULNERABLE.filter(
    (row) =>
      row.product.startsWith("NVIDIA") &&
      (namesPackage(row, name) || row.images?.includes(name) === true || row.charts?.includes(name) === true) &&
      affects(row, version),
  );
  const [first] = rows;
  if (first === undefined) return [];
  return [
    {
      location,
      message: `${first.product} ${version} has known holes: ${rows.map(({ advisory }) => advisory).join(", ")}`,
      remediation: `Update ${first.product} to ${mendedIn(rows)} (table of ${COMPILED}).`,
    },
  ];
}

function neighboursOf(inventory: Inventory, place: Pick<ResourceEntry, "target" | "file">): readonly Neighbour[] {
  const around = inventory.resources.filter((resource) => near(resource, place) && scopeOf(resource.file) === "production");
  const hosts = around
    .filter(
      ({ type, attributes }) => type === "host" && TENANTS.test(JSON.stringify({ ...attributes, packages: null })) && sharing(attributes),
    )
    .map(
      (resource): Neighbour => ({
        key: placedKey(`the other tenants' containers and models on ${resource.address}`, resource),
        evidence: placeWithin(inventory, resource, TENANTS),
        resource,
      }),
    );
  const pods = around.filter(
    ({ type, attributes }) =>
      (/^(?:[\w.-]+\/)?v\d\w*\/[A-Z]/.test(type) || type === "compose.service") && GPU.test(JSON.stringify(attributes)),
  );
  const names = new Set(pods.map(({ attributes, address }) => String(settingAt(attributes, "metadata.namespace")[0] ?? address)));
  const shared =
    names.size > 1 ||
    pods.some(({ attributes, address }) => TENANTS.test(`${address} ${JSON.stringify(attributes["metadata"] ?? "")}`)) ||
    around.some(
      ({ type, attributes }) => /ConfigMap$|ClusterPolicy$/.test(type) && /timeSlicing|time-slicing/.test(JSON.stringify(attributes)),
    );
  const workloads = !shared
    ? []
    : pods.map(
        (resource): Neighbour => ({
          key: placedKey(
            `${resource.address} of ${String(settingAt(resource.attributes, "metadata.namespace")[0] ?? "another tenant")}`,
            resource,
          ),
          evidence: evidenceOf(resource),
          resource,
        }),
      );
  return [...hosts, ...workloads];
}

/** `sharedTenants: true`, `tenants: [a, b]`, `tenancy: shared`; not `shared: false`. */
function sharing(attributes: ResourceEntry["attributes"]): boolean {
  return Object.entries(attributes).some(
    ([key, value]) =>
      (TENANTS.test(key) && value !== false && value !== "false" && (!Array.isArray(value) || value.length > 1)) ||
      (/tenancy|labels|role|pool/i.test(key) && TENANTS.test(JSON.stringify(value))),
  );
}

/** An image of the project whose loader variables reach the toolkit's hooks. */
function imageOf(inventory: Inventory, place: Pick<ResourceEntry, "target" | "file">): Evidence | undefined {
  for (const { target, path, facts, scope } of inventory.project.files) {
    const preload =
      scope === "production" && near({ target, file: path }, place)
        ? facts.dockerfile?.environment.find(({ name }) => /^LD_(?:PRELOAD|LIBRARY_PATH)$/.test(name))
        : undefined;
    if (preload !== undefined) return { target, file: path, line: preload.line, technique: "configuration", confidence: "certain" };
  }
  return undefined;
}
