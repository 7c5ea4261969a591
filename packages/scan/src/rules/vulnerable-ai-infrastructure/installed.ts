import { type ConfigNode, entries, items, shellCommands, text } from "@castellan/formats";
import { unwrapped } from "../../discover/infrastructure/serving.ts";
import type { ProjectFile } from "../../project/facts.ts";

/** Nodes of one playbook that are gone through. */
const NODES = 20_000;
const INSTALLERS = /(?:^|\/)(?:apt|apt-get|aptitude|yum|dnf|microdnf|zypper|apk|tdnf)$/;
const MODULES = /^(?:ansible\.(?:builtin|legacy)\.)?(?:apt|yum|dnf|dnf5|package)$|^community\.general\.(?:zypper|apk)$/;

/** A package of an operating system, in the version that is asked for. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  readonly line: number;
}

/** `apt-get install -y name=1.2.3-1` of scripts, images and start scripts, and the same in tasks of Ansible. */
export function installedPackages(file: ProjectFile): readonly InstalledPackage[] {
  const { commands, dockerfile, config } = file.facts;
  const built = (dockerfile?.instructions ?? [])
    .filter(({ keyword }) => keyword === "RUN")
    .flatMap(({ value, line }) => shellCommands(value).map(({ words }) => ({ words, line })));
  return [
    ...[...(commands?.commands ?? []), ...built].flatMap(({ words, line }) => ofCommand(words, line)),
    ...(config?.format === "yaml" ? config.documents.flatMap(ofTasks) : []),
  ];
}

function ofCommand(words: readonly string[], line: number): readonly InstalledPackage[] {
  return unwrapped(words, (inner) => shellCommands(inner).map((command) => command.words)).flatMap((each) => {
    const program = each.findIndex((word) => INSTALLERS.test(word));
    const action = each.findIndex((word, index) => index > program && /^(?:install|add|upgrade)$/.test(word));
    return program < 0 || action < 0 ? [] : each.slice(action + 1).flatMap((word) => pinned(word, line));
  });
}

/** `name=1.2-1` of Debian and Alpine, `name-1.2-1` of RPM. */
function pinned(word: string, line: number): readonly InstalledPackage[] {
  const [, name, version] = /^([a-z][a-z0-9+.-]{1,80}?)(?:=|-)(?:\d+:)?(\d+\.[\w.+~-]{1,60})$/.exec(word) ?? [];
  return name === undefined || version === undefined ? [] : [{ name, version, line }];
}

/** Tasks are lists of maps with the name of a module as a key (docs.ansible.com/ansible/latest/collections/ansible/builtin/apt_module.html). */
function ofTasks(document: ConfigNode): readonly InstalledPackage[] {
  if (document.kind !== "list" && entries(document).every(({ value }) => value.kind !== "list")) return [];
  const found: InstalledPackage[] = [];
  const open: ConfigNode[] = [document];
  let left = NODES;
  for (let node = open.pop(); node !== undefined && left > 0; node = open.pop(), left -= 1) {
    for (const { key, value } of entries(node)) {
      if (!MODULES.test(key)) continue;
      const names = entries(value).filter(({ key: each }) => /^(?:name|pkg|package)$/.test(each));
      for (const { value: listed } of names)
        for (const item of listed.kind === "list" ? items(listed) : [listed])
          for (const word of (text(item) ?? "").split(/[\s,]+/)) found.push(...pinned(word, item.line));
      for (const word of (text(value) ?? "").split(/[\s,]+/))
        found.push(...pinned(word.replace(/^(?:name|pkg|package)=(?=[a-z])/, ""), value.line));
    }
    open.push(...entries(node).map(({ value }) => value), ...items(node));
  }
  return found.sort((a, b) => a.line - b.line);
}
