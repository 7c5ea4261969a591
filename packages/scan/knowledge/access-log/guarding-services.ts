/**
 * Services of AWS that decide who may do what, hold secrets and keys, or write down what was done, by their prefix in
 * CloudTrail: a change there that nobody makes weighs more than a new thing in a service that only computes.
 */
export const GUARDING_SERVICES: ReadonlySet<string> = new Set([
  "access-analyzer",
  "account",
  "cloudtrail",
  "cognito-identity",
  "cognito-idp",
  "config",
  "controltower",
  "detective",
  "ds",
  "guardduty",
  "iam",
  "identitystore",
  "inspector2",
  "kms",
  "lakeformation",
  "macie2",
  "network-firewall",
  "organizations",
  "ram",
  "rolesanywhere",
  "route53resolver",
  "secretsmanager",
  "securityhub",
  "shield",
  "signin",
  "sso",
  "sso-directory",
  "sts",
  "wafv2",
]);

/** Verbs and nouns of what IAM calls permissions management, in any service. */
export const PERMISSION_WORDS =
  /(?:Policy|Policies|Permission|Permissions|Acl|Grant|Share|Sharing|Authorize|Associate|Trust|PublicKey|Credential|Password|AccessKey|LoginProfile|MFA|(?:Modify|Reset)\w*Attribute)/;
