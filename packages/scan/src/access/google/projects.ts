import type { ResourceEntry } from "@castellan/graph";
import { settingAt } from "../../rules/settings/setting.ts";
import { rootOf } from "../roots.ts";

/* Which project, folder and organisation something stands in, as far as configuration says. */

/** yes and no for certain; else what it depends on. */
export type Same = "yes" | "no" | { readonly depends: string };

export class Projects {
  /** `root|address` of a project → its id, or its address. */
  readonly #ids = new Map<string, string>();
  /** `root|project` → folders and organisations that it is declared in. */
  readonly #parents = new Map<string, readonly string[]>();

  constructor(resources: readonly ResourceEntry[]) {
    for (const resource of resources) {
      if (resource.type !== "google_project" && resource.type !== "google_client_config") continue;
      const root = rootOf(resource);
      const [id] = settingAt(resource.attributes, ["project_id", "project"]);
      const own = resource.external === true && id === undefined ? "" : typeof id === "string" ? id : `@${resource.address}`;
      this.#ids.set(`${root}|${resource.address}`, own);
      const parents = ["folder_id", "org_id"].flatMap((path) => [
        ...settingAt(resource.attributes, path).map((value) => plainId(String(value))),
        ...(resource.references?.[path] ?? []).map((address) => `@${address}`),
      ]);
      if (parents.length > 0) this.#parents.set(`${root}|${own}`, parents);
    }
  }

  /** The project that a resource says it is in; "" where it leaves that to the provider. */
  of(resource: ResourceEntry, paths: readonly string[] = ["project"]): string {
    for (const path of paths) {
      for (const address of resource.references?.[path] ?? []) {
        const known = this.#ids.get(`${rootOf(resource)}|${address}`);
        if (known !== undefined) return known;
      }
      const [value] = settingAt(resource.attributes, path);
      if (typeof value === "string") return value.replace(/^projects\//, "");
    }
    return "";
  }

  /** Whether two resources of these projects stand in one; `near`: both are of one root module. */
  same(a: string, b: string, near: boolean): Same {
    if (a === b && (near || !(a === "" || a.includes("${") || a.startsWith("@")))) return "yes";
    if (!near) return isPlain(a) && isPlain(b) ? "no" : { depends: "whether both configurations are of one project" };
    // Whoever leaves it to the provider means the project that the rest of the configuration is in.
    if (a === "" || b === "") return "yes";
    if (isPlain(a) && isPlain(b)) return "no";
    if (a.startsWith("@") && b.startsWith("@")) return "no";
    return { depends: `whether project ${shown(a)} is ${shown(b)}` };
  }

  /** Whether a project is in a folder or organisation, by what is declared. */
  within(project: string, above: readonly string[], root: string): boolean {
    const parents = this.#parents.get(`${root}|${project}`) ?? [];
    return above.some((each) => parents.includes(each));
  }
}

function isPlain(project: string): boolean {
  return project !== "" && !project.includes("${") && !project.startsWith("@");
}

function shown(project: string): string {
  return project.replace(/^@/, "").slice(0, 80);
}

/** `folders/123` as `123`. */
export function plainId(id: string): string {
  return id.replace(/^(?:folders|organizations)\//, "");
}
