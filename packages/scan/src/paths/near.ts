import type { ResourceEntry } from "@castellan/graph";

type Placed = Pick<ResourceEntry, "target" | "file">;

/** Folders that part a project by technology: what stands in two of them may belong together. */
const TECHNOLOGY =
  /^(?:infra(?:structure)?|terraform|tf|iac|cdk|cloudformation|cfn|bicep|arm|k8s|kube(?:rnetes)?|manifests?|deploy(?:ment)?s?|helm|charts?|compose|docker|ansible|scripts?|bin|ops|config(?:s|uration)?|src|app|api|sql|db|database|notebooks?|ml|serving|training|inference|cluster|cloud|aws|azure|gcp|platform|hosts?|inventory|clickhouse|ray|\.github|\.devcontainer)$/i;
/** Environments that stand side by side: what belongs to one does not reach the other. */
const ENVIRONMENT =
  /^(?:prod(?:uction)?|stag(?:e|ing)|dev(?:elopment)?|test|qa|uat|sandbox|vuln(?:erable)?|fixed|before|after|blue|green|insecure|secure)$/i;
/** Folders between two files of one environment. */
const STEPS = 3;

/** In one environment: the same target, one folder inside the other or folders that part it by technology. */
export function near(a: Placed, b: Placed): boolean {
  if ((a.target ?? 0) !== (b.target ?? 0)) return false;
  const [first, second] = [folders(a), folders(b)];
  const parted = first.findIndex((part, at) => part !== second[at]);
  const shared = parted < 0 ? first.length : parted;
  const [restA, restB] = [first.slice(shared), second.slice(shared)];
  if (restA.length + restB.length > STEPS) return false;
  const [nextA = "", nextB = ""] = [restA[0], restB[0]];
  if (ENVIRONMENT.test(nextA) && ENVIRONMENT.test(nextB)) return false;
  if (restA.length === 0 || restB.length === 0) return true;
  const [partOfA, partOfB] = [TECHNOLOGY.test(nextA), TECHNOLOGY.test(nextB)];
  // `infra/` beside `serving/`; deeper, both must be parts of one project and not projects of their own.
  return (partOfA && partOfB) || (restA.length === 1 && restB.length === 1 && (partOfA || partOfB));
}

function folders({ file }: Placed): readonly string[] {
  return file.split("/").slice(0, -1);
}
