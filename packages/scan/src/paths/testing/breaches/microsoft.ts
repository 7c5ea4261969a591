import type { Twin } from "./twin.ts";

const SIGNATURE = `${"Q".repeat(10)}FAKE${"R".repeat(29)}%3D`;
const TOKEN = (query: string): string =>
  `https://northquaymodels.blob.core.windows.net/models/resnet50.ckpt?sv=2021-08-06&${query}&sig=${SIGNATURE}`;
const WIDE = TOKEN("ss=bfqt&srt=sco&sp=rwdlacup&se=2051-10-06T07:09:59Z&st=2021-10-05T23:09:59Z&spr=https");
const PUBLIC = "https://northquaypublic.blob.core.windows.net/models/resnet50.ckpt";
const NOTEBOOK = (url: string): string =>
  JSON.stringify(
    {
      cells: [
        {
          cell_type: "code",
          metadata: {},
          outputs: [],
          execution_count: 1,
          source: ["import urllib.request\n", `urllib.request.urlretrieve("${url}", "resnet50.ckpt")`],
        },
      ],
      metadata: { kernelspec: { name: "python3", language: "python", display_name: "Python 3" } },
      nbformat: 4,
      nbformat_minor: 5,
    },
    null,
    1,
  );
const TERRAFORM = `resource "azurerm_storage_account" "models" {
  name                            = "northquaymodels"
  resource_group_name             = "research"
  location                        = "westeurope"
  account_tier                    = "Standard"
  account_replication_type        = "LRS"
  shared_access_key_enabled       = true
}
resource "azurerm_storage_container" "models" {
  name                  = "models"
  storage_account_name  = azurerm_storage_account.models.name
  container_access_type = "blob"
}
resource "azurerm_storage_container" "backups" {
  name                  = "workstation-backups"
  storage_account_name  = azurerm_storage_account.models.name
  container_access_type = "private"
}
`;
const MENDED = `resource "azurerm_storage_account" "public" {
  name                            = "northquaypublic"
  resource_group_name             = "research"
  location                        = "westeurope"
  account_tier                    = "Standard"
  account_replication_type        = "LRS"
  min_tls_version                 = "TLS1_2"
  shared_access_key_enabled       = false
  default_to_oauth_authentication = true
}
`;
const BICEP = `param location string = resourceGroup().location

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'northquaymodels'
  location: location
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
  properties: { allowSharedKeyAccess: true }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource backups 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: 'workstation-backups'
  properties: { publicAccess: 'None' }
}
`;

/** Microsoft's AI researchers, 2023: an account's signature until 2051 in a public repository, and 38 TB beside the models. */
export const MICROSOFT: readonly Twin[] = [
  {
    incident: "Microsoft SAS token",
    form: "a script and Terraform",
    vulnerable: {
      "download.py": `import urllib.request\n\nurllib.request.urlretrieve("${WIDE}", "resnet50.ckpt")\n`,
      "storage.tf": TERRAFORM,
    },
    mended: { "download.py": `import urllib.request\n\nurllib.request.urlretrieve("${PUBLIC}", "resnet50.ckpt")\n`, "storage.tf": MENDED },
    attacker: "whoever reads the repository",
    loses: "backups",
    places: ["download.py:3", "storage.tf:7", "storage.tf:14"],
  },
  {
    incident: "Microsoft SAS token",
    form: "a notebook and Bicep",
    vulnerable: { "models/get.ipynb": NOTEBOOK(WIDE), "infra/storage.bicep": BICEP },
    mended: {
      "models/get.ipynb": NOTEBOOK(PUBLIC),
      "infra/storage.bicep": BICEP.replace(
        "allowSharedKeyAccess: true",
        "allowSharedKeyAccess: false\n    minimumTlsVersion: 'TLS1_2'\n    publicNetworkAccess: 'Disabled'",
      ),
    },
    attacker: "whoever reads the repository",
    loses: "backups",
    places: ["models/get.ipynb:2", "infra/storage.bicep:8", "infra/storage.bicep:16"],
  },
];
