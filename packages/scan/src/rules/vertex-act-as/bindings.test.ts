import { beforeAll, describe, expect, it } from "vitest";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { bindingsOf } from "./bindings.ts";

beforeAll(warmUp, WARM_UP_TIME);

const bindings = async (text: string): Promise<readonly string[]> => {
  const { resources } = await inventoryOf({ "main.tf": text });
  return bindingsOf(resources).map(({ role, member, account }) => [role, member, ...(account === undefined ? [] : [account])].join(" "));
};

describe("bindingsOf", () => {
  it("reads members, bindings and policies of a project", async () => {
    expect(
      await bindings(`
resource "google_project_iam_member" "one" {
  role   = "roles/aiplatform.user"
  member = "user:Dana@example.com"
}
resource "google_folder_iam_binding" "some" {
  role    = "roles/viewer"
  members = ["group:a@example.com", "group:b@example.com"]
}
data "google_iam_policy" "all" {
  binding {
    role    = "roles/editor"
    members = ["group:c@example.com"]
  }
}
resource "google_project_iam_policy" "all" {
  policy_data = data.google_iam_policy.all.policy_data
}
`),
    ).toEqual([
      "roles/viewer group:a@example.com",
      "roles/viewer group:b@example.com",
      "roles/aiplatform.user user:dana@example.com",
      "roles/editor group:c@example.com",
    ]);
  });

  it("knows one account by its address, however it is written", async () => {
    expect(
      await bindings(`
resource "google_service_account" "trainer" {
  account_id = "trainer"
}
resource "google_project_iam_member" "a" {
  role   = "roles/editor"
  member = "serviceAccount:\${google_service_account.trainer.email}"
}
resource "google_project_iam_member" "b" {
  role   = "roles/viewer"
  member = google_service_account.trainer.member
}
resource "google_service_account_iam_member" "c" {
  service_account_id = google_service_account.trainer.name
  role               = "roles/iam.serviceAccountUser"
  member             = "group:ml@example.com"
}
`),
    ).toEqual([
      "roles/editor serviceaccount:google_service_account.trainer",
      "roles/viewer serviceaccount:google_service_account.trainer",
      "roles/iam.serviceAccountUser group:ml@example.com serviceaccount:google_service_account.trainer",
    ]);
  });

  it("has every instance of a loop", async () => {
    expect(
      await bindings(`
resource "google_project_iam_member" "roles" {
  for_each = toset(["roles/aiplatform.user", "roles/iam.serviceAccountUser"])
  role     = each.value
  member   = "group:ml@example.com"
}
`),
    ).toEqual(["roles/aiplatform.user group:ml@example.com", "roles/iam.serviceAccountUser group:ml@example.com"]);
  });

  it("makes nothing of what has no role or no member", async () => {
    expect(
      await bindings('resource "google_project_iam_member" "x" {\n  role = 3\n}\nresource "google_project_iam_policy" "y" {}\n'),
    ).toEqual([]);
  });
});
