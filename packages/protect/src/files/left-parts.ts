import { readdirSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && "code" in cause && cause.code === "EPERM";
  }
}

/**
 * Takes away what killed processes left beside a file that they were writing (`NewFile`). Returns their names.
 * @param path the file, or a folder with `/` at its end for every file in it
 */
export function discardLeftParts(path: string): readonly string[] {
  const every = path.endsWith("/");
  const folder = every ? resolve(path) : dirname(resolve(path));
  const gone: string[] = [];
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  for (const name of names) {
    const [, of = "", pid] = /^(.+)\.(\d{1,10})\.part$/s.exec(name) ?? [];
    if (pid === undefined || (!every && of !== basename(resolve(path))) || runs(Number(pid))) continue;
    rmSync(join(folder, name), { force: true });
    gone.push(name);
  }
  return gone.sort();
}
