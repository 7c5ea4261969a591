import type { Evidence, ResourceEntry } from "@castellan/graph";
import { sourceOf } from "../rules/assess/source-of-load.ts";
import type { Inventory, Usage } from "../rules/rule.ts";
import { settingAt } from "../rules/settings/setting.ts";
import { carriesCode } from "./code-places.ts";
import { where } from "./entry-hops.ts";
import { ATTACKERS, type Hop, nodeOf, placedKey } from "./hop.ts";
import { near } from "./near.ts";
import { type Unit, unitsOf } from "./unit.ts";

const LOADS: ReadonlySet<string> = new Set(["unsafe-load", "torch-load", "yaml-load", "keras-load"]);
const FUNCTIONS = /^(?:aws_lambda_function|AWS::Lambda::Function|AWS::Serverless::Function)$/;
const BUCKETS = /^(?:aws_s3_bucket|AWS::S3::Bucket|google_storage_bucket)$/;

/** Own code that unpickles what callers send, or what lies where others write: whoever sends or writes runs code in its workload. */
export function codeHops(inventory: Inventory): readonly Hop[] {
  const loads = inventory.usages.filter((usage) => LOADS.has(usage.act) && usage.scope === "production" && runsCode(usage));
  if (loads.length === 0) return [];
  const units = unitsOf(inventory);
  return loads.flatMap((usage): readonly Hop[] => [
    ...units.filter((unit) => carriesCode(inventory, unit, usage)).flatMap((unit) => intoUnit(inventory, usage, unit)),
    ...inventory.resources
      .filter((resource) => FUNCTIONS.test(resource.type) && isHandler(resource, usage))
      .flatMap((resource) => intoFunction(inventory, usage, resource)),
  ]);
}

/** `weights_only=True`, `safe_load`: nothing runs. */
function runsCode({ act, arguments: given, callee }: Usage): boolean {
  if (act === "torch-load") return given["weights_only"] === false && !callee.includes("jit.");
  if (act === "yaml-load") return /unsafe|full_load|\.load\(\)/.test(callee) && !/Safe/.test(JSON.stringify(given));
  return !callee.startsWith("skops") && act !== "keras-load";
}

function placeOf({ target, file, line, cell }: Usage): Evidence {
  return { target, file, line, ...(cell === undefined ? {} : { cell }), technique: "syntax", confidence: "certain" };
}

function intoUnit(inventory: Inventory, usage: Usage, unit: Unit): readonly Hop[] {
  const source = sourceOf(inventory, usage);
  const place = placeOf(usage);
  const fix = `load a format that holds data only: safetensors, ONNX, weights_only=True (${where(place)})`;
  const into = { to: unit.node, evidence: [place], fix };
  if (source.kind === "request")
    return [
      {
        ...into,
        from: ATTACKERS.internet,
        via: `sends what ${usage.callee} unpickles, and so runs, in`,
        confidence: unit.reach.level === 3 && unit.reach.guarded !== true ? "likely" : "possible",
      },
    ];
  if (source.verified) return [];
  const bucket = bucketOf(inventory, usage);
  if (bucket !== undefined)
    return [
      { ...into, from: nodeOf(inventory, bucket), via: `holds what ${usage.callee} unpickles, and so runs, in`, confidence: "likely" },
    ];
  if (source.kind === "hub" && !isPinned(inventory, usage))
    return [{ ...into, from: ATTACKERS.modelPublisher, via: "code of the model runs in", confidence: "possible" }];
  return [];
}

/** The bucket of the project that a file is fetched from before it is loaded. */
function bucketOf(inventory: Inventory, usage: Usage): ResourceEntry | undefined {
  const loaded = JSON.stringify(usage.arguments["#0"] ?? null);
  const fetched = inventory.usages.filter(
    ({ act, file, target, arguments: given }) =>
      act === "download" &&
      file === usage.file &&
      target === usage.target &&
      (loaded.startsWith('"') ? Object.values(given).some((value) => JSON.stringify(value) === loaded) : true),
  );
  const said = [usage, ...fetched].flatMap(({ arguments: given }) => Object.values(given).map(String));
  return inventory.resources.find(({ type, attributes, ...place }) => {
    if (!BUCKETS.test(type) || !near(place, usage)) return false;
    const name = settingAt(attributes, ["bucket", "BucketName", "name"])[0];
    return (
      typeof name === "string" &&
      name.length > 2 &&
      said.some((value) => value === name || value.startsWith(`s3://${name}/`) || value.startsWith(`gs://${name}/`))
    );
  });
}

function isPinned({ usages }: Inventory, { file, target }: Usage): boolean {
  return usages.some(
    ({ act, arguments: given, ...other }) =>
      act === "hub-fetch" && other.file === file && other.target === target && /^[0-9a-f]{40}$/.test(String(given["revision"] ?? "")),
  );
}

/** `handler.handler`: the file and the function that a Lambda starts. */
function isHandler({ attributes, file, target = 0 }: ResourceEntry, usage: Usage): boolean {
  const [module = "", name] = String(settingAt(attributes, ["handler", "Handler"])[0] ?? "").split(/\.(?=[^.]*$)/);
  return (
    module !== "" &&
    usage.symbol === name &&
    new RegExp(`(?:^|/)${module.replace(/[^\w/]/g, "")}\\.py$`).test(usage.file) &&
    near({ target, file }, usage)
  );
}

const URLS = /^(?:aws_lambda_function_url|AWS::Lambda::Url)$/;

/** Functions with an address that asks nobody, which load what the event brings. */
function intoFunction(inventory: Inventory, usage: Usage, resource: ResourceEntry): readonly Hop[] {
  const first = usage.arguments["#0"];
  // A literal name of a file is not the event.
  if (typeof first === "string" || sourceOf(inventory, usage).kind === "own") return [];
  const address = inventory.resources.find(
    ({ type, attributes, references = {}, file, target = 0 }) =>
      URLS.test(type) &&
      near({ file, target }, resource) &&
      settingAt(attributes, ["authorization_type", "AuthType"])[0] === "NONE" &&
      Object.values(references).some((to) => to.includes(resource.address)),
  );
  if (address === undefined) return [];
  const place = placeOf(usage);
  const door: Evidence = {
    target: address.target ?? 0,
    file: address.file,
    line: address.lines?.["authorization_type"] ?? address.lines?.["AuthType"] ?? address.line,
    technique: "configuration",
    confidence: "certain",
  };
  const key = placedKey(`the address ${address.address}`, address);
  return [
    {
      from: ATTACKERS.internet,
      to: key,
      via: "reaches",
      evidence: [door],
      confidence: "likely",
      fix: `let the address ask for AWS_IAM (${where(door)})`,
    },
    {
      from: key,
      to: nodeOf(inventory, resource),
      via: `hands on what ${usage.callee} unpickles, and so runs, in`,
      evidence: [place],
      confidence: "likely",
      fix: `read data in a format that runs nothing (${where(place)})`,
    },
  ];
}
