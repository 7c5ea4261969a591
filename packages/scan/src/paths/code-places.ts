import { folderOf, nameOf } from "../discover/file-place.ts";
import type { Inventory } from "../rules/rule.ts";
import { bareImage } from "../rules/servers/server.ts";
import { settingAt } from "../rules/settings/setting.ts";
import { near } from "./near.ts";
import type { Unit } from "./unit.ts";

interface Placed {
  readonly target: number;
  readonly file: string;
}

/** Whether a container runs a file of the project: its command names it, or its image is built from the folder that holds it. */
export function carriesCode(inventory: Inventory, unit: Unit, code: Placed): boolean {
  const { server } = unit;
  if (server === undefined || server.file.target !== code.target) return false;
  return names(server.words, code.file)
    ? near({ target: server.file.target, file: server.file.path }, code) || shares(inventory, unit, code)
    : isBuilt(inventory, unit, code);
}

/** `uvicorn scorer.app:app`, `python -m scorer.app`, `python scorer/app.py`. */
function names(words: readonly string[], file: string): boolean {
  const path = file.replace(/^(?:src|app)\//, "");
  const dotted = path.replace(/(?:\/__init__)?\.py$/, "").replaceAll("/", ".");
  return words.some((word) => {
    const [module = ""] = word.split(":");
    return (
      (module.includes(".") || module.includes("/") || word.includes(":")) &&
      module.length > 2 &&
      (module === dotted || isEndOf(module, path))
    );
  });
}

/** "/srv/scorer/app.py" of "scorer/app.py", and the other way round. */
function isEndOf(word: string, path: string): boolean {
  return /\.\w{1,4}$/.test(word) && (word === path || word.endsWith(`/${path}`) || path.endsWith(`/${word.replace(/^\.?\//, "")}`));
}

/** One folder of the project holds the Dockerfile and the code. */
function shares(inventory: Inventory, _unit: Unit, { target, file }: Placed): boolean {
  return inventory.project.files.some(
    ({ facts, path, ...rest }) => facts.dockerfile !== undefined && rest.target === target && isUnder(file, folderOf(path)),
  );
}

function isBuilt(inventory: Inventory, { server, resource }: Unit, { target, file }: Placed): boolean {
  const built = resource === undefined ? [] : settingAt(resource.attributes, ["build.context", "build"]);
  const [context] = built;
  if (server?.form === "compose" && typeof context === "string") {
    const folder = [folderOf(server.file.path), context.replace(/^\.\/?/, "").replace(/\/$/, "")].filter((part) => part !== "").join("/");
    return folder === "" ? !file.includes("/") : isUnder(file, folder);
  }
  const image =
    bareImage(server?.image ?? "")
      .split("/")
      .at(-1) ?? "";
  // An image is named after the folder that it is built from.
  return (
    image.length > 2 &&
    inventory.project.files.some(
      ({ facts, path, ...rest }) =>
        facts.dockerfile !== undefined && rest.target === target && nameOf(folderOf(path)) === image && isUnder(file, folderOf(path)),
    )
  );
}

function isUnder(file: string, folder: string): boolean {
  return folder !== "" && file.startsWith(`${folder}/`);
}
