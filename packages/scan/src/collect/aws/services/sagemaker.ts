import type { CollectRow } from "../row.ts";

/* Amazon SageMaker: the API answers in the words of CloudFormation, but for a few names. */

const base = { service: "sagemaker", scope: "region" } as const;

/** A type that is listed by name and described by it. */
function described(
  kind: string,
  more: Partial<CollectRow> & { readonly list?: string; readonly items: string; readonly by?: string; readonly arnAt?: string },
): CollectRow {
  const { list, items, by = `${kind}Name`, arnAt = `${kind}Arn`, ...rest } = more;
  return {
    ...base,
    type: `AWS::SageMaker::${kind}`,
    operation: list ?? `List${kind}s`,
    items,
    details: [{ operation: `Describe${kind}`, input: { [by]: by } }],
    arn: arnAt,
    ...rest,
  };
}

export const SAGEMAKER_ROWS: readonly CollectRow[] = [
  described("NotebookInstance", {
    items: "NotebookInstances",
    rename: { SecurityGroupIds: "SecurityGroups", LifecycleConfigName: "NotebookInstanceLifecycleConfigName" },
  }),
  described("NotebookInstanceLifecycleConfig", { items: "NotebookInstanceLifecycleConfigs" }),
  described("Model", { items: "Models" }),
  described("EndpointConfig", { items: "EndpointConfigs" }),
  described("Endpoint", { items: "Endpoints" }),
  described("Domain", { items: "Domains", by: "DomainId" }),
  {
    ...described("UserProfile", { items: "UserProfiles" }),
    details: [{ operation: "DescribeUserProfile", input: { DomainId: "DomainId", UserProfileName: "UserProfileName" } }],
    arn: "arn:aws:sagemaker:{region}:{account}:user-profile/{DomainId}/{UserProfileName}",
  },
  described("Pipeline", {
    items: "PipelineSummaries",
    shape: ({ PipelineDefinition: body, ...rest }) => ({
      ...rest,
      ...(body === undefined ? {} : { PipelineDefinition: { PipelineDefinitionBody: body } }),
    }),
  }),
  described("ModelPackageGroup", { items: "ModelPackageGroupSummaryList" }),
  {
    ...base,
    type: "AWS::SageMaker::ModelPackage",
    per: { type: "AWS::SageMaker::ModelPackageGroup", input: { ModelPackageGroupName: "ModelPackageGroupName" } },
    operation: "ListModelPackages",
    items: "ModelPackageSummaryList",
    details: [{ operation: "DescribeModelPackage", input: { ModelPackageName: "ModelPackageArn" } }],
    arn: "ModelPackageArn",
  },
  described("FeatureGroup", { items: "FeatureGroupSummaries" }),
  described("Cluster", { items: "ClusterSummaries" }),
  described("MonitoringSchedule", { items: "MonitoringScheduleSummaries" }),
  described("DataQualityJobDefinition", jobDefinition()),
  described("ModelQualityJobDefinition", jobDefinition()),
  described("ModelBiasJobDefinition", jobDefinition()),
  described("ModelExplainabilityJobDefinition", jobDefinition()),
  described("TrainingJob", { items: "TrainingJobSummaries", since: "CreationTimeAfter" }),
  described("ProcessingJob", { items: "ProcessingJobSummaries", since: "CreationTimeAfter" }),
  described("TransformJob", { items: "TransformJobSummaries", since: "CreationTimeAfter" }),
];

function jobDefinition(): { readonly items: string; readonly by: string; readonly arnAt: string; readonly details?: never } & Pick<
  CollectRow,
  "rename"
> {
  return {
    items: "JobDefinitionSummaries",
    by: "JobDefinitionName",
    arnAt: "JobDefinitionArn",
    rename: { JobDefinitionName: "MonitoringJobDefinitionName" },
  };
}
