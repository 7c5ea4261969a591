import type { SecretRule } from "../rule.ts";
import { assigned, issuer, token } from "./define.ts";

/** Version control, package registries, build and delivery. */
export const codeRules: readonly SecretRule[] = [
  ...issuer("GitHub", "vcs", "github.com/settings/tokens", [
    token("github-personal-token", "GitHub personal access token", "ghp_{A:36}", { check: "github-crc32" }),
    token("github-oauth-token", "GitHub OAuth token", "gho_{A:36}", { check: "github-crc32" }),
    token("github-app-token", "GitHub app token", ["ghu_{A:36}", "ghs_{A:36}"], { check: "github-crc32" }),
    token("github-refresh-token", "GitHub refresh token", "ghr_{A:36,76}", { check: "github-crc32" }),
    token("github-fine-grained-token", "GitHub fine-grained token", "github_pat_{W:82}"),
    assigned("github-legacy-token", "GitHub token (older form)", ["github", "gh_"], "{h:40}", {
      heads: ["token", "key", "secret", "pat"],
      confidence: "possible",
    }),
  ]),
  ...issuer("GitLab", "vcs", "gitlab.com/-/user_settings/personal_access_tokens", [
    token("gitlab-personal-token", "GitLab personal access token", [
      "glpat-{w:27,300}.{a:2}.{a:9}",
      "glpat-{w:27,300}.{a:9}",
      "glpat-{w:20}",
    ]),
    token("gitlab-pipeline-trigger-token", "GitLab pipeline trigger token", "glptt-{h:40}"),
    token(
      "gitlab-runner-token",
      "GitLab runner token",
      ["glrt-t{d:1}_{w:27,300}.{a:2}.{a:9}", "glrt-t{d:1}_{w:27,300}.{a:9}", "glrt-{w:20}", "glrtr-{w:20}", "GR1348941{w:20}"],
      { keywords: ["glrt-", "glrtr-", "gr1348941"] },
    ),
    token("gitlab-deploy-token", "GitLab deploy token", "gldt-{w:20}"),
    token("gitlab-ci-job-token", "GitLab CI job token", "glcbt-{A:1,5}_{w:20}"),
    token("gitlab-feature-flag-token", "GitLab feature flag client token", "glffct-{w:20}"),
    token("gitlab-feed-token", "GitLab feed token", "glft-{w:20}"),
    token("gitlab-incoming-mail-token", "GitLab incoming mail token", "glimt-{w:25}"),
    token("gitlab-agent-token", "GitLab agent token", "glagent-{w:50}"),
    token("gitlab-oauth-secret", "GitLab OAuth application secret", "gloas-{w:64}"),
    token("gitlab-scim-token", "GitLab SCIM token", "glsoat-{w:20}"),
    token("gitlab-session-cookie", "GitLab session cookie", "_gitlab_session={a:32}"),
  ]),
  ...issuer("Atlassian", "vcs", "id.atlassian.com/manage-profile/security/api-tokens", [
    token("atlassian-api-token", "Atlassian API token", ["ATATT3{k:170,220}", "ATCTT3{k:170,220}"]),
    token("bitbucket-app-password", "Bitbucket app password", "ATBB{A:24}{x:8}", { check: "has-digit" }),
    assigned("atlassian-legacy-token", "Atlassian API token (older form)", ["atlassian", "confluence", "jira"], "{A:24}", {
      check: "has-digit",
    }),
    assigned("bitbucket-client-secret", "Bitbucket client secret", ["bitbucket"], ["{k:64}", "{A:32}"], {
      heads: ["secret", "key", "token", "id", "bitbucket"],
      check: "has-digit",
      entropy: 3.2,
    }),
  ]),
  ...issuer("Sourcegraph", "vcs", "sourcegraph.com/user/settings/tokens", [
    token("sourcegraph-token", "Sourcegraph token", ["sgp_{x:16}_{x:40}", "sgp_local_{x:40}", "sgp_{x:40}", "slk_{x:64}"], {
      keywords: ["sgp_", "slk_"],
    }),
    assigned("sourcegraph-legacy-token", "Sourcegraph token (older form)", ["sourcegraph"], "{x:40}"),
  ]),
  ...issuer("npm", "package-registry", "npm token revoke", [token("npm-token", "npm token", "npm_{A:36}", { check: "github-crc32" })]),
  ...issuer("PyPI", "package-registry", "pypi.org/manage/account/token", [
    token("pypi-token", "PyPI upload token", ["pypi-AgEIcHlwaS5vcmc{w:50,600}", "pypi-AgENdGVzdC5weXBpLm9yZw{w:50,600}"]),
  ]),
  ...issuer("Docker", "package-registry", "app.docker.com/settings/personal-access-tokens", [
    token("docker-hub-token", "Docker Hub token", ["dckr_pat_{w:27}", "dckr_oat_{w:27,40}"]),
  ]),
  ...issuer("RubyGems", "package-registry", "rubygems.org/settings/edit", [
    token("rubygems-api-key", "RubyGems API key", "rubygems_{h:48}"),
  ]),
  ...issuer("NuGet", "package-registry", "nuget.org/account/apikeys", [
    token("nuget-api-key", "NuGet API key", "oy2{a:43}", { check: "has-digit" }),
  ]),
  ...issuer("crates.io", "package-registry", "crates.io/settings/tokens", [
    token("crates-io-token", "crates.io token", "cio{A:32}", { check: "mixed-case-and-digit", entropy: 3.8 }),
  ]),
  ...issuer("Clojars", "package-registry", "clojars.org/tokens", [token("clojars-token", "Clojars token", "CLOJARS_{a:60}")]),
  ...issuer("JFrog", "package-registry", "the JFrog platform under Identity tokens", [
    token("artifactory-api-key", "Artifactory API key", "AKCp{A:69}", { entropy: 3.5 }),
    token("artifactory-reference-token", "Artifactory reference token", "cmVmd{A:59}", { entropy: 3.5 }),
    assigned("jfrog-api-key", "JFrog API key", ["jfrog", "artifactory", "bintray", "xray"], ["{A:73}", "{A:64}"], {
      check: "has-digit",
      entropy: 3.2,
    }),
  ]),
  ...issuer("SonarSource", "ci", "the Sonar account under Security", [
    token("sonar-token", "Sonar token", ["squ_{h:40}", "sqp_{h:40}", "sqa_{h:40}"]),
    assigned("sonar-legacy-token", "Sonar token (older form)", ["sonar"], ["{x:40}", "{=squ_|sqp_|sqa_}{w:40}", "{k:40}"], {
      heads: ["login", "token", "key", "secret", "password", "pass"],
      check: "has-digit",
      entropy: 2.8,
    }),
  ]),
  ...issuer("Snyk", "ci", "app.snyk.io/account", [
    assigned("snyk-token", "Snyk token", ["snyk"], "{uuid}", { heads: ["token", "key", "secret"] }),
    token("snyk-personal-token", "Snyk personal access token", "snyk_{=uat|sat}.{x:8}.{w:60,400}.{w:20,90}", {
      keywords: ["snyk_uat.", "snyk_sat."],
    }),
  ]),
  ...issuer("CircleCI", "ci", "app.circleci.com/settings/user/tokens", [
    token("circleci-token", "CircleCI token", ["CCIPAT_{A:22}_{h:40}", "CCIPRJ_{A:22}_{h:40}"]),
  ]),
  ...issuer("Buildkite", "ci", "buildkite.com/user/api-access-tokens", [
    token("buildkite-token", "Buildkite token", ["bkua_{h:40}", "bkaj_{A:40,90}", "bkct_{A:40,90}"]),
  ]),
  ...issuer("Travis CI", "ci", "app.travis-ci.com/account/preferences", [
    assigned("travis-token", "Travis CI token", ["travis"], "{A:22}", { heads: ["token", "key", "secret"], check: "has-digit" }),
  ]),
  ...issuer("Drone", "ci", "the Drone account page", [
    assigned("drone-token", "Drone CI token", ["drone"], "{A:32}", {
      heads: ["token", "key", "secret", "drone", "droneci"],
      check: "has-digit",
    }),
  ]),
  ...issuer("Codecov", "ci", "the Codecov repository settings", [
    assigned("codecov-token", "Codecov token", ["codecov"], ["{a:32}", "{uuid}"], { check: "has-digit" }),
  ]),
  ...issuer("Harness", "ci", "app.harness.io (API keys)", [
    token("harness-token", "Harness token", ["pat.{w:22}.{A:24}.{A:20}", "sat.{w:22}.{A:24}.{A:20}"]),
  ]),
  ...issuer("Octopus Deploy", "ci", "the Octopus profile under API keys", [
    token("octopus-api-key", "Octopus Deploy API key", "API-{U:26}", { check: "has-digit", entropy: 3.2 }),
  ]),
  ...issuer("Doppler", "identity", "dashboard.doppler.com", [
    token("doppler-token", "Doppler token", "dp.{=pt|st|ct|sa|scim|audit}.{n:40,70}", {
      keywords: ["dp.pt.", "dp.st.", "dp.ct.", "dp.sa.", "dp.scim.", "dp.audit."],
    }),
  ]),
  ...issuer("1Password", "identity", "1password.com/developer", [
    token("onepassword-service-account", "1Password service account token", "ops_eyJ{m:240,2000}{pad}", { severity: "critical" }),
    token(
      "onepassword-secret-key",
      "1Password secret key",
      ["A3-{U:6}-{U:6}-{U:5}-{U:5}-{U:5}-{U:5}", "A3-{U:6}-{U:11}-{U:5}-{U:5}-{U:5}"],
      { check: "has-digit", entropy: 3 },
    ),
  ]),
  ...issuer("Postman", "saas", "web.postman.co/settings/me/api-keys", [
    token("postman-api-key", "Postman API key", ["PMAK-{h:24}-{h:34}", "PMAT-{U:26}"]),
  ]),
  ...issuer("ReadMe", "saas", "dash.readme.com", [token("readme-api-key", "ReadMe API key", "rdme_{a:70}")]),
  ...issuer("LaunchDarkly", "saas", "app.launchdarkly.com/settings/authorization", [
    assigned("launchdarkly-key", "LaunchDarkly key", ["launchdarkly", "ld_"], ["{=api-|sdk-}{uuid}", "{k:40}"], { check: "has-digit" }),
    token("launchdarkly-sdk-key", "LaunchDarkly server key", "sdk-{uuid}"),
  ]),
  ...issuer("Contributed Systems", "package-registry", "billing.contribsys.com", [
    assigned(
      "sidekiq-credentials",
      "Sidekiq gem server credentials",
      ["bundle_enterprise__contribsys__com", "bundle_gems__contribsys__com"],
      "{x:8}:{x:8}",
    ),
  ]),
];
