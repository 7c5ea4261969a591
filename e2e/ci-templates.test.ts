import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { at, items, readYaml, text } from "../packages/formats/src/index.ts";
import { BUILT, ROOT } from "./build-once.ts";
import { APP, git, LEAK, project, temporaryFolder } from "./castellan.ts";

const yaml = (path: string) => readYaml(readFileSync(join(ROOT, path), "utf8")).documents[0];

/** A repository whose second commit is a proposal on top of the first, and a clone of it as a CI job has it. */
function proposal(files: Readonly<Record<string, string>>): { readonly folder: string; readonly base: string } {
  const origin = project({ "app.py": APP, "requirements.txt": "openai==1.0\n" });
  git(origin, "init", "--quiet");
  git(origin, "add", ".");
  git(origin, "commit", "--quiet", "-m", "base");
  const base = git(origin, "rev-parse", "HEAD").trim();
  for (const [path, content] of Object.entries({ "README.md": "# app\n", ...files })) writeFileSync(join(origin, path), content);
  git(origin, "add", ".");
  git(origin, "commit", "--quiet", "-m", "proposal");
  const folder = join(temporaryFolder(), "checkout");
  git(origin, "clone", "--quiet", origin, folder);
  return { folder, base };
}

/** Commands of a job: the built castellan stands for the package on npm, which a test must not fetch. */
function commands(): string {
  const folder = join(temporaryFolder(), "bin");
  mkdirSync(folder);
  const write = (name: string, line: string): void => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${line}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  write("castellan", `exec "${process.execPath}" "${join(BUILT, "main.js")}" "$@"`);
  write("npm", "exit 0");
  return folder;
}

function run(script: string, folder: string, environment: Readonly<Record<string, string>>): Promise<number | null> {
  const child = spawn("bash", ["-eo", "pipefail", "-c", script], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      PATH: `${commands()}:${join(process.execPath, "..")}:${process.env["PATH"]}`,
      XDG_CACHE_HOME: temporaryFolder(),
      NO_COLOR: "1",
      ...environment,
    },
  });
  return new Promise((done) => child.on("close", done));
}

describe("the GitHub Action", () => {
  const judge = items(at(yaml("action.yml"), "runs", "steps")).find((step) => text(at(step, "id")) === "judge");
  const script = text(at(judge, "run")) ?? "";

  it.each([
    ["fails on what the pull request brings in", { "config.py": LEAK }, "1", "ghp_"],
    ["passes where it brings in nothing", {}, "0", undefined],
  ] as const)("%s", async (_, files, code, secret) => {
    const { folder, base } = proposal(files);
    const out = temporaryFolder();
    await run(script, folder, {
      TARGET: ".",
      FAIL_ON: "high",
      SARIF: "castellan.sarif",
      VERSION: "0.0.0",
      BASE: base,
      GITHUB_STEP_SUMMARY: join(out, "summary.md"),
      GITHUB_OUTPUT: join(out, "output"),
    });
    expect(readFileSync(join(out, "output"), "utf8")).toBe(`code=${code}\n`);
    const comment = readFileSync(join(folder, "castellan-comment.md"), "utf8");
    expect(comment).toMatch(/^<!-- castellan-diff -->/);
    expect(comment.includes("config.py")).toBe(code === "1");
    if (secret !== undefined) expect(comment).not.toContain(LEAK.slice(9, -2));
    expect(readFileSync(join(out, "summary.md"), "utf8")).toBe(comment);
    expect(existsSync(join(folder, "castellan.sarif"))).toBe(true);
  });
});

describe("the GitLab template", () => {
  const script = items(at(yaml("templates/gitlab-ci.yml"), "castellan", "script")).flatMap((line) => text(line) ?? []);

  it("fails on what the merge request brings in and keeps one note", async () => {
    const { folder, base } = proposal({ "config.py": LEAK });
    const notes: { id: number; body: string }[] = [{ id: 1, body: "Looks good" }];
    const server = createServer((request, response) => {
      let text = "";
      request.on("data", (part: Buffer) => (text += part.toString("utf8")));
      request.on("end", () => {
        const body = text === "" ? "" : z.object({ body: z.string() }).parse(JSON.parse(text)).body;
        const own = notes.find(({ id }) => request.url?.endsWith(`/notes/${id}`) === true);
        if (request.method === "POST") notes.push({ id: notes.length + 1, body });
        else if (request.method === "PUT" && own !== undefined) own.body = body;
        response.setHeader("content-type", "application/json").end(JSON.stringify(notes));
      });
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    onTestFinished(() => void server.close());
    const address = server.address();
    const environment = {
      CASTELLAN_FAIL_ON: "high",
      CASTELLAN_VERSION: "0.0.0",
      CASTELLAN_TOKEN: "token",
      CI_API_V4_URL: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/api/v4`,
      CI_PROJECT_ID: "7",
      CI_MERGE_REQUEST_IID: "3",
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
    };
    expect(await run(script.join("\n"), folder, environment)).toBe(1);
    expect(await run(script.join("\n"), folder, environment)).toBe(1);
    expect(notes).toHaveLength(2);
    expect(notes[1]?.body).toContain("config.py");
    expect(existsSync(join(folder, "castellan.html"))).toBe(true);
  });
});
