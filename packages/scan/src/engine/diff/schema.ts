import { SEVERITIES } from "@castellan/graph";
import { z } from "zod";
import { findingSchema } from "../../report/json/schema.ts";

const entry = z.object({ kind: z.string(), name: z.string(), file: z.string().optional(), line: z.number().optional() });
const change = z.object({ added: z.array(entry), removed: z.array(entry) });
const edge = z.object({ from: z.string(), kind: z.string(), to: z.string() });

/** `castellan/diff/1`. */
export const diffSchema = z.object({
  schema: z.literal("castellan/diff/1"),
  a: z.string(),
  b: z.string(),
  models: change,
  data: change,
  agents: change,
  tools: change,
  providers: change,
  endpoints: change,
  libraries: change,
  other: change,
  /** Relations by which something may be read, written or assumed. */
  permissions: z.object({ added: z.array(edge), removed: z.array(edge) }),
  flows: z.object({ added: z.array(z.string()), removed: z.array(z.string()) }),
  findings: z.object({
    added: z.array(findingSchema),
    fixed: z.array(z.object({ rule: z.string(), title: z.string(), severity: z.enum(SEVERITIES), file: z.string().optional() })),
  }),
  summary: z.object({ complete: z.boolean(), added: z.number(), removed: z.number(), findings: z.number(), fixed: z.number() }),
});

export function diffJsonSchema(): object {
  return {
    $id: "https://castellan.dev/schema/diff/1",
    title: "castellan/diff/1",
    ...z.toJSONSchema(diffSchema, { target: "draft-2020-12", unrepresentable: "any" }),
  };
}
