resource "aws_s3_bucket" "zone" {
  for_each = local.zones
  bucket   = "${var.prefix}-${each.key}"
}

resource "aws_s3_bucket_public_access_block" "zone" {
  for_each                = local.zones
  bucket                  = aws_s3_bucket.zone[each.key].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "zone" {
  for_each = local.zones
  bucket   = aws_s3_bucket.zone[each.key].id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket" "logs" {
  bucket = "${var.prefix}-logs"
}

resource "aws_s3_bucket" "feeds" {
  bucket = "${var.prefix}-feeds"
}

resource "aws_s3_bucket_policy" "feeds" {
  bucket = aws_s3_bucket.feeds.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::123456789012:role/ingest" }
      Action    = "s3:PutObject"
      Resource  = "arn:aws:s3:::bank-feeds/*"
    }]
  })
}

resource "aws_kms_key" "data" {
  description         = "training data"
  enable_key_rotation = true
}

resource "aws_kms_key" "models" {
  description         = "model artefacts"
  enable_key_rotation = true
}

resource "aws_ecr_repository" "serve" {
  name                 = "fraud/serve"
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_repository" "train" {
  name                 = "fraud/train"
  image_tag_mutability = "IMMUTABLE"
}
