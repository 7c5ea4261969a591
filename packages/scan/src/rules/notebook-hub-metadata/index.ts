import { at, type ConfigNode, text } from "@castellan/formats";
import type { ProjectFile } from "../../project/facts.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "notebook-hub-metadata";
const VALUES = (settings: string): string =>
  `hub:\n  config: {}\nsingleuser:\n${settings}  image:\n    name: quay.io/jupyter/scipy-notebook\n`;

interface Setting {
  readonly file: ProjectFile;
  readonly line: number;
  readonly resource: string;
  /** A rule in the notebook's own network namespace keeps the address away. */
  readonly blocked: boolean;
  /** A network policy of the chart: off, on as written, on because nothing is said. */
  readonly policy: "off" | "on" | "unsaid";
}

/** Values for the chart of Zero to JupyterHub, alone or as a subchart. */
function settingsIn(file: ProjectFile): readonly Setting[] {
  return (file.facts.config?.documents ?? []).flatMap((document) =>
    [[], ["jupyterhub"], ["binderhub", "jupyterhub"]].flatMap((prefix): readonly Setting[] => {
      const user = at(document, ...prefix, "singleuser");
      const block = at(user, "cloudMetadata", "blockWithIptables") ?? at(user, "cloudMetadata", "enabled");
      if (user === undefined || block === undefined || at(document, ...prefix, "hub") === undefined) return [];
      const older = at(user, "cloudMetadata", "blockWithIptables") === undefined;
      return [
        {
          file,
          line: block.line,
          resource: [...prefix, "singleuser.cloudMetadata", older ? "enabled" : "blockWithIptables"].join("."),
          // `enabled: true` of old charts let users reach it.
          blocked: (text(block) === "true") !== older,
          policy: policyOf(user),
        },
      ];
    }),
  );
}

function policyOf(user: ConfigNode): Setting["policy"] {
  const enabled = text(at(user, "networkPolicy", "enabled"));
  if (enabled === "false" || text(at(user, "networkPolicy", "egressAllowRules", "cloudMetadataServer")) === "true") return "off";
  return enabled === "true" ? "on" : "unsaid";
}

/** Notebooks of a hub whose users ask the metadata service of their node. */
export const notebookHubMetadata: Rule = {
  card: {
    id: ID,
    title: "Users of a notebook hub reach the metadata service of their node",
    appliesTo: ["file", "compute"],
    why: "A cell in a notebook reads the credentials of the node, and with them every bucket and image that the cluster may use.",
    fix: "Leave singleuser.cloudMetadata.blockWithIptables at true, or keep singleuser.networkPolicy on where the cluster enforces policies.",
    base: factors(2, 3, 3, 2),
    controls: ["ADS-INFR-02", "ADS-INFR-03"],
    references: [
      "https://z2jh.jupyter.org/en/stable/administrator/security.html#block-cloud-metadata-api-with-a-privileged-initcontainer-running-iptables",
    ],
    bad: [
      {
        title: "neither rule nor policy",
        files: { "values.yaml": VALUES("  cloudMetadata:\n    blockWithIptables: false\n  networkPolicy:\n    enabled: false\n") },
      },
      { title: "a policy that nothing says", files: { "values.yaml": VALUES("  cloudMetadata:\n    blockWithIptables: false\n") } },
    ],
    good: [
      { title: "blocked", files: { "values.yaml": VALUES("  cloudMetadata:\n    blockWithIptables: true\n") } },
      {
        title: "a policy",
        files: { "values.yaml": VALUES("  cloudMetadata:\n    blockWithIptables: false\n  networkPolicy:\n    enabled: true\n") },
      },
    ],
  },
  because: { exposure: "every user of the hub", exploitability: "one request in a cell", data: "credentials of the node" },
  check: (inventory) =>
    judgeEach(inventory.project.files.flatMap(settingsIn), ({ file, line, resource, blocked, policy }) =>
      blocked || policy === "on"
        ? "passed"
        : fromFile(
            ID,
            file,
            { line, resource },
            {
              message: `${plain(resource, 80)} does not keep notebooks from the metadata service${policy === "off" ? "" : "; only the chart's own network policy does, where the cluster enforces it"}.`,
              headline: "A cell of any user reads the credentials of the node",
              excerpt: resource,
              confidence: policy === "off" ? "certain" : "possible",
              ...(policy === "off"
                ? {}
                : { adjust: [{ factor: "exploitability", value: 1, reason: "where the cluster does not enforce the chart's policy" }] }),
            },
          ),
    ),
};
