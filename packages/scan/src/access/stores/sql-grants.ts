import type { ResourceEntry } from "@castellan/graph";
import type { AccessGrant, AccessPlace, Power } from "../grant.ts";
import { textOf, textsOf } from "../kubernetes/objects.ts";

const POWERS: readonly (readonly [power: Power, privileges: RegExp, command: RegExp])[] = [
  ["read", /^(?:SELECT|ALL)$/, /^(?:ALL|SELECT)$/],
  ["write", /^(?:INSERT|UPDATE|DELETE|TRUNCATE|ALL)$/, /^(?:ALL|INSERT|UPDATE|DELETE)$/],
  ["change", /^(?:TRIGGER|REFERENCES|ALL)$/, /^$/],
];

/**
 * Who holds privileges on a table by the GRANTs of the same target's SQL files. What a later REVOKE of the same file takes is
 * gone; where rows are guarded, a role has those that a policy of its own lets through, and without one none.
 */
export function sqlGrants(
  place: ResourceEntry,
  resources: readonly ResourceEntry[],
  means: AccessPlace["means"],
  at: number,
): readonly AccessGrant[] {
  if (place.type !== "sql.table") return [];
  const name = textOf(place.attributes["name"]) ?? "";
  const schema = textOf(place.attributes["schema"]) ?? "public";
  const near = resources.filter(({ target = 0, type }) => type.startsWith("sql.") && target === (place.target ?? 0));
  const grants = near.filter((grant) => grant.type === "sql.grant" && concerns(grant, name, schema));
  const policies = near.filter(({ type, attributes }) => type === "sql.policy" && same(textOf(attributes["table"]) ?? "", name, schema));
  const guarded = near.some(({ type, attributes }) => type === "sql.row-security" && same(textOf(attributes["table"]) ?? "", name, schema));
  return grants.flatMap((grant): readonly AccessGrant[] => {
    const { attributes, address, file, line, target } = grant;
    if (attributes["revoked"] === true) return [];
    return textsOf(attributes["grantees"]).flatMap((role) =>
      POWERS.flatMap(([power, fitting, command]): readonly AccessGrant[] => {
        const meant = means[power];
        const held = textsOf(attributes["privileges"]).filter(
          (privilege) => fitting.test(privilege) && !revoked(grants, grant, role, privilege),
        );
        if (meant === undefined || held.length === 0) return [];
        const own = policies.filter((policy) => {
          const roles = textsOf(policy.attributes["roles"]);
          return (
            (roles.length === 0 || roles.includes("public") || roles.includes(role)) &&
            command.test(textOf(policy.attributes["command"]) ?? "ALL")
          );
        });
        if (guarded && power !== "change" && own.length === 0) return [];
        const everybody = role === "public";
        return [
          {
            power: meant,
            principal: { kind: everybody ? "group" : "role", name: everybody ? "PUBLIC (every role of the database)" : role },
            effect: guarded && power !== "change" ? "conditional" : "allowed",
            how: "direct",
            actions: held,
            steps: [],
            statements: [
              {
                resource: address,
                ...(target === undefined ? {} : { target }),
                file,
                line,
                says: `GRANT ${held.join(", ")} ON ${textsOf(attributes["objects"]).slice(0, 5).join(", ")} TO ${role}`,
              },
            ],
            conditions:
              guarded && power !== "change"
                ? [
                    `only rows that ${own.map((policy) => `the policy ${textOf(policy.attributes["name"]) ?? ""}`).join(" or ")} lets through`,
                  ]
                : [],
            place: at,
          },
        ];
      }),
    );
  });
}

function concerns({ attributes }: ResourceEntry, name: string, schema: string): boolean {
  const on = textOf(attributes["on"]) ?? "table";
  const objects = textsOf(attributes["objects"]);
  if (on === "all tables") return objects.includes(schema);
  return on === "table" && objects.some((object) => same(object, name, schema));
}

/** `docs` and `public.docs`; names without a schema are those of the standard one. */
function same(written: string, name: string, schema: string): boolean {
  const dot = written.lastIndexOf(".");
  return written.slice(dot + 1) === name && (dot < 0 || written.slice(0, dot) === schema);
}

function revoked(grants: readonly ResourceEntry[], { file, line }: ResourceEntry, role: string, privilege: string): boolean {
  return grants.some(
    (other) =>
      other.attributes["revoked"] === true &&
      other.file === file &&
      other.line > line &&
      textsOf(other.attributes["grantees"]).includes(role) &&
      textsOf(other.attributes["privileges"]).some((taken) => taken === privilege || taken === "ALL"),
  );
}
