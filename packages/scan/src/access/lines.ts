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
      return granted.length === 0 ? [] : ["", TITLES[power], ...granted.flatMap((grant) => grantLines(grant, many))];
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

function grantLines(
  { principal, effect, how, steps, statements, conditions, actions, place }: AccessGrant,
  many: boolean,
): readonly string[] {
  const mark = effect === "allowed" ? "" : effect === "conditional" ? " (on conditions)" : " (not certain)";
  const where = many ? `[${place + 1}] ` : "";
  const way = steps.map(({ via, to }) => ` ─${via}→ ${named(to)}`).join("");
  const lines = [
    `  ${where}${named(principal)}${how === "escalation" ? ` ─${steps[0]?.via ?? "escalates"}→ any right` : way}${mark}${placed(principal)}`,
  ];
  for (const condition of conditions) lines.push(`      ${condition}`);
  for (const statement of [...steps.flatMap((step) => step.statements), ...(how === "escalation" ? [] : statements)])
    lines.push(`      ${statement.says}${placed(statement)}`);
  if (statements.length === 0 && actions.length > 0) lines.push(`      ${actions.slice(0, 4).join(", ")}`);
  return lines;
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
