import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "./build-once.ts";
import { APP, castellan, git, LEAK, project, scanJson, temporaryFolder } from "./castellan.ts";

function repository(files: Readonly<Record<string, string>>): string {
  const folder = project(files);
  git(folder, "init", "--quiet");
  git(folder, "add", ".");
  git(folder, "commit", "--quiet", "-m", "first");
  return folder;
}

describe("same commit, same bytes", () => {
  it("gives equal JSON from two clones in different places, whatever lies around", () => {
    const folder = repository({ "app.py": APP, ".gitignore": "data/\n", "requirements.txt": "openai==1.0\n" });
    const clone = join(temporaryFolder(), "clone", folder.split("/").at(-1) ?? "");
    git(folder, "clone", "--quiet", folder, clone);
    mkdirSync(join(folder, "data"));
    writeFileSync(join(folder, "data/local.csv"), "a,b\n1,2\n");
    writeFileSync(join(folder, "untracked.py"), APP);
    const words = ["scan", ".", "--tracked-only", "--format", "json", "--reproducible", "--fail-on", "none"];
    // A clone has a remote, its origin has none: the identity is that of the repository.
    git(folder, "remote", "add", "origin", "https://example.com/acme/app.git");
    git(clone, "remote", "set-url", "origin", "git@example.com:acme/app.git");
    const [one, two] = [castellan(words, { cwd: folder }), castellan(words, { cwd: clone })];

    expect(one.code).toBe(0);
    expect(one.out).toBe(two.out);
    expect(castellan(words, { cwd: folder }).out).toBe(one.out);
  });

  it("inventories ignored weights and data as local without --tracked-only", () => {
    const folder = repository({ "app.py": APP, ".gitignore": "*.npy\nnode_modules/\n" });
    writeFileSync(
      join(folder, "weights.npy"),
      Buffer.from("\x93NUMPY\x01\x00v\x00{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }".padEnd(128), "latin1"),
    );
    mkdirSync(join(folder, "node_modules/openai"), { recursive: true });
    writeFileSync(join(folder, "node_modules/openai/index.js"), "x");
    const result = scanJson(castellan(["scan", folder, "--format", "json", "--fail-on", "none"]));
    const tracked = scanJson(castellan(["scan", folder, "--format", "json", "--fail-on", "none", "--tracked-only"]));

    expect(result.artifacts.map(({ file }) => file)).toContain("weights.npy");
    expect(tracked.artifacts).toEqual([]);
    expect(result.coverage.skipped).toContainEqual(expect.objectContaining({ file: "node_modules/", required: false }));
  });
});

describe("caches", () => {
  it("answers an unchanged tree from the cache, and sees a change", () => {
    const folder = project({ "app.py": APP });
    const cache = temporaryFolder();
    const run = (...more: string[]): ReturnType<typeof scanJson> =>
      scanJson(castellan(["scan", folder, "--format", "json", "--fail-on", "none", ...more], { environment: { XDG_CACHE_HOME: cache } }));
    const first = run();
    const second = run();
    writeFileSync(join(folder, "app.py"), APP.replace("gpt-4o-mini", "gpt-4o"));
    const third = run();

    expect([
      first.run?.cached,
      second.run?.cached,
      third.run?.cached,
      run("--verify-cache").run?.cached,
      run("--no-cache").run?.cached,
    ]).toEqual([false, true, false, false, false]);
    expect({ ...second, run: undefined }).toEqual({ ...first, run: undefined });
    expect(third.inventory.assets.map(({ name }) => name)).toContain("gpt-4o");
  });

  it("ignores damaged entries and holds no secret", () => {
    const folder = project({ "app.py": APP + LEAK });
    const cache = temporaryFolder();
    const words = ["scan", folder, "--format", "json", "--fail-on", "none", "--reproducible"];
    const first = castellan(words, { environment: { XDG_CACHE_HOME: cache } });
    const entries = readdirSync(cache, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const held = entries.map((path) => readFileSync(path, "latin1")).join("");
    for (const path of entries) writeFileSync(path, readFileSync(path).subarray(0, 40));
    const second = castellan(words, { environment: { XDG_CACHE_HOME: cache } });

    expect(entries.length).toBeGreaterThan(0);
    expect(held).not.toContain("R7kQ2mX9vB4nL6tJ8wZ3cF5hD1sG0pYaEuWi");
    expect(second.out).toBe(first.out);
  });
});

describe("baseline", () => {
  it("absorbs what is there, reports what is new, follows a rename and lists what is stale", () => {
    const folder = repository({ "app.py": APP, "keys.py": LEAK, "other.py": LEAK.replace("R7k", "S8k") });
    const created = castellan(["baseline", "create"], { cwd: folder });
    expect(created.code).toBe(0);
    expect(castellan(["scan", ".", "--format", "json"], { cwd: folder }).code).toBe(0);

    git(folder, "mv", "keys.py", "moved.py");
    const moved = castellan(["scan", ".", "--format", "json"], { cwd: folder });
    expect(moved.code).toBe(0);

    writeFileSync(join(folder, "new.py"), LEAK.replace("R7k", "T9k"));
    rmSync(join(folder, "other.py"));
    const later = castellan(["scan", ".", "--format", "json"], { cwd: folder });
    const result = scanJson(later);

    expect(later.code).toBe(1);
    expect(result.summary.staleSuppressions.join("\n")).toMatch(/other\.py/);
    expect(castellan(["scan", ".", "--format", "json", "--no-target-config"], { cwd: folder }).code).toBe(1);

    rmSync(join(folder, "new.py"));
    expect(castellan(["baseline", "prune"], { cwd: folder }).code).toBe(0);
    expect(readFileSync(join(folder, "castellan-baseline.json"), "utf8")).not.toMatch(/other\.py/);
  });

  it("does not overwrite a baseline without --force", () => {
    const folder = project({ "app.py": APP, "castellan-baseline.json": '{"schema":"castellan/baseline/1","entries":[]}' });

    expect(castellan(["baseline", "create", folder]).code).toBe(2);
    expect(castellan(["baseline", "create", folder, "--force"]).code).toBe(0);
  });
});

describe("inline ignores and .castellanignore", () => {
  it("suppresses with a rule and a reason, counts it, and lists what is stale", () => {
    const found = scanJson(castellan(["scan", project({ "keys.py": LEAK }), "--format", "json", "--fail-on", "none"])).findings[0];
    const folder = project({
      "keys.py": `# castellan-ignore: ${found?.rule ?? ""} revoked long ago\n${LEAK}`,
      "b.py": "# castellan-ignore: some-rule not needed any more\nx = 1\n",
    });
    const outcome = castellan(["scan", folder, "--format", "json"]);
    const result = scanJson(outcome);

    expect(outcome.code).toBe(0);
    expect(result.summary.suppressed).toBeGreaterThan(0);
    expect(result.findings[0]?.suppressed).toMatchObject({ by: "inline", reason: "revoked long ago" });
    expect(result.summary.staleSuppressions.join()).toMatch(/b\.py:1/);
    expect(castellan(["scan", folder, "--format", "json", "--no-target-config"]).code).toBe(1);
  });

  it("leaves out what .castellanignore names, and says so", () => {
    const folder = project({ "app.py": APP, "old/keys.py": LEAK, ".castellanignore": "old/\nnothing-like-this/\n" });
    const outcome = castellan(["scan", folder, "--format", "json"]);
    const result = scanJson(outcome);

    expect(outcome.code).toBe(0);
    expect(result.coverage.skipped).toContainEqual({ file: "old/", reason: "left out by .castellanignore", required: false });
    expect(result.summary.staleSuppressions.join()).toMatch(/nothing-like-this/);
  });
});

describe("since and diff", () => {
  it("reports findings of changed files only, and what came in", () => {
    const folder = repository({ "app.py": APP, "keys.py": LEAK });
    writeFileSync(join(folder, "fresh.py"), LEAK.replace("R7k", "U1k"));
    git(folder, "add", ".");
    git(folder, "commit", "--quiet", "-m", "second");
    const since = scanJson(castellan(["scan", ".", "--since", "HEAD~1", "--format", "json"], { cwd: folder }));
    const diff = castellan(["diff", "HEAD~1", "HEAD", "--format", "json"], { cwd: folder });

    expect(new Set(since.findings.map(({ location }) => location.file))).toEqual(new Set(["fresh.py"]));
    expect(diff.code).toBe(1);
    expect(JSON.parse(diff.out)).toMatchObject({ schema: "castellan/diff/1", summary: { findings: 1, fixed: 0 } });
    expect(castellan(["diff", "HEAD", "HEAD"], { cwd: folder }).out).toMatch(/Nothing changed/);
    expect(castellan(["scan", ".", "--since", "no-such-revision"], { cwd: folder }).code).toBe(2);
  });
});

describe("merging", () => {
  it("takes several targets and earlier scans into one graph", () => {
    const [a, b] = [project({ "a.py": APP }), project({ "b.py": APP })];
    const file = join(temporaryFolder(), "a.json");
    castellan(["scan", a, "--format", "json", "--output", file]);
    const together = scanJson(castellan(["scan", a, b, "--format", "json", "--fail-on", "none"]));
    const merged = scanJson(castellan(["scan", file, b, "--format", "json", "--fail-on", "none"]));
    const service = (result: typeof merged): unknown =>
      result.inventory.assets
        .filter(({ kind }) => kind === "ai-service")
        .map(({ name, occurrences }) => [
          name,
          occurrences.map(({ file: path, target }) => `${target}:${path}`).filter((value, index, all) => all.indexOf(value) === index),
        ]);

    expect(together.targets).toHaveLength(2);
    expect(service(merged)).toEqual(service(together));
  });
});

describe("a model that is trained in one repository, served in another, with its data in a third", () => {
  const train = (name: string): string => `import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

df = pd.read_csv("s3://acme-data/train.csv")
model = RandomForestClassifier()
with mlflow.start_run():
    model.fit(df.drop("y", axis=1), df["y"])
    mlflow.sklearn.log_model(model, "model", registered_model_name="${name}")
`;
  const serve = `import mlflow
from fastapi import FastAPI

app = FastAPI()
model = mlflow.pyfunc.load_model("models:/detector/3")


@app.post("/score")
def score(body: dict):
    return model.predict([body])
`;
  const models = (...targets: readonly string[]): readonly string[] => {
    const { inventory } = scanJson(castellan(["scan", ...targets, "--format", "json", "--fail-on", "none"]));
    const named = new Map(inventory.assets.map(({ id, kind, name }) => [id, `${kind} ${name}`]));
    const edges = inventory.relations.map(({ from, kind, to }) => `${named.get(from)} ${kind} ${named.get(to)}`);
    return [...inventory.assets.flatMap(({ kind, name }) => (kind === "model" ? [name] : [])), ...edges];
  };

  it("is one line of lineage", () => {
    const found = models(
      project({ "train.py": train("detector") }),
      project({ "app.py": serve }),
      project({ "main.tf": 'resource "aws_s3_bucket" "data" {\n  bucket = "acme-data"\n}\n' }),
    );
    expect(found.filter((line) => line === "detector")).toHaveLength(1);
    for (const edge of [
      "dataset s3://acme-data/train.csv stored_in storage acme-data",
      "training-run train trains_on dataset s3://acme-data/train.csv",
      "training-run train produces model detector",
      "endpoint POST /score serves model detector",
    ])
      expect(found).toContain(edge);
  });

  it("is not guessed where two register the name", () => {
    const found = models(
      project({ "train.py": train("detector") }),
      project({ "train.py": train("detector") }),
      project({ "app.py": serve }),
    );
    expect(found.filter((line) => line === "detector")).toHaveLength(3);
  });
});

describe("commands", () => {
  it("init writes settings, baseline and a CI job once", () => {
    const folder = repository({ "app.py": APP });
    expect(castellan(["init"], { cwd: folder }).code).toBe(0);
    for (const path of ["castellan.yaml", "castellan-baseline.json", ".github/workflows/castellan.yml"])
      expect(existsSync(join(folder, path))).toBe(true);
    expect(castellan(["scan", "."], { cwd: folder }).code).toBe(0);
    writeFileSync(join(folder, "castellan.yaml"), "fail-on: none\n");
    castellan(["init"], { cwd: folder });
    expect(readFileSync(join(folder, "castellan.yaml"), "utf8")).toBe("fail-on: none\n");
  });

  it("settings speak where no flag does", () => {
    const folder = project({ "keys.py": LEAK, "castellan.yaml": "fail-on: none\n" });
    expect(castellan(["scan", folder]).code).toBe(0);
    expect(castellan(["scan", folder, "--fail-on", "high"]).code).toBe(1);
    expect(castellan(["scan", folder], { environment: { CASTELLAN_FAIL_ON: "high" } }).code).toBe(1);
    expect(castellan(["scan", folder, "--no-target-config"]).code).toBe(1);
  });

  it("explains an action, an asset and a finding of the last scan", () => {
    const folder = project({ "app.py": APP + LEAK });
    const environment = { XDG_CACHE_HOME: temporaryFolder() };
    castellan(["scan", "."], { cwd: folder, environment });

    expect(castellan(["explain", "1"], { cwd: folder, environment }).out).toMatch(/because/);
    expect(castellan(["explain", "gpt-4o-mini"], { cwd: folder, environment }).out).toMatch(/model\s+gpt-4o-mini/);
    expect(castellan(["explain", "nobody"], { cwd: folder, environment }).code).toBe(2);
  });

  it("completes in three shells with valid scripts", () => {
    for (const shell of ["bash", "zsh", "fish"]) expect(castellan(["completion", shell]).out).toContain("fail-on");
    const script = join(temporaryFolder(), "castellan.bash");
    writeFileSync(script, castellan(["completion", "bash"]).out);
    expect(spawnSync("bash", ["-n", script]).status).toBe(0);
  });

  it("prints schemas that the output fits", () => {
    const schema: unknown = JSON.parse(castellan(["schema", "scan"]).out);
    expect(schema).toMatchObject({ title: "castellan/scan/1" });
    expect(castellan(["schema"]).out).toMatch(/config/);
  });

  it("says one sentence on a Node that is too old", () => {
    const bin = readFileSync(join(ROOT, "apps/cli/bin/castellan.js"), "utf8");
    const old = bin.replace("process.versions.node", '"18.0.0"').replace("process.versions.node", '"18.0.0"');
    const file = join(temporaryFolder(), "old.cjs");
    writeFileSync(file, old);
    const { status, stderr } = spawnSync(process.execPath, [file, "--version"], { encoding: "utf8" });

    expect(status).toBe(2);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    renameSync(file, `${file}.done`);
  });
});
