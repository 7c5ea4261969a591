import { beforeAll, describe, expect, it } from "vitest";
import { judged, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { vertexActAs } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

const found = async (text: string): Promise<readonly (string | undefined)[]> =>
  (await judged({ files: { "main.tf": text } }, [vertexActAs])).findings.map(({ location }) => location.resource);
const member = (name: string, role: string, who = "group:ml@example.com"): string =>
  `resource "google_project_iam_member" "${name}" {\n  role   = "${role}"\n  member = "${who}"\n}\n`;

describe("vertex-act-as", () => {
  it("names the grant that lets act, where somebody may also run jobs", async () => {
    expect(await found(member("run", "roles/aiplatform.user") + member("act", "roles/iam.serviceAccountUser"))).toEqual([
      "google_project_iam_member.act",
    ]);
  });

  it("leaves each of the two alone, and the two of different people", async () => {
    expect(await found(member("run", "roles/aiplatform.user"))).toEqual([]);
    expect(await found(member("act", "roles/iam.serviceAccountUser"))).toEqual([]);
    expect(
      await found(member("run", "roles/aiplatform.user") + member("act", "roles/iam.serviceAccountUser", "group:ops@example.com")),
    ).toEqual([]);
  });

  it("says nothing of those who have everything anyway", async () => {
    expect(await found(member("run", "roles/editor") + member("act", "roles/iam.serviceAccountUser"))).toEqual([]);
  });

  it("reads the permissions of roles that the project makes itself", async () => {
    const custom = `resource "google_project_iam_custom_role" "runner" {\n  role_id     = "runner"\n  title       = "Runner"\n  permissions = ["aiplatform.customJobs.create"]\n}\n`;
    const run = `resource "google_project_iam_member" "run" {\n  role   = google_project_iam_custom_role.runner.id\n  member = "group:ml@example.com"\n}\n`;
    expect(await found(custom + run + member("act", "roles/iam.serviceAccountTokenCreator"))).toEqual(["google_project_iam_member.act"]);
    expect(await found(custom.replace("customJobs.create", "models.list") + run + member("act", "roles/iam.serviceAccountUser"))).toEqual(
      [],
    );
  });
});
