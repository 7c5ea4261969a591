/**
 * `castellan collect aws` against moto (PyPI, Apache-2.0): an estate of two accounts and two regions is seeded by the
 * services' own calls, changed by hand, collected, and scanned together with the Terraform that describes it.
 *   node interop/moto/run.ts [--moto VENV] [--keep DIR]
 * VENV is a virtual environment with moto[server]; without it one is made in a temporary folder (python3 -m venv, pip).
 * Prints resources per type, right merges of all, differences and undeclared AI found of those seeded; then the same
 * with calls that are denied, answer a page, half a document or nothing. Exits 77 where moto does not install, 1 where a
 * figure is missed.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { EXPECTED } from "./expected.ts";
import { type Fault, type Faults, startProxy } from "./proxy.ts";
import { DRIFTS, FIRST, OTHER_REGION, REGION, SECOND, seed, UNDECLARED } from "./seed.ts";

const MOTO = "moto[server]==5.2.5";
const HERE = import.meta.dirname;
const CLI = join(HERE, "../../apps/cli/src/main.ts");
const SKIPPED = 77;

const Inventory = z.object({
  resources: z.array(z.object({ address: z.string(), type: z.string(), account: z.string(), unread: z.array(z.string()).optional() })),
  calls: z.array(z.object({ service: z.string(), operation: z.string(), outcome: z.string(), error: z.string().optional() })),
});
const Scan = z.object({
  inventory: z.object({
    assets: z.array(
      z.object({
        name: z.string(),
        kind: z.string(),
        occurrences: z.array(z.object({ file: z.string().optional(), resource: z.string().optional() })),
      }),
    ),
    resources: z.array(
      z.object({
        address: z.string(),
        type: z.string(),
        sameAs: z.array(z.string()).optional(),
        observed: z.unknown().optional(),
        attributes: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
  findings: z.array(
    z.object({
      rule: z.string(),
      message: z.string(),
      location: z.object({ resource: z.string().optional(), file: z.string().optional() }),
    }),
  ),
  checks: z.array(z.object({ rule: z.string(), applicable: z.number(), passed: z.number(), failed: z.number(), unknown: z.number() })),
});

const { values } = parseArgs({ options: { moto: { type: "string" }, keep: { type: "string" } } });
const folder = values.keep ?? mkdtempSync(join(tmpdir(), "castellan-moto-"));
let failures = 0;

function say(right: boolean, text: string): void {
  if (!right) failures++;
  console.log(`${right ? "ok    " : "MISSED"} ${text}`);
}

function environmentWithMoto(): string {
  if (values.moto !== undefined) return values.moto;
  const made = join(folder, "venv");
  try {
    execFileSync("python3", ["-m", "venv", made], { stdio: "ignore" });
    execFileSync(join(made, "bin/pip"), ["install", "--quiet", "--disable-pip-version-check", MOTO], { stdio: "ignore", timeout: 600_000 });
  } catch (error) {
    console.log(`skipped: moto does not install here (${error instanceof Error ? error.message.split("\n")[0] : ""})`);
    process.exit(SKIPPED);
  }
  return made;
}

async function startMoto(environment: string): Promise<{ readonly port: number; readonly child: ChildProcess }> {
  const port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
  const child = spawn(join(environment, "bin/moto_server"), ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
  for (let attempt = 0; attempt < 100; attempt++) {
    await setTimeout(200);
    const up = await fetch(`http://127.0.0.1:${port}/moto-api/`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) return { port, child };
  }
  child.kill();
  throw new Error("moto_server does not answer");
}

async function castellan(...words: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [CLI, ...words], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test", AWS_REGION: REGION, CASTELLAN_NO_CACHE: "1" },
  });
  child.stderr.resume();
  return new Promise((resolve) => child.on("exit", (code) => resolve(code ?? -1)));
}

async function collect(
  port: number,
  name: string,
  seconds: number,
  ...more: readonly string[]
): Promise<{ readonly file: string; readonly code: number }> {
  const file = join(folder, `${name}.json`);
  const code = await castellan(
    ...["collect", "aws", "--endpoint-url", `http://127.0.0.1:${port}`, "--output", file, "--timeout", String(seconds), "--jobs", "4"],
    ...["--region", REGION, "--region", OTHER_REGION, "--accounts", `${FIRST},${SECOND}`, "--role-name", "CastellanReadOnly"],
    ...more,
  );
  return { file, code };
}

async function scanned(inventory: string): Promise<z.infer<typeof Scan>> {
  const out = join(folder, "scan.json");
  await castellan(
    "scan",
    join(HERE, "estate/first"),
    join(HERE, "estate/second"),
    inventory,
    "--format",
    "json",
    "--output",
    out,
    "--scope",
    "all",
  );
  return Scan.parse(JSON.parse(readFileSync(out, "utf8")));
}

function read(file: string): z.infer<typeof Inventory> {
  return Inventory.parse(JSON.parse(readFileSync(file, "utf8")));
}

async function whole(port: number): Promise<void> {
  const { file, code } = await collect(port, "inventory", 20, "--resume", join(folder, "calls.jsonl"));
  const inventory = read(file);
  const byType = new Map<string, number>();
  for (const { type, unread } of inventory.resources) if (unread?.includes("*") !== true) byType.set(type, (byType.get(type) ?? 0) + 1);
  console.log(`collected (exit ${code}), ${inventory.calls.length} calls:`);
  for (const [type, count] of [...byType].sort()) console.log(`  ${String(count).padStart(5)}  ${type}`);
  for (const { service, operation, error } of inventory.calls.filter(({ outcome }) => outcome !== "ok"))
    console.log(`  not answered by moto: ${service} ${operation} (${error ?? ""})`);
  say(
    !readFileSync(file, "utf8").includes("Tr0ub4dor") && !readFileSync(join(folder, "calls.jsonl"), "utf8").includes("Tr0ub4dor"),
    "a password in a container's environment is in neither file",
  );

  const scan = await scanned(file);
  const live = scan.inventory.resources.filter(({ observed }) => observed !== undefined);
  const same = new Map(live.map(({ address, sameAs = [] }) => [address, sameAs]));
  const fits = (arn: string, pattern: RegExp): boolean => {
    const { Description, GroupName } = live.find(({ address }) => address === arn)?.attributes ?? {};
    return [arn, Description, GroupName].some((text) => typeof text === "string" && pattern.test(text));
  };
  let right = 0;
  let wrong = 0;
  for (const [address, ending] of EXPECTED) {
    const arn = [...same.keys()].find((each) => fits(each, ending));
    const linked = arn === undefined ? [] : (same.get(arn) ?? []);
    if (linked.length === 1 && linked[0] === address) right++;
    else
      console.log(
        `  not merged: ${address} ↔ ${arn ?? `nothing collected that fits ${ending.source}`} (${linked.join(", ") || "nothing"})`,
      );
  }
  for (const [arn, linked] of same)
    if (linked.length > 0 && !EXPECTED.some(([address, ending]) => fits(arn, ending) && linked.includes(address))) wrong++;
  say(right / EXPECTED.length >= 0.95 && wrong === 0, `merges: ${right} of ${EXPECTED.length} right, ${wrong} wrong`);
  const joined = scan.inventory.assets.filter(
    ({ occurrences }) => occurrences.some(({ file }) => file?.endsWith(".tf")) && occurrences.some(({ file }) => file === "inventory.json"),
  );
  console.log(`  ${joined.length} assets stand both in code and in the account`);

  const drifts = scan.findings.filter(({ rule }) => rule === "declared-observed-differ");
  const found = DRIFTS.filter(([address, says]) =>
    drifts.some(
      ({ message, location }) => (message.startsWith(address.slice(0, 59)) || location.resource === address) && message.includes(says),
    ),
  );
  const more = drifts.filter(
    ({ message }) => !DRIFTS.some(([address, says]) => message.startsWith(address.slice(0, 59)) && message.includes(says)),
  );
  for (const drift of DRIFTS) if (!found.includes(drift)) console.log(`  not found: ${drift.join(": ")}`);
  for (const { message } of more) console.log(`  not seeded: ${message}`);
  say(
    found.length === DRIFTS.length && more.length === 0,
    `differences: ${found.length} of ${DRIFTS.length} seeded, ${more.length} others`,
  );
  const shadow = scan.findings.filter(({ rule }) => rule === "undeclared-ai-resource");
  const named = UNDECLARED.filter((name) =>
    shadow.some(({ message }) => message.includes(name) || (name === "shadow-agent" && message.includes("AGENTSHADO"))),
  );
  for (const { message } of shadow) console.log(`  ${message}`);
  say(
    named.length === UNDECLARED.length && shadow.length === named.length,
    `undeclared AI: ${named.length} of ${UNDECLARED.length} seeded, ${shadow.length - named.length} others`,
  );
}

/** Calls that fail, how, a rule that needs them, and what the rule may no longer say. */
const FAULTS: readonly (readonly [call: string, fault: Fault, rule: string])[] = [
  ["sagemaker ListNotebookInstances", "denied", "sagemaker-notebook-internet"],
  ["sagemaker DescribeModel", "page", "sagemaker-model-network"],
  ["sagemaker DescribeEndpointConfig", "broken", "sagemaker-endpoint-unencrypted"],
  ["sagemaker DescribeDomain", "silence", "sagemaker-domain-unencrypted"],
  ["ecr DescribeRepositories", "denied", "registry-mutable-tags"],
  ["s3 GetPublicAccessBlock", "denied", "declared-observed-differ"],
  ["iam GetAccountAuthorizationDetails", "denied", "iam-privilege-escalation"],
];

async function faulty(port: number, faults: Faults): Promise<void> {
  const clean = await scanned(join(folder, "inventory.json"));
  for (const [call, fault, rule] of FAULTS) {
    faults.of = new Map([[call, fault]]);
    // Everything else was answered before: only this call is made again.
    const journal = join(folder, "faulty.jsonl");
    const lines = readFileSync(join(folder, "calls.jsonl"), "utf8").split("\n");
    writeFileSync(journal, lines.filter((line) => !line.includes(`\\"${call.split(" ")[1]}\\"`)).join("\n"));
    const { file, code } = await collect(port, "faulty", 2, "--resume", journal);
    const inventory = read(file);
    const [service, operation] = call.split(" ");
    const noted = inventory.calls.filter((each) => each.service === service && each.operation === operation);
    const scan = await scanned(file);
    const before = clean.checks.find((each) => each.rule === rule);
    const after = scan.checks.find((each) => each.rule === rule);
    const passedMore = (after?.passed ?? 0) > (before?.passed ?? 0);
    say(
      noted.length > 0 && noted.every(({ outcome }) => outcome !== "ok") && (after?.unknown ?? 0) > (before?.unknown ?? 0) && !passedMore,
      `${call} ${fault} (exit ${code}, ${noted.length} calls, ${noted[0]?.error ?? ""}): ${rule} ${before?.passed ?? 0} passed, ${before?.unknown ?? 0} unknown → ${after?.passed ?? 0} passed, ${after?.unknown ?? 0} unknown`,
    );
  }
  faults.of = new Map();
}

async function main(): Promise<void> {
  const { port: moto, child } = await startMoto(environmentWithMoto());
  const faults: Faults = { of: new Map(), seen: new Set() };
  const { port, server } = await startProxy(moto, faults);
  try {
    await seed(`http://127.0.0.1:${port}`);
    await whole(port);
    await faulty(port, faults);
  } finally {
    child.kill();
    server.close();
    server.closeAllConnections();
    if (values.keep === undefined && existsSync(folder)) rmSync(folder, { recursive: true, force: true });
  }
  process.exitCode = failures === 0 ? 0 : 1;
}

if (spawnSync("python3", ["--version"]).status !== 0) {
  console.log("skipped: there is no python3");
  process.exitCode = SKIPPED;
} else await main();
