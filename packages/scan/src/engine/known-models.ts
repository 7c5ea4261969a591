import type { ProjectFile } from "../project/facts.ts";
import type { ProjectSettings } from "../project/settings.ts";

/** Applies what people stated of model files; without statements no file is touched. */
export async function applyModelStatements(
  files: readonly ProjectFile[],
  { models }: ProjectSettings,
  today: string,
): Promise<readonly ProjectFile[]> {
  if (models.trust.length === 0) return files;
  const { applyPolicy } = await import("../inspect/policy/policy.ts");
  const { trustOf } = await import("../inspect/policy/stated-trust.ts");
  const policy = { trust: trustOf(models.trust), knownBad: new Map<string, string>(), today };
  return files.map((file) => {
    const { inspection, sha256, bytes } = file.facts;
    return inspection === undefined
      ? file
      : { ...file, facts: { ...file.facts, inspection: applyPolicy({ ...inspection, sha256, bytes }, policy) } };
  });
}
