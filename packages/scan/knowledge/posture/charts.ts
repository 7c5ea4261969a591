/*
 * Values of Helm charts by which a store, a tracker or a database stops asking who calls. Written from knowledge of the
 * charts in November 2026; the page of each stands beside it.
 */

export interface ChartSwitch {
  readonly product: string;
  /** Names of the chart, of the key that a parent chart gives it, and of its image. */
  readonly charts: RegExp;
  /** Dotted path below the values of the chart. */
  readonly path: string;
  readonly off: RegExp;
  /** What is then open to whoever reaches it. */
  readonly what: string;
  /** Serves anything: judged where the same target holds AI. */
  readonly general?: true;
  readonly source: string;
}

const FALSE = /^(?:false|no|off|0)$/i;

export const CHART_SWITCHES: readonly ChartSwitch[] = [
  {
    product: "Weaviate",
    charts: /^weaviate$/,
    path: "authentication.anonymous_access.enabled",
    off: /^true$/i,
    what: "lets anonymous callers read and change every collection",
    source: "https://docs.weaviate.io/deploy/configuration/authentication",
  },
  {
    product: "Weaviate",
    charts: /^weaviate$/,
    path: "env.AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED",
    off: /^true$/i,
    what: "lets anonymous callers read and change every collection",
    source: "https://docs.weaviate.io/deploy/configuration/authentication",
  },
  {
    product: "Chroma",
    charts: /^chroma(?:db)?$/,
    path: "chromadb.auth.enabled",
    off: FALSE,
    what: "asks for no token",
    source: "https://github.com/amikos-tech/chromadb-chart",
  },
  {
    product: "MLflow",
    charts: /^mlflow$/,
    path: "tracking.auth.enabled",
    off: FALSE,
    what: "asks nobody who logs or replaces models",
    source: "https://github.com/bitnami/charts/tree/main/bitnami/mlflow",
  },
  {
    product: "MLflow",
    charts: /^mlflow$/,
    path: "auth.enabled",
    off: FALSE,
    what: "asks nobody who logs or replaces models",
    source: "https://github.com/community-charts/helm-charts/tree/main/charts/mlflow",
  },
  {
    product: "Redis",
    charts: /^(?:redis|valkey)(?:-cluster)?$/,
    path: "auth.enabled",
    off: FALSE,
    what: "asks for no password",
    general: true,
    source: "https://github.com/bitnami/charts/tree/main/bitnami/redis",
  },
  {
    product: "MongoDB",
    charts: /^mongodb(?:-sharded)?$/,
    path: "auth.enabled",
    off: FALSE,
    what: "asks for no password",
    general: true,
    source: "https://github.com/bitnami/charts/tree/main/bitnami/mongodb",
  },
  {
    product: "Elasticsearch",
    charts: /^elasticsearch$/,
    path: "security.enabled",
    off: FALSE,
    what: "asks for no password",
    general: true,
    source: "https://github.com/bitnami/charts/tree/main/bitnami/elasticsearch",
  },
  {
    product: "Neo4j",
    charts: /^neo4j$/,
    path: "config.dbms.security.auth_enabled",
    off: FALSE,
    what: "asks for no password",
    general: true,
    source: "https://neo4j.com/docs/operations-manual/current/kubernetes/configuration/",
  },
];

/** Keys of configuration files that a chart carries as text (`extraConfigFiles`, `esConfig`, `config`). */
export const CHART_FILES: readonly Omit<ChartSwitch, "charts">[] = [
  {
    product: "Milvus",
    path: "common.security.authorizationEnabled",
    off: FALSE,
    what: "asks for no password (authorizationEnabled)",
    source: "https://milvus.io/docs/authenticate.md",
  },
  {
    product: "Elasticsearch",
    path: "xpack.security.enabled",
    off: FALSE,
    what: "asks for no password (xpack.security.enabled)",
    general: true,
    source: "https://www.elastic.co/guide/en/elasticsearch/reference/current/security-settings.html",
  },
  {
    product: "OpenSearch",
    path: "plugins.security.disabled",
    off: /^true$/i,
    what: "asks for no password (plugins.security.disabled)",
    general: true,
    source: "https://docs.opensearch.org/latest/security/configuration/disable-enable-security/",
  },
];
