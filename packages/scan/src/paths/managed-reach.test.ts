import { beforeAll, describe, expect, it } from "vitest";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../rules/testing/project-from.ts";
import { managedServers } from "./managed-containers.ts";

beforeAll(warmUp, WARM_UP_TIME);

const reached = async (text: string, file = "main.tf"): Promise<readonly string[]> =>
  managedServers(await inventoryOf({ [file]: text })).map(
    ({ reach, product }) => `${product?.product ?? "-"} ${reach.level}${reach.guarded === true ? " asks" : ""}`,
  );

const TASK = 'resource "aws_ecs_task_definition" "m" {\n  container_definitions = DEFINITIONS\n}\n';
const OLLAMA = 'jsonencode([{ name = "m", image = "ollama/ollama:0.5.1", portMappings = [{ containerPort = 11434 }] }])';
const balanced = (action: string, internal = "false", groups = ""): string =>
  `${TASK.replace("DEFINITIONS", OLLAMA)}resource "aws_ecs_service" "m" {
  task_definition = aws_ecs_task_definition.m.arn
  load_balancer {
    target_group_arn = aws_lb_target_group.m.arn
  }
}
resource "aws_lb" "m" {
  internal = ${internal}
${groups}}
resource "aws_lb_target_group" "m" {
  port = 11434
}
resource "aws_lb_listener" "m" {
  load_balancer_arn = aws_lb.m.arn
  port              = 443
${action}}
`;
const FORWARD = '  default_action {\n    type             = "forward"\n    target_group_arn = aws_lb_target_group.m.arn\n  }\n';
const ASKS = '  default_action {\n    type = "authenticate-oidc"\n  }\n';
const GROUP = (cidr: string): string =>
  `resource "aws_security_group" "m" {\n  ingress {\n    from_port   = 443\n    to_port     = 443\n    protocol    = "tcp"\n    cidr_blocks = ["${cidr}"]\n  }\n}\n`;

describe("containers that clouds run", () => {
  it("are reached through a load balancer that faces the internet", async () => {
    expect(await reached(balanced(FORWARD))).toEqual(["ollama 3"]);
    expect(await reached(balanced(FORWARD, "true"))).toEqual(["ollama 0"]);
    expect(await reached(balanced(ASKS + FORWARD))).toEqual(["ollama 3 asks"]);
  });

  it("are reached as far as the groups of the load balancer let in", async () => {
    const groups = "  security_groups = [aws_security_group.m.id]\n";
    expect(await reached(balanced(FORWARD, "false", groups) + GROUP("0.0.0.0/0"))).toEqual(["ollama 3"]);
    expect(await reached(balanced(FORWARD, "false", groups) + GROUP("10.0.0.0/8"))).toEqual(["ollama 0"]);
  });

  it("without a service are reached by nobody", async () =>
    expect(await reached(TASK.replace("DEFINITIONS", OLLAMA))).toEqual(["ollama 0"]));

  it.each(['"[{not json"', '"${var.definitions}"', '"7"', "jsonencode([])", "jsonencode([7])"])(
    "reads nothing out of %s",
    async (written) => expect(await reached(TASK.replace("DEFINITIONS", written))).toEqual([]),
  );

  it("that ask for a list of addresses or for a sign-in are not open to everybody", async () => {
    const app = (more: string): string =>
      `resource "azurerm_container_app" "m" {\n  template {\n    container {\n      image = "qdrant/qdrant:v1"\n    }\n  }\n  ingress {\n    external_enabled = true\n${more}  }\n}\n`;
    expect(await reached(app(""))).toEqual(["qdrant 3"]);
    expect(await reached(app('    ip_security_restriction {\n      action = "Allow"\n    }\n'))).toEqual(["qdrant 0"]);
    const run = (ingress: string): string =>
      `resource "google_cloud_run_v2_service" "m" {\n  name    = "m"\n  ingress = "${ingress}"\n  template {\n    containers {\n      image = "qdrant/qdrant:v1"\n    }\n  }\n}\nresource "google_cloud_run_v2_service_iam_binding" "m" {\n  name    = google_cloud_run_v2_service.m.name\n  role    = "roles/run.invoker"\n  members = ["allUsers"]\n}\n`;
    expect(await reached(run("INGRESS_TRAFFIC_ALL"))).toEqual(["qdrant 3"]);
    expect(await reached(run("INGRESS_TRAFFIC_INTERNAL_ONLY"))).toEqual(["qdrant 0"]);
  });
});
