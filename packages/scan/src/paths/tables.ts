import type { Inventory } from "../rules/rule.ts";
import type { Hop } from "./hop.ts";
import { near } from "./near.ts";
import type { Unit } from "./unit.ts";

/** Names of data that is worth taking. */
export const DATA =
  /chat|conversation|prompt|messages?\b|history|sessions?\b|users?\b|customers?|patients?|personal|pii|api_?keys?|secrets?|logs?\b|log_|event|feature|embedding|train|data-?set|corpus|feedback|label|transaction|biometric|faces?\b|case/i;

const CREATE =
  /\bcreate\s{1,20}table\s{1,20}(?:if\s{1,20}not\s{1,20}exists\s{1,20})?["'`[]?([\w.]{1,128})["'`\]]?\s{0,40}\(([^;]{0,4000})/gi;

/** Tables of SQL files of the same environment, those with people's words and keys first. */
export function tablesNear(
  inventory: Inventory,
  { place }: Unit,
): readonly { readonly what: string; readonly evidence: Hop["evidence"][number] }[] {
  return inventory.project.files
    .filter(
      ({ target, path, facts, scope }) =>
        facts.query !== undefined &&
        scope === "production" &&
        near({ target, file: path }, { target: place.target ?? 0, file: place.file ?? "" }),
    )
    .flatMap(({ target, path, facts }) =>
      [...(facts.query ?? "").slice(0, 200_000).matchAll(CREATE)].flatMap((found) => {
        const [, table = "", body = ""] = found;
        const columns = [...body.matchAll(/(?:^|,)\s{0,40}["'`]?(\w{1,64})/g)]
          .map(([, column = ""]) => column)
          .filter((column) => DATA.test(column.replace(/_/g, " ")) || DATA.test(column));
        if (columns.length === 0 && !DATA.test(table)) return [];
        const line = (facts.query ?? "").slice(0, found.index).split("\n").length;
        return [
          {
            what: `the table ${table}${columns.length === 0 ? "" : ` (${columns.slice(0, 4).join(", ")})`}`,
            evidence: { target, file: path, line, technique: "syntax" as const, confidence: "certain" as const },
          },
        ];
      }),
    );
}
