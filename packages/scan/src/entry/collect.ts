export { awsSend } from "../collect/aws/clients.ts";
export { collectAws } from "../collect/aws/collect.ts";
export { awsCollectPolicy } from "../collect/aws/print-policy.ts";
export type { InventoryDocument } from "../collect/document.ts";
export { fileJournal } from "../collect/journal.ts";
export { kubernetesGet } from "../collect/kubernetes/client.ts";
export { collectKubernetes } from "../collect/kubernetes/collect.ts";
export { clusterRole } from "../collect/kubernetes/kinds.ts";
export { clusterAccess } from "../collect/kubernetes/kubeconfig.ts";
