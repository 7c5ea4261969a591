import { at, entries, items, shellCommands, text } from "@castellan/formats";
import type { Inventory } from "../rules/rule.ts";
import { scripted } from "../rules/servers/from-commands.ts";
import type { Server } from "../rules/servers/server.ts";

/** Servers that units of systemd start. */
export function unitFileServers(inventory: Inventory): readonly Server[] {
  return inventory.project.files.flatMap((file): readonly Server[] => {
    if (!file.path.endsWith(".service")) return [];
    const section = at(file.facts.config?.documents[0], "Service");
    const set = entries(section).flatMap(({ key, value, line }) =>
      [value, ...items(value)].flatMap((each) => {
        const written = text(each);
        return written === undefined ? [] : [{ key, written, line: each.line > 0 ? each.line : line }];
      }),
    );
    const environment = set.filter(({ key }) => key === "Environment").flatMap(({ written, line }) => assignments(written, line));
    const commands = set
      .filter(({ key }) => key === "ExecStart")
      .flatMap(({ written, line }) => shellCommands(written.replace(/^[-@:+!]+/, ""), line));
    if (commands.length === 0) return [];
    const { commands: _commands, notebook: _notebook, ...facts } = file.facts;
    const hidden = set.some(({ key }) => key === "EnvironmentFile");
    return scripted({ ...file, facts: { ...facts, commands: { commands, environment } } }).map(
      (server): Server => ({ ...server, form: server.image === "" ? "unit" : server.form, hidden: server.hidden || hidden, file }),
    );
  });
}

/** `"A=b c" D=e`: pairs, each quoted or not. */
function assignments(
  written: string,
  line: number,
): readonly { readonly name: string; readonly value: string; readonly line: number; readonly sample: false }[] {
  return [
    ...written.slice(0, 4_000).matchAll(/"(\w{1,100})=([^"]{0,2000})"|'(\w{1,100})=([^']{0,2000})'|(\w{1,100})=([^\s"']{0,2000})/g),
  ].map(([, a, b, c, d, e = "", f = ""]) => ({ name: a ?? c ?? e, value: b ?? d ?? f, line, sample: false }));
}
