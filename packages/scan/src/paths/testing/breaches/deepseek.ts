import type { Twin } from "./twin.ts";

const SQL = `CREATE TABLE chat.log_stream (
  ts DateTime,
  user_id String,
  prompt String,
  api_key String
) ENGINE = MergeTree ORDER BY ts;
`;
const COMPOSE = (ports: string, password: string): string => `services:
  clickhouse:
    image: clickhouse/clickhouse-server:24.3
    environment:
      CLICKHOUSE_DB: chat
${password}    ports:
${ports}
    volumes:
      - ./sql:/docker-entrypoint-initdb.d
  api:
    image: acme/chat-api:1.0.0
    environment:
      OPENAI_API_KEY: \${OPENAI_API_KEY}
      LOG_URL: http://clickhouse:8123
`;
const KUBERNETES = (type: string, password: string): string => `apiVersion: v1
kind: Service
metadata:
  name: chat-logs
spec:
  type: ${type}
  selector:
    app: chat-logs
  ports:
    - name: http
      port: 8123
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: chat-logs
spec:
  template:
    metadata:
      labels:
        app: chat-logs
    spec:
      containers:
        - name: clickhouse
          image: clickhouse/clickhouse-server:24.3
${password}---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: chat
spec:
  template:
    metadata:
      labels:
        app: chat
    spec:
      containers:
        - name: server
          image: vllm/vllm-openai:v0.12.0
          args: ["--model", "acme/chat", "--api-key", "$(KEY)"]
          env:
            - name: LOG_STORE
              value: http://chat-logs:8123
`;

/** DeepSeek, January 2025: a ClickHouse on 8123 and 9000 without a password, with a million lines of chats and keys. */
export const DEEPSEEK: readonly Twin[] = [
  {
    incident: "DeepSeek",
    form: "Compose",
    vulnerable: { "compose.yaml": COMPOSE('      - "8123:8123"\n      - "9000:9000"', ""), "sql/init.sql": SQL },
    mended: { "compose.yaml": COMPOSE('      - "127.0.0.1:8123:8123"', "      CLICKHOUSE_PASSWORD: ${CLICKHOUSE_PASSWORD}\n") },
    attacker: "the internet",
    loses: "log_stream",
    places: ["compose.yaml:7", "sql/init.sql:1"],
  },
  {
    incident: "DeepSeek",
    form: "Kubernetes",
    vulnerable: { "k8s/logs.yaml": KUBERNETES("LoadBalancer", "") },
    mended: {
      "k8s/logs.yaml": KUBERNETES(
        "ClusterIP",
        "          env:\n            - name: CLICKHOUSE_PASSWORD\n              valueFrom:\n                secretKeyRef: { name: chat-logs, key: password }\n",
      ),
    },
    attacker: "the internet",
    loses: "chat-logs",
    places: ["k8s/logs.yaml:1", "k8s/logs.yaml:24", "k8s/logs.yaml:43"],
  },
];
