import { beforeAll, describe, expect, it } from "vitest";
import { judged, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { agentApprovalsOff } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

const run = async (path: string, text: string) =>
  (await judged({ files: { [path]: text } }, [agentApprovalsOff])).findings.map(({ location }) => location.resource ?? "");

describe("agent-approvals-off", () => {
  it.each([
    [".claude/settings.json", '{"permissions":{"allow":["Read","Bash(*)"]}}', ["permissions.allow"]],
    [".claude/settings.local.json", '{"enableAllProjectMcpServers":true}', ["enableAllProjectMcpServers"]],
    [".codex/config.toml", 'sandbox_mode = "danger-full-access"\napproval_policy = "never"\n', ["sandbox_mode", "approval_policy"]],
    [".vscode/settings.json", '{"chat.tools.global.autoApprove":true}', ["chat.tools.global.autoApprove"]],
    [".gemini/settings.json", '{"tools":{"autoAccept":true}}', ["tools.autoAccept"]],
    ["opencode.json", '{"permission":{"bash":"allow"}}', ["permission.bash"]],
    ["run.sh", "codex exec --yolo 'do it'\n", [""]],
    ["Dockerfile", 'FROM node:22\nCMD ["claude", "--dangerously-skip-permissions"]\n', ["CMD"]],
    [
      ".github/workflows/a.yml",
      "on: [push]\njobs:\n  a:\n    steps:\n      - run: |\n          npm ci\n          gemini --yolo -p fix\n",
      ["jobs.a.steps.0"],
    ],
  ])("%s %s", async (path, text, found) => expect((await run(path, text)).sort()).toEqual([...found].sort()));

  it.each([
    [".claude/settings.json", '{"permissions":{"allow":["Bash(npm run test:*)","WebFetch"],"defaultMode":"acceptEdits"}}'],
    [".codex/config.toml", 'sandbox_mode = "workspace-write"\napproval_policy = "on-request"\n'],
    ["settings.json", '{"permissions":{"defaultMode":"bypassPermissions"}}'],
    ["run.sh", "yarn --yolo\nclaude -p hello\n"],
    [".claude/settings.json", '{"permissions": 5}'],
    [".claude/settings.json", "["],
  ])("leaves %s %s alone", async (path, text) => expect(await run(path, text)).toEqual([]));
});
