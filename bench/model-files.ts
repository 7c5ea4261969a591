/**
 * The speed of model-file inspection on the built command, beside hashing the same files.
 *   node bench/model-files.ts [--built DIR] [--gigabytes N] [--json]
 * Goals: a 1 GB PyTorch zip and a 2 GB safetensors within 1.2 times their hashing and 150 MB; a small pickle under 2 ms.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, mkdirSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { crc32 } from "node:zlib";

const ROOT = join(import.meta.dirname, "..");
const CHUNK = 4 * 1024 * 1024;
const { values } = parseArgs({
  options: { built: { type: "string" }, gigabytes: { type: "string", default: "1" }, json: { type: "boolean", default: false } },
});
const work = mkdtempSync(join(tmpdir(), "castellan-bench-"));
const built = values.built ?? join(ROOT, "apps/cli/built-bench");
const PROBE = `data:text/javascript,${encodeURIComponent('process.on("exit",()=>process.stderr.write(`\\nmaxrss ${process.resourceUsage().maxRSS}\\n`))')}`;

interface Run {
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly verdict: string;
}

function inspect(path: string): Run {
  const start = performance.now();
  const { stderr, stdout } = spawnSync(
    process.execPath,
    ["--import", PROBE, join(built, "main.js"), "model", "inspect", path, "--format", "json"],
    { encoding: "utf8", maxBuffer: 2 ** 28 },
  );
  const milliseconds = performance.now() - start;
  return {
    milliseconds,
    megabytes: Number(/maxrss (\d+)/.exec(stderr)?.[1] ?? 0) / 1024,
    verdict: /"verdict": "(\w+)",\n {4}"malicious"/.exec(stdout)?.[1] ?? stderr.slice(0, 200),
  };
}

/** What the digest alone takes in one process of its own, as inspection is. */
function hash(path: string): number {
  const start = performance.now();
  const descriptor = openSync(path, "r");
  const digest = createHash("sha256");
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (let count = readSync(descriptor, buffer); count > 0; count = readSync(descriptor, buffer)) digest.update(buffer.subarray(0, count));
  digest.digest();
  closeSync(descriptor);
  return performance.now() - start;
}

/** Bytes that do not compress and cost nothing to make. */
const noise = Buffer.alloc(CHUNK);
for (let at = 0; at < noise.length; at += 4) noise.writeUInt32LE(Math.imul(at + 1, 0x9e3779b1) >>> 0, at);

function writeSafetensors(path: string, bytes: number): void {
  const tensors = 200;
  const each = Math.floor(bytes / tensors / 4) * 4;
  const header = Buffer.from(
    JSON.stringify(
      Object.fromEntries(
        Array.from({ length: tensors }, (_, index) => [
          `layer.${index}.weight`,
          { dtype: "F32", shape: [each / 4], data_offsets: [index * each, (index + 1) * each] },
        ]),
      ),
    ),
  );
  const descriptor = openSync(path, "w");
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  writeSync(descriptor, length);
  writeSync(descriptor, header);
  for (let left = tensors * each; left > 0; left -= CHUNK) writeSync(descriptor, noise, 0, Math.min(CHUNK, left));
  closeSync(descriptor);
}

/** `torch.save` of a dict of float tensors: stored members, aligned to 64 bytes, as PyTorch 2 writes them. */
function writeTorch(path: string, bytes: number): void {
  const tensors = 100;
  const each = Math.floor(bytes / tensors / 4) * 4;
  const text = (value: string): Buffer => {
    const utf8 = Buffer.from(value);
    const head = Buffer.alloc(5);
    head[0] = 0x58;
    head.writeUInt32LE(utf8.length, 1);
    return Buffer.concat([head, utf8]);
  };
  const int = (value: number): Buffer => {
    const out = Buffer.alloc(5);
    out[0] = 0x4a;
    out.writeInt32LE(value, 1);
    return out;
  };
  const code = (value: string): Buffer => Buffer.from(value, "latin1");
  const pickle = [code("\x80\x02}(")];
  for (let index = 0; index < tensors; index++)
    pickle.push(
      text(`layer.${index}.weight`),
      code("ctorch._utils\n_rebuild_tensor_v2\n(("),
      text("storage"),
      code("ctorch\nFloatStorage\n"),
      text(String(index)),
      text("cpu"),
      int(each / 4),
      code("tQK\0"),
      int(each / 4),
      code("\x85K\x01\x85\x89ccollections\nOrderedDict\n)RtR"),
    );
  pickle.push(code("u."));
  const descriptor = openSync(path, "w");
  const directory: Buffer[] = [];
  let at = 0;
  const member = (name: string, size: number, content: readonly Buffer[]): void => {
    const full = Buffer.from(`archive/${name}`);
    const crc = content.length === 1 && content[0] !== undefined ? crc32(content[0]) : noiseCrc(size);
    const padding = (64 - ((at + 30 + full.length + 4) % 64)) % 64;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt32LE(crc, 14);
    local.writeUInt32LE(size, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(full.length, 26);
    local.writeUInt16LE(4 + padding, 28);
    const extra = Buffer.alloc(4 + padding, "Z");
    extra.write("FB", 0, "latin1");
    extra.writeUInt16LE(padding, 2);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt32LE(crc, 16);
    central.writeUInt32LE(size, 20);
    central.writeUInt32LE(size, 24);
    central.writeUInt16LE(full.length, 28);
    central.writeUInt32LE(at, 42);
    directory.push(central, full);
    for (const part of [local, full, extra, ...content]) writeSync(descriptor, part);
    if (content.length === 0) for (let left = size; left > 0; left -= CHUNK) writeSync(descriptor, noise, 0, Math.min(CHUNK, left));
    at += 30 + full.length + extra.length + size;
  };
  const data = Buffer.concat(pickle);
  member("data.pkl", data.length, [data]);
  member("byteorder", 6, [Buffer.from("little")]);
  for (let index = 0; index < tensors; index++) member(`data/${index}`, each, []);
  member("version", 2, [Buffer.from("3\n")]);
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 2, 8);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  writeSync(descriptor, central);
  writeSync(descriptor, end);
  closeSync(descriptor);
}

const crcs = new Map<number, number>();
function noiseCrc(size: number): number {
  const known = crcs.get(size);
  if (known !== undefined) return known;
  let crc = 0;
  for (let left = size; left > 0; left -= CHUNK) crc = crc32(noise.subarray(0, Math.min(CHUNK, left)), crc);
  crcs.set(size, crc);
  return crc;
}

try {
  if (
    values.built === undefined &&
    spawnSync(process.execPath, [join(ROOT, "tools/build.ts"), "--out", built], { stdio: "inherit" }).status !== 0
  )
    throw new Error("the build failed");
  const gigabyte = Number(values.gigabytes) * 1e9;
  const torch = join(work, "model.pt");
  const tensors = join(work, "model.safetensors");
  writeTorch(torch, gigabyte);
  writeSafetensors(tensors, 2 * gigabyte);
  const small = join(work, "small");
  mkdirSync(small);
  const pickles = 1000;
  for (let index = 0; index < pickles; index++)
    writeFileSync(
      join(small, `${index}.pkl`),
      Buffer.from(`\x80\x02}(X\x01\0\0\0aK${String.fromCharCode(index % 256)}X\x01\0\0\0b]K\x01au.`, "latin1"),
    );
  // The first run fills the compile cache of Node; what it takes for an empty file is start-up.
  inspect(join(small, "0.pkl"));
  const start = inspect(join(small, "0.pkl"));
  const rows = [
    { what: `PyTorch zip, ${Number(values.gigabytes)} GB`, path: torch },
    { what: `safetensors, ${2 * Number(values.gigabytes)} GB`, path: tensors },
  ].map(({ what, path }) => {
    hash(path);
    const hashes = [hash(path)];
    const runs = [inspect(path)];
    hashes.push(hash(path));
    runs.push(inspect(path));
    hashes.push(hash(path));
    const hashing = Math.min(...hashes);
    const run = runs.sort((a, b) => a.milliseconds - b.milliseconds)[0] ?? start;
    return { what, hashing: Math.round(hashing), ...rounded(run), ratio: Number((run.milliseconds / hashing).toFixed(2)) };
  });
  const many = inspect(small);
  const each = (many.milliseconds - start.milliseconds) / pickles;
  if (values.json)
    process.stdout.write(
      `${JSON.stringify({ schema: "castellan/bench-model-files/1", cores: availableParallelism(), rows, start: rounded(start), many: rounded(many), each }, null, 1)}\n`,
    );
  else {
    process.stdout.write(
      `${availableParallelism()} cores; start-up with one small file ${Math.round(start.milliseconds)} ms, ${Math.round(start.megabytes)} MB\n`,
    );
    for (const { what, hashing, milliseconds, megabytes, ratio, verdict } of rows)
      process.stdout.write(
        `${what.padEnd(22)} hashing ${String(hashing).padStart(6)} ms, inspection ${String(milliseconds).padStart(6)} ms (${ratio}×), ${megabytes} MB, ${verdict}\n`,
      );
    process.stdout.write(
      `${pickles} small pickles: ${Math.round(many.milliseconds)} ms, ${each.toFixed(2)} ms each, ${Math.round(many.megabytes)} MB\n`,
    );
  }
} finally {
  rmSync(work, { recursive: true, force: true });
  if (values.built === undefined) rmSync(built, { recursive: true, force: true });
}

function rounded(run: Run): Run {
  return { ...run, milliseconds: Math.round(run.milliseconds), megabytes: Math.round(run.megabytes) };
}
