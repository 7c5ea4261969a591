import { shellCommands } from "@castellan/formats";
import type { ResourceEntry } from "@castellan/graph";
import { folderOf, resolvePath } from "../discover/file-place.ts";
import type { ProjectFile } from "../project/facts.ts";
import type { Inventory } from "../rules/rule.ts";
import { scripted } from "../rules/servers/from-commands.ts";
import type { Server } from "../rules/servers/server.ts";
import { lineOf } from "../rules/settings/condition.ts";
import { mapOf, settingAt } from "../rules/settings/setting.ts";

/** Machines that run a script when they start. */
export const MACHINES =
  /^(?:aws_instance|aws_launch_template|aws_launch_configuration|aws_spot_instance_request|AWS::EC2::(?:Instance|LaunchTemplate|SpotFleet)|google_compute_instance(?:_template)?|azurerm_linux_virtual_machine(?:_scale_set)?|aws_sagemaker_notebook_instance_lifecycle_configuration)$/;
const SCRIPTS = [
  "user_data",
  "user_data_base64",
  "UserData",
  "LaunchTemplateData.UserData",
  "metadata_startup_script",
  "metadata.startup-script",
  "custom_data",
  "on_start",
];
/** Longer scripts are cut: nobody writes them by hand. */
const SCRIPT = 200_000;

/** Text of the script that a machine starts with, decoded, and the setting that holds it. */
export function startScriptOf({ attributes }: ResourceEntry): { readonly setting: string; readonly text: string } | undefined {
  for (const setting of SCRIPTS) {
    const [value] = settingAt(attributes, setting);
    const inner = value === undefined ? undefined : (mapOf(value)?.["Fn::Base64"] ?? value);
    if (typeof inner !== "string" || inner === "") continue;
    return { setting, text: decoded(inner).slice(0, SCRIPT) };
  }
  return undefined;
}

function decoded(text: string): string {
  if (!/^[A-Za-z0-9+/\s]{16,}={0,2}\s*$/.test(text) || text.includes(" ")) return text;
  const plain = Buffer.from(text, "base64").toString("utf8");
  return /^(?:#!|#cloud|\$\{)/.test(plain) ? plain : text;
}

/** Files of the project that the script of a machine is read from. */
export function scriptFilesOf(inventory: Inventory, machine: ResourceEntry): readonly ProjectFile[] {
  const text = startScriptOf(machine)?.text ?? "";
  const names = [...text.matchAll(/(?:template)?file\(([^,)]{1,300})/g)].map(([, path = ""]) =>
    path.replace(/["'\s]/g, "").replace(/^.*\}\/?/, ""),
  );
  return names.flatMap((name) => {
    const path = resolvePath(folderOf(machine.file), name);
    if (path === undefined) return [];
    const file = inventory.project.file(machine.target ?? 0, path);
    return file === undefined ? [] : [file];
  });
}

/** Servers that machines start in a script of their own. */
export function machineServers(inventory: Inventory): readonly Server[] {
  return inventory.resources
    .filter(({ type }) => MACHINES.test(type))
    .flatMap((machine): readonly Server[] => {
      const script = startScriptOf(machine);
      const file = inventory.project.file(machine.target ?? 0, machine.file);
      if (script === undefined || file === undefined) return [];
      const { commands: _commands, notebook: _notebook, ...rest } = file.facts;
      const first = lineOf(machine.lines, [script.setting]) ?? machine.line;
      // A text of several lines begins on the line after its setting.
      const offset = script.text.includes("\n") ? first : first - 1;
      const environment = [...script.text.matchAll(/^\s*export\s+(\w{1,100})=["']?([^"'\s]{0,2000})/gm)].map(
        ([, name = "", value = ""]) => ({
          name,
          value,
          line: 1,
          sample: false,
        }),
      );
      const started = scripted({
        ...file,
        facts: { ...rest, commands: { commands: shellCommands(script.text), environment } },
      });
      return started.map((server) => ({ ...server, file, line: server.line + offset, resource: machine.address }));
    });
}
