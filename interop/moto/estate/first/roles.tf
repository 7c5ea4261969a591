locals {
  sagemaker_trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role" "worker" {
  for_each           = toset(["trainer", "server", "research"])
  name               = each.key
  assume_role_policy = local.sagemaker_trust
}

resource "aws_iam_role" "ingest" {
  name               = "ingest"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_policy" "read_clean" {
  name = "read-clean"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject"], Resource = "arn:aws:s3:::bank-clean/*" }]
  })
}

resource "aws_iam_role_policy_attachment" "trainer" {
  role       = aws_iam_role.worker["trainer"].name
  policy_arn = aws_iam_policy.read_clean.arn
}

resource "aws_iam_role" "agent" {
  name               = "case-agent"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "bedrock.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_user" "analyst" {
  name = "analyst"
}
