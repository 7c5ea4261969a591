import type { Attributes, Json } from "@castellan/graph";
import type { AwsService } from "./clients.ts";

/*
 * What is collected from AWS, as data: a new resource type needs a row. A row lists resources of one type, reads what
 * the list leaves out, and says how the answer is spelt in CloudFormation.
 */

/** Paths into what the calls answered so far → input of the next call. Texts that begin with `=` stand for themselves. */
export type InputPaths = { readonly [parameter: string]: string };

export interface DetailRow {
  readonly operation: string;
  /** Default: the row's. */
  readonly service?: AwsService;
  readonly input: InputPaths;
  /** Part of the answer that counts; all of it by default. */
  readonly at?: string;
  /** Attribute that it becomes; without it the members of the answer join the attributes. */
  readonly into?: string;
  /** Errors that say: it is not set. */
  readonly absent?: readonly string[];
  /** It makes a resource of its own, which names the owner in `owner`. */
  readonly makes?: { readonly type: string; readonly owner: string };
  /** Only for resources that have this path. */
  readonly where?: string;
  /** Where the answer is a list: what is read for each member of it, with the member under `each`. */
  readonly members?: { readonly operation: string; readonly input: InputPaths; readonly at?: string };
  /** Into the form of CloudFormation; default: as it is, or in Pascal case. */
  readonly shape?: (answer: Json) => Json;
  /** Attributes that are not known without it, where it joins them; `*` otherwise. */
  readonly tells?: readonly string[];
  /** IAM action, where it is not `service:Operation`. */
  readonly action?: string;
}

export interface CollectRow {
  readonly type: string;
  readonly service: AwsService;
  /** Once for an account, or in every region. */
  readonly scope: "account" | "region";
  readonly operation: string;
  readonly action?: string;
  readonly input?: { readonly [parameter: string]: Json };
  /** The list of the answer; without it the answer is the one resource. A list of texts counts as `{ "": text }`. */
  readonly items?: string;
  /** Part of every item that counts. */
  readonly each?: string;
  /** Asked for every resource of this type, found by a row before, with what it answered under `parent`. */
  readonly per?: { readonly type: string; readonly input: InputPaths };
  /** Asks only for what was made in the days that are asked for. */
  readonly since?: string;
  /** Errors that say: there is none. */
  readonly absent?: readonly string[];
  readonly details?: readonly DetailRow[];
  /** Path of the ARN, or the ARN with `{paths}`, `{account}` and `{region}`. */
  readonly arn: string;
  /** Answers in camel case. */
  readonly camel?: true;
  /** Attribute of CloudFormation → path in what was answered. */
  readonly rename?: { readonly [attribute: string]: string };
  /** Items that are not one's own. */
  readonly keep?: (item: Attributes) => boolean;
  readonly shape?: (attributes: Attributes) => Attributes;
}

/** IAM names of services, where they are not those of the client. */
export const ACTION_PREFIXES: { readonly [service in AwsService]?: string } = {
  "bedrock-agent": "bedrock",
  "bedrock-agentcore-control": "bedrock-agentcore",
  opensearch: "es",
  opensearchserverless: "aoss",
};

export function actionOf(service: AwsService, { operation, action }: { readonly operation: string; readonly action?: string }): string {
  return action ?? `${ACTION_PREFIXES[service] ?? service}:${operation}`;
}
