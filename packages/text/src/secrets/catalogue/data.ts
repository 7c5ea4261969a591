import type { SecretRule } from "../rule.ts";
import { assigned, issuer, token } from "./define.ts";

/** Databases, storage, monitoring. */
export const dataRules: readonly SecretRule[] = [
  ...issuer("Supabase", "database", "supabase.com/dashboard (API keys)", [
    token("supabase-key", "Supabase key", ["sbp_{h:40}", "sbp_v0_{h:40}", "sb_secret_{w:31,40}"], { keywords: ["sbp_", "sb_secret_"] }),
  ]),
  ...issuer("Neon", "database", "console.neon.tech/app/settings/api-keys", [token("neon-api-key", "Neon API key", "napi_{a:60,80}")]),
  ...issuer("PlanetScale", "database", "app.planetscale.com", [
    token("planetscale-token", "PlanetScale token or password", [
      "pscale_tkn_{k:32,64}",
      "pscale_oauth_{k:32,64}",
      "pscale_pw_{k:32,64}",
      "pscale_tkn_{n:32,64}",
      "pscale_oauth_{n:32,64}",
      "pscale_pw_{n:32,64}",
    ]),
  ]),
  ...issuer("MongoDB", "database", "cloud.mongodb.com (API keys)", [
    token("mongodb-service-account-secret", "MongoDB Atlas service account secret", "mdb_sa_sk_{w:36,48}"),
    assigned("mongodb-atlas-key", "MongoDB Atlas private key", ["atlas", "mongodb"], "{uuid}", { heads: ["key", "secret"] }),
  ]),
  ...issuer("ClickHouse", "database", "console.clickhouse.cloud (API keys)", [
    token("clickhouse-secret-key", "ClickHouse Cloud key secret", "4b1d{A:38}", { check: "mixed-case-and-digit", entropy: 3.5 }),
  ]),
  ...issuer("Aiven", "database", "console.aiven.io", [
    token("aiven-password", "Aiven service password", "AVNS_{w:19}", { check: "mixed-case-and-digit" }),
  ]),
  ...issuer("Confluent", "database", "confluent.cloud (API keys)", [
    assigned("confluent-secret", "Confluent Cloud secret", ["confluent"], ["{m:64}", "{a:64}", "{U:16}", "{a:16}", "cflt{m:60}"], {
      check: "has-digit",
      entropy: 2.8,
    }),
  ]),
  ...issuer("Algolia", "database", "dashboard.algolia.com/account/api-keys", [
    assigned("algolia-admin-key", "Algolia key", ["algolia"], "{a:32}", { check: "has-digit" }),
  ]),
  ...issuer("Elastic", "database", "the Elastic deployment under API keys", [
    assigned("elastic-api-key", "Elastic API key", ["elastic", "elasticsearch", "kibana"], "{b:58,60}{pad}", {
      heads: ["key", "token", "secret", "apikey"],
      entropy: 4,
    }),
  ]),
  ...issuer("Snowflake", "database", "ALTER USER … REMOVE PROGRAMMATIC ACCESS TOKEN", [
    assigned("snowflake-password", "Snowflake password", ["snowflake"], "{n:12,80}", {
      heads: ["password", "pwd", "passphrase"],
      check: "mixed-case-and-digit",
      confidence: "possible",
      entropy: 3,
    }),
  ]),
  ...issuer("Airtable", "database", "airtable.com/create/tokens", [
    token("airtable-token", "Airtable personal access token", "pat{A:14}.{h:64}", { keywords: ["pat"] }),
    assigned("airtable-api-key", "Airtable API key (older form)", ["airtable"], ["key{A:14}", "{a:17}"], { check: "has-digit" }),
  ]),
  ...issuer("Notion", "saas", "notion.so/my-integrations", [
    token("notion-token", "Notion integration token", ["ntn_{d:11}{A:35}", "secret_{A:43}"], { check: "has-digit", entropy: 3.2 }),
  ]),
  ...issuer("Contentful", "saas", "app.contentful.com/account/profile/cma_tokens", [
    token("contentful-management-token", "Contentful management token", "CFPAT-{w:43}"),
    assigned("contentful-delivery-token", "Contentful delivery token", ["contentful"], "{w:43}", { check: "has-digit", entropy: 3.5 }),
  ]),
  ...issuer("Grafana", "monitoring", "the Grafana administration under Service accounts", [
    token("grafana-service-account-token", "Grafana service account token", "glsa_{A:32}_{x:8}"),
    token("grafana-cloud-token", "Grafana Cloud token", "glc_{b:32,400}{pad}", { check: "not-natural", entropy: 3 }),
    token("grafana-api-key", "Grafana API key", "eyJrIjoi{A:60,400}{pad}"),
  ]),
  ...issuer("Sentry", "monitoring", "sentry.io/settings/account/api/auth-tokens", [
    token("sentry-organization-token", "Sentry organisation token", "sntrys_eyJ{b:30,420}{pad}_{b:40,50}"),
    token("sentry-user-token", "Sentry user token", "sntryu_{h:64}"),
    assigned("sentry-legacy-token", "Sentry token (older form)", ["sentry"], "{h:64}", { heads: ["token", "key", "secret", "sentry"] }),
  ]),
  ...issuer("Datadog", "monitoring", "app.datadoghq.com/organization-settings/api-keys", [
    token("datadog-app-key", "Datadog application key", ["ddapp_{A:34}", "ddpat_{A:22,40}_{A:30,60}"], { keywords: ["ddapp_", "ddpat_"] }),
    assigned("datadog-key", "Datadog key", ["datadog", "dd_"], ["{a:40}", "{h:32}"], { check: "has-digit" }),
  ]),
  ...issuer("New Relic", "monitoring", "one.newrelic.com/api-keys", [
    token("newrelic-user-key", "New Relic user key", "NRAK-{U:27}"),
    token("newrelic-insert-key", "New Relic insert key", "NRII-{w:32}"),
    token("newrelic-browser-key", "New Relic browser key", "NRJS-{h:19}", { severity: "low" }),
    token("newrelic-license-key", "New Relic licence key", "{h:36}NRAL", { keywords: ["nral"], lead: 36 }),
    assigned("newrelic-api-id", "New Relic key", ["newrelic", "new_relic", "new-relic"], "{a:64}", { check: "has-digit" }),
  ]),
  ...issuer("Dynatrace", "monitoring", "the Dynatrace access tokens page", [
    token("dynatrace-token", "Dynatrace token", ["dt0c01.{A:24}.{A:64}", "dt0s{d:2}.{U:8,24}.{U:64}"], { keywords: ["dt0c01.", "dt0s"] }),
  ]),
  ...issuer("Sumo Logic", "monitoring", "the Sumo Logic security settings", [
    assigned("sumologic-access-id", "Sumo Logic access id", ["sumo"], "su{A:12}", { check: "mixed-case-and-digit" }),
    assigned("sumologic-access-key", "Sumo Logic access key", ["sumo"], "{A:64}", { check: "has-digit" }),
  ]),
  ...issuer("PagerDuty", "monitoring", "the PagerDuty API access keys page", [
    assigned("pagerduty-key", "PagerDuty key", ["pagerduty", "pager_duty"], ["{w:20}", "u+{w:18}", "{h:32}"], {
      heads: ["key", "token", "secret"],
      check: "has-digit",
    }),
  ]),
  ...issuer("Mapbox", "saas", "account.mapbox.com/access-tokens", [
    token("mapbox-secret-token", "Mapbox secret token", "sk.eyJ{w:50,120}.{w:22}"),
    token("mapbox-public-token", "Mapbox public token", ["pk.eyJ{w:50,120}.{w:22}", "pk.{a:60}.{a:22}"], {
      severity: "low",
      confidence: "possible",
      keywords: ["pk."],
    }),
  ]),
  ...issuer("MaxMind", "saas", "maxmind.com/en/accounts/current/license-key", [
    token("maxmind-license-key", "MaxMind licence key", "{A:6}_{A:29}_mmk", { keywords: ["_mmk"], lead: 36 }),
  ]),
  ...issuer("Dropbox", "storage", "dropbox.com/developers/apps", [
    token("dropbox-short-token", "Dropbox short-lived token", "sl.{k:130,1500}", { check: "has-digit", entropy: 4 }),
    assigned("dropbox-long-token", "Dropbox token", ["dropbox"], ["{a:11}AAAAAAAAAA{k:43}", "{a:15}", "{w:64}"], {
      check: "has-digit",
      heads: ["token", "key", "secret", "dropbox"],
    }),
  ]),
];
