import { readSqlRights, type SqlRights } from "@castellan/formats";
import type { Project, ProjectFile } from "../../project/facts.ts";
import type { DiscoverySink } from "../discoverer.ts";

const FILES = 2_000;

/**
 * Tables that SQL files grant rights on or guard, and those with vectors beside them, as resources `table.docs`; grants and
 * policies as `sql.grant` and `sql.policy`. Returns which tables were told of: target, file and name.
 */
export function emitRights(project: Project, sink: DiscoverySink): ReadonlySet<string> {
  const read = project.files.flatMap((file): readonly { readonly file: ProjectFile; readonly rights: SqlRights }[] => {
    const text = file.facts.query;
    return text === undefined || !/\b(?:GRANT|REVOKE|POLICY|ROW\s{1,20}LEVEL|CREATE)\b/i.test(text)
      ? []
      : [{ file, rights: readSqlRights(text) }];
  });
  const granting = new Set(
    read.filter(({ rights }) => rights.grants.length + rights.policies.length + rights.guarded.length > 0).map(({ file }) => file.target),
  );
  const told = new Set<string>();
  for (const { file, rights } of read.slice(0, FILES)) {
    if (!granting.has(file.target)) continue;
    const named = new Set([
      ...rights.grants.flatMap(({ objects }) => objects.map(bare)),
      ...rights.guarded.map(bare),
      ...rights.policies.map(({ table }) => bare(table)),
    ]);
    const vectors = new Set((file.facts.sql?.vectorTables ?? []).map(({ name }) => name));
    const place = { file: file.path, ...(file.target === 0 ? {} : { target: file.target }) };
    for (const { name, line } of rights.tables) {
      const table = [...vectors].find((each) => each.toLowerCase() === bare(name).toLowerCase()) ?? bare(name);
      const key = `${file.target}|${file.path}|${table}`;
      if ((!named.has(bare(name)) && !vectors.has(table)) || told.has(key)) continue;
      told.add(key);
      const schema = name.includes(".") ? { schema: name.slice(0, name.lastIndexOf(".")) } : {};
      sink.resource({
        ...place,
        address: `table.${table}`,
        type: "sql.table",
        line,
        attributes: { name: table, ...schema, vectors: vectors.has(table) },
      });
    }
    for (const [at, { line, ...grant }] of rights.grants.entries())
      sink.resource({ ...place, address: `grant.${at}`, type: "sql.grant", line, attributes: { ...grant } });
    for (const { line, ...policy } of rights.policies)
      sink.resource({ ...place, address: `policy.${policy.table}.${policy.name}`, type: "sql.policy", line, attributes: { ...policy } });
    for (const table of rights.guarded)
      sink.resource({ ...place, address: `row-security.${table}`, type: "sql.row-security", line: 1, attributes: { table } });
  }
  return told;
}

function bare(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
