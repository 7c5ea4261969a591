import type { Discoverer } from "../discoverer.ts";
import { placeIn } from "../file-place.ts";
import { emitRights } from "./rights.ts";

/** Vector tables that SQL files create; the code discoverer gives the same identity to what code says of them. */
export const vectorTables: Discoverer = {
  id: "vector-tables",
  version: 1,
  discover(project, sink) {
    const declared = emitRights(project, sink);
    for (const file of project.files) {
      const target = project.targets[file.target];
      for (const table of file.facts.sql?.vectorTables ?? []) {
        if (target === undefined) continue;
        sink.asset({
          kind: "vector-store",
          name: table.name,
          identity: { key: `table:${target.key}:${table.name}` },
          scope: file.scope,
          lifecycle: "declared",
          attributes: { technology: "pgvector", table: true },
          occurrences: [
            placeIn(file, {
              line: table.line,
              symbol: table.name,
              technique: "configuration",
              ...(declared.has(`${file.target}|${file.path}|${table.name}`) ? { resource: `table.${table.name}` } : {}),
            }),
          ],
        });
      }
    }
  },
};
