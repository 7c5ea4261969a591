export { combineUpdates, FederatedReport } from "../federated/combine.ts";
export { METHODS, type Method } from "../federated/rules.ts";
export { NO_HISTORY, readTrust, TrustHistory } from "../federated/trust.ts";
export type { Update } from "../federated/update.ts";
