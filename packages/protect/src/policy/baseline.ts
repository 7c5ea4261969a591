/** Forbids that always stand; no permit overrides them. Nothing is allowed by these alone. */
export const BASELINE_POLICIES = `@id("castellan/quarantine")
@reason("The asset is in quarantine.")
@fix("Review it and release it from quarantine, or use another version.")
forbid (principal, action in Action::"use", resource)
when { resource.quarantined }
unless { action == Action::"delete" };

@id("castellan/expired")
@reason("The asset may not be used any longer: its expiry is past.")
@fix("Renew the licence or consent and set a later expiresAt, or delete the asset.")
forbid (principal, action in Action::"use", resource)
when { resource has expiresAt && resource.expiresAt <= context.now }
unless { action == Action::"delete" };

@id("castellan/grant-expired")
@reason("The grant is past its expiry.")
@fix("Ask for the data anew.")
forbid (principal, action in Action::"use", resource)
when { context has grantExpiresAt && context.grantExpiresAt <= context.now };

@id("castellan/residency")
@reason("The asset may not be used in this region.")
@fix("Run where the asset may be used (regions of the asset), or have the region added by its owner.")
forbid (principal, action in Action::"use", resource)
unless { resource.regions.contains(context.region) || resource.regions.contains("any") || action == Action::"delete" };

@id("castellan/stage")
@reason("The asset may not be used at this stage.")
@fix("Use an asset that is approved for the stage, or have the stage added by its owner.")
forbid (principal, action in Action::"use", resource)
unless { resource.stages.contains(context.stage) || resource.stages.contains("any") || action == Action::"delete" };

@id("castellan/purpose")
@reason("Neither consent nor another basis covers this purpose.")
@fix("Obtain consent for the purpose and add it to the purposes of the asset, or state the purpose that is covered.")
forbid (principal, action in Action::"use", resource)
unless { resource.purposes.contains(context.purpose) || resource.purposes.contains("any") || action == Action::"delete" };

@id("castellan/held-out")
@reason("Data held out for evaluation never trains a model.")
@fix("Train on the training split.")
forbid (principal, action in [Action::"train", Action::"fine-tune"], resource)
when { resource.heldOut };

@id("castellan/personal-at-inference")
@reason("Personal data reaches inference and retrieval only masked.")
@fix("Ask for the masked form (context.masked).")
forbid (principal, action in [Action::"inference", Action::"retrieval"], resource)
when { resource.labels.contains("personal") }
unless { context.masked };

@id("castellan/privacy-budget")
@reason("No privacy budget is left, or none was stated.")
@fix("Wait for a new budget period, or ask the owner for a further budget.")
forbid (principal, action in Action::"use", resource)
when { resource.privacyBudgeted }
unless { (context has remainingPrivacyBudget && context.remainingPrivacyBudget.greaterThan(decimal("0.0"))) || action == Action::"delete" };

@id("castellan/clearance")
@reason("The clearance is below the classification of the asset.")
@fix("Ask somebody with the clearance, or use a form with a lower classification.")
forbid (principal, action in Action::"use", resource)
when { principal.clearance < resource.classification };

@id("castellan/second-factor")
@reason("Assets of classification 3 and 4 need a second factor.")
@fix("Sign in with a second factor.")
forbid (principal is User, action in Action::"use", resource)
when { resource.classification >= 3 }
unless { principal.mfa };

@id("castellan/legal-hold")
@reason("The asset is under legal hold and may not be deleted.")
@fix("Have the hold lifted by whoever set it.")
forbid (principal, action == Action::"delete", resource)
when { resource.legalHold };
`;
