import { type OpenedZip, textOf, type ZipMember } from "@castellan/formats";
import type { ZipProfile } from "../archive/zip-profile.ts";
import type { Visit } from "../interpreter.ts";
import { isKnownLoader, judgeNode } from "./judge.ts";
import { readSkopsSchema, type SkopsNode } from "./schema.ts";

const SCHEMA = "schema.json";
const LONGEST = 256 * 1024 * 1024;

function schemas({ archive }: OpenedZip): readonly ZipMember[] {
  return archive.members.filter((member) => member.names.some((name) => name === SCHEMA || name.endsWith(`/${SCHEMA}`)));
}

/** Models of scikit-learn without pickle: a schema of named types, and arrays beside it. */
export const skops: ZipProfile = {
  id: "skops",
  accepts: (zip) => schemas(zip).some((member) => /"__(?:loader|class|module)__"/.test(textOf(zip.open(member).source.read(0, 64 * 1024)))),
  inspect: (zip, visit) => {
    visit.format("skops");
    for (const member of schemas(zip)) inspectSchema(zip, member, visit);
    return undefined;
  },
};

function inspectSchema(zip: OpenedZip, member: ZipMember, visit: Visit): void {
  const { source } = zip.open(member);
  const offset = member.local?.start ?? 0;
  if (source.size > LONGEST) return visit.incomplete(`A schema of ${source.size} bytes is not read.`, offset);
  const schema = readSkopsSchema(source);
  visit.spend("operations", schema.nodes.length);
  for (const { kind, message } of schema.problems)
    visit.finding(
      kind === "duplicate-key"
        ? { rule: "duplicate-key", message: `The key ${JSON.stringify(message)} stands twice in the schema.`, offset }
        : { rule: "skops-structure", message: `The schema is no JSON: ${message}.`, offset, loader: "skops.io.load" },
    );
  if (!schema.complete) visit.incomplete("The schema has more nodes than what is read.", offset);
  if (schema.version !== undefined) visit.fact("version", schema.version.slice(0, 40));
  const [root] = schema.nodes.filter(({ path }) => path === "");
  const [name] = root?.classes ?? [];
  if (name !== undefined) visit.fact("architecture", name.slice(0, 200));
  for (const node of schema.nodes) inspectNode(node, offset, visit);
}

function inspectNode(node: SkopsNode, offset: number, visit: Visit): void {
  const where = node.path === "" ? "the root" : node.path.slice(0, 160);
  const tell = (rule: string, message: string, callable?: string): void =>
    visit.finding({
      rule,
      message,
      offset,
      loader: "skops.io.load",
      ...(callable === undefined ? {} : { call: { callable, arguments: [] } }),
    });
  for (const loader of node.loaders)
    if (!isKnownLoader(loader))
      tell("skops-structure", `The node at ${where} is of the kind ${JSON.stringify(loader.slice(0, 80))}, which is not known.`);
  for (const file of node.files)
    if (!/^[\w-]{1,80}\.(?:npy|npz|bin)$/.test(file))
      tell("skops-structure", `The file ${JSON.stringify(file.slice(0, 120))} at ${where} is no name that skops gives.`);
  for (const { verdict, callable, reason } of judgeNode(node)) {
    if (verdict === "benign") continue;
    const rule = verdict === "malicious" ? "skops-code-execution" : "skops-unknown-type";
    tell(rule, `${callable.slice(0, 160)} at ${where} ${reason}.`, callable.slice(0, 200));
  }
}
