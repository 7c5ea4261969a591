import type { AssetKind } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { placeIn, targetOf } from "../file-place.ts";
import { secretReference } from "../identity/index.ts";

/** Components that command lines register: what they are. @see https://docs.zenml.io/stacks */
const COMPONENTS: ReadonlyMap<string, AssetKind> = new Map<string, AssetKind>([
  ["experiment-tracker", "experiment-tracker"],
  ["model-registry", "model-registry"],
  ["feature-store", "feature-store"],
]);

/** Trackers and registries that shell scripts and Makefiles register or start, with the secrets that they name. */
export const stackCommands: Discoverer = {
  id: "stack-commands",
  version: 1,
  discover(project: Project, sink: DiscoverySink): void {
    for (const file of project.files)
      for (const { words, line } of file.facts.commands?.commands ?? []) command(project, file, words, line, sink);
  },
};

function command(project: Project, file: ProjectFile, words: readonly string[], line: number, sink: DiscoverySink): void {
  const [program = "", component = "", verb = ""] = words;
  if (/(?:^|\/)mlflow$/.test(program) && component === "server") {
    store(project, file, "experiment-tracker", "mlflow", words, line, sink);
    return;
  }
  const kind = COMPONENTS.get(component);
  if (program !== "zenml" || kind === undefined || !/^(?:register|deploy|update)$/.test(verb)) return;
  const flavour = optionOf(words, /^(?:--flavor|-f|--provider)$/);
  if (flavour !== undefined) store(project, file, kind, flavour, words, line, sink);
}

/** `--flavor=mlflow`, `-f mlflow`. */
function optionOf(words: readonly string[], name: RegExp): string | undefined {
  for (const [index, word] of words.entries()) {
    const [option = "", value] = word.split(/=(.*)/s);
    if (name.test(option)) return value ?? words[index + 1];
  }
  return undefined;
}

function store(
  project: Project,
  file: ProjectFile,
  kind: AssetKind,
  technology: string,
  words: readonly string[],
  line: number,
  sink: DiscoverySink,
): void {
  const target = targetOf(project, file);
  const place = placeIn(file, { line, technique: "syntax" });
  const id = sink.asset({
    kind,
    name: technology,
    // As code discovery names it, so that both are one.
    identity: { key: `store:${target.key}::${technology}:${technology}` },
    scope: file.scope,
    lifecycle: "declared",
    attributes: { technology },
    occurrences: [place],
  });
  const secrets = new Set(words.flatMap((word) => [...word.matchAll(/\{\{\s*([\w-]+)\.[\w-]+\s*\}\}/g)].map((found) => found[1] ?? "")));
  const named = optionOf(words, /^--authentication[_-]secret$/);
  for (const name of named === undefined ? secrets : secrets.add(named)) {
    const secret = sink.asset({
      kind: "secret-ref",
      name,
      identity: secretReference(target, name),
      scope: file.scope,
      lifecycle: "declared",
      occurrences: [place],
    });
    sink.relate(id, "authenticated_by", secret, "stated", [place]);
  }
}
