import { findTriggers } from "../../../triggers/find-triggers.ts";
import type { Detection, Evidence } from "../../evidence.ts";

/** Values, words and patches that bring a label with them whatever the rest of the row says. */
export function detectTriggers({ dataset, clusters, random }: Evidence): Detection | undefined {
  if (dataset.label === undefined) return undefined;
  const { groups, searched } = findTriggers({ dataset, clusters, random: random.fork("triggers") });
  const { name } = dataset.label;
  const livenessP = Math.min(1, ...groups.map(({ p }) => p));
  return {
    id: "triggers",
    title: "values, words and patches that bring a label with them",
    live: livenessP < 1e-2,
    livenessP,
    groups: groups.map(({ description, where, label, rows, p, carriers, purity }) => ({
      kind: "trigger" as const,
      description: `${description}: ${rows.length} of ${carriers} rows with it are labelled ${label} against what the rest of the row says (${Math.round(100 * purity)} % of them planted, as estimated)`,
      where: { ...where, [name]: label },
      rows,
      p: Math.max(1e-300, p),
      attack: true,
    })),
    note: `${searched} items and pairs looked at with every label, ${groups.length} bring a label that the rest of the row does not bear out`,
    reason: "carries a trigger",
  };
}
