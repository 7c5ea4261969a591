/*
 * Credentials that products ship with or print in their own example files: everybody knows them. Published values, not
 * secrets. Written from knowledge of the projects in November 2026: Kubeflow's was read again, the others were not.
 */

export interface DefaultCredential {
  readonly product: string;
  /** Names of variables or settings. */
  readonly names: RegExp;
  readonly values: RegExp;
  readonly source: string;
}

export const DEFAULT_CREDENTIALS: readonly DefaultCredential[] = [
  {
    product: "Airflow",
    names: /^_AIRFLOW_WWW_USER_PASSWORD$/,
    values: /^(?:airflow|admin)$/,
    source: "https://airflow.apache.org/docs/apache-airflow/stable/howto/docker-compose/index.html",
  },
  {
    product: "Airflow",
    names: /^AIRFLOW__(?:WEBSERVER|API)__SECRET_KEY$/,
    values: /^(?:temporary_key|airflow|secret|test)$/i,
    source: "https://airflow.apache.org/docs/apache-airflow/stable/configurations-ref.html",
  },
  {
    product: "MinIO",
    names: /^MINIO_(?:ROOT_PASSWORD|SECRET_KEY|ROOT_USER_PASSWORD)$/,
    values: /^(?:minioadmin|minio123|minio|miniosecret)$/i,
    source: "https://min.io/docs/minio/linux/reference/minio-server/settings/root-credentials.html",
  },
  {
    product: "LiteLLM",
    names: /^(?:LITELLM_MASTER_KEY|PROXY_MASTER_KEY|master_key)$/,
    values: /^sk-(?:1234|12345|123456)$/,
    source: "https://docs.litellm.ai/docs/proxy/virtual_keys",
  },
  {
    product: "Argilla",
    names: /^(?:ARGILLA_)?(?:USERNAME_|OWNER_|ADMIN_|ANNOTATOR_)?(?:PASSWORD|API_KEY)$|^DEFAULT_USER_(?:PASSWORD|API_KEY)$/,
    values: /^(?:argilla\.apikey|owner\.apikey|admin\.apikey|12345678)$/,
    source: "https://docs.argilla.io/latest/getting_started/how-to-deploy-argilla-with-docker/",
  },
  {
    product: "Langfuse",
    names: /^(?:SALT|NEXTAUTH_SECRET|ENCRYPTION_KEY|REDIS_AUTH)$/,
    values: /^(?:mysalt|mysecret|0{64}|myredissecret)$/,
    source: "https://langfuse.com/self-hosting/deployment/docker-compose",
  },
  {
    product: "Dify",
    names: /^(?:DB|REDIS|QDRANT_API|OPENSEARCH|PGVECTOR)_?(?:PASSWORD|KEY)$|^POSTGRES_PASSWORD$|^QDRANT_API_KEY$/,
    values: /^difyai123456$/,
    source: "https://github.com/langgenius/dify/blob/main/docker/.env.example",
  },
  {
    product: "Langflow",
    names: /^LANGFLOW_SUPERUSER_PASSWORD$/,
    values: /^(?:langflow|admin|password)$/i,
    source: "https://docs.langflow.org/api-keys-and-authentication",
  },
  {
    product: "Flowise",
    names: /^FLOWISE_PASSWORD$/,
    values: /^1234$/,
    source: "https://docs.flowiseai.com/configuration/authorization/app-level",
  },
  {
    product: "Open WebUI",
    names: /^WEBUI_SECRET_KEY$/,
    values: /^t0p-s3cr3t$/,
    source: "https://docs.openwebui.com/getting-started/env-configuration",
  },
  {
    product: "Neo4j",
    names: /^NEO4J_AUTH$/,
    values: /^neo4j\/(?:neo4j|password|test|test1234|your_password|local_pass)$/i,
    source: "https://neo4j.com/docs/operations-manual/current/docker/introduction/",
  },
  {
    product: "Grafana",
    names: /^GF_SECURITY_ADMIN_PASSWORD$/,
    values: /^(?:admin|grafana|password)$/i,
    source: "https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/",
  },
];

/** bcrypt of 12341234, the password of user@example.com in the manifests of Kubeflow (common/dex). */
export const KUBEFLOW_DEFAULT_HASH = "$2y$12$4K/VkmDd1q1Orb3xAt82zu8gk7Ad6ReFR4LCP9UeYE90NLiN9Df72";

/** SHA-256 of it: where it stands in a secret, readers keep only that. */
export const KUBEFLOW_DEFAULT_DIGEST = "c154376989fcff516b441dcc647bfe75780c80caf4f0d10012f98f93db0aa510";

/** What is tried first, on any service that a network reaches. */
export const TRIED_FIRST =
  /^(?:admin|administrator|root|password|password123|passw0rd|changeme|change[-_]me|secret|mysecretpassword|example|test|guest|1234|12345|123456|12345678|postgres|mongo|mongodb|elastic|redis|clickhouse|mlflow|jupyter|ollama|qdrant|letmein)$/i;
