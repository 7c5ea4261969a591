import { ScanError } from "../engine/errors.ts";
import type { Project } from "../project/facts.ts";
import { folderOf, nameOf } from "./file-place.ts";

/** Folders that hold a variables file for each environment. */
const FOLDERS = /^(?:env|envs|environment|environments|vars|variables|tfvars|values|config|configs|overlays|stages|workspaces)$/i;

/**
 * Whether a variables or values file is that of an environment: `prod.tfvars`, `env/prod.tfvars`, `environments/prod/main.tfvars`,
 * `values-prod.yaml`, `values/prod.yaml`. `folder` is the one that it is to hold for.
 */
export function belongsTo(environment: string, folder: string, path: string): boolean {
  const own = folderOf(path);
  const stem = nameOf(path).replace(/\.auto\.tfvars$|\.tfvars(?:\.json)?$|\.ya?ml$/, "");
  const below = folder === "" ? own : own === folder ? "" : own.startsWith(`${folder}/`) ? own.slice(folder.length + 1) : undefined;
  if (below === undefined) return false;
  const steps = below === "" ? [] : below.split("/");
  if (stem.replace(/^values[-_.]/, "") === environment) return steps.every((step) => FOLDERS.test(step));
  // A folder of the environment's name holds nothing but its files.
  return steps.at(-1) === environment && steps.slice(0, -1).every((step) => FOLDERS.test(step));
}

/**
 * Refuses an environment that nothing in the project knows: a name mistyped would otherwise judge the defaults.
 *
 * @throws ScanError BAD_CONFIGURATION
 */
export function requireEnvironment({ environment, files }: Project): void {
  if (environment === undefined) return;
  const known = files.some(
    ({ path }) => path.split(/[/._-]/).includes(environment) || path.split("/").some((part) => part.replace(/\.\w+$/, "") === environment),
  );
  if (!known)
    throw new ScanError(
      "BAD_CONFIGURATION",
      `--env ${environment}: no file or folder bears that name; name one as in prod.tfvars, values-prod.yaml or overlays/prod.`,
    );
}
