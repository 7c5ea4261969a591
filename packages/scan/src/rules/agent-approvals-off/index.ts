import { at, type ConfigNode, items, shellCommands, text } from "@castellan/formats";
import type { ProjectFile } from "../../project/facts.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "agent-approvals-off";

interface Found {
  readonly file: ProjectFile;
  readonly line: number;
  readonly what: string;
  readonly resource: string;
}

interface Setting {
  readonly path: readonly string[];
  readonly value: RegExp;
}

/** Where agents keep what they may do without a question, by the file that holds it. Keys as the products document them. */
const SETTINGS: readonly (readonly [file: RegExp, settings: readonly Setting[]])[] = [
  [
    /(?:^|\/)\.claude\/settings(?:\.local)?\.json$|(?:^|\/)managed-settings\.json$/,
    [
      { path: ["permissions", "defaultMode"], value: /^bypassPermissions$/ },
      { path: ["permissions", "allow"], value: /^(?:\*|Bash|Bash\(\*\)|Bash\(\*:\*\))$/ },
      { path: ["enableAllProjectMcpServers"], value: /^true$/ },
      { path: ["skipDangerousModePermissionPrompt"], value: /^true$/ },
    ],
  ],
  [
    /(?:^|\/)\.?codex\/config\.toml$/,
    [
      { path: ["sandbox_mode"], value: /^danger-full-access$/ },
      { path: ["approval_policy"], value: /^never$/ },
    ],
  ],
  [
    /(?:^|\/)(?:\.vscode|Code(?: - Insiders)?\/User)\/settings\.json$|\.code-workspace$/,
    [
      { path: ["chat.tools.autoApprove"], value: /^true$/ },
      { path: ["chat.tools.global.autoApprove"], value: /^true$/ },
      { path: ["settings", "chat.tools.global.autoApprove"], value: /^true$/ },
    ],
  ],
  [
    /(?:^|\/)\.(?:gemini|qwen)\/settings\.json$/,
    [
      { path: ["autoAccept"], value: /^true$/ },
      { path: ["tools", "autoAccept"], value: /^true$/ },
      { path: ["general", "defaultApprovalMode"], value: /^yolo$/ },
    ],
  ],
  [/(?:^|\/)\.?goose\/config\.ya?ml$/, [{ path: ["GOOSE_MODE"], value: /^auto$/ }]],
  [
    /(?:^|\/)opencode\.jsonc?$/,
    [
      { path: ["permission", "bash"], value: /^allow$/ },
      { path: ["permission"], value: /^allow$/ },
    ],
  ],
];

/** Options of command lines. */
const OPTIONS =
  /(?:^|\s)(--dangerously-skip-permissions|--permission-mode[= ]bypassPermissions|--dangerously-bypass-approvals-and-sandbox|--yolo|--allow-all-tools|--trust-all-tools|--approval-mode[= ]yolo|--sandbox[= ]danger-full-access)(?=\s|$)/;
const AGENT = /(?:^|[\s/])(?:claude|codex|gemini|qwen|copilot|cursor-agent|opencode|crush|q chat|amp|goose|aider)(?=\s|$)/;

function inSettings(file: ProjectFile): readonly Found[] {
  const rows = SETTINGS.filter(([matches]) => matches.test(file.path)).flatMap(([, settings]) => settings);
  const [document] = file.facts.config?.documents ?? [];
  return rows.flatMap(({ path, value }) => {
    const node = at(document, ...path);
    const hit = scalars(node).find((each) => value.test(text(each) ?? ""));
    return hit === undefined ? [] : [{ file, line: hit.line, what: `${path.join(".")} = ${text(hit) ?? ""}`, resource: path.join(".") }];
  });
}

function scalars(node: ConfigNode | undefined): readonly ConfigNode[] {
  return node === undefined ? [] : node.kind === "list" ? items(node) : [node];
}

function inCommands(file: ProjectFile): readonly Found[] {
  const { commands, dockerfile } = file.facts;
  const built = (dockerfile?.instructions ?? [])
    .filter(({ keyword }) => keyword === "CMD" || keyword === "ENTRYPOINT" || keyword === "RUN")
    .map(({ value, line, keyword }) => ({
      words: value.startsWith("[") ? value.replace(/["[\],]+/g, " ") : value,
      line,
      resource: keyword,
    }));
  const steps = /(?:^|\/)\.github\/workflows\//.test(file.path) ? workflowTexts(file) : [];
  const scripted = (commands?.commands ?? []).map(({ words, line }) => ({ words: words.join(" "), line, resource: "" }));
  return [...scripted, ...built, ...steps].flatMap(({ words, line, resource }) => {
    const option = OPTIONS.exec(words)?.[1];
    return option === undefined || !(AGENT.test(words) || resource.endsWith("claude_args") || /dangerously/.test(option))
      ? []
      : [{ file, line, what: option, resource }];
  });
}

/** Commands of steps, and what the actions of agents are handed. */
function workflowTexts(file: ProjectFile): readonly { readonly words: string; readonly line: number; readonly resource: string }[] {
  const [document] = file.facts.config?.documents ?? [];
  const jobs = at(document, "jobs");
  if (jobs?.kind !== "map") return [];
  return jobs.entries.flatMap(({ key, value }) =>
    items(at(value, "steps")).flatMap((step, index) => {
      const resource = `jobs.${key}.steps.${index}`;
      const run = at(step, "run");
      const given = at(step, "with", "claude_args");
      return [
        ...(run === undefined
          ? []
          : shellCommands(text(run) ?? "", run.line).map(({ words, line }) => ({ words: words.join(" "), line, resource }))),
        ...(given === undefined ? [] : [{ words: ` ${text(given) ?? ""} `, line: given.line, resource: `${resource}.with.claude_args` }]),
      ];
    }),
  );
}

/** Agents that run what they like without a question. */
export const agentApprovalsOff: Rule = {
  card: {
    id: ID,
    title: "A coding agent acts without asking",
    appliesTo: ["file", "mcp-client", "agent"],
    why: "Text that it reads, an issue, a page, a file of a dependency, makes it run commands at once, with the rights of who started it.",
    fix: "Let it ask, allow single commands, or run it in a container without credentials and network.",
    base: factors(2, 2, 3, 1),
    controls: ["ADS-MCPS-05", "ADS-AGNT-02"],
    bad: [
      { title: "in its settings", files: { ".claude/settings.json": '{ "permissions": { "defaultMode": "bypassPermissions" } }\n' } },
      { title: "by an option", files: { "run.sh": "#!/bin/sh\nclaude -p 'fix the tests' --dangerously-skip-permissions\n" } },
      {
        title: "in a workflow",
        files: {
          ".github/workflows/fix.yml":
            "on: [issues]\njobs:\n  fix:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: anthropics/claude-code-action@v1\n        with:\n          claude_args: --dangerously-skip-permissions\n",
        },
      },
    ],
    good: [
      { title: "single commands", files: { ".claude/settings.json": '{ "permissions": { "allow": ["Bash(npm test)"] } }\n' } },
      { title: "asks", files: { "run.sh": "#!/bin/sh\nclaude -p 'fix the tests'\n" } },
    ],
  },
  because: { exposure: "whoever writes text that the agent reads", data: "code execution with the rights of who started it" },
  check: (inventory) =>
    judgeEach(
      inventory.project.files.flatMap((file) => [...inSettings(file), ...inCommands(file)]),
      ({ file, line, what, resource }) =>
        fromFile(
          ID,
          file,
          { line, ...(resource === "" ? {} : { resource }) },
          {
            message: `${plain(file.path, 60)} lets an agent act without asking (${plain(what, 70)}).`,
            headline: "An injected instruction runs commands without a question",
            excerpt: what,
            actionKey: `${ID} ${file.target}:${file.path}`,
            confidence: "certain",
          },
        ),
    ),
};
