import { createServer, request as forward, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { bedrockAnswer } from "./bedrock.ts";

/** How a call goes wrong. */
export type Fault = "denied" | "page" | "silence" | "broken";

export interface Faults {
  /** `service operation`, as the calls of an inventory name them → what goes wrong. */
  of: ReadonlyMap<string, Fault>;
  /** `account service operation` of calls that came by. */
  readonly seen: Set<string>;
}

/**
 * Stands before moto: answers for the services that moto lacks or has wrong (Bedrock guardrails and agents) and lets
 * chosen operations fail: 403, a page of HTML, no answer at all, half a document.
 */
export function startProxy(moto: number, faults: Faults): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer((incoming, response) => {
    const parts: Buffer[] = [];
    incoming.on("data", (part: Buffer) => parts.push(part));
    incoming.on("end", () => answer(incoming, Buffer.concat(parts), response, moto, faults));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve({ port: typeof address === "object" && address !== null ? address.port : 0, server });
    });
  });
}

function answer(incoming: IncomingMessage, body: Buffer, response: ServerResponse, moto: number, faults: Faults): void {
  const { service, region, first } = scopeOf(incoming);
  const operation = operationOf(incoming, body, service);
  const name = `${service} ${operation}`;
  faults.seen.add(name);
  const fault = faults.of.get(name);
  if (fault === "silence") return;
  if (fault === "denied") {
    const xml = service === "s3" || /^Action=/m.test(body.toString("latin1"));
    response.writeHead(403, { "content-type": xml ? "text/xml" : "application/json", "x-amzn-errortype": "AccessDeniedException" });
    response.end(
      xml
        ? '<?xml version="1.0"?><ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>'
        : JSON.stringify({ __type: "AccessDeniedException", message: "no" }),
    );
    return;
  }
  if (fault === "page" || fault === "broken") {
    response.writeHead(fault === "page" ? 404 : 200, { "content-type": fault === "page" ? "text/html" : "application/json" });
    response.end(fault === "page" ? "<!doctype html><title>404</title>" : '{"half": [');
    return;
  }
  const own = bedrockAnswer(service, operation, incoming.url ?? "", first ? region : "");
  if (own !== undefined) {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(own));
    return;
  }
  const call = forward(
    {
      host: "127.0.0.1",
      port: moto,
      method: incoming.method,
      path: operation === "ListFunctionUrlConfigs" ? incoming.url?.replace(/urls(?:\?.*)?$/, "url") : incoming.url,
      headers: incoming.headers,
    },
    (answered) => {
      const parts: Buffer[] = [];
      answered.on("data", (part: Buffer) => parts.push(part));
      answered.on("end", () => {
        const text = mended(operation, body, Buffer.concat(parts));
        const { "content-length": _, "transfer-encoding": __, ...headers } = answered.headers;
        response.writeHead(operation === "ListFunctionUrlConfigs" ? 200 : (answered.statusCode ?? 502), {
          ...headers,
          "content-length": text.length,
        });
        response.end(text);
      });
    },
  );
  call.on("error", () => response.destroy());
  call.end(body);
}

/** Models that were made with network isolation: moto forgets it. */
const isolated = new Set<string>();

function mended(operation: string, sent: Buffer, answer: Buffer): Buffer {
  if (operation === "CreateModel" && /"EnableNetworkIsolation":true/.test(sent.toString("utf8")))
    isolated.add(/"ModelName":"([^"]+)"/.exec(sent.toString("utf8"))?.[1] ?? "");
  if (operation === "ListFunctionUrlConfigs")
    return Buffer.from(`{"FunctionUrlConfigs":[${answer.includes("FunctionUrl") ? answer.toString("utf8") : ""}]}`);
  // moto takes the images that it ships for everybody's.
  if (operation === "DescribeSnapshots")
    return Buffer.from(
      '<DescribeSnapshotsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><snapshotSet/></DescribeSnapshotsResponse>',
    );
  if (operation !== "DescribeModel") return answer;
  const text = answer.toString("utf8");
  const name = /"ModelName": ?"([^"]+)"/.exec(text)?.[1] ?? "";
  return isolated.has(name) ? Buffer.from(text.replace(/"EnableNetworkIsolation": ?false/, '"EnableNetworkIsolation": true')) : answer;
}

/** Service and region that the request is signed for. */
function scopeOf({ headers }: IncomingMessage): { readonly service: string; readonly region: string; readonly first: boolean } {
  const [, key = "", region = "", service = ""] = /Credential=([^/]+)\/\d+\/([\w-]+)\/([\w-]+)\//.exec(headers.authorization ?? "") ?? [];
  return { service, region, first: key === "test" };
}

const S3_PARTS: Readonly<Record<string, string>> = {
  policy: "GetBucketPolicy",
  publicAccessBlock: "GetPublicAccessBlock",
  encryption: "GetBucketEncryption",
  versioning: "GetBucketVersioning",
  acl: "GetBucketAcl",
};

const REST: readonly (readonly [service: string, method: string, path: RegExp, operation: string])[] = [
  ["lambda", "GET", /\/functions\/[^/]+\/urls/, "ListFunctionUrlConfigs"],
  ["bedrock", "GET", /^\/guardrails(?:\?|$)/, "ListGuardrails"],
  ["bedrock", "GET", /^\/guardrails\/[^/?]+/, "GetGuardrail"],
  ["bedrock", "GET", /^\/custom-models(?:\?|$)/, "ListCustomModels"],
  ["bedrock", "GET", /^\/imported-models(?:\?|$)/, "ListImportedModels"],
  ["bedrock", "GET", /^\/provisioned-model-throughputs(?:\?|$)/, "ListProvisionedModelThroughputs"],
  ["bedrock", "POST", /^\/agents\/(?:\?|$)/, "ListAgents"],
  ["bedrock", "GET", /^\/agents\/[^/]+\/$/, "GetAgent"],
  ["bedrock", "POST", /^\/agents\/[^/]+\/agentversions\/DRAFT\/actiongroups\/(?:\?|$)/, "ListAgentActionGroups"],
  ["bedrock", "GET", /^\/agents\/[^/]+\/agentversions\/DRAFT\/actiongroups\/[^/]+\/$/, "GetAgentActionGroup"],
  ["bedrock", "POST", /^\/agents\/[^/]+\/agentversions\/DRAFT\/knowledgebases\/(?:\?|$)/, "ListAgentKnowledgeBases"],
  ["bedrock", "POST", /^\/knowledgebases\/(?:\?|$)/, "ListKnowledgeBases"],
  ["bedrock", "GET", /^\/knowledgebases\/[^/]+$/, "GetKnowledgeBase"],
  ["bedrock", "POST", /^\/knowledgebases\/[^/]+\/datasources\/(?:\?|$)/, "ListDataSources"],
  ["bedrock", "GET", /^\/knowledgebases\/[^/]+\/datasources\/[^/]+$/, "GetDataSource"],
  ["bedrock-agentcore", "POST", /^\/gateways/, "ListGateways"],
  ["bedrock-agentcore", "GET", /^\/gateways/, "ListGateways"],
  ["bedrock-agentcore", "POST", /^\/runtimes/, "ListAgentRuntimes"],
];

function operationOf({ headers, method = "", url = "" }: IncomingMessage, body: Buffer, service: string): string {
  const target = headers["x-amz-target"];
  if (typeof target === "string") return target.slice(target.indexOf(".") + 1);
  const action = /(?:^|&)Action=(\w+)/.exec(body.toString("latin1"))?.[1];
  if (action !== undefined) return action;
  if (service === "s3")
    return (
      Object.entries(S3_PARTS).find(([part]) => new RegExp(`[?&]${part}\\b`).test(url))?.[1] ??
      (url.startsWith("/?") || url === "/" ? "ListBuckets" : "")
    );
  return REST.find(([of, how, path]) => of === service && how === method && path.test(url))?.[3] ?? "";
}
