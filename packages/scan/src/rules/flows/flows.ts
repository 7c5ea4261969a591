import type { Asset, Flow, Location } from "@castellan/graph";
import { compareText } from "@castellan/graph";
import type { ProjectFile } from "../../project/facts.ts";
import { personalTable } from "../personal-data-committed/personal.ts";
import type { Inventory, Usage } from "../rule.ts";

/** Providers that run on the company's own machines: nothing leaves. */
const OWN = new Set([
  "ollama",
  "vllm",
  "self-hosted",
  "lm-studio",
  "llama.cpp",
  "huggingface-tgi",
  "huggingface-tei",
  "triton",
  "localai",
  "sglang",
  "infinity",
  "llamafile",
  "open",
  "bentoml",
  "ray-serve",
]);
/** Words that say that something is masked before it is sent. */
const MASKS = /mask|redact|anonymi[sz]|pseudonymi[sz]|presidio|scrub/i;

/** Examples and instructions that are part of a prompt are no data of the company. */
const PROMPT_FILE = /(?:^|\/)prompts?\/|(?:few_?-?shots?|prompts?|instructions|schema|tools?)[\w-]*\.json[l5]?$/i;

const cache = new WeakMap<Inventory, readonly Flow[]>();

/** What leaves the company: data of a class, through which agent or endpoint, to which provider and model. */
export function flowsOf(inventory: Inventory): readonly Flow[] {
  const known = cache.get(inventory);
  if (known !== undefined) return known;
  const flows = inventory.usages
    .filter(({ act, scope }) => (act === "model-call" || act === "agent-run") && scope === "production")
    .flatMap((usage) => fromCall(inventory, usage));
  const tools = inventory
    .ofKind("agent", "model")
    .filter(({ scope }) => scope === "production")
    .flatMap((asset) => throughTools(inventory, asset));
  const unique = new Map(
    [...flows, ...tools].map((flow) => [`${flow.data} ${flow.provider} ${flow.model ?? ""}`, flow] as const).reverse(),
  );
  const result = [...unique.values()].sort(
    (a, b) =>
      compareText(a.data, b.data) ||
      compareText(a.provider, b.provider) ||
      compareText(a.model ?? "", b.model ?? "") ||
      compareText(a.location.file ?? "", b.location.file ?? "") ||
      (a.location.line ?? 0) - (b.location.line ?? 0),
  );
  cache.set(inventory, result);
  return result;
}

interface Destination {
  readonly provider: string;
  readonly model?: string;
  readonly region?: string;
  readonly through: readonly string[];
}

/** Where a model's requests go; nothing for what runs inside. */
function destinationsOf(inventory: Inventory, user: Asset, through: readonly string[]): readonly Destination[] {
  const models =
    user.kind === "model"
      ? [user]
      : inventory
          .from(user.id, "uses_model")
          .map(({ to }) => inventory.asset(to))
          .filter((asset) => asset !== undefined);
  return models.flatMap((model): readonly Destination[] => {
    const services = inventory
      .from(model.id, "served_by")
      .map(({ to }) => inventory.asset(to)?.name)
      .filter((name) => name !== undefined);
    const stated = model.attributes["provider"];
    const providers = services.length > 0 ? services : typeof stated === "string" ? [stated] : [];
    const region = model.attributes["region"];
    return providers
      .filter((provider) => !OWN.has(provider))
      .map((provider) => ({ provider, model: model.name, through, ...(typeof region === "string" ? { region } : {}) }));
  });
}

function fromCall(inventory: Inventory, usage: Usage): readonly Flow[] {
  const users =
    usage.act === "agent-run"
      ? usage.origins.filter(({ source }) => source === "model-output").flatMap(({ asset }) => asset ?? [])
      : usage.assets;
  const assets = [...new Set(users)]
    .map((id) => inventory.asset(id))
    .filter((asset) => asset !== undefined && (asset.kind === "agent" || asset.kind === "model"));
  const holders = usage.holders.filter((id) => inventory.asset(id) !== undefined);
  const destinations = assets.flatMap((asset) =>
    asset === undefined ? [] : destinationsOf(inventory, asset, [...new Set([...holders, asset.id])]),
  );
  const data = usage.origins
    .filter(({ source, argument }) => source === "file" && !/system|instructions/.test(argument))
    .flatMap((origin) => readBy(inventory, usage.target, origin.file, origin.line));
  return combine(inventory, data, destinations, {
    target: usage.target,
    file: usage.file,
    line: usage.line,
    ...(usage.cell === undefined ? {} : { cell: usage.cell }),
  });
}

/** Data that a tool brings to a model goes to its provider. */
function throughTools(inventory: Inventory, user: Asset): readonly Flow[] {
  const tools = inventory
    .from(user.id, "uses_tool")
    .map(({ to }) => inventory.asset(to))
    .filter((asset) => asset !== undefined);
  const place = user.occurrences[0];
  return tools.flatMap((tool) => {
    const data = inventory.usages
      .filter(({ act, holders }) => (act === "open-file" || act === "read-table") && holders.includes(tool.id))
      .flatMap((usage) => readBy(inventory, usage.target, usage.file, usage.line));
    return combine(inventory, data, destinationsOf(inventory, user, [tool.id, user.id]), {
      target: place?.target ?? 0,
      ...(place?.file === undefined ? {} : { file: place.file }),
      ...(place?.line === undefined ? {} : { line: place.line }),
    });
  });
}

interface Data {
  readonly file: ProjectFile;
  readonly id: string;
  readonly class: string;
}

/** The table that a call reads, with its class, where it lies in the project. */
function readBy(inventory: Inventory, target: number, file: string | undefined, line: number | undefined): readonly Data[] {
  const usage = inventory.usages.find(
    (other) =>
      other.target === target && other.file === file && other.line === line && (other.act === "open-file" || other.act === "read-table"),
  );
  const path =
    usage === undefined
      ? undefined
      : [usage.arguments["receiver"], usage.arguments["#0"]].find((value) => typeof value === "string" && /\.\w+$/.test(value));
  if (typeof path !== "string") return [];
  const tail = path.replace(/^(?:\.\.?\/)+/, "").replace(/^\/+/, "");
  const found = inventory.project.files.find(
    (other) =>
      other.target === target &&
      other.facts.table !== undefined &&
      (other.path === tail || other.path.endsWith(`/${tail}`) || tail.endsWith(`/${other.path}`)),
  );
  if (found === undefined || PROMPT_FILE.test(found.path)) return [];
  const asset = inventory
    .ofKind("dataset")
    .find(({ occurrences }) => occurrences.some((place) => place.file === found.path && (place.target ?? 0) === target));
  const personal = personalTable(found);
  return [
    {
      file: found,
      id: asset?.id ?? found.path,
      class:
        personal === undefined
          ? found.facts.table?.classification?.class === "confidential"
            ? "confidential"
            : "internal"
          : personal.special
            ? "special-category"
            : "personal",
    },
  ];
}

function combine(inventory: Inventory, data: readonly Data[], destinations: readonly Destination[], location: Location): readonly Flow[] {
  const file = location.file === undefined ? undefined : inventory.project.file(location.target ?? 0, location.file);
  // Whoever masks is believed; what is masked how well is another question.
  if (file !== undefined && JSON.stringify(file.facts.source?.imports ?? []).match(MASKS) !== null) return [];
  return data.flatMap((item) =>
    destinations.map(
      (to): Flow => ({
        data: item.id,
        class: item.class,
        through: to.through,
        provider: to.provider,
        ...(to.model === undefined ? {} : { model: to.model }),
        ...(to.region === undefined ? {} : { region: to.region }),
        location,
      }),
    ),
  );
}
