import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { CollectError } from "../errors.ts";

/* kubernetes.io/docs/reference/config-api/kubeconfig.v1 and client-authentication.v1. */

const Exec = z.object({
  command: z.string().min(1),
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  apiVersion: z.string().optional(),
});
const User = z.object({
  token: z.string().optional(),
  tokenFile: z.string().optional(),
  "client-certificate": z.string().optional(),
  "client-certificate-data": z.string().optional(),
  "client-key": z.string().optional(),
  "client-key-data": z.string().optional(),
  exec: Exec.nullish(),
});
const Cluster = z.object({
  server: z.url({ protocol: /^https?$/ }),
  "certificate-authority": z.string().optional(),
  "certificate-authority-data": z.string().optional(),
  "insecure-skip-tls-verify": z.boolean().optional(),
  "tls-server-name": z.string().optional(),
});
const Kubeconfig = z.object({
  "current-context": z.string().optional(),
  contexts: z.array(z.object({ name: z.string(), context: z.object({ cluster: z.string(), user: z.string().optional() }) })).nullish(),
  clusters: z.array(z.object({ name: z.string(), cluster: z.unknown() })).nullish(),
  users: z.array(z.object({ name: z.string(), user: z.unknown() })).nullish(),
});
const Credential = z.object({
  status: z.object({
    token: z.string().optional(),
    clientCertificateData: z.string().optional(),
    clientKeyData: z.string().optional(),
  }),
});

/** How to speak to a cluster. Certificates are PEM. */
export interface ClusterAccess {
  readonly context: string;
  readonly server: string;
  readonly authority?: string;
  readonly insecure: boolean;
  readonly serverName?: string;
  readonly token?: string;
  readonly certificate?: string;
  readonly key?: string;
}

const SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

/**
 * The access that a kubeconfig gives: `$KUBECONFIG` or `~/.kube/config`, or the service account of the pod that this runs
 * in. A program that the kubeconfig names for credentials is run, as kubectl does: it is the user's own file.
 *
 * @throws CollectError NO_CONTEXT, BAD_KUBECONFIG
 */
export async function clusterAccess(
  context: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ClusterAccess> {
  const files = (environment["KUBECONFIG"] ?? join(environment["HOME"] ?? homedir(), ".kube/config"))
    .split(delimiter)
    .filter((file) => file !== "" && existsSync(file));
  if (files.length === 0) {
    const inside = context === undefined ? inCluster(environment) : undefined;
    if (inside !== undefined) return inside;
    throw new CollectError("NO_CONTEXT", "There is no kubeconfig: set KUBECONFIG, or run this where ~/.kube/config is.");
  }
  const read = files.map((file) => ({ file, config: readConfig(file) }));
  const name = context ?? read.map(({ config }) => config["current-context"]).find((each) => each !== undefined && each !== "");
  const found = read.flatMap(({ config }) => config.contexts ?? []).find((each) => each.name === name);
  if (name === undefined || found === undefined)
    throw new CollectError("NO_CONTEXT", `The kubeconfig has no context ${name ?? "that is current"}; give one with --context.`);
  const cluster = read
    .flatMap(({ file, config }) => (config.clusters ?? []).map((each) => ({ ...each, file })))
    .find((each) => each.name === found.context.cluster);
  const user = read
    .flatMap(({ file, config }) => (config.users ?? []).map((each) => ({ ...each, file })))
    .find((each) => each.name === found.context.user);
  if (cluster === undefined)
    throw new CollectError("BAD_KUBECONFIG", `The context ${name} names the cluster ${found.context.cluster}, which the kubeconfig lacks.`);
  const where = checked(Cluster, cluster.cluster, cluster.file, `cluster ${cluster.name}`);
  const who = checked(User, user?.user ?? {}, user?.file ?? cluster.file, `user ${user?.name ?? ""}`);
  const authority = pem(where["certificate-authority-data"], where["certificate-authority"], cluster.file);
  return {
    context: name,
    server: where.server.replace(/\/+$/, ""),
    insecure: where["insecure-skip-tls-verify"] === true,
    ...(authority === undefined ? {} : { authority }),
    ...(where["tls-server-name"] === undefined ? {} : { serverName: where["tls-server-name"] }),
    ...(await identity(who, user?.file ?? cluster.file, environment)),
  };
}

async function identity(
  user: z.infer<typeof User>,
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Pick<ClusterAccess, "token" | "certificate" | "key">> {
  const certificate = pem(user["client-certificate-data"], user["client-certificate"], file);
  const key = pem(user["client-key-data"], user["client-key"], file);
  const token = user.token ?? (user.tokenFile === undefined ? undefined : readBeside(user.tokenFile, file).trim());
  const own = {
    ...(certificate === undefined ? {} : { certificate }),
    ...(key === undefined ? {} : { key }),
    ...(token === undefined ? {} : { token }),
  };
  if (user.exec === undefined || user.exec === null || token !== undefined) return own;
  const { status } = await credentialOf(user.exec, environment);
  return {
    ...own,
    ...(status.token === undefined ? {} : { token: status.token }),
    ...(status.clientCertificateData === undefined ? {} : { certificate: status.clientCertificateData }),
    ...(status.clientKeyData === undefined ? {} : { key: status.clientKeyData }),
  };
}

async function credentialOf(
  exec: z.infer<typeof Exec>,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<z.infer<typeof Credential>> {
  const info = { apiVersion: exec.apiVersion ?? "client.authentication.k8s.io/v1", kind: "ExecCredential", spec: { interactive: false } };
  const env = {
    ...environment,
    ...Object.fromEntries((exec.env ?? []).map(({ name, value }) => [name, value])),
    KUBERNETES_EXEC_INFO: JSON.stringify(info),
  };
  const text = await new Promise<string>((done, fail) => {
    execFile(exec.command, exec.args ?? [], { env, timeout: 60_000, maxBuffer: 1 << 20 }, (error, out) => {
      if (error === null) done(out);
      // The program's own output may hold what is secret.
      else
        fail(
          new CollectError(
            "BAD_KUBECONFIG",
            `The credential program ${exec.command} of the kubeconfig failed; run it by itself to see why.`,
            { cause: error },
          ),
        );
    });
  });
  try {
    return Credential.parse(JSON.parse(text));
  } catch (cause) {
    throw new CollectError("BAD_KUBECONFIG", `The credential program ${exec.command} of the kubeconfig gave no ExecCredential.`, { cause });
  }
}

function inCluster(environment: Readonly<Record<string, string | undefined>>): ClusterAccess | undefined {
  const host = environment["KUBERNETES_SERVICE_HOST"];
  if (host === undefined || !existsSync(join(SERVICE_ACCOUNT, "token"))) return undefined;
  return {
    context: "in-cluster",
    server: `https://${host.includes(":") ? `[${host}]` : host}:${environment["KUBERNETES_SERVICE_PORT"] ?? "443"}`,
    insecure: false,
    authority: readFileSync(join(SERVICE_ACCOUNT, "ca.crt"), "utf8"),
    token: readFileSync(join(SERVICE_ACCOUNT, "token"), "utf8").trim(),
  };
}

function readConfig(file: string): z.infer<typeof Kubeconfig> {
  try {
    return checked(Kubeconfig, parse(readFileSync(file, "utf8"), { maxAliasCount: 100 }), file, "kubeconfig");
  } catch (cause) {
    if (cause instanceof CollectError) throw cause;
    throw new CollectError("BAD_KUBECONFIG", `${file} is no YAML that can be read.`, { cause });
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown, file: string, what: string): T {
  const { data, error } = schema.safeParse(value);
  if (data !== undefined) return data;
  const [issue] = error?.issues ?? [];
  throw new CollectError("BAD_KUBECONFIG", `${file}: ${what}: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`);
}

function pem(data: string | undefined, path: string | undefined, file: string): string | undefined {
  if (data !== undefined && data !== "") return Buffer.from(data, "base64").toString("utf8");
  return path === undefined || path === "" ? undefined : readBeside(path, file);
}

function readBeside(path: string, file: string): string {
  const full = resolve(dirname(file), path);
  try {
    return readFileSync(full, "utf8");
  } catch (cause) {
    throw new CollectError("BAD_KUBECONFIG", `${file} names ${full}, which cannot be read.`, { cause });
  }
}
