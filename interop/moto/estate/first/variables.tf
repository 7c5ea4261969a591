variable "prefix" {
  default = "bank"
}

locals {
  account = "123456789012"
  zones   = toset(["raw", "clean", "features", "models"])
}
