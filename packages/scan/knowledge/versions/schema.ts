import { z } from "zod";

const Version = z.string().regex(/^\d+(?:\.\d+){1,3}(?:rc\d+|b\d+)?$/);

/**
 * Versions of one product that a published hole affects: from `from` (all before, where it is missing) to before
 * `fixed`, or to `lastAffected` where no mended version was named.
 */
export const VulnerableRange = z
  .strictObject({
    product: z.string().min(2),
    /** Image names end in it. */
    images: z.array(z.string()).optional(),
    /** `pypi:NAME`, `npm:NAME`, `host:NAME` (packages of an operating system, programs of a workstation). */
    packages: z.array(z.string().regex(/^(?:pypi|npm|host):\S+$/)).optional(),
    /** Names of Helm charts that install it under its own version. */
    charts: z.array(z.string()).optional(),
    from: Version.optional(),
    fixed: Version.optional(),
    lastAffected: Version.optional(),
    /** CVE, GHSA or PYSEC id; else the number of the bulletin or of the issue. */
    advisory: z.string().regex(/^(?:CVE-\d{4}-\d{4,}|GHSA(?:-[a-z0-9]{4}){3}|PYSEC-\d{4}-\d+|NVIDIA-\d+|[\w.-]+\/[\w.-]+#\d+)$/),
    what: z.string().min(8),
    severity: z.enum(["critical", "high", "medium"]),
    source: z.url(),
    /** When the source was read: YYYY-MM-DD. */
    seen: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  })
  .refine(({ fixed, lastAffected }) => (fixed === undefined) !== (lastAffected === undefined), "either fixed or lastAffected");
export type VulnerableRange = z.infer<typeof VulnerableRange>;

type Where = Pick<VulnerableRange, "product" | "images" | "packages" | "charts">;
type Hole = Omit<VulnerableRange, keyof Where | "seen" | "source"> & { readonly source?: string; readonly seen?: string };

/** Rows of one product. Without a source it is the record of the CVE list, which is what was read. */
export function holesOf(where: Where, seen: string, holes: readonly Hole[]): readonly VulnerableRange[] {
  return holes.map((hole) => ({ ...where, seen, source: hole.source ?? recordOf(hole.advisory), ...hole }));
}

/** The record of the CVE list (cve.org), of PyPA's advisory database or of GitHub's. */
function recordOf(advisory: string): string {
  if (advisory.startsWith("PYSEC-")) return `https://osv.dev/vulnerability/${advisory}`;
  if (advisory.startsWith("GHSA-")) return `https://github.com/advisories/${advisory}`;
  return `https://www.cve.org/CVERecord?id=${advisory}`;
}
