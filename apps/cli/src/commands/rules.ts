import { type RuleCard, severityOf } from "@castellan/graph";
import { ruleCards, tryOwnRules } from "@castellan/scan/rules";
import type { CommandContext } from "../command-spec.ts";
import { CommandError, EXIT } from "../errors.ts";
import { writeFileWhole } from "../write-file.ts";

function severity({ base }: RuleCard): string {
  return severityOf({ factors: base, confidence: "certain", scope: "production" });
}

function listed(cards: readonly RuleCard[]): string {
  const width = Math.max(0, ...cards.map(({ id }) => id.length));
  return cards.map((card) => `${card.id.padEnd(width)}  ${severity(card).padEnd(8)}  ${card.title}\n`).join("");
}

function shown(card: RuleCard): string {
  const examples = (title: string, list: RuleCard["bad"]): string[] =>
    list.flatMap(({ title: name, files }) => [
      "",
      `${title}: ${name}`,
      ...Object.entries(files).flatMap(([path, text]) => [
        `  ${path}`,
        ...text
          .trimEnd()
          .split("\n")
          .map((line) => `    ${line}`),
      ]),
    ]);
  return `${[
    `${card.id}  ${card.title}`,
    `  ${severity(card)} by itself · applies to ${card.appliesTo.join(", ")}`,
    "",
    "why",
    `  ${card.why}`,
    "",
    "fix",
    `  ${card.fix}`,
    ...examples("bad", card.bad),
    ...examples("good", card.good),
    ...(card.controls.length === 0 ? [] : ["", `controls  ${card.controls.join(", ")}`]),
    ...(card.supersedes === undefined ? [] : [`supersedes  ${card.supersedes.join(", ")}`]),
    ...(card.references === undefined ? [] : ["", ...card.references]),
  ].join("\n")}\n`;
}

export async function run({ arguments: [action = "list", id], values, terminal }: CommandContext): Promise<number> {
  const json = values.choice("format", ["terminal", "json"]) === "json";
  const cards = ruleCards(process.cwd());
  let text: string;
  if (action === "list" && id === undefined)
    text = json ? `${JSON.stringify({ schema: "castellan/rules/1", rules: cards }, null, 2)}\n` : listed(cards);
  else if (action === "show" && id !== undefined) {
    const card = cards.find((item) => item.id === id);
    if (card === undefined) throw new CommandError("NOT_FOUND", `There is no rule ${id}; castellan rules list names them all.`);
    text = json ? `${JSON.stringify({ schema: "castellan/rule/1", rule: card }, null, 2)}\n` : shown(card);
  } else if (action === "test") {
    const tried = await tryOwnRules(id ?? process.cwd());
    if (tried.length === 0)
      throw new CommandError("NOT_FOUND", "There are no own rules with examples here; they stand in .castellan/rules/*.yaml.");
    const failed = tried.filter(({ passed }) => !passed).length;
    const lines = tried.map(({ rule, title, kind, passed }) => `${passed ? "ok    " : "FAILED"}  ${rule}  ${kind}: ${title}\n`);
    terminal.result(json ? `${JSON.stringify({ schema: "castellan/rules-test/1", examples: tried }, null, 2)}\n` : lines.join(""));
    return failed === 0 ? EXIT.ok : EXIT.findings;
  } else throw new CommandError("USAGE", "castellan rules takes list, test and a folder, or show and the id of a rule.");
  const [file] = values.list("output");
  if (file === undefined) terminal.result(text);
  else writeFileWhole(file, text);
  return EXIT.ok;
}
