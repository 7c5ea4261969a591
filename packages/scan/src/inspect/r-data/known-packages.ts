/**
 * Packages of R itself, those that every R brings as recommended ones, and the most used ones on CRAN for data and
 * models. Loading them runs nothing but their own initialisation.
 * @see https://cran.r-project.org/doc/FAQ/R-FAQ.html#Add_002don-packages-in-R
 */
export const KNOWN_PACKAGES: ReadonlySet<string> = new Set(
  (
    "base compiler datasets grDevices graphics grid methods parallel splines stats stats4 tcltk tools utils " +
    "KernSmooth MASS Matrix boot class cluster codetools foreign lattice mgcv nlme nnet rpart spatial survival " +
    "Rcpp R6 rlang vctrs tibble dplyr tidyr purrr readr stringr stringi forcats lubridate ggplot2 scales magrittr data.table zoo xts " +
    "caret recipes parsnip workflows hardhat rsample yardstick tune dials glmnet randomForest ranger xgboost lightgbm e1071 kernlab gbm " +
    "party partykit earth Formula lme4 sp sf raster terra igraph quanteda tm text2vec forecast prophet keras tensorflow torch mlr mlr3 " +
    "h2o Seurat SeuratObject SummarizedExperiment S4Vectors BiocGenerics IRanges GenomicRanges"
  ).split(" "),
);
