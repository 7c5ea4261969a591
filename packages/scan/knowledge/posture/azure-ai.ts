import { is, isNot, unset } from "./conditions.ts";
import { arm, row, terraform } from "./examples.ts";
import type { Condition, SettingRow } from "./schema.ts";

/*
 * Azure AI services (Cognitive Services, Azure OpenAI, Foundry). Defaults from learn.microsoft.com/azure/templates and the
 * azurerm provider: public network access and local authentication are on where nothing is said.
 */

const ACCOUNT = "Microsoft.CognitiveServices/accounts";
const TERRAFORM_ACCOUNTS = ["azurerm_cognitive_account", "azurerm_ai_services"];
const COGNITIVE = [...TERRAFORM_ACCOUNTS, ACCOUNT];
const SEARCH = ["azurerm_search_service", "Microsoft.Search/searchServices"];
const PUBLIC = ["public_network_access_enabled", "public_network_access", "properties.publicNetworkAccess"];
const search = (settings: string): string => terraform("azurerm_search_service", settings, "rag");

/** Kinds of accounts that run models which fetch, and whose way out can be narrowed. */
const MODELS: Condition = { setting: "kind", matches: "(?i)^(openai|aiservices)$" };

export const AZURE_AI: readonly SettingRow[] = [
  {
    id: "azure-ai-public-network",
    title: "An Azure AI service is reachable from every network",
    why: "A stolen key is enough to use the models, at any price and from anywhere, and to read what was uploaded.",
    fix: "Set public_network_access_enabled = false and use a private endpoint, or deny by default in network_acls.",
    base: [3, 2, 2, 2],
    references: [
      "CKV_AZURE_134",
      "prowler aiservices_account_public_network_access_disabled",
      "prowler aiservices_account_network_acls_default_action_deny",
    ],
    controls: ["ADS-INFR-03"],
    because: { exposure: "the whole internet, with a key" },
    says: "is reachable from every network",
    cases: [
      {
        types: COGNITIVE,
        fails: {
          all: [isNot(PUBLIC, false, "Disabled"), isNot(["network_acls.default_action", "properties.networkAcls.defaultAction"], "Deny")],
        },
      },
    ],
    bad: [{ title: "not said", files: { "main.json": arm("Microsoft.CognitiveServices/accounts", '"disableLocalAuth": true') } }],
    good: [
      {
        title: "switched off",
        files: { "main.json": arm("Microsoft.CognitiveServices/accounts", '"publicNetworkAccess": "Disabled"') },
      },
    ],
  },
  {
    id: "azure-ai-local-auth",
    title: "An Azure AI service accepts keys instead of identities",
    why: "Keys are shared, do not expire and name nobody; one in a repository is access for everybody who reads it.",
    fix: "Set local_auth_enabled = false (disableLocalAuth: true) and use managed identities.",
    base: [2, 2, 2, 2],
    references: ["CKV_AZURE_236", "prowler aiservices_account_local_auth_disabled"],
    controls: ["ADS-INFR-06"],
    says: "accepts access keys (local authentication is on)",
    cases: [
      {
        types: ["azurerm_cognitive_account", "azurerm_ai_services"],
        fails: isNot(["local_auth_enabled", "local_authentication_enabled"], false),
      },
      { types: ["Microsoft.CognitiveServices/accounts"], fails: isNot("properties.disableLocalAuth", true) },
    ],
    bad: [{ title: "not said", files: { "main.json": arm("Microsoft.CognitiveServices/accounts", '"publicNetworkAccess": "Disabled"') } }],
    good: [{ title: "switched off", files: { "main.json": arm("Microsoft.CognitiveServices/accounts", '"disableLocalAuth": true') } }],
  },
  {
    id: "azure-ai-no-managed-identity",
    title: "An Azure AI service has no managed identity",
    why: "To reach storage or a vault it needs a key or connection string that somebody keeps somewhere.",
    fix: 'Add identity { type = "SystemAssigned" }.',
    base: [1, 1, 2, 1],
    references: ["CKV_AZURE_238", "CKV_AZURE_207", "prowler aiservices_account_managed_identity_enabled"],
    controls: ["ADS-INFR-06"],
    hygiene: true,
    says: "has no managed identity",
    cases: [{ types: [...COGNITIVE, ...SEARCH], fails: { any: [unset("identity.type"), is("identity.type", "None")] } }],
    bad: [{ title: "none", files: { "main.tf": search("") } }],
    good: [{ title: "its own", files: { "main.tf": search('  identity {\n    type = "SystemAssigned"\n  }\n') } }],
  },
  row({
    id: "azure-ai-outbound-open",
    title: "An Azure OpenAI account may send data anywhere (no data loss prevention)",
    why: "Features that fetch a URL or call a tool can be led to carry data to an attacker's host.",
    fix: "Set outbound_network_access_restricted = true and list the fqdns that it needs (restrictOutboundNetworkAccess, allowedFqdnList).",
    base: [2, 1, 2, 2],
    controls: ["ADS-INFR-03"],
    references: ["CKV_AZURE_247", "prowler aiservices_account_outbound_network_restricted"],
    says: "may reach any host (outbound access is not restricted to named hosts)",
    cases: [
      {
        types: ["azurerm_cognitive_account"],
        when: MODELS,
        fails: { any: [isNot("outbound_network_access_restricted", true), unset("fqdns")] },
      },
      { types: ["azurerm_ai_services"], fails: { any: [isNot("outbound_network_access_restricted", true), unset("fqdns")] } },
      {
        types: [ACCOUNT],
        when: MODELS,
        fails: { any: [isNot("properties.restrictOutboundNetworkAccess", true), unset("properties.allowedFqdnList")] },
      },
    ],
    bad: arm(ACCOUNT, '"publicNetworkAccess": "Disabled"', ' "kind": "OpenAI",'),
    good: arm(ACCOUNT, '"restrictOutboundNetworkAccess": true, "allowedFqdnList": ["files.example.com"]', ' "kind": "OpenAI",'),
  }),
  {
    id: "azure-ai-unencrypted",
    title: "An Azure AI service is not encrypted with a key of one's own",
    why: "Fine-tuning data, uploads and stored conversations lie under a key that cannot be taken away.",
    fix: "Set customer_managed_key, or properties.encryption with a Key Vault key.",
    base: [1, 1, 2, 1],
    references: ["CKV2_AZURE_22", "prowler aiservices_account_encrypted_with_cmk"],
    controls: ["ADS-INFR-01"],
    hygiene: true,
    says: "is not encrypted with a customer-managed key",
    cases: [
      {
        types: COGNITIVE,
        fails: {
          all: [
            unset("customer_managed_key", "properties.encryption.keyVaultProperties"),
            { not: { linkedFrom: ["azurerm_cognitive_account_customer_managed_key"], by: "cognitive_account_id" } },
          ],
        },
      },
    ],
    bad: [{ title: "no key", files: { "main.json": arm("Microsoft.CognitiveServices/accounts", '"disableLocalAuth": true') } }],
    good: [
      {
        title: "a key",
        files: {
          "main.tf":
            'resource "azurerm_cognitive_account" "openai" {\n  name = "openai"\n  kind = "OpenAI"\n}\nresource "azurerm_cognitive_account_customer_managed_key" "openai" {\n  cognitive_account_id = azurerm_cognitive_account.openai.id\n  key_vault_key_id     = azurerm_key_vault_key.ai.id\n}\n',
        },
      },
    ],
  },
  row({
    id: "azure-ai-no-private-endpoint",
    title: "An Azure AI service without private endpoint",
    why: "Prompts, files and answers travel over the public address of the service, which every network can try.",
    fix: "Add a private endpoint to the account (azurerm_private_endpoint, Microsoft.Network/privateEndpoints).",
    base: [2, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-03"],
    references: ["prowler aiservices_account_uses_private_endpoint"],
    says: "has no private endpoint",
    cases: [
      {
        types: TERRAFORM_ACCOUNTS,
        fails: { not: { linkedFrom: ["azurerm_private_endpoint"], by: "private_service_connection.private_connection_resource_id" } },
      },
      {
        types: [ACCOUNT],
        fails: {
          not: {
            linkedFrom: ["Microsoft.Network/privateEndpoints"],
            by: ["properties.privateLinkServiceConnections.properties.privateLinkServiceId", "properties.privateLinkServiceConnections"],
          },
        },
      },
    ],
    bad: terraform("azurerm_cognitive_account", 'kind = "OpenAI"'),
    good:
      terraform("azurerm_cognitive_account", 'kind = "OpenAI"') +
      terraform(
        "azurerm_private_endpoint",
        "private_service_connection {\n  private_connection_resource_id = azurerm_cognitive_account.ai.id\n}",
      ),
  }),
  row({
    id: "azure-ai-no-diagnostics",
    title: "An Azure AI account without a diagnostic setting",
    why: "Nobody sees who used the models, with which key and how often: misuse and copies of data leave no trace.",
    fix: "Add azurerm_monitor_diagnostic_setting (Microsoft.Insights/diagnosticSettings) with the Audit and RequestResponse logs.",
    base: [1, 1, 2, 2],
    hygiene: true,
    controls: ["ADS-INFR-04"],
    references: ["prowler aiservices_account_diagnostic_logging_enabled"],
    says: "keeps no log of its use (no diagnostic setting)",
    cases: [
      {
        types: TERRAFORM_ACCOUNTS,
        fails: { not: { linkedFrom: ["azurerm_monitor_diagnostic_setting"], by: "target_resource_id" } },
      },
      {
        types: [ACCOUNT],
        fails: {
          all: [
            { not: { linkedFrom: ["Microsoft.Insights/diagnosticSettings"], by: ["scope", "parent"] } },
            { not: { linkedFrom: [`${ACCOUNT}/providers/diagnosticSettings`], by: "parent" } },
            { not: { linkedFrom: ["azurerm_monitor_diagnostic_setting"], by: "target_resource_id" } },
          ],
        },
      },
    ],
    bad: terraform("azurerm_cognitive_account", 'kind = "OpenAI"'),
    good:
      terraform("azurerm_cognitive_account", 'kind = "OpenAI"') +
      terraform("azurerm_monitor_diagnostic_setting", "target_resource_id = azurerm_cognitive_account.ai.id"),
  }),
  row({
    id: "azure-ai-content-filter-weak",
    title: "A content filter of Azure OpenAI is weaker than the default",
    why: "What the default policy stops, hate, violence or attempts to steer the model, comes through in prompts or in answers.",
    fix: "Leave filters enabled and blocking, with a severity threshold of Medium or Low.",
    base: [3, 2, 2, 2],
    controls: ["ADS-AGNT-10"],
    because: { exposure: "whoever writes prompts" },
    says: "lets through what the default content filter stops (a filter is off, does not block, or stops only the worst)",
    cases: [
      {
        types: ["azurerm_cognitive_account_rai_policy"],
        fails: {
          some: "content_filter",
          where: { any: [is(["filter_enabled", "enabled"], false), is("block_enabled", false), is("severity_threshold", "High")] },
        },
      },
      {
        types: [`${ACCOUNT}/raiPolicies`],
        fails: {
          some: ["properties.contentFilters"],
          where: {
            any: [is("enabled", false), is("blocking", false), is(["severityThreshold", "allowedContentLevel"], "High")],
          },
        },
      },
    ],
    bad: arm(
      `${ACCOUNT}/raiPolicies`,
      '"contentFilters": [{ "name": "hate", "enabled": true, "blocking": false, "severityThreshold": "Medium", "source": "Prompt" }]',
    ),
    good: arm(
      `${ACCOUNT}/raiPolicies`,
      '"contentFilters": [{ "name": "hate", "enabled": true, "blocking": true, "severityThreshold": "Medium", "source": "Prompt" }]',
    ),
  }),
  row({
    id: "azure-ai-no-prompt-shield",
    title: "A content filter of Azure OpenAI without a prompt shield",
    why: "Attempts to break out of the instructions are neither recognised nor stopped before they reach the model.",
    fix: "Add a filter named Jailbreak (and Indirect Attack) that is enabled and blocks.",
    base: [3, 1, 2, 2],
    hygiene: true,
    controls: ["ADS-AGNT-10"],
    references: ["prowler aiservices_deployment_content_filter_prompt_shield_enabled"],
    says: "has no prompt shield: no filter against jailbreaks that blocks",
    cases: [
      {
        types: ["azurerm_cognitive_account_rai_policy"],
        fails: {
          not: { some: "content_filter", where: { all: [{ setting: "name", matches: "(?i)jailbreak" }, isNot("block_enabled", false)] } },
        },
      },
      {
        types: [`${ACCOUNT}/raiPolicies`],
        when: { setting: "properties.contentFilters", absent: false },
        fails: {
          not: {
            some: ["properties.contentFilters"],
            where: { all: [{ setting: "name", matches: "(?i)jailbreak" }, isNot("blocking", false), isNot("enabled", false)] },
          },
        },
      },
    ],
    bad: arm(`${ACCOUNT}/raiPolicies`, '"contentFilters": [{ "name": "hate", "enabled": true, "blocking": true, "source": "Prompt" }]'),
    good: arm(
      `${ACCOUNT}/raiPolicies`,
      '"contentFilters": [{ "name": "Jailbreak", "enabled": true, "blocking": true, "source": "Prompt" }]',
    ),
  }),
];
