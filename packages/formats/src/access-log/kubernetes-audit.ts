import type { AccessEvent } from "./event.ts";
import { type Fields, fieldsOf, isList, numberOf, textOf, timeOf } from "./field.ts";

export function looksLikeKubernetes(record: Fields): boolean {
  return record["auditID"] !== undefined || (typeof record["apiVersion"] === "string" && record["apiVersion"].startsWith("audit.k8s.io/"));
}

/**
 * One audit event (kubernetes.io/docs/reference/config-api/apiserver-audit.v1/); undefined for the stages before a
 * request is answered, which say the same again; a text says what is wrong with it.
 */
export function kubernetesEvent(fields: Fields, record: number): AccessEvent | string | undefined {
  const stage = textOf(fields["stage"]);
  if (stage === "RequestReceived" || stage === "ResponseStarted") return undefined;
  const verb = textOf(fields["verb"]);
  if (verb === undefined) return "no verb";
  const time = timeOf(fields["stageTimestamp"]) ?? timeOf(fields["requestReceivedTimestamp"]);
  if (time === undefined) return "no time";
  const user = textOf(fieldsOf(fields["user"])?.["username"]);
  const impersonated = textOf(fieldsOf(fields["impersonatedUser"])?.["username"]);
  const object = fieldsOf(fields["objectRef"]);
  const [resource, sub, name, namespace] = ["resource", "subresource", "name", "namespace"].map((key) => textOf(object?.[key]));
  const code = numberOf(fieldsOf(fields["responseStatus"])?.["code"]);
  const address = isList(fields["sourceIPs"]) ? textOf(fields["sourceIPs"][0]) : undefined;
  const [agent, id, uri] = [textOf(fields["userAgent"]), textOf(fields["auditID"]), textOf(fields["requestURI"])];
  const body = fields["requestObject"];
  return {
    format: "kubernetes",
    time,
    principal: user ?? "anonymous",
    principalKind:
      user === undefined || user === "system:anonymous"
        ? "anonymous"
        : user.startsWith("system:serviceaccount:")
          ? "role"
          : user.startsWith("system:")
            ? "service"
            : "user",
    ...(impersonated === undefined ? {} : { session: `as ${impersonated}` }),
    action: `kubernetes:${verb} ${resource ?? "path"}${sub === undefined ? "" : `/${sub}`}`,
    resources: [
      resource === undefined
        ? (uri?.split("?")[0] ?? "unknown")
        : `${namespace === undefined ? "" : `${namespace}/`}${resource}${name === undefined ? "" : `/${name}`}`,
    ],
    ...(address === undefined ? {} : { source: address }),
    ...(agent === undefined ? {} : { userAgent: agent }),
    outcome: code === 401 || code === 403 ? "denied" : code !== undefined && code >= 400 ? "failed" : "success",
    ...(code === undefined || code < 400 ? {} : { error: String(code) }),
    readOnly: verb === "get" || verb === "list" || verb === "watch",
    ...(body === undefined || body === null ? {} : { parameters: body }),
    ...(id === undefined ? {} : { id }),
    record,
  };
}
