import { PATH_CHECKS } from "../assess/names-in.ts";
import { surroundingsOf } from "../assess/surroundings.ts";
import { factors } from "../card.ts";
import { fromUsage, judgeEach, members, plain } from "../draft.ts";
import type { Rule, Usage } from "../rule.ts";

const ID = "tool-file-path-unchecked";
const CODE = (check: string): string =>
  `from pathlib import Path\nfrom agents import Agent, function_tool\n\nROOT = Path("reports").resolve()\n\n@function_tool\ndef read(name: str) -> str:\n${check}    return open(name).read()\n\nagent = Agent(name="helper", tools=[read])\n`;

/** A tool opens the path that the model names. */
export const toolFilePathUnchecked: Rule = {
  card: {
    id: ID,
    title: "A tool opens any file that the model names",
    appliesTo: ["tool"],
    why: "The model, or whoever injects text into it, reads keys and settings of the machine through the tool.",
    fix: "Resolve the path and refuse what does not lie below a folder of its own.",
    base: factors(2, 2, 2, 1),
    controls: ["ADS-AGNT-04"],
    bad: [{ title: "any path", files: { "a.py": CODE("") } }],
    good: [
      {
        title: "below a folder",
        files: { "a.py": CODE("    if not Path(name).resolve().is_relative_to(ROOT):\n        raise ValueError(name)\n") },
      },
    ],
  },
  because: { exposure: "not known what text the model reads, taken as company-wide", data: "files of the machine that runs the tool" },
  check(inventory) {
    const tools = new Set(inventory.ofKind("tool").map(({ id }) => id));
    const reads = inventory.usages.filter(({ act, holders }) => act === "open-file" && holders.some((holder) => tools.has(holder)));
    return judgeEach(reads, (usage) => {
      const chosen = usage.origins.some(
        ({ argument, source, asset }) =>
          (argument === "#0" || argument === "receiver") && source === "model-output" && asset !== undefined && tools.has(asset),
      );
      if (!chosen || isPartial(usage)) return "passed";
      const file = inventory.project.file(usage.target, usage.file);
      if (file !== undefined && surroundingsOf(inventory).mentions(file, PATH_CHECKS)) return "passed";
      const [tool] = usage.holders.filter((holder) => tools.has(holder));
      return fromUsage(ID, usage, {
        ...(tool === undefined ? {} : { asset: tool }),
        message: `${plain(usage.symbol, 40)} opens a path that the model names, without a check.`,
        headline: "A prompt injection reads files of the machine through a tool",
      });
    });
  },
};

/** Joined with a fixed folder: `../` may still leave it, but that is one more step. */
function isPartial(usage: Usage): boolean {
  const value = usage.arguments["#0"] ?? usage.arguments["receiver"];
  return typeof value === "string" || members(value)?.["unresolved"] === "partial";
}
