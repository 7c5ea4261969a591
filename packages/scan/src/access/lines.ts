import { placeText } from "../report/text/place.ts";
import { type AccessGrant, type AccessPlace, type AccessPrincipal, POWERS, type Power } from "./grant.ts";
import type { Access } from "./who-can.ts";

/* What `castellan access` says. Plain lines; the caller cleans them for its screen. */

const TITLES: { readonly [power in Power]: string } = {
  read: "WHO CAN READ IT",
  write: "WHO CAN WRITE IT",
  run: "WHO CAN RUN OR ASK IT",
  change: "WHO CAN CHANGE WHAT IT IS",
};

export function accessLines(answers: readonly Access[]): readonly string[] {
  return answers.flatMap((answer, index) => [...(index === 0 ? [] : [""]), ...one(answer)]);
}

function one({ asset, places, grants, facts, notSeen }: Access): readonly string[] {
  const many = places.length > 1;
  return [
    `${asset.kind}  ${asset.name}`,
    ...(places.length === 0
      ? []
      : ["", "WHERE IT STANDS", ...places.map((place, at) => `  ${many ? `[${at + 1}] ` : ""}${placeLine(place)}`)]),
    ...POWERS.flatMap((power) => {
      const granted = grants.filter((grant) => grant.power === power);
      return granted.length === 0 ? [] : ["", TITLES[power], ...grantsTold(granted, many)];
    }),
    ...(grants.length === 0
      ? ["", "WHO CAN", places.length === 0 ? "  it stands nowhere that grants access, as far as was read" : "  nobody, by what was read"]
      : []),
    ...(facts.length === 0 ? [] : ["", "WHAT ELSE IS KNOWN", ...facts.map((fact) => `  ${fact.says}${placed(fact)}`)]),
    ...(notSeen.length === 0 ? [] : ["", "NOT SEEN", ...notSeen.map((each) => `  ${each}`)]),
  ];
}

function placeLine({ role, resource, uri, asset }: AccessPlace): string {
  const what = resource === undefined ? (uri ?? "") : resource.address;
  const of = asset === undefined || asset.name === what ? "" : ` of ${asset.kind} ${asset.name}`;
  return `${role}${of}: ${what}${resource === undefined || uri === undefined ? "" : ` (${uri})`}${resource === undefined ? "" : placed(resource)}`;
}

/** The same grant over several places is told once: `[2, 3] role trainer`. */
function grantsTold(grants: readonly AccessGrant[], many: boolean): readonly string[] {
  const told = new Map<string, { readonly lines: readonly [string, ...string[]]; readonly places: Set<number> }>();
  for (const grant of grants) {
    const lines = grantLines(grant);
    const key = lines.join("\n");
    const known = told.get(key) ?? { lines, places: new Set<number>() };
    known.places.add(grant.place + 1);
    told.set(key, known);
  }
  return [...told.values()].flatMap(({ lines: [first, ...rest], places }) => [
    `  ${many ? `[${[...places].sort((a, b) => a - b).join(", ")}] ` : ""}${first}`,
    ...rest.map((line) => `      ${line}`),
  ]);
}

/** Who, and through what, without the places. */
function grantLines({ principal, effect, how, steps, statements, conditions, actions }: AccessGrant): readonly [string, ...string[]] {
  const mark = effect === "allowed" ? "" : effect === "conditional" ? " (on conditions)" : " (not certain)";
  const way = steps.map(({ via, to }) => ` ─${via}→ ${named(to)}`).join("");
  const through = how === "escalation" ? ` ─${steps[0]?.via ?? "escalates"}→ any right` : way;
  return [
    `${named(principal)}${through}${mark}${placed(principal)}`,
    ...conditions,
    ...[...steps.flatMap((step) => step.statements), ...(how === "escalation" ? [] : statements)].map(
      (statement) => `${statement.says}${placed(statement)}`,
    ),
    ...(statements.length === 0 && actions.length > 0 ? [actions.slice(0, 4).join(", ")] : []),
  ];
}

function named({ kind, name, purposes = [] }: AccessPrincipal): string {
  const purpose = purposes.length === 0 ? "" : ` (${purposes.join(", ")})`;
  return kind === "anyone" ? name : `${kind} ${name}${purpose}`;
}

function placed(place: { readonly target?: number; readonly file?: string; readonly line?: number }): string {
  if (place.file === undefined || place.file === "") return "";
  const { target, file, line } = place;
  return `  ${placeText({ ...(target === undefined ? {} : { target }), file, ...(line === undefined ? {} : { line }) })}`;
}
