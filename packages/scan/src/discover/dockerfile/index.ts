import type { DockerfileFacts } from "@castellan/formats";
import type { Discoverer } from "../discoverer.ts";
import { containerImage, declaredResource } from "../identity/index.ts";
import { relateEnvironment } from "../infrastructure/environment-use.ts";
import { imageMeaning } from "../infrastructure/serving.ts";

/** Images that Dockerfiles build, what they are built from, and the environment that they carry. */
export const dockerfileDiscoverer: Discoverer = {
  id: "dockerfile",
  version: 1,
  discover(project, sink) {
    for (const file of project.files) {
      const target = project.targets[file.target];
      const { dockerfile } = file.facts;
      if (target === undefined || dockerfile === undefined) continue;
      const place = (line: number, resource: string) =>
        ({ file: file.path, line, resource, technique: "configuration", confidence: "certain" }) as const;
      const last = dockerfile.stages.at(-1);
      const image = sink.asset({
        kind: "container-image",
        name: file.path,
        identity: declaredResource(target, project.rootOf(file), file.path),
        scope: file.scope,
        lifecycle: "committed",
        attributes: attributesOf(dockerfile),
        occurrences: [place(last?.line ?? 1, "FROM")],
      });
      for (const base of finalBases(dockerfile)) {
        const at = place(base.line, "FROM");
        const product = imageMeaning(base.image)?.product;
        const id = sink.asset({
          kind: "container-image",
          name: base.image,
          identity: containerImage(base.image),
          scope: file.scope,
          attributes: product === undefined ? {} : { product },
          occurrences: [at],
        });
        sink.relate(image, "built_from", id, "stated", [at]);
      }
      for (const { name, value, line } of dockerfile.environment) {
        sink.resource({
          address: `ENV ${name}`,
          type: "dockerfile.env",
          file: file.path,
          line,
          attributes: value === undefined ? {} : { set: true },
          ...(file.target === 0 ? {} : { target: file.target }),
        });
      }
      const variables = dockerfile.environment.map((variable) => ({ ...variable, file: file.path }));
      relateEnvironment({ target, scope: file.scope }, () => image, variables, sink);
    }
  },
};

function attributesOf(facts: DockerfileFacts): { readonly [name: string]: string | number } {
  const user = facts.instructions.findLast(
    (instruction) => instruction.keyword === "USER" && instruction.stage === facts.stages.length - 1,
  )?.value;
  const command = facts.instructions.findLast(
    (instruction) => instruction.keyword === "CMD" || instruction.keyword === "ENTRYPOINT",
  )?.value;
  const ports = facts.instructions
    .filter((instruction) => instruction.keyword === "EXPOSE")
    .map((instruction) => instruction.value)
    .join(" ");
  return {
    stages: facts.stages.length,
    ...(user === undefined ? {} : { user }),
    ...(command === undefined ? {} : { command: command.slice(0, 500) }),
    ...(ports === "" ? {} : { ports }),
  };
}

/** The images that end up in the last stage: its base, through stages of the same file. */
function finalBases({ stages }: DockerfileFacts): DockerfileFacts["stages"] {
  let stage = stages.at(-1);
  for (let steps = stages.length; stage !== undefined && steps > 0; steps -= 1) {
    const { image } = stage;
    const inner = stages.slice(0, stages.indexOf(stage)).find((candidate) => candidate.name?.toLowerCase() === image.toLowerCase());
    if (inner === undefined) break;
    stage = inner;
  }
  return stage === undefined || stage.image === "" || stage.image === "scratch" ? [] : [stage];
}
