provider "aws" {
  region = "us-east-1"
}

resource "aws_s3_bucket" "mirror" {
  bucket = "bank-mirror"
}

resource "aws_iam_role" "replica" {
  name               = "replica-server"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

resource "aws_sagemaker_model" "replica" {
  name                     = "fraud-replica"
  execution_role_arn       = aws_iam_role.replica.arn
  enable_network_isolation = true
  primary_container {
    image = "222222222222.dkr.ecr.us-east-1.amazonaws.com/serve:1"
  }
}

resource "aws_sagemaker_notebook_instance" "replica" {
  name                   = "replica-lab"
  role_arn               = aws_iam_role.replica.arn
  instance_type          = "ml.t3.medium"
  direct_internet_access = "Disabled"
  root_access            = "Disabled"
}
