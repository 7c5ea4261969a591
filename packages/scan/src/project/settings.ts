import { z } from "zod";

/*
 * castellan.yaml: what people state about their project. In a target it is untrusted data: no code, no path out of
 * the root, patterns that run in linear time (globs, never regular expressions).
 */

export const SECTIONS = ["inventory", "models", "data", "agents", "infra", "secrets", "licences"] as const;
export type Section = (typeof SECTIONS)[number];

const Glob = z.string().min(1).max(300).describe("Name, identity or path; * stands for any characters");
const ReadablePath = z
  .string()
  .min(1)
  .max(500)
  .refine((path) => !path.startsWith("/") && !/(?:^|[\\/])\.\.(?:[\\/]|$)|^[A-Za-z]:|\\/.test(path), "must stay inside the project");
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const ProjectSettings = z.strictObject({
  "fail-on": z.enum(["critical", "high", "medium", "low", "none"]).optional().describe("Lowest severity that makes a scan exit with 1"),
  scope: z.enum(["production", "all"]).optional().describe("Whose findings can fail a scan"),
  only: z.array(z.enum(SECTIONS)).optional().describe("Report these sections only"),
  skip: z.array(z.enum(SECTIONS)).optional().describe("Leave these sections out"),
  "crown-jewels": z.array(Glob).max(500).default([]).describe("Assets whose loss would hurt most"),
  sensitivity: z
    .array(
      z.strictObject({
        match: Glob,
        class: z.enum(["payment", "special", "credentials", "personal", "confidential", "internal", "public"]),
      }),
    )
    .max(1000)
    .default([]),
  exposure: z
    .array(z.strictObject({ match: Glob, to: z.enum(["internet", "company", "role", "none"]) }))
    .max(1000)
    .default([]),
  environment: z
    .record(z.string().regex(/^[A-Za-z_]\w{0,100}$/), z.string().max(2000))
    .default({})
    .describe("Values of variables that the code reads"),
  owners: z
    .array(z.strictObject({ path: Glob, owner: z.string().min(1).max(200) }))
    .max(1000)
    .default([]),
  guards: z.array(z.string().max(300)).max(500).default([]).describe("Own functions that check what goes into or comes out of a model"),
  sanitisers: z.array(z.string().max(300)).max(500).default([]).describe("Own functions that make untrusted input harmless"),
  knowledge: z.array(ReadablePath).max(50).default([]).describe("Knowledge files that teach in-house SDKs"),
  models: z
    .strictObject({
      trust: z
        .array(
          z
            .strictObject({
              callable: z
                .string()
                .min(1)
                .max(300)
                .optional()
                .describe("Class or function that model files may use: module.name, or module.*"),
              rule: z.string().min(1).max(100).optional().describe("Accept findings of this rule; with sha256 only"),
              sha256: z
                .array(z.string().regex(/^[0-9a-f]{64}$/))
                .min(1)
                .max(1000)
                .optional()
                .describe("Files for which it holds; all without it"),
              reason: z.string().min(1).max(500),
              until: Day.optional(),
            })
            .refine(({ callable, rule, sha256 }) => callable !== undefined || (rule !== undefined && sha256 !== undefined), {
              message: "names a callable, or a rule with sha256",
            }),
        )
        .max(2000)
        .default([]),
      "known-bad": ReadablePath.optional().describe("File with one SHA-256 of a bad model file a line"),
    })
    .default({ trust: [] })
    .describe("What is known of model files"),
  ignore: z
    .array(z.strictObject({ rule: Glob, path: Glob.optional(), reason: z.string().min(1).max(500), until: Day.optional() }))
    .max(2000)
    .default([]),
});
/** What people stated, shown as "stated by you". */
export type ProjectSettings = z.infer<typeof ProjectSettings>;
