import { factors } from "../card.ts";
import { fromAsset, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "image-tag-floating";

function isFloating(name: string): boolean {
  if (name.includes("@sha256:")) return false;
  const last = name.slice(name.lastIndexOf("/") + 1);
  const tag = last.includes(":") ? last.slice(last.indexOf(":") + 1) : undefined;
  return tag === undefined || /^(?:latest|main|master|dev|nightly|edge|stable)(?:-|$)/.test(tag);
}

/** Images of AI workloads by a tag that moves. */
export const imageTagFloating: Rule = {
  card: {
    id: ID,
    title: "The image of an AI workload is not fixed",
    appliesTo: ["container-image"],
    why: "What runs is not what was reviewed: the tag may point to something else at the next start.",
    fix: "Name a version, better a digest (image@sha256:…).",
    base: factors(1, 0, 3, 1),
    controls: ["ADS-SUPP-03"],
    bad: [{ title: "latest", files: { "docker-compose.yml": "services:\n  llm:\n    image: vllm/vllm-openai:latest\n" } }],
    good: [{ title: "a version", files: { "docker-compose.yml": "services:\n  llm:\n    image: vllm/vllm-openai:v0.11.0\n" } }],
  },
  because: { exposure: "roles that may push to the registry", data: "code execution" },
  hygiene: true,
  check: (inventory) =>
    judgeEach(
      inventory
        .ofKind("container-image")
        .filter(
          ({ name, attributes }) =>
            /^[\w./:@-]+$/.test(name) &&
            !/dockerfile|containerfile/i.test(name) &&
            attributes["stages"] === undefined &&
            attributes["build"] === undefined &&
            !/^(?:scratch|\$)/.test(name),
        ),
      (asset) => {
        if (!isFloating(asset.name)) return "passed";
        return fromAsset(ID, asset, {
          message: `${plain(asset.name, 80)} is named without a fixed version.`,
          headline: `What runs as ${plain(asset.name, 60)} may change unseen`,
          evidence: asset.occurrences.slice(0, 6),
        });
      },
    ),
};
