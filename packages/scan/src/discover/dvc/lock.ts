import { at, type ConfigNode, entries, items, text as textOf } from "@castellan/formats";
import { resolvePath } from "../file-place.ts";
import { maskUrl } from "../mask-arguments.ts";

export interface Tracked {
  readonly digest: string;
  readonly algorithm: string;
  readonly size?: number;
  readonly files?: number;
}

/** Digest, size and file count of an `outs` or `deps` entry. */
export function trackedOf(node: ConfigNode): Tracked | undefined {
  const algorithm = ["md5", "etag", "checksum", "sha256"].find((key) => at(node, key) !== undefined);
  const digest = algorithm === undefined ? undefined : textOf(at(node, algorithm));
  if (algorithm === undefined || digest === undefined) return undefined;
  const size = Number(textOf(at(node, "size")));
  const files = Number(textOf(at(node, "nfiles")));
  return {
    digest,
    algorithm,
    ...(Number.isFinite(size) && size > 0 ? { size } : {}),
    ...(Number.isFinite(files) && files > 0 ? { files } : {}),
  };
}

/** What dvc.lock knows of each path, outputs before inputs. */
export function lockedPaths(tree: ConfigNode | undefined, folder: string): ReadonlyMap<string, Tracked> {
  const found = new Map<string, Tracked>();
  const stages = entries(at(tree, "stages") ?? tree);
  for (const list of ["outs", "deps"] as const) {
    for (const stage of stages) {
      for (const item of items(at(stage.value, list))) {
        const path = resolvePath(folder, textOf(at(item, "path")) ?? "");
        const tracked = trackedOf(item);
        if (path !== undefined && path !== "" && tracked !== undefined && !found.has(path)) found.set(path, tracked);
      }
    }
  }
  return found;
}

export interface Remote {
  readonly name: string;
  readonly url: string;
  readonly line: number;
  readonly isDefault: boolean;
}

/** `['remote "name"'] url = …` of .dvc/config. */
export function remotesOf(tree: ConfigNode | undefined): readonly Remote[] {
  const standard = textOf(at(tree, "core", "remote"));
  return entries(tree).flatMap(({ key, line, value }) => {
    const name = /^'?remote "?([^"']+)"?'?$/.exec(key)?.[1];
    const url = textOf(at(value, "url"));
    return name === undefined || url === undefined ? [] : [{ name, url: maskUrl(url), line, isDefault: name === standard }];
  });
}
