import type { HclExpression } from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";

export interface LiteralText {
  readonly text: string;
  /** A default that a deployment may replace. */
  readonly sample: boolean;
}

/** The text of an expression by the literals, variable defaults and locals of its own folder; undefined if more is needed. */
export function literalValue(
  project: Project,
  file: Pick<ProjectFile, "target" | "path">,
  expression: HclExpression,
  depth = 0,
): LiteralText | undefined {
  if (depth > 20) return undefined;
  if (expression.kind === "literal") return expression.value === null ? undefined : { text: String(expression.value), sample: false };
  if (expression.kind === "template") {
    const parts = expression.parts.map((part) => literalValue(project, file, part, depth + 1));
    return parts.some((part) => part === undefined)
      ? undefined
      : { text: parts.map((part) => part?.text ?? "").join(""), sample: parts.some((part) => part?.sample === true) };
  }
  if (expression.kind !== "reference") return undefined;
  const [root, name, ...rest] = expression.path;
  if (typeof name !== "string" || rest.length > 0) return undefined;
  const folder = file.path.slice(0, file.path.lastIndexOf("/") + 1);
  for (const sibling of siblings(project, file.target, folder)) {
    for (const block of sibling.facts.hcl?.blocks ?? []) {
      if (root === "var" && block.type === "variable" && block.labels[0] === name) {
        const fallback = block.attributes.find((attribute) => attribute.name === "default");
        const value = fallback === undefined ? undefined : literalValue(project, file, fallback.value, depth + 1);
        if (value !== undefined) return { ...value, sample: true };
      }
      const local = root === "local" && block.type === "locals" ? block.attributes.find((attribute) => attribute.name === name) : undefined;
      if (local !== undefined) return literalValue(project, file, local.value, depth + 1);
    }
  }
  return undefined;
}

const CACHE = new WeakMap<Project, ReadonlyMap<string, readonly ProjectFile[]>>();

function siblings(project: Project, target: number, folder: string): readonly ProjectFile[] {
  let index = CACHE.get(project);
  if (index === undefined) {
    const built = new Map<string, ProjectFile[]>();
    for (const file of project.files) {
      if (file.facts.hcl === undefined) continue;
      const key = `${file.target}:${file.path.slice(0, file.path.lastIndexOf("/") + 1)}`;
      built.set(key, [...(built.get(key) ?? []), file]);
    }
    index = built;
    CACHE.set(project, index);
  }
  return index.get(`${target}:${folder}`) ?? [];
}
