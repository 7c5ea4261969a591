import { at, type ConfigNode, entries, text } from "@castellan/formats";
import type { ProjectFile } from "../../project/facts.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { targetsWithAi } from "../settings/setting-rule.ts";

const ID = "store-configuration-open";
const CODE = {
  "app.py": 'from openai import OpenAI\n\nclient = OpenAI()\nclient.chat.completions.create(model="gpt-4o-mini", messages=[])\n',
};

interface Configured {
  readonly file: ProjectFile;
  readonly line: number;
  readonly resource: string;
  readonly what: string;
  /** 2: it says that other machines reach it. 1: it does not say who does. */
  readonly reach: 1 | 2;
}

type Reading = Omit<Configured, "file">;
type Settings = readonly { readonly key: string; readonly value: string; readonly line: number }[];

function settingsOf(document: ConfigNode): Settings {
  return entries(document).map(({ key, value, line }) => ({ key, line, value: text(value) ?? "" }));
}

const LOOPBACK = /^(?:127(?:\.\d+){3}(?:\/\d+)?|::1(?:\/128)?|localhost|samehost)$/;

/** pg_hba.conf: TYPE DATABASE USER ADDRESS METHOD. @see https://www.postgresql.org/docs/current/auth-pg-hba-conf.html */
function postgres(settings: Settings): readonly Reading[] {
  return settings
    .filter(({ key }) => /^host(?:ssl|nossl|gssenc|nogssenc)?$/.test(key))
    .flatMap(({ key, value, line }): readonly Reading[] => {
      const fields = value.split(/\s+/);
      // An address may be written with its mask apart.
      const method = fields[3] !== undefined && /^\d+\.\d+\.\d+\.\d+$/.test(fields[3]) ? fields[4] : fields[3];
      const address = fields[2] ?? "";
      return method === "trust" && !LOOPBACK.test(address)
        ? [{ line, resource: key, what: `lets everybody from ${address} in without a password (trust)`, reach: 2 }]
        : [];
    });
}

/** redis.conf. @see https://redis.io/docs/latest/operate/oss_and_stack/management/security/ */
function redis(settings: Settings): readonly Reading[] {
  const told = (key: string) => settings.findLast((each) => each.key === key);
  if (["requirepass", "aclfile", "user"].some((key) => (told(key)?.value ?? "") !== "")) return [];
  const bind = told("bind");
  const wide = bind === undefined || bind.value.split(/\s+/).some((address) => !/^-?(?:127\.|::1|localhost)/.test(address));
  const unprotected = told("protected-mode");
  if (unprotected?.value === "no" && wide)
    return [{ line: unprotected.line, resource: "protected-mode", what: "answers every address without a password", reach: 2 }];
  return [];
}

/** elasticsearch.yml, opensearch.yml: flat or nested keys. */
function elastic(document: ConfigNode): readonly Reading[] {
  const node = (path: string): ConfigNode | undefined => at(document, path) ?? at(document, ...path.split("."));
  const off = node("xpack.security.enabled");
  const plugin = node("plugins.security.disabled");
  const host = text(node("network.host")) ?? text(node("http.host")) ?? "";
  const reach = /^(?:0\.0\.0\.0|_site_|_global_|::)$/.test(host) ? 2 : 1;
  if (off !== undefined && text(off) === "false")
    return [{ line: off.line, resource: "xpack.security.enabled", what: "asks for no password (xpack.security.enabled)", reach }];
  if (plugin !== undefined && text(plugin) === "true")
    return [{ line: plugin.line, resource: "plugins.security.disabled", what: "asks for no password (plugins.security.disabled)", reach }];
  return [];
}

/** milvus.yaml. @see https://milvus.io/docs/authenticate.md */
function milvus(document: ConfigNode): readonly Reading[] {
  const node = at(document, "common", "security", "authorizationEnabled");
  return node !== undefined && text(node) === "false"
    ? [{ line: node.line, resource: "common.security.authorizationEnabled", what: "asks for no password (authorizationEnabled)", reach: 1 }]
    : [];
}

/** Qdrant's config/*.yaml, known by its keys. @see https://qdrant.tech/documentation/guides/configuration/ */
function qdrant(document: ConfigNode): readonly Reading[] {
  const service = at(document, "service");
  if (at(service, "http_port") === undefined || at(document, "storage") === undefined) return [];
  if ((text(at(service, "api_key")) ?? "") !== "" || /^127\.|^localhost$/.test(text(at(service, "host")) ?? "")) return [];
  return [{ line: service?.line ?? 1, resource: "service.api_key", what: "asks for no key", reach: 1 }];
}

/** Its own keys, under any name: other programs have a service and a storage too. */
function isQdrant(document: ConfigNode): boolean {
  return at(document, "storage", "storage_path") !== undefined && at(document, "service", "http_port") !== undefined;
}

/** ClickHouse's users in YAML (users.yaml) and XML: an account without a password that any address may use. */
function clickhouse(document: ConfigNode): readonly Reading[] {
  const users = at(document, "users") ?? at(document, "clickhouse", "users") ?? at(document, "yandex", "users");
  return entries(users).flatMap(({ key, value, line }): readonly Reading[] => {
    const asks = entries(value).some(
      (entry) =>
        /^(?:password(?:_sha256_hex|_double_sha1_hex)|ldap|kerberos|ssl_certificates|ssh_keys|http_authentication)$/.test(entry.key) ||
        (entry.key === "password" && entry.value.kind === "scalar" && (text(entry.value) ?? "") !== ""),
    );
    if (asks || (at(value, "no_password") === undefined && at(value, "password") === undefined)) return [];
    const addresses = addressesOf(at(value, "networks"));
    if (addresses.length > 0 && addresses.every((address) => LOOPBACK.test(address))) return [];
    return [
      {
        line,
        resource: `users.${key}`,
        what: `lets ${plain(key, 30)} in without a password`,
        reach: addresses.some((address) => /^(?:::\/0|0\.0\.0\.0\/0)$/.test(address)) ? 2 : 1,
      },
    ];
  });
}

function addressesOf(networks: ConfigNode | undefined): readonly string[] {
  return entries(networks).flatMap(({ value }) =>
    value.kind === "list" ? value.items.flatMap((item) => text(item) ?? []) : (text(value) ?? []),
  );
}

function configured(file: ProjectFile): readonly Configured[] | undefined {
  const [document] = file.facts.config?.documents ?? [];
  if (document === undefined) return undefined;
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  const read = (): readonly Reading[] | undefined => {
    if (/^pg_hba[\w.-]*\.conf$/.test(name)) return postgres(settingsOf(document));
    if (/^(?:redis|valkey)[\w.-]*\.conf$/.test(name)) return redis(settingsOf(document));
    if (/^(?:elasticsearch|opensearch)[\w-]*\.ya?ml$/.test(name)) return elastic(document);
    if (/^milvus[\w-]*\.ya?ml$/.test(name)) return milvus(document);
    if (/(?:^|\/)(?:qdrant[^/]*\/)?config\/(?:config|production)\.ya?ml$|(?:^|\/)qdrant[\w.-]*\.ya?ml$/.test(file.path))
      return qdrant(document);
    if (/\.ya?ml$/.test(name) && isQdrant(document)) return qdrant(document);
    if (/(?:^|\/)(?:users\.d\/[^/]+|users)\.(?:xml|ya?ml)$/.test(file.path)) return clickhouse(document);
    return undefined;
  };
  return read()?.map((reading) => ({ file, ...reading }));
}

/** Configuration files of stores and databases that let in whoever comes. */
export const storeConfigurationOpen: Rule = {
  card: {
    id: ID,
    title: "A store is configured to ask for no password",
    appliesTo: ["file", "vector-store"],
    why: "Documents, vectors, chat histories and features lie in it: whoever reaches its port reads and changes them.",
    fix: "Set a password or key, and let it listen on 127.0.0.1 or an inner network.",
    base: factors(2, 3, 3, 1),
    controls: ["ADS-SERV-02", "ADS-SERV-03"],
    bad: [
      { title: "trust for everybody", files: { ...CODE, "db/pg_hba.conf": "local all all peer\nhost all all 0.0.0.0/0 trust\n" } },
      { title: "Redis", files: { ...CODE, "redis.conf": "bind 0.0.0.0\nprotected-mode no\nport 6379\n" } },
      { title: "Elasticsearch", files: { ...CODE, "elasticsearch.yml": "network.host: 0.0.0.0\nxpack.security.enabled: false\n" } },
      { title: "Milvus", files: { ...CODE, "milvus.yaml": "common:\n  security:\n    authorizationEnabled: false\n" } },
      {
        title: "ClickHouse",
        files: {
          ...CODE,
          "clickhouse/users.xml":
            "<clickhouse>\n  <users>\n    <default>\n      <password></password>\n      <networks><ip>::/0</ip></networks>\n    </default>\n  </users>\n</clickhouse>\n",
        },
      },
    ],
    good: [
      {
        title: "a password",
        files: { ...CODE, "db/pg_hba.conf": "host all all 0.0.0.0/0 scram-sha-256\nhost all all 127.0.0.1/32 trust\n" },
      },
      { title: "Redis asks", files: { ...CODE, "redis.conf": "bind 0.0.0.0\nprotected-mode no\nrequirepass from-a-secret\n" } },
      { title: "Redis of this machine", files: { ...CODE, "redis.conf": "bind 127.0.0.1 -::1\nprotected-mode no\n" } },
      { title: "no AI around", files: { "redis.conf": "bind 0.0.0.0\nprotected-mode no\n" } },
      {
        title: "ClickHouse asks",
        files: {
          ...CODE,
          "clickhouse/users.xml":
            "<clickhouse>\n  <users>\n    <default>\n      <password_sha256_hex>65e8</password_sha256_hex>\n      <networks><ip>::/0</ip></networks>\n    </default>\n  </users>\n</clickhouse>\n",
        },
      },
    ],
  },
  because: { exposure: "the network of the machine that runs it", exploitability: "one request", data: "what applications keep in it" },
  check: (inventory) => {
    const withAi = targetsWithAi(inventory);
    return judgeEach(
      inventory.project.files.filter(({ target }) => withAi.has(target)),
      (file) => {
        const found = configured(file);
        if (found === undefined) return "not-applicable";
        return found.map(({ line, resource, what, reach }) =>
          fromFile(
            ID,
            file,
            { line, resource },
            {
              message: `${plain(file.path, 60)} ${what}.`,
              headline: `Whoever reaches the store of ${plain(file.path, 50)} reads and changes what it holds`,
              excerpt: `${resource} ${what}`,
              confidence: "certain",
              ...(reach === 2
                ? {}
                : { adjust: [{ factor: "exposure" as const, value: 1 as const, reason: "it does not say who reaches it" }] }),
            },
          ),
        );
      },
    );
  },
};
