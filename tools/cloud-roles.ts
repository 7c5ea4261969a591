import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GOOGLE_ASKED, GOOGLE_LISTED_SERVICES } from "../packages/scan/knowledge/access/google-powers.ts";

/*
 * Makes the tables of predefined roles from what Google publishes of them, one JSON file a role as
 * `gcloud iam roles describe` writes it:
 *   node tools/cloud-roles.ts google DIR SOURCE DATE
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
} else throw new Error("node tools/cloud-roles.ts google DIR SOURCE DATE");
