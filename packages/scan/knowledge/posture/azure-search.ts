import { ANYWHERE, is, isNot } from "./conditions.ts";
import { terraform } from "./examples.ts";
import type { SettingRow } from "./schema.ts";

/* Azure AI Search, whose index answers are made of. Public access and API keys are on where nothing is said. */

const SEARCH = ["azurerm_search_service", "Microsoft.Search/searchServices"];
const PUBLIC = ["public_network_access_enabled", "properties.publicNetworkAccess"];
const search = (settings: string): string => terraform("azurerm_search_service", settings, "rag");

export const AZURE_SEARCH: readonly SettingRow[] = [
  {
    id: "azure-search-public-network",
    title: "An Azure AI Search service is reachable from every network",
    why: "The index holds the documents that answers are made of; with a key anybody reads or rewrites them.",
    fix: "Set public_network_access_enabled = false and use a private endpoint.",
    base: [3, 2, 2, 2],
    references: ["CKV_AZURE_124", "prowler aisearch_service_not_publicly_accessible"],
    controls: ["ADS-INFR-03"],
    says: "is reachable from every network",
    cases: [{ types: SEARCH, fails: isNot(PUBLIC, false, "Disabled") }],
    bad: [{ title: "not said", files: { "main.tf": search("") } }],
    good: [{ title: "switched off", files: { "main.tf": search("  public_network_access_enabled = false\n") } }],
  },
  {
    id: "azure-search-any-address",
    title: "An Azure AI Search service lets every address in",
    why: "A list of allowed addresses that holds all of them is none.",
    fix: "Name the networks that need it.",
    base: [3, 2, 2, 2],
    references: ["CKV_AZURE_210"],
    controls: ["ADS-INFR-03"],
    says: "allows every address",
    supersedes: ["azure-search-public-network"],
    cases: [
      {
        types: SEARCH,
        fails: is(["allowed_ips", "properties.networkRuleSet.ipRules.value", "properties.networkRuleSet.ipRules.ipAddress"], ...ANYWHERE),
      },
    ],
    bad: [{ title: "all", files: { "main.tf": search('  allowed_ips = ["0.0.0.0/0"]\n') } }],
    good: [{ title: "one network", files: { "main.tf": search('  allowed_ips = ["10.0.0.0/16"]\n') } }],
  },
  {
    id: "azure-search-local-auth",
    title: "An Azure AI Search service accepts keys instead of identities",
    why: "An admin key rewrites the index that answers are made of, and names nobody.",
    fix: "Set local_authentication_enabled = false (disableLocalAuth: true) and give roles.",
    base: [2, 2, 2, 2],
    controls: ["ADS-INFR-06"],
    says: "accepts API keys",
    cases: [
      { types: ["azurerm_search_service"], fails: isNot("local_authentication_enabled", false) },
      { types: ["Microsoft.Search/searchServices"], fails: isNot("properties.disableLocalAuth", true) },
    ],
    bad: [{ title: "not said", files: { "main.tf": search("") } }],
    good: [{ title: "switched off", files: { "main.tf": search("  local_authentication_enabled = false\n") } }],
  },
  {
    id: "azure-search-replicas-index",
    title: "AI Search has fewer replicas than its service level for indexing needs",
    why: "With fewer than three replicas the provider promises nothing for indexing; answers go stale unseen.",
    fix: "Set replica_count = 3 or more.",
    base: [0, 1, 1, 2],
    references: ["CKV_AZURE_208"],
    controls: ["ADS-INFR-07"],
    hygiene: true,
    says: "has fewer than three replicas (service level of index updates)",
    cases: [{ types: SEARCH, fails: { not: { setting: ["replica_count", "properties.replicaCount"], above: 2 } } }],
    bad: [{ title: "two", files: { "main.tf": search("  replica_count = 2\n") } }],
    good: [{ title: "three", files: { "main.tf": search("  replica_count = 3\n") } }],
  },
  {
    id: "azure-search-replicas-query",
    title: "AI Search has fewer replicas than its service level for queries needs",
    why: "With one replica every update of the service stops the answers that need it.",
    fix: "Set replica_count = 2 or more.",
    base: [0, 1, 1, 2],
    references: ["CKV_AZURE_209"],
    controls: ["ADS-INFR-07"],
    hygiene: true,
    says: "has a single replica (service level of queries)",
    cases: [{ types: SEARCH, fails: { not: { setting: ["replica_count", "properties.replicaCount"], above: 1 } } }],
    bad: [{ title: "one", files: { "main.tf": search("  replica_count = 1\n") } }],
    good: [{ title: "two", files: { "main.tf": search("  replica_count = 2\n") } }],
  },
];
