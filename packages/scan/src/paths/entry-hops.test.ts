import { beforeAll, expect, it } from "vitest";
import { judged, WARM_UP_TIME, warmUp } from "../rules/testing/project-from.ts";

beforeAll(warmUp, WARM_UP_TIME);

const compose = (ports: string, environment = "{}", name = "store"): string =>
  `services:\n  ${name}:\n    image: clickhouse/clickhouse-server:24.3\n    environment: ${environment}\n    ports: ["${ports}"]\n  api:\n    image: acme/chat-api:1.0.0\n    environment:\n      OPENAI_API_KEY: \${OPENAI_API_KEY}\n      LOG_URL: http://${name}:8123\n`;

it.each([
  ["a port that is published, and nothing known to lie behind it", compose("8123:8123"), ["medium"]],
  ["one that is published on every address by its words", compose("0.0.0.0:8123:8123"), ["critical"]],
  ["a store of conversations, by its database", compose("8123:8123", "{ CLICKHOUSE_DB: chat }"), ["critical"]],
  ["a store of conversations, by its name", compose("8123:8123", "{}", "chat-logs"), ["critical"]],
  ["one that is published on the own machine", compose("127.0.0.1:8123:8123", "{ CLICKHOUSE_DB: chat }"), []],
])("says how sure it is that the internet finds something: %s", async (_name, text, severities) => {
  const { findings } = await judged({ files: { "compose.yaml": text } });
  expect(findings.filter(({ rule }) => rule === "attack-path").map(({ severity }) => severity)).toEqual(severities);
});
