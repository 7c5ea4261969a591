variable "name" {}
variable "role" {}

resource "aws_sagemaker_notebook_instance" "this" {
  name                   = var.name
  role_arn               = var.role
  instance_type          = "ml.t3.medium"
  direct_internet_access = "Disabled"
  root_access            = "Disabled"
  subnet_id              = "subnet-12345678"
}
