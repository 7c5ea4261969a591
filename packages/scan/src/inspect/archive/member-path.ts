import type { Visit } from "../interpreter.ts";

export type PathFault = "absolute" | "parent" | "through-parent" | "zero-byte";

const LONGEST_SHOWN = 200;

/** Whether a name, unpacked below a folder, would leave it; both kinds of separators count. */
export function pathFault(name: string): PathFault | undefined {
  if (name.includes("\0")) return leaves(name.slice(0, name.indexOf("\0"))) ?? leaves(name) ?? "zero-byte";
  return leaves(name);
}

function leaves(name: string): Exclude<PathFault, "zero-byte"> | undefined {
  if (/^[A-Za-z]:[\\/]/.test(name) || /^[\\/]+[^\\/]/.test(name)) return "absolute";
  let depth = 0;
  let through = false;
  for (const part of name.split(/[\\/]/)) {
    if (part === "..") {
      through = true;
      if (--depth < 0) return "parent";
    } else if (part !== "" && part !== ".") depth++;
  }
  return through ? "through-parent" : undefined;
}

/** Whether a link at `name` with this target leads out of the folder. */
export function linkLeaves(name: string, target: string): boolean {
  const folder = name.split(/[\\/]/).slice(0, -1).join("/");
  const fault = pathFault(target);
  if (fault === "absolute") return true;
  const whole = pathFault(folder === "" ? target : `${folder}/${target}`);
  return whole === "parent" || whole === "absolute";
}

/** A name as it is shown in a message. */
export function shown(name: string): string {
  const quoted = JSON.stringify(name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN)}…` : name);
  return quoted.replaceAll(
    /[\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

const FAULTS: Readonly<Record<PathFault, { readonly rule: string; readonly says: string }>> = {
  absolute: { rule: "archive-path-traversal", says: "would be written to an absolute path" },
  parent: { rule: "archive-path-traversal", says: "would be written outside of the folder" },
  "through-parent": { rule: "archive-member-name", says: "goes through a parent folder" },
  "zero-byte": { rule: "archive-member-name", says: "holds a zero byte, where some readers end the name" },
};

/** Reports what is wrong with the name of a member. */
export function reportName(visit: Visit, name: string, offset: number): void {
  const fault = pathFault(name);
  if (fault === undefined) return;
  visit.finding({ rule: FAULTS[fault].rule, message: `The member ${shown(name)} ${FAULTS[fault].says}.`, offset });
}

/** Reports a link that leads out of the folder. */
export function reportLink(visit: Visit, name: string, target: string, offset: number): void {
  if (linkLeaves(name, target))
    visit.finding({ rule: "archive-link-escape", message: `The link ${shown(name)} points to ${shown(target)}.`, offset });
}
