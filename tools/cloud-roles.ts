import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AZURE_ASKED } from "../packages/scan/knowledge/access/azure-powers.ts";
import { GOOGLE_ASKED, GOOGLE_LISTED_SERVICES } from "../packages/scan/knowledge/access/google-powers.ts";
import { actionFits } from "../packages/scan/src/access/azure/pattern.ts";

/*
 * Makes the tables of predefined roles from what the clouds publish of them: one JSON file a role as
 * `gcloud iam roles describe` writes it, one JSON list as `az role definition list` does:
 *   node tools/cloud-roles.ts google DIR SOURCE DATE
 *   node tools/cloud-roles.ts azure FILE SOURCE DATE
 */

const [cloud = "", from = "", source = "", date = ""] = process.argv.slice(2);
const target = new URL("../packages/scan/knowledge/access/", import.meta.url).pathname;

if (cloud === "google") {
  const codes = new Map(GOOGLE_ASKED.map((permission, at) => [permission, at.toString(36)]));
  const lines = readdirSync(from)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .flatMap((file) => {
      const role: { readonly name?: string; readonly includedPermissions?: readonly string[] } = JSON.parse(
        readFileSync(join(from, file), "utf8"),
      );
      const name = (role.name ?? "").replace(/^roles\//, "");
      const held = (role.includedPermissions ?? []).flatMap((permission) => codes.get(permission) ?? []);
      return held.length === 0 && !GOOGLE_LISTED_SERVICES.has(name.split(".")[0] ?? "") ? [] : [`${name} ${held.join(" ")}`.trim()];
    });
  writeFileSync(
    join(target, "google-roles.ts"),
    `/* Made by tools/cloud-roles.ts from ${source}, of ${date}: predefined roles of Google Cloud with what they hold of the permissions below. */\n\nexport const GOOGLE_ROLES_DATE = "${date}";\n\n/** In the order that the roles count them, in base 36. */\nexport const GOOGLE_ROLE_PERMISSIONS = \`\n${GOOGLE_ASKED.join("\n")}\n\`;\n\n/** A role, without \`roles/\`, and the numbers of its permissions. */\nexport const GOOGLE_ROLE_LINES = \`\n${lines.join("\n")}\n\`;\n`,
  );
} else if (cloud === "azure") {
  interface Permission {
    readonly actions?: readonly string[];
    readonly notActions?: readonly string[];
    readonly dataActions?: readonly string[];
    readonly notDataActions?: readonly string[];
    readonly condition?: string | null;
  }
  const roles: readonly { readonly name: string; readonly roleName: string; readonly permissions: readonly Permission[] }[] = JSON.parse(
    readFileSync(from, "utf8"),
  );
  const kept = (patterns: readonly string[] | undefined, plane: "control" | "data"): string =>
    (patterns ?? []).filter((pattern) => AZURE_ASKED.some((way) => way.plane === plane && actionFits(pattern, way.action))).join(",");
  const lines = roles
    .flatMap(({ name, roleName, permissions }) => {
      const blocks = permissions
        .map((each) => ({ ...each, does: kept(each.actions, "control"), data: kept(each.dataActions, "data") }))
        .filter(({ does, data }) => does !== "" || data !== "")
        .map((each) =>
          [
            each.does,
            kept(each.notActions, "control"),
            each.data,
            kept(each.notDataActions, "data"),
            (each.condition ?? "")
              .replaceAll(/[\r\n|]+/g, " ")
              .replaceAll("`", "")
              .replaceAll("$", ""),
          ].join("|"),
        );
      return (blocks.length === 0 ? [""] : blocks).map((block) =>
        `${roleName}|${name}${block === "" ? "" : `|${block}`}`.replace(/\|+$/, ""),
      );
    })
    .sort();
  writeFileSync(
    join(target, "azure-roles.ts"),
    `/* Made by tools/cloud-roles.ts from ${source}, of ${date}: built-in roles of Azure with those of their patterns that fit an action of azure-powers.ts. */\n\nexport const AZURE_ROLES_DATE = "${date}";\n\n/** Name, id, actions, not actions, data actions, not data actions, condition; a role with several permissions on several lines. */\nexport const AZURE_ROLE_LINES = \`\n${lines.join("\n")}\n\`;\n`,
  );
} else throw new Error("node tools/cloud-roles.ts google|azure FROM SOURCE DATE");
