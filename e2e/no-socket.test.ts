import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { APP, castellan, project, temporaryFolder } from "./castellan.ts";

/** Every way out of a process: in the main thread and, by NODE_OPTIONS, in the workers. */
const GUARD = `
import net from "node:net"; import dgram from "node:dgram"; import dns from "node:dns"; import child from "node:child_process"; import { appendFileSync } from "node:fs";
const say = (what) => appendFileSync(process.env.CASTELLAN_E2E_LOG, what + "\\n");
const wrap = (object, name, what) => { const own = object[name]; object[name] = function (...args) { say(what + " " + String(args[0]?.host ?? args[0]?.path ?? args[0])); return own.apply(this, args); }; };
wrap(net.Socket.prototype, "connect", "connect"); wrap(net.Server.prototype, "listen", "listen"); wrap(dgram, "createSocket", "udp");
for (const name of ["lookup", "resolve"]) wrap(dns, name, "dns");
for (const name of ["spawn", "spawnSync", "execFile", "execFileSync", "exec", "execSync", "fork"]) wrap(child, name, "process");
say("guarded");
`;

it("opens no socket and starts no process", async () => {
  const folder = temporaryFolder();
  const log = join(folder, "log");
  writeFileSync(join(folder, "guard.mjs"), GUARD);
  const target = project({
    "app.py": APP,
    "requirements.txt": "openai==1.0.0\n",
    "rows.csv": `x,y,label\n${Array.from({ length: 120 }, (_, row) => `${(row * 37) % 50},${row % 7},${row % 2}\n`).join("")}`,
    ".mcp.json": '{"mcpServers":{"x":{"url":"https://example.com/mcp"}}}',
  });
  for (const words of [
    ["scan", target, "--offline", "--fail-on", "none"],
    ["scan", target, "--format", "json", "--fail-on", "none"],
    ["data", "profile", join(target, "rows.csv"), "--jobs", "2"],
    ["data", "check", join(target, "rows.csv"), "--label", "label"],
    ["data", "drift", join(target, "rows.csv"), join(target, "rows.csv")],
    ["data", "fairness", join(target, "rows.csv"), "--label", "label", "--group", "y", "--favourable", "1", "--allow-partial"],
    ["rules", "list"],
    ["schema", "scan"],
  ]) {
    writeFileSync(log, "");
    const outcome = castellan(words, { nodeOptions: ["--import", join(folder, "guard.mjs")], environment: { CASTELLAN_E2E_LOG: log } });
    const { readFileSync } = await import("node:fs");
    const said = readFileSync(log, "utf8").trim().split("\n");

    expect([words.join(" "), outcome.code === 1 && words[0] === "data" ? 0 : outcome.code]).toEqual([words.join(" "), 0]);
    expect(said[0]).toBe("guarded");
    expect(said.filter((line) => line !== "guarded")).toEqual([]);
  }
});
