import type { PrivilegesCheck } from "./check-privileges.ts";

const [PRINCIPALS, CUTS] = [20, 6];

/** The result for people. */
export function privilegeLines(check: PrivilegesCheck, all: boolean): readonly string[] {
  const { window, principals, undeclared, fallingPaths, logs } = check;
  const unread = logs.filter(({ problems }) => problems.length > 0).length;
  const seen = principals.filter(({ observedAs }) => observedAs !== undefined);
  const silent = principals.filter(({ observedAs }) => observedAs === undefined);
  const lines = [
    `${window.days} days of logs${window.from === "" ? "" : ` (${window.from} to ${window.to})`}: what was done less often than that is not in them`,
    `${seen.length} of ${principals.length} declared users and roles appear · ${undeclared.length} in the logs are not declared`,
  ];
  const wide = seen.filter(({ cut }) => cut.length > 0);
  for (const { principal, file, line, usedRights, cut, unknown, proved, unexplained, lostPowers, denied, unread: policies } of wide.slice(
    0,
    all ? wide.length : PRINCIPALS,
  )) {
    lines.push("", `${principal}  ${file}:${line}  ${usedRights} rights used, ${cut.length} grants wider than that`);
    for (const { action, resources, became } of cut.slice(0, all ? cut.length : CUTS))
      lines.push(
        `    cut   ${action} on ${resources.slice(0, 2).join(", ")}${resources.length > 2 ? ", …" : ""}  ${became.length === 0 ? "not used" : `→ ${became.join(", ")}`}`,
      );
    if (!all && cut.length > CUTS) lines.push(`    and ${cut.length - CUTS} more: --all`);
    for (const power of lostPowers) lines.push(`    gone  ${power}`);
    lines.push(`    proof ${proved} used rights stay allowed with the reduced policy (--format json has it)`);
    if (unknown.length > 0)
      lines.push(`    kept  not logged, so not known: ${unknown.slice(0, 8).join(", ")}${unknown.length > 8 ? ", …" : ""}`);
    if (unexplained.length > 0) lines.push(`    other ${unexplained.length} used rights come from policies that were not read`);
    if (policies.length > 0) lines.push(`    other policies that were not read: ${policies.slice(0, 4).join(", ")}`);
    if (denied > 0) lines.push(`    also  ${denied} requests were refused`);
  }
  if (silent.length > 0)
    lines.push(
      "",
      `Not seen at all, so nothing is said of them: ${silent
        .slice(0, 10)
        .map(({ principal }) => principal)
        .join(", ")}${silent.length > 10 ? ", …" : ""}`,
    );
  if (fallingPaths.length > 0)
    lines.push("", "Attack paths that lose a hop:", ...fallingPaths.map(({ title, cut }) => `    ${title}  (${cut})`));
  if (unread > 0) lines.push("", `${unread} logs could not be read to the end (--format json)`);
  return lines;
}
