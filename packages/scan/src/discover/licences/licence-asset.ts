import type { Occurrence, Scope } from "@castellan/graph";
import ids from "spdx-license-ids/index.json" with { type: "json" };
import type { DiscoverySink } from "../discoverer.ts";

const SPDX: ReadonlyMap<string, string> = new Map(ids.map((id) => [id.toLowerCase(), id]));
/** Hub spellings that SPDX writes otherwise. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["apache 2.0", "Apache-2.0"],
  ["apache2", "Apache-2.0"],
  ["apache license 2.0", "Apache-2.0"],
  ["apache-2", "Apache-2.0"],
  ["mit license", "MIT"],
  ["the mit license", "MIT"],
  ["bsd", "BSD-3-Clause"],
  ["bsd 3-clause", "BSD-3-Clause"],
  ["gpl-3.0", "GPL-3.0-only"],
  ["gpl-2.0", "GPL-2.0-only"],
  ["lgpl-3.0", "LGPL-3.0-only"],
  ["agpl-3.0", "AGPL-3.0-only"],
  ["cc-by-4.0", "CC-BY-4.0"],
  ["cc by 4.0", "CC-BY-4.0"],
  ["cc0", "CC0-1.0"],
  ["odbl", "ODbL-1.0"],
  ["wtfpl", "WTFPL"],
  ["artistic-2.0", "Artistic-2.0"],
]);

/** SPDX id of a stated licence, or undefined for those that SPDX does not list (llama3, gemma, other). */
export function spdxOf(stated: string): string | undefined {
  const text = stated.trim().toLowerCase();
  return ALIASES.get(text) ?? SPDX.get(text);
}

/** One asset for each licence, whoever states it. */
export function licenceAsset(stated: string, scope: Scope, place: Occurrence, sink: DiscoverySink): string {
  const spdx = spdxOf(stated);
  const name = spdx ?? stated.trim();
  return sink.asset({
    kind: "licence",
    name,
    identity: { key: `licence:${name.toLowerCase()}` },
    lifecycle: "declared",
    scope,
    attributes: spdx === undefined ? { stated: name } : { spdx },
    occurrences: [place],
  });
}
