import type { SecretRule } from "../rule.ts";
import { assigned, issuer, structure, token } from "./define.ts";

/** Cloud platforms, hosting and content delivery. */
export const cloudRules: readonly SecretRule[] = [
  ...issuer("Amazon", "cloud", "the IAM console (deactivate, then delete the access key)", [
    token("aws-access-key-id", "AWS access key id", "{=AKIA|ASIA|ABIA|ACCA}{B:16}", {
      keywords: ["akia", "asia", "abia", "acca"],
      check: "has-digit",
      entropy: 3,
    }),
    assigned(
      "aws-secret-access-key",
      "AWS secret access key",
      ["aws", "amazon", "secret_access_key", "secretaccesskey", "secret-access-key", "s3_secret", "s3secret", "access_key", "accesskey"],
      "{b:40}",
      { heads: ["key", "secret"], entropy: 4, check: "mixed-case-and-digit", severity: "critical" },
    ),
    assigned("aws-session-token", "AWS session token", ["session_token", "sessiontoken", "security_token"], "{b:150,1500}{pad}", {
      entropy: 4.5,
    }),
    token(
      "aws-bedrock-api-key",
      "Amazon Bedrock API key",
      ["ABSK{b:109,269}{pad}", "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t{b:0,1800}{pad}"],
      { entropy: 0 },
    ),
    token("aws-mws-token", "Amazon MWS auth token", "amzn.mws.{uuid}"),
  ]),
  ...issuer("Google", "cloud", "console.cloud.google.com/iam-admin/serviceaccounts", [
    structure("gcp-service-account-key", "Google Cloud service account key", ["private key-----"], { severity: "critical" }),
    token("google-oauth-client-secret", "Google OAuth client secret", "GOCSPX-{w:28}"),
    token("google-oauth-access-token", "Google OAuth access token", "ya29.{w:60,400}"),
    token("google-oauth-refresh-token", "Google OAuth refresh token", "1//0{w:40,110}", {
      keywords: ["1//0"],
      entropy: 3.5,
      check: "mixed-case-and-digit",
    }),
  ]),
  ...issuer("Microsoft", "cloud", "the Azure portal (regenerate the key or rotate the client secret)", [
    token("azure-client-secret", "Microsoft Entra client secret", "{e:3}{d:1}Q~{e:31,34}", { keywords: ["q~"], lead: 4, entropy: 3.5 }),
    assigned("azure-client-id", "Microsoft Entra application id", ["azure_client_id", "azureclientid", "azure-client-id"], "{uuid}", {
      severity: "low",
      confidence: "possible",
    }),
    token("azure-cognitive-key", "Azure OpenAI or AI services key", "{A:52}JQQJ99{A:26}", { keywords: ["jqqj99"], lead: 52 }),
    assigned(
      "azure-openai-key",
      "Azure OpenAI or AI services key (32 digits)",
      [
        "azure",
        "cognitive",
        "openai",
        "speech",
        "formrecognizer",
        "document_intelligence",
        "subscription",
        "computer_vision",
        "text_analytics",
      ],
      "{h:32}",
      { heads: ["key", "token", "secret"] },
    ),
    token("azure-search-key", "Azure AI Search key", "{A:42}AzSe{A:6}", { keywords: ["azse"], lead: 42 }),
    token("azure-function-key", "Azure Functions key", "{w:44}AzFu{w:8}==", { keywords: ["azfu"], lead: 44 }),
    token("azure-devops-pat", "Azure DevOps personal access token", "{A:76}AZDO{A:4}", { keywords: ["azdo"], lead: 76 }),
    assigned(
      "azure-storage-key",
      "Azure storage or Cosmos DB account key",
      ["accountkey", "account_key", "account-key", "storage_key", "storagekey", "azure", "cosmos"],
      "{b:86}==",
      { severity: "critical", entropy: 4 },
    ),
    assigned(
      "azure-shared-access-key",
      "Azure Service Bus, Event Hubs or IoT key",
      ["sharedaccesskey", "shared_access_key", "servicebus", "eventhub"],
      "{b:43}=",
      { entropy: 3.5 },
    ),
    token("azure-sas-signature", "Azure shared access signature", ["sig={b:43}%3D", "sig={g:43,70}%3D", "sig={b:43}="], {
      keywords: ["sig="],
      near: ["sv=", "&se=", "se="],
      entropy: 3.5,
    }),
  ]),
  ...issuer("DigitalOcean", "cloud", "cloud.digitalocean.com/account/api/tokens", [
    token("digitalocean-token", "DigitalOcean token", ["dop_v1_{h:64}", "doo_v1_{h:64}", "dor_v1_{h:64}"]),
    token("digitalocean-ai-key", "DigitalOcean model access key", "sk-do-{w:40,90}"),
  ]),
  ...issuer("Alibaba Cloud", "cloud", "ram.console.aliyun.com", [
    token("alibaba-access-key-id", "Alibaba Cloud access key id", "LTAI{A:16,22}", { check: "has-digit", entropy: 3 }),
    assigned("alibaba-secret-key", "Alibaba Cloud access key secret", ["alibaba", "aliyun", "alicloud", "oss_"], "{A:30}", {
      check: "has-digit",
      entropy: 3.2,
    }),
  ]),
  ...issuer("Tencent Cloud", "cloud", "console.cloud.tencent.com/cam/capi", [
    token("tencent-secret-id", "Tencent Cloud secret id", "AKID{A:32}", { check: "has-digit", entropy: 3.2 }),
    assigned("tencent-secret-key", "Tencent Cloud secret key", ["tencent", "qcloud"], "{A:32}", {
      heads: ["key", "secret"],
      check: "has-digit",
      entropy: 3.2,
    }),
  ]),
  ...issuer("IBM", "cloud", "cloud.ibm.com/iam/apikeys", [
    assigned("ibm-cloud-api-key", "IBM Cloud or watsonx API key", ["ibm", "watson", "bluemix"], "{w:44}", {
      heads: ["key", "token", "apikey"],
      check: "mixed-case-and-digit",
      entropy: 3.5,
    }),
  ]),
  ...issuer("Akamai", "cloud", "cloud.linode.com/profile/tokens", [assigned("linode-token", "Linode token", ["linode"], "{h:64}")]),
  ...issuer("Vultr", "cloud", "my.vultr.com/settings/#settingsapi", [
    assigned("vultr-api-key", "Vultr API key", ["vultr"], "{U:36}", { check: "has-digit" }),
  ]),
  ...issuer("Hetzner", "cloud", "console.hetzner.cloud (API tokens)", [
    assigned("hetzner-token", "Hetzner Cloud token", ["hcloud", "hetzner"], "{A:64}", { check: "has-digit" }),
  ]),
  ...issuer("Scaleway", "cloud", "console.scaleway.com/iam/api-keys", [
    assigned("scaleway-secret-key", "Scaleway secret key", ["scw", "scaleway"], "{uuid}", { heads: ["key", "token", "secret"] }),
  ]),
  ...issuer("Scalingo", "cloud", "dashboard.scalingo.com/account/tokens", [token("scalingo-token", "Scalingo token", "tk-us-{w:48}")]),
  ...issuer("Yandex", "cloud", "console.yandex.cloud", [
    token("yandex-api-key", "Yandex Cloud API key", "AQVN{w:35,38}"),
    token("yandex-access-key", "Yandex Cloud static key", "YC{w:38}", { check: "mixed-case-and-digit", entropy: 4, near: ["yandex"] }),
    token("yandex-iam-token", "Yandex Cloud IAM token", "t1.{k:20,400}.{w:86}{pad}", { entropy: 3.5 }),
  ]),
  ...issuer("Salesforce", "cloud", "dashboard.heroku.com/account", [
    token("heroku-token", "Heroku token", "HRKU-AA{w:58}", { entropy: 3.2 }),
    assigned("heroku-api-key", "Heroku API key (older form)", ["heroku"], "{uuid}"),
  ]),
  ...issuer("Fly.io", "cloud", "fly.io/user/personal_access_tokens", [
    token("flyio-token", "Fly.io token", ["fo1_{w:43}", "fm1{=a|r}_{b:100,900}{pad}", "fm2_{b:100,900}{pad}"], {
      keywords: ["fo1_", "fm1a_", "fm1r_", "fm2_"],
    }),
  ]),
  ...issuer("Render", "cloud", "dashboard.render.com/settings", [
    token("render-api-key", "Render API key", "rnd_{A:28,40}", { check: "has-digit" }),
  ]),
  ...issuer("Railway", "cloud", "railway.com/account/tokens", [
    assigned("railway-token", "Railway token", ["railway"], "{uuid}", { heads: ["key", "token"] }),
  ]),
  ...issuer("Vercel", "cloud", "vercel.com/account/tokens", [
    token("vercel-token", "Vercel token", ["vcp_{A:56,70}", "vck_{A:56,70}", "vci_{A:56,70}", "vcr_{A:56,70}", "vca_{A:56,70}"]),
    token("vercel-blob-token", "Vercel Blob token", "vercel_blob_rw_{A:16}_{A:30}"),
    assigned("vercel-legacy-token", "Vercel token (older form)", ["vercel"], "{A:24}", {
      heads: ["token", "key"],
      check: "mixed-case-and-digit",
    }),
  ]),
  ...issuer("Netlify", "cloud", "app.netlify.com/user/applications", [
    token("netlify-token", "Netlify token", "nfp_{A:36}"),
    assigned("netlify-legacy-token", "Netlify token (older form)", ["netlify"], "{w:40,46}", { check: "has-digit", entropy: 3.5 }),
  ]),
  ...issuer("Cloudflare", "cloud", "dash.cloudflare.com/profile/api-tokens", [
    token("cloudflare-token", "Cloudflare token", ["cfat_{A:40}{x:8}", "cfut_{A:40}{x:8}", "cfk_{A:40}{x:8}"]),
    token("cloudflare-origin-ca-key", "Cloudflare origin CA key", "v1.0-{h:24}-{h:146}"),
    assigned("cloudflare-api-key", "Cloudflare API token", ["cloudflare", "cf_api"], "{w:40}", { check: "has-digit", entropy: 3.5 }),
    assigned("cloudflare-global-key", "Cloudflare global API key", ["cloudflare", "cf_api"], "{h:37}"),
  ]),
  ...issuer("Fastly", "cloud", "manage.fastly.com/account/personal/tokens", [
    assigned("fastly-token", "Fastly token", ["fastly"], "{w:32}", { check: "has-digit", entropy: 3 }),
  ]),
  ...issuer("Red Hat", "cloud", "oc delete useroauthaccesstokens", [token("openshift-token", "OpenShift user token", "sha256~{w:43}")]),
  ...issuer("HashiCorp", "identity", "vault token revoke", [
    token("vault-service-token", "Vault service token", "hvs.{w:24,200}", { entropy: 3, severity: "critical" }),
    token("vault-batch-token", "Vault batch token", "hvb.{w:120,300}"),
    token("vault-recovery-token", "Vault recovery token", "hvr.{w:24,200}", { severity: "critical" }),
    token("vault-legacy-token", "Vault token (older form)", "s.{A:24}", { keywords: ["s."], check: "mixed-case-and-digit", entropy: 3.6 }),
    token("terraform-cloud-token", "HCP Terraform token", "{A:14}.atlasv1.{k:60,70}", { keywords: [".atlasv1."], lead: 14 }),
  ]),
  ...issuer("Pulumi", "cloud", "app.pulumi.com/account/tokens", [token("pulumi-token", "Pulumi token", "pul-{h:40}")]),
  ...issuer("Infracost", "saas", "dashboard.infracost.io", [
    token("infracost-api-key", "Infracost API key", "ico-{A:32}", { check: "has-digit", entropy: 3.2 }),
  ]),
  ...issuer("Defined Networking", "network", "admin.defined.net", [
    token("defined-networking-token", "Defined Networking token", "dnkey-{w:26}-{w:52}"),
  ]),
  ...issuer("Tailscale", "network", "login.tailscale.com/admin/settings/keys", [
    token("tailscale-key", "Tailscale key", "tskey-{=api|auth|client|scim|webhook}-{A:8,24}-{A:20,40}", { keywords: ["tskey-"] }),
  ]),
  ...issuer("ngrok", "network", "dashboard.ngrok.com", [
    assigned("ngrok-authtoken", "ngrok authtoken", ["ngrok"], "2{A:26,48}", { check: "mixed-case-and-digit" }),
  ]),
  ...issuer("Cisco", "network", "dashboard.meraki.com (API access)", [
    assigned("meraki-api-key", "Cisco Meraki API key", ["meraki"], "{h:40}"),
  ]),
];
