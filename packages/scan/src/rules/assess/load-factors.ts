import type { FindingDraft } from "@castellan/graph";
import type { LoadSource } from "./source-of-load.ts";

type Adjust = NonNullable<FindingDraft["adjust"]>;

/** Who can change the file that is loaded, for the exposure. */
export function exposureOfSource({ kind }: LoadSource): Adjust[number] {
  switch (kind) {
    case "request":
      return { factor: "exposure", value: 3, reason: "whoever calls it sends the file" };
    case "download":
      return { factor: "exposure", value: 2, reason: "whoever controls the server or the link it is downloaded from" };
    case "hub":
      return { factor: "exposure", value: 2, reason: "whoever controls the hub repository" };
    case "registry":
      return { factor: "exposure", value: 1, reason: "roles that may write to the model registry" };
    case "shared-folder":
      return { factor: "exposure", value: 2, reason: "whoever can write to the shared or temporary folder" };
    case "environment":
      return { factor: "exposure", value: 1, reason: "roles that may set the variable or write the file" };
    default:
      return { factor: "exposure", value: 1, reason: "roles that may write the file" };
  }
}

export const FROM: { readonly [kind in LoadSource["kind"]]: string } = {
  request: "what a caller sends",
  download: "a downloaded file",
  hub: "a file from a model hub",
  registry: "what the model registry returns",
  "shared-folder": "a file in a shared or temporary folder",
  environment: "a file named by the environment",
  own: "a file of this project",
  file: "a file",
  unknown: "a file",
};

export function isOutside({ kind }: LoadSource): boolean {
  return kind === "request" || kind === "download" || kind === "hub" || kind === "shared-folder";
}
