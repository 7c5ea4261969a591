/**
 * Files of `castellan encrypt` opened by the age command, and the other way round: recipients, SSH keys, passphrases, text
 * form, sizes around the chunks; then a disk that is full, a folder that is read-only, and keys of AWS KMS (moto).
 *   node interop/age/run.ts [--built DIR] [--keep DIR]
 * Needs age and ssh-keygen (Debian: age, openssh-client); exits 77 without age. A full disk needs root (mount of a small
 * tmpfs), KMS needs moto_server (PyPI: moto[server]); each is left out with a line where it is not there.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";

const SKIPPED = 77;
const { values } = parseArgs({ options: { built: { type: "string" }, keep: { type: "string" } } });
const folder = values.keep ?? mkdtempSync(join(tmpdir(), "castellan-age-"));
const CLI = values.built === undefined ? join(import.meta.dirname, "../../apps/cli/src/main.ts") : join(values.built, "main.js");
const at = (name: string): string => join(folder, name);
let failures = 0;

function say(right: boolean, text: string): void {
  if (!right) failures++;
  console.log(`${right ? "ok    " : "MISSED"} ${text}`);
}

interface Ran {
  readonly status: number;
  readonly out: Buffer;
  readonly error: string;
}

function run(command: string, words: readonly string[], input?: Uint8Array, more: Record<string, string> = {}): Ran {
  const { status, stdout, stderr } = spawnSync(command, words, {
    ...(input === undefined ? { stdio: ["ignore", "pipe", "pipe"] as const } : { input }),
    maxBuffer: 2 ** 28,
    timeout: 120_000,
    env: { ...process.env, XDG_DATA_HOME: at("state"), ...more },
  });
  return { status: status ?? -1, out: stdout ?? Buffer.alloc(0), error: String(stderr ?? "") };
}
const castellan = (...words: readonly string[]): Ran => run(process.execPath, [CLI, ...words]);
const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const same = (one: string, other: string): boolean => existsSync(other) && digest(readFileSync(one)) === digest(readFileSync(other));

/** Runs age on a terminal of its own, where it asks for passphrases. */
function ageTyping(words: readonly string[], typed: string): number {
  const script = `
import os, pty, sys, time, select
pid, fd = pty.fork()
if pid == 0:
    os.execvp("age", ["age"] + sys.argv[2:])
sent = 0
seen = b""
while True:
    ready, _, _ = select.select([fd], [], [], 60)
    if not ready: break
    try: data = os.read(fd, 4096)
    except OSError: break
    if not data: break
    seen += data
    if seen.count(b"passphrase") > sent and seen.rstrip().endswith(b":"):
        sent = seen.count(b"passphrase")
        os.write(fd, (sys.argv[1] + "\\n").encode())
_, status = os.waitpid(pid, 0)
sys.exit(os.waitstatus_to_exitcode(status))`;
  return run("python3", ["-c", script, typed, ...words]).status;
}

if (run("age", ["--version"]).status !== 0) {
  console.log("skipped: the age command is not here (Debian: apt-get install age)");
  process.exit(SKIPPED);
}

function recipients(): void {
  run("age-keygen", ["-o", at("key.txt")]);
  const recipient = run("age-keygen", ["-y", at("key.txt")])
    .out.toString()
    .trim();
  for (const size of [0, 1, 65_535, 65_536, 65_537, 16 * 65_536, 16 * 65_536 + 1, 3_000_000, 40_000_000]) {
    writeFileSync(at("plain"), randomBytes(size));
    for (const armor of [false, true]) {
      castellan("encrypt", at("plain"), at("ours"), "-r", recipient, ...(armor ? ["--armor"] : []));
      const theirs = run("age", ["-d", "-i", at("key.txt"), "-o", at("back"), at("ours")]);
      // age makes no file of nothing, of its own files neither.
      const empty = size === 0 && theirs.status === 0 && !existsSync(at("back"));
      say(empty || same(at("plain"), at("back")), `${size} bytes${armor ? " in text" : ""}: ours opens in age`);
      run("age", ["-r", recipient, ...(armor ? ["-a"] : []), "-o", at("theirs"), at("plain")]);
      const { status } = castellan("decrypt", at("theirs"), at("back2"), "-i", at("key.txt"));
      say(status === 0 && same(at("plain"), at("back2")), `${size} bytes${armor ? " in text" : ""}: age's opens in ours`);
      for (const name of ["ours", "theirs", "back", "back2"]) rmSync(at(name), { force: true });
    }
  }
  writeFileSync(at("plain"), randomBytes(200_000));
  const piped = run(process.execPath, [CLI, "encrypt", "-", "-", "-r", recipient], readFileSync(at("plain")));
  say(
    digest(run("age", ["-d", "-i", at("key.txt")], piped.out).out) === digest(readFileSync(at("plain"))),
    "through pipes: ours opens in age",
  );
  const theirs = run("age", ["-r", recipient], readFileSync(at("plain"))).out;
  say(
    digest(run(process.execPath, [CLI, "decrypt", "-", "-", "-i", at("key.txt")], theirs).out) === digest(readFileSync(at("plain"))),
    "through pipes: age's opens in ours",
  );
  run("age-keygen", ["-o", at("other.txt")]);
  writeFileSync(at("file.age"), theirs);
  const stranger = castellan("decrypt", at("file.age"), at("none"), "-i", at("other.txt"));
  say(
    stranger.status === 1 && /None of the keys/.test(stranger.error) && !existsSync(at("none")),
    "another key: exit 1 with the reason, nothing written",
  );
  const several = [
    recipient,
    run("age-keygen", ["-y", at("other.txt")])
      .out.toString()
      .trim(),
  ];
  writeFileSync(at("team.txt"), `# team\n${several.join("\n")}\n`);
  castellan("encrypt", at("plain"), at("ours"), "--recipients-file", at("team.txt"));
  for (const key of ["key.txt", "other.txt"]) {
    run("age", ["-d", "-i", at(key), "-o", at("back"), at("ours")]);
    say(same(at("plain"), at("back")), `one of several recipients opens ours in age (${key})`);
    rmSync(at("back"), { force: true });
  }
}

function sshKeys(): void {
  for (const [type, ...more] of [["ed25519"], ["rsa", "-b", "3072"], ["rsa", "-b", "2048", "-m", "PEM"]]) {
    const name = at(`ssh-${[type, ...more].join("")}`);
    if (run("ssh-keygen", ["-q", "-t", type ?? "", ...more, "-N", "", "-f", name]).status !== 0) {
      console.log("left out: ssh-keygen is not here (Debian: openssh-client)");
      return;
    }
    const recipient = readFileSync(`${name}.pub`, "utf8").trim();
    castellan("encrypt", at("plain"), at("ours"), "-r", recipient);
    run("age", ["-d", "-i", name, "-o", at("back"), at("ours")]);
    say(same(at("plain"), at("back")), `ssh ${type} ${more.join(" ")}: ours opens in age`);
    run("age", ["-R", `${name}.pub`, "-o", at("theirs"), at("plain")]);
    const { status } = castellan("decrypt", at("theirs"), at("back2"), "-i", name);
    say(status === 0 && same(at("plain"), at("back2")), `ssh ${type} ${more.join(" ")}: age's opens in ours`);
    for (const file of ["ours", "theirs", "back", "back2"]) rmSync(at(file), { force: true });
  }
}

function passphrases(): void {
  writeFileSync(at("word"), "correct horse battery\n");
  castellan("encrypt", at("plain"), at("ours"), "--passphrase-file", at("word"));
  ageTyping(["-d", "-o", at("back"), at("ours")], "correct horse battery");
  say(same(at("plain"), at("back")), "passphrase: ours opens in age");
  ageTyping(["-p", "-o", at("theirs"), at("plain")], "correct horse battery");
  const right = castellan("decrypt", at("theirs"), at("back2"), "--passphrase-file", at("word"));
  say(right.status === 0 && same(at("plain"), at("back2")), "passphrase: age's opens in ours");
  writeFileSync(at("wrong"), "incorrect\n");
  say(castellan("decrypt", at("theirs"), at("none"), "--passphrase-file", at("wrong")).status === 1, "passphrase: another one is exit 1");
  const sealed = castellan("keys", "new", "mine", "--classical", "--passphrase-file", at("word"), "--output", at("mine.txt"));
  run("age", ["-r", sealed.out.toString().trim(), "-o", at("for-mine"), at("plain")]);
  ageTyping(["-d", "-i", at("mine.txt"), "-o", at("back3"), at("for-mine")], "correct horse battery");
  say(same(at("plain"), at("back3")), "an identity of castellan keys new, under a passphrase, opens in age");
}

function badPlaces(): void {
  writeFileSync(at("large"), randomBytes(30_000_000));
  const recipient = run("age-keygen", ["-y", at("key.txt")])
    .out.toString()
    .trim();
  mkdirSync(at("small"), { recursive: true });
  if (run("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", at("small")]).status === 0) {
    try {
      for (const [mode, from, key] of [
        ["encrypt", at("large"), "-r"],
        ["decrypt", at("large.age"), "-i"],
      ] as const) {
        if (mode === "decrypt") castellan("encrypt", at("large"), at("large.age"), "-r", recipient);
        const full = castellan(mode, from, join(at("small"), "out"), key, key === "-r" ? recipient : at("key.txt"));
        say(
          full.status === 2 && /ENOSPC/.test(full.error) && readdirSync(at("small")).length === 0,
          `${mode} on a full disk: exit ${full.status}, the reason, nothing left`,
        );
      }
    } finally {
      run("umount", [at("small")]);
    }
  } else console.log("left out: a full disk, which needs root to mount one");
  mkdirSync(at("fixed"), { recursive: true });
  chmodSync(folder, 0o755);
  chmodSync(at("fixed"), 0o555);
  chmodSync(at("large"), 0o644);
  const words = [process.execPath, CLI, "encrypt", at("large"), join(at("fixed"), "out"), "-r", recipient];
  // Another user has no keyring.
  const none = { XDG_DATA_HOME: at("nobody") };
  const other = ["--reuid=65534", "--regid=65534", "--clear-groups", ...words];
  const fixed = process.getuid?.() === 0 ? run("setpriv", other, undefined, none) : run(words[0] ?? "", words.slice(1), undefined, none);
  say(
    fixed.status === 2 && /cannot be written/.test(fixed.error) && readdirSync(at("fixed")).length === 0,
    `a read-only folder: exit ${fixed.status}, the reason, nothing left (${fixed.error.trim().slice(0, 90)})`,
  );
}

async function killed(): Promise<void> {
  const recipient = run("age-keygen", ["-y", at("key.txt")])
    .out.toString()
    .trim();
  let [left, early] = [0, 0];
  writeFileSync(at("huge"), Buffer.alloc(300_000_000, 7));
  for (const signal of ["SIGKILL", "SIGTERM", "SIGINT"] as const)
    for (let round = 0; round < 4; round++) {
      const child = spawn(process.execPath, [CLI, "encrypt", at("huge"), at("killed.age"), "-r", recipient], {
        stdio: "ignore",
        env: { ...process.env, XDG_DATA_HOME: at("state") },
      });
      const ended = new Promise((resolve) => child.on("exit", resolve));
      const part = at(`killed.age.${child.pid}.part`);
      for (let wait = 0; wait < 1000 && !existsSync(part) && !existsSync(at("killed.age")); wait++) await setTimeout(10);
      await setTimeout(40 * round);
      child.kill(signal);
      await ended;
      if (existsSync(at("killed.age"))) {
        early++;
        if (run("age", ["-d", "-i", at("key.txt"), "-o", "/dev/null", at("killed.age")]).status !== 0) left++;
        rmSync(at("killed.age"));
      }
      if (signal !== "SIGKILL" && existsSync(part)) left++;
    }
  castellan("encrypt", at("plain"), at("killed.age"), "-r", recipient);
  const parts = readdirSync(folder).filter((name) => name.endsWith(".part"));
  say(
    left === 0 && parts.length === 0,
    `12 runs killed in the middle: no half file (${early} had ended), and the next run takes away what SIGKILL left`,
  );
  rmSync(at("huge"));
}

async function keyService(): Promise<void> {
  const port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
  const server = spawn("moto_server", ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
  const absent = new Promise<boolean>((resolve) => server.on("error", () => resolve(true)));
  const endpoint = `http://127.0.0.1:${port}`;
  const up = async (): Promise<boolean> => {
    for (let attempt = 0; attempt < 150; attempt++) {
      await setTimeout(200);
      if (
        await fetch(`${endpoint}/moto-api/`).then(
          ({ ok }) => ok,
          () => false,
        )
      )
        return true;
    }
    return false;
  };
  if (!(await Promise.race([up(), absent.then(() => false)]))) {
    server.kill();
    console.log("left out: AWS KMS, moto_server does not start (PyPI: moto[server])");
    return;
  }
  try {
    const environment = {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: "eu-central-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    };
    const { KMS } = await import("@aws-sdk/client-kms");
    const kms = new KMS({ endpoint, region: "eu-central-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } });
    const { KeyMetadata: key } = await kms.createKey({});
    const id = key?.KeyId ?? "";
    const ours = (...words: readonly string[]): Ran => run(process.execPath, [CLI, ...words], undefined, environment);
    const sealed = ours("encrypt", at("plain"), at("kms.age"), "-r", `aws-kms:${id}`);
    const opened = ours("decrypt", at("kms.age"), at("kms.out"), "-i", "aws-kms");
    say(
      sealed.status === 0 && opened.status === 0 && same(at("plain"), at("kms.out")),
      `a key of AWS KMS (moto) wraps and unwraps ${sealed.error}${opened.error}`,
    );
    ours("keys", "new", "estate", "-r", `aws-kms:${id}`);
    ours("encrypt", at("plain"), at("estate.age"), "-r", "estate");
    const through = ours("decrypt", at("estate.age"), at("estate.out"), "-i", "aws-kms", "-i", "key:estate");
    say(through.status === 0 && same(at("plain"), at("estate.out")), `a key of the keyring under a key of KMS opens ${through.error}`);
    // moto lets keys be used that are disabled or to be deleted; in another region there is none.
    const words = [CLI, "decrypt", at("kms.age"), at("gone"), "-i", "aws-kms"];
    const gone = run(process.execPath, words, undefined, { ...environment, AWS_REGION: "us-west-2" });
    say(
      gone.status === 1 && !existsSync(at("gone")),
      `where KMS has no such key nothing opens: exit ${gone.status} (${gone.error.trim().slice(0, 100)})`,
    );
  } finally {
    server.kill();
  }
  const silent = run(process.execPath, [CLI, "decrypt", at("kms.age"), at("gone"), "-i", "aws-kms"], undefined, {
    ...{ AWS_ENDPOINT_URL: endpoint, AWS_REGION: "eu-central-1", AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" },
  });
  say(silent.status !== 0 && /did not answer/.test(silent.error), `a service that is away: exit ${silent.status}, the reason`);
}

try {
  recipients();
  sshKeys();
  passphrases();
  badPlaces();
  await killed();
  await keyService();
} finally {
  if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
}
console.log(failures === 0 ? "all as it should be" : `${failures} missed`);
process.exitCode = failures === 0 ? 0 : 1;
