const PRINCIPAL = `{
  clearance: Long,          // 0 public to 4 secret
  mfa: Bool,                // a second factor was shown in this session
}`;

const ASSET = `{
  classification: Long,     // 0 public to 4 secret
  labels: Set<String>,      // "personal", "health", ...
  purposes: Set<String>,    // for which consent or another basis stands; "any" for all
  stages: Set<String>,      // "any" for all
  regions: Set<String>,     // where it may be used; "any" for all
  quarantined: Bool,
  heldOut: Bool,            // kept for evaluation
  legalHold: Bool,
  privacyBudgeted: Bool,    // may be used only while a privacy budget is left
  consentBasis?: String,    // consent, contract, legal-obligation, ...
  expiresAt?: datetime,
}`;

/** The published schema, in Cedar's own form: what policies can speak of. `castellan policy schema` prints it. */
export const POLICY_SCHEMA = `// Who asks.
entity Team;
entity User in [Team] ${PRINCIPAL};
entity Service in [Team] ${PRINCIPAL};
entity Agent in [Team] ${PRINCIPAL};

// What is asked for.
entity Collection;
entity DataSet in [Collection] ${ASSET};
entity Model in [Collection] ${ASSET};
entity Endpoint in [Collection] ${ASSET};
entity Index in [Collection] ${ASSET};

// For what, and how.
type Use = {
  stage: String,            // the name of the action once more
  purpose: String,
  region: String,
  masked: Bool,             // personal data is masked before it is handed out
  sealed: Bool,             // handed out encrypted, for named recipients
  now: datetime,
  runId?: String,
  remainingPrivacyBudget?: decimal,
  grantExpiresAt?: datetime // of a grant that was given before
};
action use;
action ingest, train, "fine-tune", evaluate, inference, retrieval, delete in [use] appliesTo {
  principal: [User, Service, Agent],
  resource: [DataSet, Model, Endpoint, Index],
  context: Use
};
`;

export const STAGES = ["ingest", "train", "fine-tune", "evaluate", "inference", "retrieval", "delete"] as const;
export type Stage = (typeof STAGES)[number];
export const PRINCIPAL_TYPES = { user: "User", service: "Service", agent: "Agent" } as const;
export const RESOURCE_TYPES = { "data-set": "DataSet", model: "Model", endpoint: "Endpoint", index: "Index" } as const;

/** Actions as entities: every stage is a use. */
export const ACTION_ENTITIES: readonly unknown[] = [
  { uid: { type: "Action", id: "use" }, attrs: {}, parents: [] },
  ...STAGES.map((id) => ({ uid: { type: "Action", id }, attrs: {}, parents: [{ type: "Action", id: "use" }] })),
];
