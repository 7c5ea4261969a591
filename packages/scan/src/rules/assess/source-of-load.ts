import type { Evidence } from "@castellan/graph";
import { evidenceOf, hasOrigin } from "../draft.ts";
import type { Inventory, Usage } from "../rule.ts";
import { surroundingsOf } from "./surroundings.ts";

/** Where a file that is loaded comes from, as far as the code tells. */
export interface LoadSource {
  readonly kind: "request" | "download" | "hub" | "registry" | "shared-folder" | "environment" | "own" | "file" | "unknown";
  readonly evidence: readonly Evidence[];
  readonly verified: boolean;
}

const DOWNLOADS = new Set(["download", "hub-fetch", "verified-download"]);
const FETCHED_FILE = /\.(?:pt|pth|ckpt|bin|pkl|pickle|joblib|h5|keras|npy|npz|onnx|tar|zip|gz|safetensors|dill|index|faiss)(?:$|[?#])/i;

/** Traces the first argument of a load: what flowed in, what was downloaded to the same path, who wrote it. */
export function sourceOf(inventory: Inventory, usage: Usage): LoadSource {
  const around = surroundingsOf(inventory);
  const file = inventory.project.file(usage.target, usage.file);
  const sameFile = file === undefined ? [] : around.usagesIn(file);
  const sameFunction = sameFile.filter((other) => other.symbol === usage.symbol && other.cell === usage.cell);
  const verified = sameFunction.some(({ act }) => act === "verify-content" || act === "verified-download") && usage.symbol !== "";
  const made = (kind: LoadSource["kind"], evidence: readonly Evidence[] = []): LoadSource => ({ kind, evidence, verified });
  if (hasOrigin(usage, "request")) return made("request");
  if (hasOrigin(usage, "user-input")) return made("request");
  const download = fetchedTo(usage, sameFile, sameFunction);
  if (download !== undefined) return made(download.act === "hub-fetch" ? "hub" : "download", [evidenceOf(download)]);
  if (hasOrigin(usage, "download")) return made("download");
  if (hasOrigin(usage, "hub")) return made("hub");
  if (hasOrigin(usage, "registry")) return made("registry");
  const written =
    usage.assets.some((id) => inventory.to(id, "produces", "materialised_as", "writes_to").length > 0) ||
    inventory.usages.some(({ act, assets }) => act === "save-file" && assets.some((id) => usage.assets.includes(id)));
  if (written) return made("own");
  const path = literalPath(usage);
  if (path !== undefined && /^(?:\/tmp\/|\/var\/tmp\/|\/dev\/shm\/|\/mnt\/|\/shared\/|\\\\)/.test(path)) return made("shared-folder");
  if (path !== undefined && /^(?:https?|s3|gs|hf):\/\//.test(path)) return made("download");
  const committed = usage.assets.some((id) => ["committed", "local"].includes(inventory.asset(id)?.lifecycle ?? ""));
  if (committed) return made("own");
  if (hasOrigin(usage, "environment") && path === undefined) return made("environment");
  return made(path === undefined ? "unknown" : "file");
}

/** A download that writes to the path that is loaded, or stands before the load in the same function. */
function fetchedTo(usage: Usage, sameFile: readonly Usage[], sameFunction: readonly Usage[]): Usage | undefined {
  const loaded = JSON.stringify(usage.arguments["#0"] ?? usage.arguments["f"] ?? null);
  const known = loaded !== "null" && !/"unresolved":"(?:unknown|external|list|map)"/.test(loaded);
  const toSamePath = sameFile.find(
    (other) =>
      known &&
      DOWNLOADS.has(other.act) &&
      ["#1", "filename", "output", "dst"].some((name) => JSON.stringify(other.arguments[name] ?? null) === loaded),
  );
  if (toSamePath !== undefined) return toSamePath;
  if (usage.symbol === "") return undefined;
  return sameFunction.find(
    (other) =>
      other !== usage &&
      other.line < usage.line &&
      (other.act === "download" || other.act === "hub-fetch") &&
      FETCHED_FILE.test(`${String(other.arguments["#0"] ?? "")} ${String(other.arguments["filename"] ?? "")} `.trim()),
  );
}

function literalPath(usage: Usage): string | undefined {
  const value = usage.arguments["#0"] ?? usage.arguments["f"] ?? usage.arguments["file"] ?? usage.arguments["filename"];
  return typeof value === "string" && !value.startsWith("$") ? value : undefined;
}
