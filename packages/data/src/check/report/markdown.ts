import { maskedText } from "../../masking/mask.ts";
import { markdownText } from "../../page/markdown-text.ts";
import { countText, percentText } from "../../profile/report/words.ts";
import type { DataCheckResult } from "../document.ts";
import { type CheckCall, nextSteps } from "./next-steps.ts";
import { chanceText, familyWords, GROUP_WORDS, powerWord, VERDICT_LOOKS, VERDICT_WORDS } from "./words.ts";

const GROUPS = 12;

/** The verdict for a pull request: why, groups, what could have been seen, what to do. */
export function renderCheckMarkdown(result: DataCheckResult, call: CheckCall): string {
  const { verdict, groups, quarantine, power } = result;
  const text = (raw: string): string => markdownText(maskedText(raw));
  const lines = [
    `# ${VERDICT_LOOKS[verdict].shape} ${verdict}: ${text(result.file)}`,
    "",
    `${VERDICT_WORDS[verdict].replace(/^./, (first) => first.toUpperCase())}. ${countText(result.rows)} rows, ${quarantine.rows === 0 ? "none" : countText(quarantine.rows)} held back.`,
    "",
    ...result.reasons.slice(0, 10).map((reason) => `- ${text(reason)}`),
  ];
  if (groups.length > 0)
    lines.push(
      "",
      "## Groups",
      "",
      "| kind | rows | chance in honest data | what | rows such as |",
      "|---|---:|---:|---|---|",
      ...groups
        .slice(0, GROUPS)
        .map(
          ({ kind, rows, p, description, ids }) =>
            `| ${GROUP_WORDS[kind]} | ${countText(rows)} | ${chanceText(p)} | ${text(description)} | ${text(ids.slice(0, 4).join(", "))} |`,
        ),
      ...(groups.length > GROUPS ? ["", `and ${groups.length - GROUPS} more in --format json`] : []),
    );
  const families = Object.entries(power);
  lines.push("", "## What this check can see in these data", "");
  if (families.length === 0) lines.push("No kind of poison could be planted to test it.");
  else
    lines.push(
      "| 1 % planted | found | so an attack |",
      "|---|---:|---|",
      ...families.map(
        ([family, share]) => `| ${text(familyWords(family))} | ${share === null ? "–" : percentText(share)} | ${powerWord(share)} |`,
      ),
    );
  lines.push(
    "",
    "## Next",
    "",
    ...nextSteps(result, call).map(
      ({ why, command }) =>
        `1. ${markdownText(why)}${command === undefined ? "" : `\n   \`\`\`sh\n   ${command.replace(/[\r\n]/g, " ").replaceAll("```", "` ` `")}\n   \`\`\``}`,
    ),
  );
  if (result.warnings.length > 0) lines.push("", ...result.warnings.map((warning) => `- ${text(warning)}`));
  return `${lines.join("\n")}\n`;
}
