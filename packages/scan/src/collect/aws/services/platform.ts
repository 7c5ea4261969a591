import type { Json } from "@castellan/graph";
import { mapOf } from "../../../rules/settings/setting.ts";
import { listAt, valueAt } from "../answer.ts";
import type { CollectRow } from "../row.ts";
import { parsed } from "./storage.ts";

/* What AI stands on: clusters, functions, machines, databases, search, logs. */

export const PLATFORM_ROWS: readonly CollectRow[] = [
  {
    type: "AWS::EKS::Cluster",
    service: "eks",
    scope: "region",
    camel: true,
    operation: "ListClusters",
    items: "clusters",
    arn: "arn",
    details: [{ operation: "DescribeCluster", input: { name: "value" }, at: "cluster" }],
  },
  {
    type: "AWS::EKS::Nodegroup",
    service: "eks",
    scope: "region",
    camel: true,
    per: { type: "AWS::EKS::Cluster", input: { clusterName: "name" } },
    operation: "ListNodegroups",
    items: "nodegroups",
    arn: "nodegroupArn",
    details: [{ operation: "DescribeNodegroup", input: { clusterName: "parent.name", nodegroupName: "value" }, at: "nodegroup" }],
    rename: { NodeRole: "nodeRole" },
  },
  {
    type: "AWS::Lambda::Function",
    service: "lambda",
    scope: "region",
    operation: "ListFunctions",
    items: "Functions",
    arn: "FunctionArn",
    details: [
      {
        operation: "GetPolicy",
        input: { FunctionName: "FunctionName" },
        at: "Policy",
        into: "Policy",
        absent: ["ResourceNotFoundException"],
        makes: { type: "AWS::Lambda::Permission", owner: "FunctionName" },
        shape: invokers,
      },
      {
        operation: "ListFunctionUrlConfigs",
        input: { FunctionName: "FunctionName" },
        at: "FunctionUrlConfigs",
        into: "FunctionUrlConfigs",
        makes: { type: "AWS::Lambda::Url", owner: "TargetFunctionArn" },
      },
    ],
  },
  {
    type: "AWS::OpenSearchService::Domain",
    service: "opensearch",
    scope: "region",
    operation: "ListDomainNames",
    items: "DomainNames",
    arn: "ARN",
    details: [{ operation: "DescribeDomain", input: { DomainName: "DomainName" }, at: "DomainStatus" }],
    shape: ({ AccessPolicies: policies, ...rest }) => ({
      ...rest,
      ...(policies === undefined || policies === "" ? {} : { AccessPolicies: parsed(policies) }),
    }),
  },
  {
    type: "AWS::CloudTrail::Trail",
    service: "cloudtrail",
    scope: "region",
    operation: "DescribeTrails",
    input: { includeShadowTrails: false },
    items: "trailList",
    arn: "TrailARN",
    rename: {
      TrailName: "Name",
      EnableLogFileValidation: "LogFileValidationEnabled",
      CloudWatchLogsLogGroupArn: "CloudWatchLogsLogGroupArn",
    },
    details: [
      { operation: "GetTrailStatus", input: { Name: "TrailARN" }, at: "IsLogging", into: "IsLogging" },
      { operation: "GetEventSelectors", input: { TrailName: "TrailARN" }, tells: ["EventSelectors", "AdvancedEventSelectors"] },
    ],
  },
  {
    type: "AWS::EC2::Instance",
    service: "ec2",
    scope: "region",
    operation: "DescribeInstances",
    items: "Reservations",
    each: "Instances",
    arn: "arn:aws:ec2:{region}:{account}:instance/{InstanceId}",
    shape: ({ SecurityGroups: groups, ...rest }) => ({
      ...rest,
      SecurityGroupIds: listAt(groups).map((group) => valueAt(group, "GroupId") ?? ""),
    }),
  },
  {
    type: "AWS::EC2::SecurityGroup",
    service: "ec2",
    scope: "region",
    operation: "DescribeSecurityGroups",
    items: "SecurityGroups",
    arn: "arn:aws:ec2:{region}:{account}:security-group/{GroupId}",
    rename: { GroupDescription: "Description" },
    shape: ({ IpPermissions: into, IpPermissionsEgress: out, ...rest }) => ({
      ...rest,
      SecurityGroupIngress: permissions(into),
      SecurityGroupEgress: permissions(out),
    }),
  },
  {
    type: "AWS::EC2::VPCEndpoint",
    service: "ec2",
    scope: "region",
    operation: "DescribeVpcEndpoints",
    items: "VpcEndpoints",
    arn: "arn:aws:ec2:{region}:{account}:vpc-endpoint/{VpcEndpointId}",
    shape: ({ PolicyDocument: policy, ...rest }) => ({ ...rest, ...(policy === undefined ? {} : { PolicyDocument: parsed(policy) }) }),
  },
  {
    // Those of one's own that everybody may restore: a look at every snapshot costs a call each, in the thousands.
    type: "AWS::EC2::Snapshot",
    service: "ec2",
    scope: "region",
    operation: "DescribeSnapshots",
    input: { OwnerIds: ["self"], RestorableByUserIds: ["all"] },
    items: "Snapshots",
    arn: "arn:aws:ec2:{region}:{account}:snapshot/{SnapshotId}",
    shape: (snapshot) => ({ ...snapshot, CreateVolumePermissions: [{ Group: "all" }] }),
  },
  {
    type: "AWS::RDS::DBInstance",
    service: "rds",
    scope: "region",
    operation: "DescribeDBInstances",
    items: "DBInstances",
    arn: "DBInstanceArn",
    rename: { EnableIAMDatabaseAuthentication: "IAMDatabaseAuthenticationEnabled" },
  },
  {
    type: "AWS::Kendra::Index",
    service: "kendra",
    scope: "region",
    operation: "ListIndices",
    items: "IndexConfigurationSummaryItems",
    arn: "arn:aws:kendra:{region}:{account}:index/{Id}",
    details: [{ operation: "DescribeIndex", input: { Id: "Id" } }],
  },
  {
    type: "AWS::Glue::Database",
    service: "glue",
    scope: "region",
    operation: "GetDatabases",
    items: "DatabaseList",
    arn: "arn:aws:glue:{region}:{account}:database/{Name}",
    shape: (database) => ({ CatalogId: database["CatalogId"] ?? null, DatabaseInput: database }),
  },
  {
    type: "AWS::Glue::Job",
    service: "glue",
    scope: "region",
    operation: "GetJobs",
    items: "Jobs",
    arn: "arn:aws:glue:{region}:{account}:job/{Name}",
  },
  {
    type: "AWS::Glue::DataCatalogEncryptionSettings",
    service: "glue",
    scope: "region",
    operation: "GetDataCatalogEncryptionSettings",
    arn: "arn:aws:glue:{region}:{account}:catalog-encryption",
  },
];

/** Statements of a function's policy as CloudFormation has them: one resource for each. */
function invokers(policy: Json): Json {
  return listAt(valueAt(parsed(policy), "Statement"))
    .filter((statement) => valueAt(statement, "Effect") === "Allow")
    .map((statement) => {
      const principal = valueAt(statement, "Principal");
      const conditions = Object.values(mapOf(valueAt(statement, "Condition")) ?? {}).flatMap((test) => Object.entries(mapOf(test) ?? {}));
      const under = (name: string): Json | undefined => conditions.find(([key]) => key.toLowerCase() === name)?.[1];
      const optional = {
        SourceArn: under("aws:sourcearn"),
        SourceAccount: under("aws:sourceaccount"),
        FunctionUrlAuthType: under("lambda:functionurlauthtype"),
      };
      return {
        Action: valueAt(statement, "Action") ?? "",
        Principal: typeof principal === "string" ? principal : (Object.values(mapOf(principal) ?? {})[0] ?? ""),
        ...Object.fromEntries(Object.entries(optional).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))),
      };
    });
}

/** Rules of a security group as CloudFormation lists them: one source each. */
function permissions(list: Json | undefined): Json {
  return listAt(list).flatMap((permission) => {
    const common = {
      IpProtocol: valueAt(permission, "IpProtocol") ?? "-1",
      ...(valueAt(permission, "FromPort") === undefined ? {} : { FromPort: valueAt(permission, "FromPort") ?? 0 }),
      ...(valueAt(permission, "ToPort") === undefined ? {} : { ToPort: valueAt(permission, "ToPort") ?? 0 }),
    };
    return [
      ...listAt(valueAt(permission, "IpRanges")).map((range) => ({ ...common, CidrIp: valueAt(range, "CidrIp") ?? "" })),
      ...listAt(valueAt(permission, "Ipv6Ranges")).map((range) => ({ ...common, CidrIpv6: valueAt(range, "CidrIpv6") ?? "" })),
      ...listAt(valueAt(permission, "UserIdGroupPairs")).map((pair) => ({
        ...common,
        SourceSecurityGroupId: valueAt(pair, "GroupId") ?? "",
      })),
    ];
  });
}
