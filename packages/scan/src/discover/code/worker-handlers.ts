import { at, text } from "@castellan/formats";
import type { Evaluator } from "../../resolve/evaluate.ts";
import { folderOf, joinPath } from "../../resolve/modules/resolver.ts";
import type { FunctionRoute } from "./function-triggers.ts";

const FILE = /(?:^|\/)wrangler\.(?:toml|jsonc?)$/;

/** `export default { fetch(request, env) {…} }` of the file that wrangler names: what a Cloudflare Worker answers with. */
export function workerHandlers(evaluator: Evaluator): readonly FunctionRoute[] {
  const { program } = evaluator;
  return program.project.files.flatMap((file): readonly FunctionRoute[] => {
    const [root] = FILE.test(file.path) ? (file.facts.config?.documents ?? []) : [];
    const main = text(at(root, "main"));
    if (main === undefined) return [];
    const path = joinPath(folderOf(file.path), main);
    const unit = program.units.find((candidate) => candidate.file.target === file.target && candidate.file.path === path);
    if (unit === undefined) return [];
    return evaluator
      .exported(unit, "default")
      .flatMap((value) => (value.kind === "map" ? evaluator.step(value, "fetch") : []))
      .flatMap((value) =>
        value.kind === "function"
          ? [{ method: "ANY", path: "/", handler: value.scope, span: value.node, platform: "cloudflare-workers" as const }]
          : [],
      );
  });
}
