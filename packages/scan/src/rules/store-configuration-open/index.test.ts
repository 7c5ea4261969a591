import { beforeAll, describe, expect, it } from "vitest";
import { judged, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { storeConfigurationOpen } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

const AI = { "m.py": 'from transformers import AutoModel\nmodel = AutoModel.from_pretrained("acme/model")\n' };
const run = async (path: string, text: string) =>
  (await judged({ files: { ...AI, [path]: text } }, [storeConfigurationOpen])).findings.map(
    ({ severity, location }) => `${severity} ${location.resource ?? ""}:${location.line ?? 0}`,
  );

describe("store-configuration-open", () => {
  it.each([
    ["pg_hba.conf", "# TYPE\nlocal all all trust\nhostssl all all all trust\n", ["high hostssl:3"]],
    ["pg_hba.conf", "host all all 10.0.0.0 255.0.0.0 trust\n", ["high host:1"]],
    ["conf/redis.conf", "protected-mode no\n", ["high protected-mode:1"]],
    ["elasticsearch.yml", "network:\n  host: 0.0.0.0\nxpack:\n  security:\n    enabled: false\n", ["high xpack.security.enabled:5"]],
    ["opensearch.yml", "plugins.security.disabled: true\n", ["medium plugins.security.disabled:1"]],
    ["milvus.yaml", "common:\n  security:\n    authorizationEnabled: false\n", ["medium common.security.authorizationEnabled:3"]],
    ["qdrant/config/production.yaml", "storage: {storage_path: /d}\nservice: {http_port: 6333}\n", ["medium service.api_key:2"]],
    ["users.yaml", "users:\n  default:\n    password: ''\n    networks: {ip: '::/0'}\n", ["high users.default:2"]],
    ["users.d/a.xml", "<clickhouse><users><a><no_password/></a></users></clickhouse>", ["medium users.a:1"]],
  ])("%s %j", async (path, text, found) => expect(await run(path, text)).toEqual(found));

  it.each([
    ["pg_hba.conf", "host all all 127.0.0.1/32 trust\nhost all all samehost trust\nhost all all 0.0.0.0/0 md5\nhost\n"],
    ["redis.conf", "bind 0.0.0.0\n"],
    ["redis.conf", "bind 127.0.0.1\nprotected-mode no\n"],
    ["redis.conf", "protected-mode no\naclfile /etc/users.acl\n"],
    ["elasticsearch.yml", "xpack.security.enabled: true\n"],
    ["qdrant/config/production.yaml", "storage: {storage_path: /d}\nservice: {http_port: 6333, api_key: k}\n"],
    ["config/production.yaml", "service: {name: x}\nstorage: {a: 1}\n"],
    ["users.yaml", "users:\n  default: {password: '', networks: {ip: '127.0.0.1'}}\n"],
    ["users.xml", "<clickhouse><users><a><password_sha256_hex>x</password_sha256_hex></a></users></clickhouse>"],
    ["users.xml", "<broken"],
    ["users.yaml", "users: [1, 2]\n"],
  ])("leaves %s %j alone", async (path, text) => expect(await run(path, text)).toEqual([]));
});
