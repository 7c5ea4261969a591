/*
 * How what CloudTrail writes is called in policies, and what it does not write.
 */

/** Prefix of `eventSource` → prefix in policies, where they differ (docs.aws.amazon.com/service-authorization/latest/reference/). */
export const POLICY_PREFIX: Readonly<Record<string, string>> = {
  monitoring: "cloudwatch",
  email: "ses",
  "application-autoscaling": "application-autoscaling",
  tagging: "tag",
  s3express: "s3express",
  "aws-marketplace": "aws-marketplace",
};

/** Event → the actions that it needs, where the names differ; lower case. S3: docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html. */
export const NEEDED_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  "s3:listobjects": ["s3:listbucket"],
  "s3:listobjectsv2": ["s3:listbucket"],
  "s3:headbucket": ["s3:listbucket"],
  "s3:headobject": ["s3:getobject"],
  "s3:listbuckets": ["s3:listallmybuckets"],
  "s3:listobjectversions": ["s3:listbucketversions"],
  "s3:createmultipartupload": ["s3:putobject"],
  "s3:uploadpart": ["s3:putobject"],
  "s3:uploadpartcopy": ["s3:putobject"],
  "s3:completemultipartupload": ["s3:putobject"],
  "s3:copyobject": ["s3:putobject"],
  "s3:deleteobjects": ["s3:deleteobject"],
  "s3:listparts": ["s3:listmultipartuploadparts"],
  "s3:listmultipartuploads": ["s3:listbucketmultipartuploads"],
  "s3:getbucketencryption": ["s3:getencryptionconfiguration"],
  "s3:putbucketencryption": ["s3:putencryptionconfiguration"],
  "s3:getbucketlifecycle": ["s3:getlifecycleconfiguration"],
  "s3:getbucketlifecycleconfiguration": ["s3:getlifecycleconfiguration"],
  "s3:putbucketlifecycle": ["s3:putlifecycleconfiguration"],
  "s3:getbucketreplication": ["s3:getreplicationconfiguration"],
  "s3:putbucketreplication": ["s3:putreplicationconfiguration"],
  "lambda:invoke": ["lambda:invokefunction"],
  "bedrock:converse": ["bedrock:invokemodel"],
  "bedrock:conversestream": ["bedrock:invokemodelwithresponsestream"],
};

/** Events of S3 that ask about the bucket, not about an object. */
export const BUCKET_ACTIONS: ReadonlySet<string> = new Set(["s3:listbucket", "s3:listbucketversions", "s3:listbucketmultipartuploads"]);

/**
 * Data events, which a trail writes only where it was told to
 * (docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html): that they are not in a log says nothing.
 */
export const DATA_ACTIONS: readonly string[] = [
  "s3:getobject",
  "s3:getobjectversion",
  "s3:getobjectacl",
  "s3:getobjecttagging",
  "s3:putobject",
  "s3:putobjectacl",
  "s3:putobjecttagging",
  "s3:deleteobject",
  "s3:deleteobjectversion",
  "s3:listbucket",
  "s3:abortmultipartupload",
  "s3:listmultipartuploadparts",
  "lambda:invokefunction",
  "dynamodb:getitem",
  "dynamodb:putitem",
  "dynamodb:updateitem",
  "dynamodb:deleteitem",
  "dynamodb:query",
  "dynamodb:scan",
  "dynamodb:batchgetitem",
  "dynamodb:batchwriteitem",
  "dynamodb:conditioncheckitem",
  "sagemaker:invokeendpoint",
  "sagemaker:invokeendpointasync",
  "sagemaker:getrecord",
  "sagemaker:putrecord",
  "sagemaker:batchgetrecord",
  "sagemaker:batchputmetrics",
  "bedrock:retrieve",
  "bedrock:retrieveandgenerate",
  "bedrock:invokeagent",
  "bedrock:invokeflow",
  "bedrock:applyguardrail",
  "sqs:sendmessage",
  "sqs:receivemessage",
  "sqs:deletemessage",
  "sns:publish",
  "kinesis:getrecords",
  "kinesis:putrecord",
  "kinesis:putrecords",
  "firehose:putrecord",
  "firehose:putrecordbatch",
  "logs:putlogevents",
  "cloudwatch:putmetricdata",
  "cloudwatch:getmetricdata",
  "ebs:getsnapshotblock",
  "ebs:putsnapshotblock",
  "ssmmessages:*",
  "ec2messages:*",
  "aoss:apiaccessall",
  "es:eshttp*",
  "s3vectors:*",
  "rds-db:connect",
  "rds-data:*",
  "qbusiness:*",
  "xray:putsegments",
  "xray:puttracesegments",
  "xray:puttelemetryrecords",
].sort();

/** Rights that are no calls: they are looked up in what other calls ask for. */
export const PASSED_ROLE = "iam:passrole";
