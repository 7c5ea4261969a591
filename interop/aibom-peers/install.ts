import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Peer } from "./peers.ts";

/** What a registry is asked for. */
export type Published = Pick<Peer, "registry" | "package" | "version">;

export type Installed = { readonly state: "ready"; readonly folder: string } | { readonly state: "skipped"; readonly reason: string };
/** Runs a program to its end and throws when it fails; replaced in tests. */
export type Run = (program: string, args: readonly string[]) => void;
const runQuietly: Run = (program, args) => {
  execFileSync(program, args, { stdio: ["ignore", "ignore", "pipe"], timeout: 900_000 });
};

/** The ordinary clients' commands that put one pinned version into `folder`. */
export function installCommands(
  { registry, package: name, version }: Published,
  folder: string,
): readonly (readonly [string, readonly string[]])[] {
  if (registry === "npm")
    return [["npm", ["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder, `${name}@${version}`]]];
  const pip = ["install", "--quiet", "--disable-pip-version-check", `${name}==${version}`];
  return [
    ["python3", ["-m", "venv", folder]],
    [join(folder, "bin/pip"), pip],
  ];
}

/** Installs a peer under `folder`, once: a finished installation leaves a mark and is used again. */
export function install(peer: Published, folder: string, run: Run = runQuietly): Installed {
  const own = join(folder, `${peer.package.replace(/\W+/gu, "-")}-${peer.version}`);
  const mark = join(own, "installed");
  if (existsSync(mark)) return { state: "ready", folder: own };
  try {
    mkdirSync(own, { recursive: true });
    for (const [program, args] of installCommands(peer, own)) run(program, args);
    writeFileSync(mark, "");
    return { state: "ready", folder: own };
  } catch (error) {
    rmSync(own, { recursive: true, force: true });
    const detail = error instanceof Error && "stderr" in error ? String(error.stderr).trim().split("\n").at(-1) : undefined;
    const message = error instanceof Error ? error.message.split("\n")[0] : String(error);
    return { state: "skipped", reason: `${peer.registry} does not install ${peer.package} ${peer.version}: ${detail || message}` };
  }
}
