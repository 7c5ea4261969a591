import { at, type ConfigNode, items, text as textOf } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { folderOf, known, nameOf, placeIn, targetOf } from "../file-place.ts";
import { fileAsset, localSymbol } from "../identity/index.ts";
import { emitModel, statedModel } from "../prompt-files/index.ts";

/** "Read, Grep, Bash(git:*)" or a list. */
function toolNames(node: ConfigNode | undefined): readonly string[] {
  if (node?.kind === "list") return items(node).flatMap((item) => textOf(item) ?? []);
  return (textOf(node) ?? "")
    .split(/,(?![^(]*\))/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function commonAttributes(file: ProjectFile): { readonly [key: string]: Json | undefined } {
  const { prose } = file.facts;
  const tools = toolNames(
    at(prose?.frontMatter, "allowed-tools") ?? at(prose?.frontMatter, "tools") ?? at(prose?.frontMatter, "allowedTools"),
  );
  return {
    description: prose?.description,
    tools: tools.length === 0 ? undefined : [...tools],
    characters: prose?.characters,
    appliesTo: textOf(at(prose?.frontMatter, "globs")) ?? textOf(at(prose?.frontMatter, "applyTo")),
    always: textOf(at(prose?.frontMatter, "alwaysApply")) === "true" ? true : undefined,
  };
}

/** Skills with what they carry, agents with their model, and rules files, which are prompts of coding agents. */
export const agentFiles: Discoverer = {
  id: "agent-files",
  version: 1,
  discover(project: Project, sink: DiscoverySink): void {
    for (const file of project.files) {
      const { prose, sha256 } = file.facts;
      if (prose === undefined || prose.kind === "prompt" || prose.kind === "template" || prose.kind === "markdown") continue;
      const target = targetOf(project, file);
      const place = placeIn(file, { line: 1, technique: "path" });
      const base = {
        lifecycle: file.lifecycle,
        scope: file.scope,
        occurrences: [place],
        digests: sha256 === "" ? {} : { sha256 },
      } as const;
      const folder = folderOf(file.path);
      if (prose.kind === "skill") {
        const carried = project.files.filter(
          (other) => other.target === file.target && folder !== "" && other.path.startsWith(`${folder}/`) && other.path !== file.path,
        );
        const scripts = carried
          .filter(({ path }) => /\.(?:py|sh|bash|js|mjs|ts|rb|ps1|pl)$/.test(path))
          .map(({ path }) => path.slice(folder.length + 1));
        sink.asset({
          ...base,
          kind: "skill",
          name: prose.name ?? nameOf(folder),
          identity: fileAsset(target, file.path),
          attributes: known<Json>({
            ...commonAttributes(file),
            files: carried.length,
            scripts: scripts.length === 0 ? undefined : scripts.slice(0, 50),
          }),
        });
      } else if (prose.kind === "agent") {
        const name = prose.name ?? nameOf(file.path).replace(/(?:\.agent|\.chatmode)?\.md$/, "");
        const agent = sink.asset({
          ...base,
          kind: "agent",
          name,
          identity: localSymbol(target, file, name),
          attributes: known<Json>({ ...commonAttributes(file), form: "file" }),
        });
        const model = statedModel(prose.frontMatter);
        const claude = /\.claude\//.test(file.path);
        if (model !== undefined)
          sink.relate(agent, "uses_model", emitModel(file, claude ? { ...model, provider: "anthropic" } : model, sink), "stated", [
            placeIn(file, { line: model.line, technique: "configuration" }),
          ]);
        const prompt = sink.asset({
          ...base,
          kind: "prompt",
          name: file.path,
          identity: fileAsset(target, file.path),
          attributes: known<Json>({ form: "agent", characters: prose.characters }),
        });
        sink.relate(agent, "has_prompt", prompt, "stated", [place]);
      } else
        sink.asset({
          ...base,
          kind: "prompt",
          name: file.path,
          identity: fileAsset(target, file.path),
          attributes: known<Json>({ ...commonAttributes(file), form: "rules" }),
        });
    }
  },
};
