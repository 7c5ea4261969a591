import { inventoryOf } from "../../../rules/testing/project-from.ts";
import { findPaths } from "../../find-paths.ts";
import { stepName } from "../../hop.ts";
import type { Twin } from "./twin.ts";

/** What the scan says of a twin, as a row of docs/breaches.md: breach, technology, path with places, fix. */
export async function breachRow(twin: Twin): Promise<string> {
  const inventory = await inventoryOf(twin.vulnerable);
  const path = findPaths(inventory).find(
    ({ attacker, target, hops }) =>
      attacker === twin.attacker &&
      stepName(inventory, target).includes(twin.loses) &&
      hops.every(({ evidence }, at) => `${evidence[0]?.file ?? ""}:${evidence[0]?.line ?? ""}` === twin.places[at]),
  );
  if (path === undefined) return `| ${twin.incident} | ${twin.form} | nothing | |`;
  const hops = path.hops.map(({ via, to }, at) => `${via} **${stepName(inventory, to)}** \`${twin.places[at] ?? ""}\``).join(" → ");
  const text = `| ${twin.incident} | ${twin.form} | ${path.attacker} ${hops} | ${path.cuts.map(({ fix }) => fix).join("; ")} |`;
  return text.replaceAll("~", "\\~");
}
