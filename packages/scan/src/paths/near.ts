import type { ResourceEntry } from "@castellan/graph";

type Placed = Pick<ResourceEntry, "target" | "file">;

/** Folders that part a project by technology: what stands in two of them may belong together. */
const TECHNOLOGY =
  /^(?:infra(?:structure)?|terraform|tf|iac|cdk|cloudformation|cfn|bicep|arm|k8s|kube(?:rnetes)?|manifests?|deploy(?:ment)?s?|helm|charts?|compose|docker|ansible|scripts?|bin|ops|config(?:s|uration)?|src|app|api|sql|db|database|notebooks?|ml|serving|training|inference|cluster|cloud|aws|azure|gcp|platform|hosts?|inventory|clickhouse|ray|gitops|argocd|flux|clusters?|base|overlays?|components?|namespaces?|tenants?|network(?:ing)?|network-?polic(?:y|ies)|netpol|polic(?:y|ies)|security|\.github|\.devcontainer)$/i;
/** Environments that stand side by side: what belongs to one does not reach the other. */
const ENVIRONMENT =
  /^(?:prod(?:uction)?|stag(?:e|ing)|dev(?:elopment)?|test|qa|uat|sandbox|vuln(?:erable)?|fixed|before|after|blue|green|insecure|secure)$/i;
/** Folders between two files of one environment. */
const STEPS = 3;

/** In one environment: the same target, one folder inside the other or folders that part it by technology. */
export function near(a: Placed, b: Placed): boolean {
  const parts = partsOf(a, b);
  if (parts === undefined || parts.restA.length + parts.restB.length > STEPS || parts.environments) return false;
  const { restA, restB } = parts;
  if (restA.length === 0 || restB.length === 0) return true;
  const [partOfA, partOfB] = [TECHNOLOGY.test(restA[0] ?? ""), TECHNOLOGY.test(restB[0] ?? "")];
  // `infra/` beside `serving/`; deeper, both must be parts of one project and not projects of their own.
  return (partOfA && partOfB) || (restA.length === 1 && restB.length === 1 && (partOfA || partOfB));
}

/**
 * Of one project, as far as folders tell, at any depth: in one folder, below a folder that parts a project by technology
 * (`k8s/network` and `k8s/serving`), or in two such. Folders of projects that stand side by side (`shop/`, `chat/`) are not:
 * what one declares neither protects nor reaches the other, unless a name that holds everywhere joins them.
 */
export function ofOneProject(a: Placed, b: Placed): boolean {
  const parts = partsOf(a, b);
  if (parts === undefined || parts.environments) return false;
  const { restA, restB, shared } = parts;
  if (restA.length === 0 || restB.length === 0 || shared.some((folder) => TECHNOLOGY.test(folder))) return true;
  return (TECHNOLOGY.test(restA[0] ?? "") && TECHNOLOGY.test(restB[0] ?? "")) || near(a, b);
}

interface Parts {
  readonly shared: readonly string[];
  readonly restA: readonly string[];
  readonly restB: readonly string[];
  /** They part at folders that are called like environments. */
  readonly environments: boolean;
}

function partsOf(a: Placed, b: Placed): Parts | undefined {
  if ((a.target ?? 0) !== (b.target ?? 0)) return undefined;
  const [first, second] = [folders(a), folders(b)];
  const parted = first.findIndex((part, at) => part !== second[at]);
  const length = parted < 0 ? first.length : parted;
  const [restA, restB] = [first.slice(length), second.slice(length)];
  return {
    shared: first.slice(0, length),
    restA,
    restB,
    environments: ENVIRONMENT.test(restA[0] ?? "") && ENVIRONMENT.test(restB[0] ?? ""),
  };
}

function folders({ file }: Placed): readonly string[] {
  return file.split("/").slice(0, -1);
}
