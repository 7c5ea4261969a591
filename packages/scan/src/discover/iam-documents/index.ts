import { type ConfigNode, FormatError, readJson } from "@castellan/formats";
import type { Attributes, Json } from "@castellan/graph";
import type { Project, ProjectFile } from "../../project/facts.ts";
import { UNREAD } from "../../rules/settings/setting.ts";
import type { Discoverer, DiscoverySink } from "../discoverer.ts";
import { folderOf, nameOf, resolvePath, targetOf } from "../file-place.ts";
import { jsonOf } from "../infrastructure/config-json.ts";
import type { DeclaredResource, Place } from "../infrastructure/declared.ts";
import { emitDeclared } from "../infrastructure/emit-declared.ts";
import { type PolicyCommand, policyCommandsOf } from "./commands.ts";
import { type PolicyFile, placesOf, policyFileOf, standingAlone } from "./document.ts";
import { hclFileNames } from "./hcl-names.ts";

/** Policies of AWS in files of their own, as scripts attach them or as they stand in folders of policies. */
export const iamDocuments: Discoverer = {
  id: "iam-documents",
  version: 1,
  discover(project, sink) {
    const documents = new Map<string, PolicyFile>();
    for (const file of project.files) {
      const found = policyFileOf(file);
      if (found !== undefined) documents.set(`${file.target}|${file.path}`, found);
    }
    const used = new Set<PolicyFile>();
    const resources = project.files.flatMap((file) => {
      const commands = policyCommandsOf(file);
      return commands.length === 0 ? [] : new Script(project, file, documents, used, sink).resources(commands);
    });
    const named = hclFileNames(project);
    for (const policy of documents.values()) {
      const { file } = policy;
      // Terraform reads it by `file()`: it stands there.
      if (used.has(policy) || named.has(`${file.target}|${nameOf(file.path)}`)) continue;
      const made = standingAlone(policy);
      if (made === undefined) continue;
      const path = made.attributes["PolicyDocument"] === undefined ? "AssumeRolePolicyDocument" : "PolicyDocument";
      resources.push(
        resourceOf(project, policy.file, folderOf(file.path), nameOf(file.path), made, policy.node, { at: policy.node, path }),
      );
    }
    if (resources.length > 0) emitDeclared(resources, sink);
  },
};

interface Document {
  readonly node: ConfigNode;
  readonly json: Json;
  readonly file: ProjectFile;
}

const OWNERS = { role: "Role", user: "User", group: "Group" } as const;

/** What one script makes: roles with what it attaches to them, policies, policies of buckets. */
class Script {
  readonly #project: Project;
  readonly #file: ProjectFile;
  readonly #documents: ReadonlyMap<string, PolicyFile>;
  readonly #used: Set<PolicyFile>;
  readonly #sink: DiscoverySink;

  constructor(project: Project, file: ProjectFile, documents: ReadonlyMap<string, PolicyFile>, used: Set<PolicyFile>, sink: DiscoverySink) {
    this.#project = project;
    this.#file = file;
    this.#documents = documents;
    this.#used = used;
    this.#sink = sink;
  }

  resources(commands: readonly PolicyCommand[]): readonly DeclaredResource[] {
    return [...this.#principals(commands), ...commands.flatMap((command) => this.#policy(command) ?? [])];
  }

  /** Roles, users and groups that commands speak of; of those that no command makes, only what is attached is known. */
  #principals(commands: readonly PolicyCommand[]): readonly DeclaredResource[] {
    return (Object.keys(OWNERS) as (keyof typeof OWNERS)[]).flatMap((owner) => {
      const names = new Map<string, PolicyCommand[]>();
      for (const command of commands) {
        const name = command.options.get(`${owner}-name`);
        if (name !== undefined && name !== "") names.set(name, [...(names.get(name) ?? []), command]);
      }
      return [...names].map(([name, list]): DeclaredResource => {
        const arns = list.filter(({ verb }) => verb === `iam attach-${owner}-policy`).map(({ options }) => options.get("policy-arn") ?? "");
        const making = list.find(({ verb }) => verb === "iam create-role") ?? list[0];
        const trusting = list.find(({ verb }) => /create-role|update-assume/.test(verb));
        const trust =
          trusting === undefined
            ? undefined
            : this.#document(trusting, trusting.options.get("assume-role-policy-document") ?? trusting.options.get("policy-document"));
        const attributes: Attributes = {
          [`${OWNERS[owner]}Name`]: name,
          ...(arns.length === 0 ? {} : { ManagedPolicyArns: arns }),
          ...(trust === undefined ? {} : { AssumeRolePolicyDocument: trust.json }),
          ...(trust === undefined ? { [UNREAD]: ["*"] } : {}),
        };
        const at = { line: making?.line ?? 1, endLine: making?.endLine ?? 1 };
        return resourceOf(
          this.#project,
          this.#file,
          this.#root(),
          `${owner}/${name}`,
          { type: `AWS::IAM::${OWNERS[owner]}`, attributes },
          at,
          trust && { at: trust.node, path: "AssumeRolePolicyDocument", file: trust.file },
        );
      });
    });
  }

  #policy(command: PolicyCommand): DeclaredResource | undefined {
    const { verb, options } = command;
    const owner = /^iam put-(role|user|group)-policy$/.exec(verb)?.[1];
    const kind = owner === "role" || owner === "user" || owner === "group" ? OWNERS[owner] : undefined;
    const bucket = verb === "s3api put-bucket-policy";
    if (kind === undefined && !bucket && verb !== "iam create-policy") return undefined;
    const document = this.#document(command, options.get(bucket ? "policy" : "policy-document"));
    if (document === undefined) return undefined;
    const name = options.get(bucket ? "bucket" : "policy-name") ?? "";
    const target = options.get(`${owner ?? ""}-name`) ?? "";
    const attributes: Attributes = bucket
      ? { Bucket: name, PolicyDocument: document.json }
      : kind === undefined
        ? { ManagedPolicyName: name, PolicyDocument: document.json }
        : { PolicyName: name, [`${kind}Name`]: target, PolicyDocument: document.json };
    const type = bucket ? "AWS::S3::BucketPolicy" : kind === undefined ? "AWS::IAM::ManagedPolicy" : `AWS::IAM::${kind}Policy`;
    const address = bucket ? `bucket-policy/${name}` : kind === undefined ? `policy/${name}` : `${owner ?? ""}/${target}/policy/${name}`;
    return resourceOf(this.#project, this.#file, this.#root(), address, { type, attributes }, command, {
      at: document.node,
      path: "PolicyDocument",
      file: document.file,
    });
  }

  #root(): string {
    return folderOf(this.#file.path);
  }

  /** `file://policy.json`, or the document itself. */
  #document(command: PolicyCommand, written: string | undefined): Document | undefined {
    if (written === undefined || written === "") return undefined;
    const path = /^(?:file|fileb):\/\/(.+)$/s.exec(written)?.[1];
    if (path === undefined) return this.#inline(command, written);
    const found = this.#named(path);
    if (found === undefined) {
      this.#open(command, `the policy document ${path} is not among the files, or is no policy`);
      return undefined;
    }
    this.#used.add(found);
    return { node: found.node, json: found.document, file: found.file };
  }

  #inline(command: PolicyCommand, written: string): Document | undefined {
    try {
      const [node] = readJson(written).documents;
      if (node?.kind === "map") {
        const line = { line: command.line, endLine: command.endLine };
        return { node: { ...node, entries: [], ...line }, json: jsonOf(node), file: this.#file };
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    }
    this.#open(command, "a policy document that the script works out");
    return undefined;
  }

  /** Beside the script, from where the repository starts, or the one file whose path ends like it. */
  #named(path: string): PolicyFile | undefined {
    const written = path.replace(/^(?:\$\{?\w+\}?|\$\([^)]{0,200}\)|\.)\//, "");
    const of = (each: string | undefined): PolicyFile | undefined =>
      each === undefined ? undefined : this.#documents.get(`${this.#file.target}|${each}`);
    const near = of(resolvePath(this.#root(), written)) ?? of(resolvePath("", written));
    if (near !== undefined || written.includes("$")) return near;
    const ending = [...this.#documents.values()].filter(
      ({ file }) => file.target === this.#file.target && file.path.endsWith(`/${written}`),
    );
    return ending.length === 1 ? ending[0] : undefined;
  }

  #open(command: PolicyCommand, what: string): void {
    const { file, line } = command;
    this.#sink.unresolved({ what, file: file.path, line, candidates: [], ...(file.target === 0 ? {} : { target: file.target }) });
  }
}

function resourceOf(
  project: Project,
  file: ProjectFile,
  root: string,
  address: string,
  { type, attributes }: { readonly type: string; readonly attributes: Attributes },
  { line, endLine }: { readonly line: number; readonly endLine: number },
  document: { readonly at: ConfigNode; readonly path: string; readonly file?: ProjectFile } | undefined,
): DeclaredResource {
  const places = document === undefined ? new Map<string, Place>() : placesOf(document.at, document.path, (document.file ?? file).path);
  return {
    target: targetOf(project, file),
    root,
    address,
    type,
    label: address.slice(address.lastIndexOf("/") + 1),
    file: file.path,
    line,
    endLine,
    scope: file.scope,
    attributes,
    references: new Map(),
    places,
  };
}
