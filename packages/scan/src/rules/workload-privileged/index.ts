import type { Json } from "@castellan/graph";
import { scopeOf } from "../../project/scope.ts";
import { factors } from "../card.ts";
import { documentPlace, fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { lineOf } from "../settings/condition.ts";

const ID = "workload-privileged";
/** Where such rights are written, in manifests. */
const SETTINGS = ["**.privileged", "**.hostPath"];

function hostRight(attributes: { readonly [key: string]: Json }): string | undefined {
  const text = JSON.stringify(attributes);
  if (/"privileged":(?:true|"true")/.test(text)) return "it is privileged";
  if (/\/(?:var\/)?run\/docker\.sock/.test(text)) return "it holds the Docker socket";
  if (/"(?:hostPath)":\{[^}]{0,80}"path":"\/"/.test(text) || /"\/:\/[\w/]*(?::r[ow])?"/.test(text))
    return "it mounts the host's file system";
  return undefined;
}

/** A container of an AI workload that is as good as the host. */
export const workloadPrivileged: Rule = {
  card: {
    id: ID,
    title: "An AI workload runs with the rights of its host",
    appliesTo: ["resource", "application", "compute", "endpoint"],
    why: "Code that enters through a model file, a tool or a prompt owns the host at once.",
    fix: "Drop privileged mode and host mounts; give the workload the devices that it needs (--gpus).",
    base: factors(1, 2, 3, 1),
    controls: ["ADS-SERV-08"],
    supersedes: ["pod-privileged", "pod-mounts-host"],
    bad: [
      {
        title: "the Docker socket",
        files: {
          "docker-compose.yml":
            "services:\n  agent:\n    image: acme/agent:1.0.0\n    environment:\n      OPENAI_API_KEY: ${OPENAI_API_KEY}\n    volumes:\n      - /var/run/docker.sock:/var/run/docker.sock\n",
        },
      },
    ],
    good: [
      {
        title: "a volume of its own",
        files: {
          "docker-compose.yml":
            "services:\n  agent:\n    image: acme/agent:1.0.0\n    environment:\n      OPENAI_API_KEY: ${OPENAI_API_KEY}\n    volumes:\n      - data:/data\nvolumes:\n  data:\n",
        },
      },
    ],
  },
  because: { exposure: "code that got into the container", exploitability: "known ways out of such a container", data: "the host" },
  check: (inventory) => {
    const used = new Set(
      inventory.assets.flatMap(({ kind, occurrences }) =>
        kind === "container-image" || kind === "library"
          ? []
          : occurrences.flatMap(({ target, file, resource }) =>
              resource === undefined ? [] : [`${target ?? 0}:${file ?? ""}:${resource}`],
            ),
      ),
    );
    return judgeEach(
      inventory.resources.filter(
        ({ type, target, file, address }) =>
          /^compose\.service$|Deployment$|StatefulSet$|DaemonSet$|\/Job$|CronJob$|^v1\/Pod$/.test(type) &&
          used.has(`${target ?? 0}:${file}:${address}`),
      ),
      (resource) => {
        const right = hostRight(resource.attributes);
        return right === undefined
          ? "passed"
          : fromFile(
              ID,
              { target: resource.target ?? 0, path: resource.file, scope: scopeOf(resource.file) },
              { line: lineOf(resource.lines, SETTINGS) ?? resource.line, resource: resource.address },
              {
                message: `${plain(resource.address, 50)} is as good as its host: ${right}.`,
                headline: `Code that enters ${plain(resource.address, 50)} owns the host`,
                excerpt: right,
                more: documentPlace(resource),
              },
            );
      },
    );
  },
};
