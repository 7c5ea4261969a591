import { factors } from "../card.ts";
import { judgeEach } from "../draft.ts";
import type { Inventory, Rule } from "../rule.ts";
import { agent, model, notebook, role, templateExample, terraformExample } from "./examples.ts";
import { atResource, called, type RoleUser, roleUsers, type Work } from "./role-users.ts";

const EXPERIMENT: ReadonlySet<Work> = new Set(["notebook", "studio"]);
const SERVING: ReadonlySet<Work> = new Set(["model"]);
const AGENTS: ReadonlySet<Work> = new Set(["agent"]);

function byRole(inventory: Inventory): readonly (readonly RoleUser[])[] {
  const groups = new Map<RoleUser["role"], RoleUser[]>();
  for (const user of roleUsers(inventory)) {
    const list = groups.get(user.role);
    if (list === undefined) groups.set(user.role, [user]);
    else list.push(user);
  }
  return [...groups.values()];
}

const TEMPLATE = (modelRole: string): string =>
  `Resources:\n  Work:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement:\n          - Effect: Allow\n            Principal: { Service: sagemaker.amazonaws.com }\n            Action: sts:AssumeRole\n  Serve:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement:\n          - Effect: Allow\n            Principal: { Service: sagemaker.amazonaws.com }\n            Action: sts:AssumeRole\n  Notebook:\n    Type: AWS::SageMaker::NotebookInstance\n    Properties:\n      InstanceType: ml.t3.medium\n      RoleArn: !GetAtt Work.Arn\n  Model:\n    Type: AWS::SageMaker::Model\n    Properties:\n      ExecutionRoleArn: !GetAtt ${modelRole}.Arn\n`;

/** One role for a notebook, where people try things, and for a model that answers. */
export const executionRoleShared: Rule = {
  card: {
    id: "execution-role-shared",
    title: "A SageMaker notebook and a production endpoint share an execution role",
    appliesTo: ["resource", "identity"],
    why: "Whoever works in the notebook, and whatever they install, reads and changes what the served model may; whoever breaks into the model reads what the notebook may.",
    fix: "Give the notebook and the model a role each, with what it needs.",
    base: factors(2, 2, 3, 2),
    controls: ["ADS-INFR-02"],
    references: ["SM13"],
    bad: [
      terraformExample("one role for both", role("work", "sagemaker"), notebook("work"), model("work")),
      templateExample("one role for both in CloudFormation", TEMPLATE("Work")),
    ],
    good: [
      terraformExample("a role each", role("work", "sagemaker"), role("serve", "sagemaker"), notebook("work"), model("serve")),
      templateExample("a role each in CloudFormation", TEMPLATE("Serve")),
    ],
  },
  because: { exposure: "everybody who may use the notebook", data: "what the served model may read and change" },
  check: (inventory) =>
    judgeEach(byRole(inventory), (users) => {
      const experiment = users.find(({ kind }) => EXPERIMENT.has(kind));
      const served = users.find(({ kind }) => SERVING.has(kind));
      if (experiment === undefined && served === undefined) return "not-applicable";
      if (experiment === undefined || served === undefined) return "passed";
      const { resource } = experiment.role;
      return atResource(
        "execution-role-shared",
        resource,
        {
          message: `${called(resource)} is the role of ${called(experiment.user)}, where people try things, and of ${called(served.user)}, which answers in production.`,
          headline: `Who works in ${called(experiment.user)} has the rights of the served ${called(served.user)}`,
          excerpt: `${resource.address} ${experiment.user.address} ${served.user.address}`,
        },
        [experiment.user, served.user],
      );
    }),
};

/** One role for several agents. */
export const agentRoleShared: Rule = {
  card: {
    id: "agent-role-shared",
    title: "Several Bedrock agents share a role",
    appliesTo: ["resource", "identity"],
    why: "An instruction that takes over one agent reaches the models, functions and documents of the others.",
    fix: "Give every agent a role of its own.",
    base: factors(2, 2, 2, 1),
    controls: ["ADS-INFR-02"],
    references: ["BR14", "prowler bedrock_agent_role_not_shared_across_agents"],
    bad: [terraformExample("one role for two", role("agents", "bedrock"), agent("help", "agents"), agent("sales", "agents"))],
    good: [
      terraformExample("a role each", role("help", "bedrock"), role("sales", "bedrock"), agent("help", "help"), agent("sales", "sales")),
    ],
  },
  because: { exposure: "whoever may talk to one of the agents" },
  check: (inventory) =>
    judgeEach(byRole(inventory), (users) => {
      const agents = [...new Set(users.filter(({ kind }) => AGENTS.has(kind)).map(({ user }) => user))];
      const [first] = users;
      if (first === undefined || agents.length === 0) return "not-applicable";
      if (agents.length < 2) return "passed";
      const { resource } = first.role;
      return atResource(
        "agent-role-shared",
        resource,
        {
          message: `${called(resource)} is the role of ${agents.length} agents: ${agents.slice(0, 4).map(called).join(", ")}.`,
          headline: `What takes over one of ${agents.length} agents has the rights of all`,
          excerpt: `${resource.address} ${agents.map(({ address }) => address).join(" ")}`,
        },
        agents,
      );
    }),
};
