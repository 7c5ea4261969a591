import { type ConfigNode, readYaml } from "@castellan/formats";
import { MaskingPolicy } from "@castellan/protect/masking";
import { DataError } from "../errors.ts";

/** The masking policy of a YAML file. @throws DataError OPTION_INVALID naming file, line and key */
export function readMaskingPolicy(text: string, file: string): MaskingPolicy {
  const { documents, errors } = readYaml(text);
  const [problem] = errors;
  if (problem !== undefined) throw new DataError("OPTION_INVALID", `${file}, line ${problem.line}: ${problem.message}`);
  if (documents.length > 1) throw new DataError("OPTION_INVALID", `${file} holds ${documents.length} documents; a policy is one.`);
  const [document] = documents;
  const parsed = MaskingPolicy.safeParse(document === undefined ? {} : plainOf(document));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const inner = issue?.code === "invalid_union" ? issue.errors.flat().find(({ path }) => path.length > 0) : undefined;
  throw new DataError(
    "OPTION_INVALID",
    `${file}: ${[...(issue?.path ?? []), ...(inner?.path ?? [])].join(".") || "the policy"}: ${inner?.message ?? issue?.message ?? "is not valid"}. castellan schema masking-policy prints what it takes.`,
  );
}

function plainOf(node: ConfigNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(plainOf);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainOf(value)]));
}
