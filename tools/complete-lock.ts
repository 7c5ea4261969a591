/**
 * Completes package-lock.json with the platform packages that npm left out, because the registry in use does not carry
 * them: npm ci refuses a lock without them, on every platform. They are pinned to the version that their parent names;
 * their integrity is not known here, so npm checks it by the registry where one of them is installed.
 *   node tools/complete-lock.ts   (after npm install)
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const PATH = join(import.meta.dirname, "../package-lock.json");
const Entry = z.looseObject({
  version: z.string().optional(),
  dev: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
  peerDependencies: z.record(z.string(), z.string()).optional(),
});
const Lock = z.looseObject({ packages: z.record(z.string(), Entry) });

const SYSTEMS = ["android", "darwin", "freebsd", "linux", "win32", "openharmony", "netbsd", "openbsd", "sunos", "aix"] as const;
const PROCESSORS = ["arm64", "x64", "ia32", "ppc64", "riscv64", "s390x", "loong64", "mips64el", "arm"] as const;

/** What the name of a platform package says about where it belongs; undefined for other packages. */
export function platformOf(
  name: string,
): { readonly os: readonly string[]; readonly cpu: readonly string[]; readonly libc?: readonly string[] } | undefined {
  const words = name.split(/[-/]/);
  const os = SYSTEMS.find((system) => words.includes(system) || (system === "win32" && words.includes("windows")));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  if (os === undefined || cpu === undefined) return undefined;
  const libc = words.includes("musl") ? "musl" : os === "linux" && words.includes("gnu") ? "glibc" : undefined;
  return { os: [os], cpu: [cpu], ...(libc === undefined ? {} : { libc: [libc] }) };
}

/** Entries that a lock lacks, by their place. */
export function missingEntries(lock: z.infer<typeof Lock>): ReadonlyMap<string, object> {
  const added = new Map<string, object>();
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, wanted] of Object.entries(entry.optionalDependencies ?? {})) {
      const known = Object.keys(lock.packages).some(
        (other) => other === `node_modules/${name}` || other === `${place}/node_modules/${name}`,
      );
      const platform = platformOf(name);
      if (known || platform === undefined || !/^\d+\.\d+\.\d+/.test(wanted)) continue;
      added.set(`node_modules/${name}`, {
        version: wanted,
        cpu: platform.cpu,
        ...(entry.dev === true ? { dev: true } : {}),
        ...(platform.libc === undefined ? {} : { libc: platform.libc }),
        optional: true,
        os: platform.os,
      });
    }
  }
  return added;
}

if (import.meta.main) {
  const lock = Lock.parse(JSON.parse(readFileSync(PATH, "utf8")));
  const added = missingEntries(lock);
  const packages = Object.fromEntries([...Object.entries(lock.packages), ...added].sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(PATH, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
  process.stdout.write(`${added.size} platform packages added to package-lock.json\n`);
}
