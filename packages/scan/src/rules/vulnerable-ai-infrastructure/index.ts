import { at, type DockerfileFacts, items, text } from "@castellan/formats";
import type { Evidence, Json } from "@castellan/graph";
import { affects, COMPILED, mendedIn, VULNERABLE, type VulnerableRange } from "../../../knowledge/versions/index.ts";
import { versionIn } from "../../../knowledge/versions/version.ts";
import { scopeOf } from "../../project/scope.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import { holderOf } from "../holder.ts";
import type { Inventory, Rule, RuleDraft } from "../rule.ts";
import { blocks, isValues } from "../servers/from-values.ts";
import { serversOf } from "../servers/index.ts";
import type { Reach } from "../servers/server.ts";
import { mapOf, settingAt } from "../settings/setting.ts";
import { installedPackages } from "./installed.ts";

const ID = "vulnerable-ai-infrastructure";
const POLICY = (version: string): string =>
  `apiVersion: nvidia.com/v1\nkind: ClusterPolicy\nmetadata:\n  name: gpu\nspec:\n  toolkit:\n    enabled: true\n    repository: nvcr.io/nvidia/k8s\n    image: container-toolkit\n    version: ${version}\n`;

/** Something with a version that configuration or an inventory names. */
interface Versioned {
  readonly name: string;
  readonly version: string;
  readonly kind: "image" | "package" | "chart";
  readonly target: number;
  readonly file: string;
  readonly line: number;
  readonly resource?: string;
  /** The image as written, with its tag. */
  readonly written?: string;
}

/** AI infrastructure in versions with known holes, by the table of knowledge/versions. */
export const vulnerableAiInfrastructure: Rule = {
  card: {
    id: ID,
    title: "AI infrastructure runs in a version with a known hole",
    appliesTo: ["resource", "container-image", "library"],
    why: "The way in is published: a container that escapes to its host, a server that runs what it is sent.",
    fix: "Update to the version named; until then keep untrusted images and callers away.",
    base: factors(2, 3, 3, 2),
    controls: ["ADS-INFR-05"],
    bad: [
      { title: "a container toolkit that images escape from", files: { "policy.yaml": POLICY("v1.16.1-ubuntu20.04") } },
      { title: "a server image", files: { "docker-compose.yml": "services:\n  llm:\n    image: ollama/ollama:0.1.30\n" } },
      { title: "the base of an image", files: { Dockerfile: "FROM ollama/ollama:0.1.30\n" } },
      { title: "started by a script", files: { "serve.sh": "#!/bin/sh\ndocker run -d -p 11434:11434 ollama/ollama:0.1.30\n" } },
      { title: "a library", files: { "requirements.txt": "torch==2.5.1\n", "m.py": "import torch\n" } },
    ],
    good: [
      { title: "a mended toolkit", files: { "policy.yaml": POLICY("v1.17.8-ubuntu20.04") } },
      { title: "a newer image", files: { "docker-compose.yml": "services:\n  llm:\n    image: ollama/ollama:0.18.1\n" } },
    ],
  },
  because: {
    exposure: "whoever may send it requests, images or models",
    exploitability: "the hole is published",
    data: "code execution on the host",
  },
  check: (inventory) => {
    const reaches = new Map(
      serversOf(inventory).map(({ file, resource, image, reach }) => [`${file.target}|${file.path}|${resource ?? ""}|${image}`, reach]),
    );
    return judgeEach(versionedOf(inventory), (item) => {
      const rows = VULNERABLE.filter((row) => isIt(item, row));
      if (rows.length === 0) return "not-applicable";
      const holes = rows.filter((row) => affected(item, row));
      const [first] = holes;
      if (first === undefined) return "passed";
      const evidence: Evidence = {
        target: item.target,
        file: item.file,
        line: item.line,
        ...(item.resource === undefined ? {} : { resource: item.resource }),
        technique: item.kind === "package" ? "manifest" : "configuration",
        confidence: "certain",
      };
      return fromFile(
        ID,
        { target: item.target, path: item.file, scope: scopeOf(item.file) },
        { line: item.line, ...(item.resource === undefined ? {} : { resource: item.resource }) },
        {
          message: `${first.product} ${plain(item.version, 30)} has known holes: ${holes.map(({ advisory, what }) => `${advisory} (${what})`).join("; ")}.`,
          headline: `${first.product} ${plain(item.version, 30)}: ${first.what}`,
          confidence: "certain",
          excerpt: `${item.name.replace(/^(?:pypi|npm|host):/, "")} ${item.version}`,
          evidence: [evidence],
          remediation: `Update ${first.product} to ${mendedIn(holes)} (table of ${COMPILED}; ${first.source}).`,
          adjust: adjustments(item, first, reaches.get(`${item.target}|${item.file}|${item.resource ?? ""}|${item.written ?? ""}`)),
        },
      );
    });
  },
};

/** A library counts as used by a named role only: whether the code reaches the hole is judged by the rules of that code. */
function adjustments(
  { kind, resource }: Versioned,
  { severity, advisory }: VulnerableRange,
  reach: Reach | undefined,
): NonNullable<RuleDraft["adjust"]> {
  return [
    ...(severity === "critical"
      ? []
      : [{ factor: "exploitability" as const, value: 2 as const, reason: `${advisory} is rated ${severity}` }]),
    ...(kind === "package" && resource === undefined
      ? [{ factor: "exposure" as const, value: 1 as const, reason: "not known if the code reaches the hole" }]
      : []),
    ...(resource === "FROM" && reach === undefined
      ? [{ factor: "exposure" as const, value: 1 as const, reason: "not known where the image runs, and who reaches it" }]
      : []),
    // A server that is published to nobody has callers of its own machine or cluster only.
    ...(reach !== undefined && reach.level <= 1 ? [{ factor: "exposure" as const, value: 1 as const, reason: reach.by }] : []),
    ...(reach?.level === 3 && reach.guarded !== true
      ? [{ factor: "exposure" as const, value: 3 as const, reason: `the internet, by ${reach.by}` }]
      : []),
  ];
}

function isIt({ name, kind }: Versioned, { images = [], packages = [], charts = [] }: VulnerableRange): boolean {
  if (kind === "package") return packages.includes(name);
  if (kind === "chart") return charts.includes(name);
  return images.some((image) => name === image || name.endsWith(`/${image}`));
}

/** A tag says as much as it says: `7.2` is the newest of 7.2, which is not known to be affected. */
function affected({ version, kind }: Versioned, row: VulnerableRange): boolean {
  if (kind === "image" && row.fixed !== undefined && isLineOf(version, row.fixed)) return false;
  return affects(row, version);
}

/** `7.2` for `7.2.11`: a tag that moves along a line of releases. */
function isLineOf(version: string, fixed: string): boolean {
  return version.split(".").length < fixed.split(".").length && fixed.startsWith(`${version}.`);
}

function versionedOf(inventory: Inventory): readonly Versioned[] {
  return [
    ...imagesOf(inventory),
    ...settingsOf(inventory),
    ...valuesOf(inventory),
    ...chartsOf(inventory),
    ...packagesOf(inventory),
    ...hostPackages(inventory),
    ...installed(inventory),
  ];
}

/** Images by name and tag, at each place that names them. */
function imagesOf(inventory: Inventory): readonly Versioned[] {
  const named = inventory
    .ofKind("container-image")
    .flatMap(({ name, occurrences }) =>
      occurrences.flatMap(({ target = 0, file, line = 1, resource }) =>
        file === undefined ? [] : [{ name, target, file, line, ...(resource === undefined ? {} : { resource }) }],
      ),
    );
  // An image that no asset stands for is started all the same.
  const started = serversOf(inventory).map(({ image, file, line, resource }) => ({
    name: image,
    target: file.target,
    file: file.path,
    line,
    ...(resource === undefined ? {} : { resource }),
  }));
  const bases = inventory.project.files.flatMap(({ target, path, facts }) =>
    basesOf(facts.dockerfile?.stages ?? []).map(({ image, line }) => ({ name: image, target, file: path, line, resource: "FROM" })),
  );
  const found = new Map<string, Versioned>();
  for (const place of [...named, ...bases, ...started]) {
    const [, image, tag = ""] = IMAGE.exec(place.name) ?? [];
    const version = versionIn(tag);
    if (image === undefined || version === undefined) continue;
    // What a resource names is one place; a Dockerfile's base is one wherever the command that starts it stands.
    const base = /^(?:FROM|CMD|ENTRYPOINT)$/.test(place.resource ?? "");
    const key = [place.target, place.file, base ? "FROM" : (place.resource ?? place.line), image, version].join("|");
    if (!found.has(key)) found.set(key, { ...place, name: image, version, kind: "image", written: place.name });
  }
  return [...found.values()];
}

const IMAGE = /^((?:[\w.-]+(?::\d+)?\/)?(?:[\w.-]+\/)*[\w.-]+):([\w][\w.-]*)/;

/** Images that end up in what a Dockerfile builds: the base of its last stage, through stages of the same file. */
function basesOf(stages: DockerfileFacts["stages"]): DockerfileFacts["stages"] {
  const last = stages.at(-1);
  const at = (name: string, before: number) =>
    stages.slice(0, before).findLastIndex((candidate) => candidate.name?.toLowerCase() === name.toLowerCase());
  let index = last === undefined ? -1 : stages.length - 1;
  for (let inner = index; inner >= 0; inner = at(stages[inner]?.image ?? "", inner)) index = inner;
  return stages.slice(index < 0 ? stages.length : index, index + 1);
}

/** Operators that name image and version apart: `{ image: container-toolkit, version: v1.16.1 }`. */
function settingsOf(inventory: Inventory): readonly Versioned[] {
  return inventory.resources
    .filter(({ type }) => /\/ClusterPolicy$|\/NVIDIADriver$/.test(type))
    .flatMap(({ attributes, address, target = 0, file, line }) =>
      Object.values(mapOf(attributes["spec"]) ?? {}).flatMap((part): readonly Versioned[] => {
        const [image, written] = [settingAt(part, "image")[0], settingAt(part, "version")[0]];
        const version = versionIn(String(written ?? ""));
        return image === undefined || version === undefined
          ? []
          : [{ name: String(image), version, kind: "image", target, file, line, resource: address }];
      }),
    );
}

/** The same among values of the operator's chart: `toolkit: { image: container-toolkit, version: v1.16.1-ubuntu20.04 }`. */
function valuesOf(inventory: Inventory): readonly Versioned[] {
  return inventory.project.files.filter(isValues).flatMap((file) =>
    (file.facts.config?.documents ?? []).flatMap((document) =>
      blocks(document).flatMap(({ node, path }): readonly Versioned[] => {
        const [image, written] = [text(at(node, "image")), at(node, "version")];
        const version = versionIn(text(written) ?? "");
        return image === undefined || version === undefined || written === undefined || /[:@]/.test(image)
          ? []
          : [
              {
                name: image,
                version,
                kind: "image",
                target: file.target,
                file: file.path,
                line: written.line,
                resource: path === "" ? "version" : `${path}.version`,
              },
            ];
      }),
    ),
  );
}

/** Charts by name and version: Flux's HelmRelease, Argo CD's Application, helm_release of Terraform, dependencies of Chart.yaml. */
function chartsOf(inventory: Inventory): readonly Versioned[] {
  const released = inventory.resources.flatMap(({ type, attributes, address, target = 0, file, line }): readonly Versioned[] => {
    const [name, written] = /\/HelmRelease$/.test(type)
      ? [settingAt(attributes, "spec.chart.spec.chart")[0], settingAt(attributes, "spec.chart.spec.version")[0]]
      : /^argoproj\.io\/.*\/Application$/.test(type)
        ? [settingAt(attributes, "spec.source.chart")[0], settingAt(attributes, "spec.source.targetRevision")[0]]
        : type === "helm_release"
          ? [settingAt(attributes, "chart")[0], settingAt(attributes, "version")[0]]
          : [];
    const version = versionIn(String(written ?? ""));
    const chart = String(name ?? "").replace(/^.*\//, "");
    return version === undefined || chart === "" ? [] : [{ name: chart, version, kind: "chart", target, file, line, resource: address }];
  });
  const needed = inventory.project.files
    .filter(({ path }) => /(?:^|\/)Chart\.ya?ml$/.test(path))
    .flatMap((file) =>
      items(at(file.facts.config?.documents[0], "dependencies")).flatMap((item): readonly Versioned[] => {
        const [chart, version] = [text(at(item, "name")), versionIn(text(at(item, "version")) ?? "")];
        return chart === undefined || version === undefined
          ? []
          : [
              {
                name: chart,
                version,
                kind: "chart",
                target: file.target,
                file: file.path,
                line: item.line,
                resource: `dependencies.${chart}`,
              },
            ];
      }),
    );
  return [...released, ...needed];
}

function packagesOf(inventory: Inventory): readonly Versioned[] {
  return inventory.packages.flatMap(({ purl, name, version, target = 0, file, line }): readonly Versioned[] => {
    const exact = version === undefined ? undefined : versionIn(version);
    const type = /^pkg:(pypi|conda|npm)\//.exec(purl)?.[1];
    const own = type === "npm" ? name : name.toLowerCase().replace(/[-_.]+/g, "-");
    return exact === undefined || file === undefined || type === undefined
      ? []
      : [{ name: `${type === "npm" ? "npm" : "pypi"}:${own}`, version: exact, kind: "package", target, file, line: line ?? 1 }];
  });
}

/** Inventories of hosts: `{ "hosts": [{ "name", "packages": [{ "name", "version" }] }] }`, as collectors write them. */
function hostPackages(inventory: Inventory): readonly Versioned[] {
  return inventory.resources
    .filter(({ type }) => type === "host")
    .flatMap(({ attributes, address, target = 0, file, line }) => {
      const seen = new Set<string>();
      return settingAt(attributes, "packages").flatMap((item: Json): readonly Versioned[] => {
        const [name, written] = [String(settingAt(item, "name")[0] ?? ""), String(settingAt(item, "version")[0] ?? "")];
        const version = versionIn(written);
        const product = VULNERABLE.find(({ packages = [] }) => packages.includes(`host:${name}`))?.product;
        // The parts of one product, installed together, are one finding.
        if (version === undefined || product === undefined || seen.has(`${product} ${version}`)) return [];
        seen.add(`${product} ${version}`);
        return [{ name: `host:${name}`, version, kind: "package", target, file, line, resource: address }];
      });
    });
}

/** Packages of an operating system in the versions that scripts and Ansible install; the parts of one product are one finding. */
function installed(inventory: Inventory): readonly Versioned[] {
  return inventory.project.files.flatMap((file) => {
    const seen = new Set<string>();
    return installedPackages(file).flatMap(({ name, version, line }): readonly Versioned[] => {
      const product = VULNERABLE.find(({ packages = [] }) => packages.includes(`host:${name}`))?.product;
      const exact = versionIn(version);
      if (product === undefined || exact === undefined || seen.has(`${product} ${exact}`)) return [];
      seen.add(`${product} ${exact}`);
      const resource = holderOf(inventory, file, line);
      return [
        {
          name: `host:${name}`,
          version: exact,
          kind: "package",
          target: file.target,
          file: file.path,
          line,
          ...(resource === undefined ? {} : { resource }),
        },
      ];
    });
  });
}
