resource "aws_lambda_function" "ingest" {
  function_name = "ingest"
  role          = aws_iam_role.ingest.arn
  handler       = "index.handler"
  runtime       = "python3.12"
}

resource "aws_lambda_function" "lookup" {
  function_name = "lookup"
  role          = aws_iam_role.ingest.arn
  handler       = "index.handler"
  runtime       = "python3.12"
}

resource "aws_eks_cluster" "serving" {
  name     = "serving"
  role_arn = aws_iam_role.worker["server"].arn
  vpc_config {
    subnet_ids              = ["subnet-12345678"]
    endpoint_public_access  = false
    endpoint_private_access = true
  }
}

resource "aws_cloudtrail" "audit" {
  name                       = "audit"
  s3_bucket_name             = aws_s3_bucket.logs.id
  is_multi_region_trail      = true
  enable_log_file_validation = true
}

resource "aws_security_group" "serving" {
  name        = "serving"
  description = "the model servers"
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_db_instance" "vectors" {
  identifier          = "vectors"
  engine              = "postgres"
  publicly_accessible = false
  storage_encrypted   = true
}

resource "aws_opensearch_domain" "documents" {
  domain_name = "documents"
  encrypt_at_rest {
    enabled = true
  }
  domain_endpoint_options {
    enforce_https = true
  }
}

resource "aws_glue_catalog_database" "lake" {
  name = "lake"
}
