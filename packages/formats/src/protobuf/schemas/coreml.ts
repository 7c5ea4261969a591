/** Messages of Core ML models. Made by `derive-protobuf.py coremltools.proto.Model_pb2:Model` with coremltools 9.0.
 * @see https://apple.github.io/coremltools/mlmodel/ */
export const COREML_TABLE: string = `Model
 1 specificationVersion int32
 2 description ModelDescription
 10 isUpdatable bool
 200 pipelineClassifier PipelineClassifier
 201 pipelineRegressor PipelineRegressor
 202 pipeline Pipeline
 300 glmRegressor GLMRegressor
 301 supportVectorRegressor SupportVectorRegressor
 302 treeEnsembleRegressor TreeEnsembleRegressor
 303 neuralNetworkRegressor NeuralNetworkRegressor
 304 bayesianProbitRegressor BayesianProbitRegressor
 400 glmClassifier GLMClassifier
 401 supportVectorClassifier SupportVectorClassifier
 402 treeEnsembleClassifier TreeEnsembleClassifier
 403 neuralNetworkClassifier NeuralNetworkClassifier
 404 kNearestNeighborsClassifier KNearestNeighborsClassifier
 500 neuralNetwork NeuralNetwork
 501 itemSimilarityRecommender ItemSimilarityRecommender
 502 mlProgram Program
 555 customModel CustomModel
 556 linkedModel LinkedModel
 560 classConfidenceThresholding ClassConfidenceThresholding
 600 oneHotEncoder OneHotEncoder
 601 imputer Imputer
 602 featureVectorizer FeatureVectorizer
 603 dictVectorizer DictVectorizer
 604 scaler Scaler
 606 categoricalMapping CategoricalMapping
 607 normalizer Normalizer
 609 arrayFeatureExtractor ArrayFeatureExtractor
 610 nonMaximumSuppression NonMaximumSuppression
 900 identity Identity
 2000 textClassifier TextClassifier
 2001 wordTagger WordTagger
 2002 visionFeaturePrint VisionFeaturePrint
 2003 soundAnalysisPreprocessing SoundAnalysisPreprocessing
 2004 gazetteer Gazetteer
 2005 wordEmbedding WordEmbedding
 2006 audioFeaturePrint AudioFeaturePrint
 3000 serializedModel SerializedModel
ModelDescription
 1 input FeatureDescription*
 10 output FeatureDescription*
 11 predictedFeatureName string
 12 predictedProbabilitiesName string
 13 state FeatureDescription*
 20 functions FunctionDescription*
 21 defaultFunctionName string
 50 trainingInput FeatureDescription*
 100 metadata Metadata
FunctionDescription
 1 name string
 2 input FeatureDescription*
 3 output FeatureDescription*
 4 predictedFeatureName string
 5 predictedProbabilitiesName string
 6 state FeatureDescription*
FeatureDescription
 1 name string
 2 shortDescription string
 3 type FeatureType
FeatureType
 1 int64Type Int64FeatureType
 2 doubleType DoubleFeatureType
 3 stringType StringFeatureType
 4 imageType ImageFeatureType
 5 multiArrayType ArrayFeatureType
 6 dictionaryType DictionaryFeatureType
 7 sequenceType SequenceFeatureType
 8 stateType StateFeatureType
 1000 isOptional bool
Int64FeatureType
DoubleFeatureType
StringFeatureType
ImageFeatureType
 1 width int64
 2 height int64
 3 colorSpace enum
 21 enumeratedSizes ImageFeatureType.EnumeratedImageSizes
 31 imageSizeRange ImageFeatureType.ImageSizeRange
ImageFeatureType.EnumeratedImageSizes
 1 sizes ImageFeatureType.ImageSize*
ImageFeatureType.ImageSize
 1 width uint64
 2 height uint64
ImageFeatureType.ImageSizeRange
 1 widthRange SizeRange
 2 heightRange SizeRange
SizeRange
 1 lowerBound uint64
 2 upperBound int64
ArrayFeatureType
 1 shape int64*
 2 dataType enum
 21 enumeratedShapes ArrayFeatureType.EnumeratedShapes
 31 shapeRange ArrayFeatureType.ShapeRange
 41 intDefaultValue int32
 51 floatDefaultValue float
 61 doubleDefaultValue double
ArrayFeatureType.EnumeratedShapes
 1 shapes ArrayFeatureType.Shape*
ArrayFeatureType.Shape
 1 shape int64*
ArrayFeatureType.ShapeRange
 1 sizeRanges SizeRange*
DictionaryFeatureType
 1 int64KeyType Int64FeatureType
 2 stringKeyType StringFeatureType
SequenceFeatureType
 1 int64Type Int64FeatureType
 3 stringType StringFeatureType
 101 sizeRange SizeRange
StateFeatureType
 1 arrayType ArrayFeatureType
Metadata
 1 shortDescription string
 2 versionString string
 3 author string
 4 license string
 100 userDefined Metadata.UserDefinedEntry*
Metadata.UserDefinedEntry
 1 key string
 2 value string
PipelineClassifier
 1 pipeline Pipeline
Pipeline
 1 models Model*
 2 names string*
PipelineRegressor
 1 pipeline Pipeline
GLMRegressor
 1 weights GLMRegressor.DoubleArray*
 2 offset double*
 3 postEvaluationTransform enum
GLMRegressor.DoubleArray
 1 value double*
SupportVectorRegressor
 1 kernel Kernel
 2 sparseSupportVectors SparseSupportVectors
 3 denseSupportVectors DenseSupportVectors
 4 coefficients Coefficients
 5 rho double
Kernel
 1 linearKernel LinearKernel
 2 rbfKernel RBFKernel
 3 polyKernel PolyKernel
 4 sigmoidKernel SigmoidKernel
LinearKernel
RBFKernel
 1 gamma double
PolyKernel
 1 degree int32
 2 c double
 3 gamma double
SigmoidKernel
 1 gamma double
 2 c double
SparseSupportVectors
 1 vectors SparseVector*
SparseVector
 1 nodes SparseNode*
SparseNode
 1 index int32
 2 value double
DenseSupportVectors
 1 vectors DenseVector*
DenseVector
 1 values double*
Coefficients
 1 alpha double*
TreeEnsembleRegressor
 1 treeEnsemble TreeEnsembleParameters
 2 postEvaluationTransform enum
TreeEnsembleParameters
 1 nodes TreeEnsembleParameters.TreeNode*
 2 numPredictionDimensions uint64
 3 basePredictionValue double*
TreeEnsembleParameters.TreeNode
 1 treeId uint64
 2 nodeId uint64
 3 nodeBehavior enum
 10 branchFeatureIndex uint64
 11 branchFeatureValue double
 12 trueChildNodeId uint64
 13 falseChildNodeId uint64
 14 missingValueTracksTrueChild bool
 20 evaluationInfo TreeEnsembleParameters.TreeNode.EvaluationInfo*
 30 relativeHitRate double
TreeEnsembleParameters.TreeNode.EvaluationInfo
 1 evaluationIndex uint64
 2 evaluationValue double
NeuralNetworkRegressor
 1 layers NeuralNetworkLayer*
 2 preprocessing NeuralNetworkPreprocessing*
 5 arrayInputShapeMapping enum
 6 imageInputShapeMapping enum
 10 updateParams NetworkUpdateParameters
NeuralNetworkLayer
 1 name string
 2 input string*
 3 output string*
 4 inputTensor Tensor*
 5 outputTensor Tensor*
 10 isUpdatable bool
 100 convolution ConvolutionLayerParams
 120 pooling PoolingLayerParams
 130 activation ActivationParams
 140 innerProduct InnerProductLayerParams
 150 embedding EmbeddingLayerParams
 160 batchnorm BatchnormLayerParams
 165 mvn MeanVarianceNormalizeLayerParams
 170 l2normalize L2NormalizeLayerParams
 175 softmax SoftmaxLayerParams
 180 lrn LRNLayerParams
 190 crop CropLayerParams
 200 padding PaddingLayerParams
 210 upsample UpsampleLayerParams
 211 resizeBilinear ResizeBilinearLayerParams
 212 cropResize CropResizeLayerParams
 220 unary UnaryFunctionLayerParams
 230 add AddLayerParams
 231 multiply MultiplyLayerParams
 240 average AverageLayerParams
 245 scale ScaleLayerParams
 250 bias BiasLayerParams
 260 max MaxLayerParams
 261 min MinLayerParams
 270 dot DotProductLayerParams
 280 reduce ReduceLayerParams
 290 loadConstant LoadConstantLayerParams
 300 reshape ReshapeLayerParams
 301 flatten FlattenLayerParams
 310 permute PermuteLayerParams
 320 concat ConcatLayerParams
 330 split SplitLayerParams
 340 sequenceRepeat SequenceRepeatLayerParams
 345 reorganizeData ReorganizeDataLayerParams
 350 slice SliceLayerParams
 400 simpleRecurrent SimpleRecurrentLayerParams
 410 gru GRULayerParams
 420 uniDirectionalLSTM UniDirectionalLSTMLayerParams
 430 biDirectionalLSTM BiDirectionalLSTMLayerParams
 500 custom CustomLayerParams
 600 copy CopyLayerParams
 605 branch BranchLayerParams
 615 loop LoopLayerParams
 620 loopBreak LoopBreakLayerParams
 625 loopContinue LoopContinueLayerParams
 635 rangeStatic RangeStaticLayerParams
 640 rangeDynamic RangeDynamicLayerParams
 660 clip ClipLayerParams
 665 ceil CeilLayerParams
 670 floor FloorLayerParams
 680 sign SignLayerParams
 685 round RoundLayerParams
 700 exp2 Exp2LayerParams
 710 sin SinLayerParams
 715 cos CosLayerParams
 720 tan TanLayerParams
 730 asin AsinLayerParams
 735 acos AcosLayerParams
 740 atan AtanLayerParams
 750 sinh SinhLayerParams
 755 cosh CoshLayerParams
 760 tanh TanhLayerParams
 770 asinh AsinhLayerParams
 775 acosh AcoshLayerParams
 780 atanh AtanhLayerParams
 790 erf ErfLayerParams
 795 gelu GeluLayerParams
 815 equal EqualLayerParams
 820 notEqual NotEqualLayerParams
 825 lessThan LessThanLayerParams
 827 lessEqual LessEqualLayerParams
 830 greaterThan GreaterThanLayerParams
 832 greaterEqual GreaterEqualLayerParams
 840 logicalOr LogicalOrLayerParams
 845 logicalXor LogicalXorLayerParams
 850 logicalNot LogicalNotLayerParams
 855 logicalAnd LogicalAndLayerParams
 865 modBroadcastable ModBroadcastableLayerParams
 870 minBroadcastable MinBroadcastableLayerParams
 875 maxBroadcastable MaxBroadcastableLayerParams
 880 addBroadcastable AddBroadcastableLayerParams
 885 powBroadcastable PowBroadcastableLayerParams
 890 divideBroadcastable DivideBroadcastableLayerParams
 895 floorDivBroadcastable FloorDivBroadcastableLayerParams
 900 multiplyBroadcastable MultiplyBroadcastableLayerParams
 905 subtractBroadcastable SubtractBroadcastableLayerParams
 920 tile TileLayerParams
 925 stack StackLayerParams
 930 gather GatherLayerParams
 935 scatter ScatterLayerParams
 940 gatherND GatherNDLayerParams
 945 scatterND ScatterNDLayerParams
 950 softmaxND SoftmaxNDLayerParams
 952 gatherAlongAxis GatherAlongAxisLayerParams
 954 scatterAlongAxis ScatterAlongAxisLayerParams
 960 reverse ReverseLayerParams
 965 reverseSeq ReverseSeqLayerParams
 975 splitND SplitNDLayerParams
 980 concatND ConcatNDLayerParams
 985 transpose TransposeLayerParams
 995 sliceStatic SliceStaticLayerParams
 1000 sliceDynamic SliceDynamicLayerParams
 1005 slidingWindows SlidingWindowsLayerParams
 1015 topK TopKLayerParams
 1020 argMin ArgMinLayerParams
 1025 argMax ArgMaxLayerParams
 1040 embeddingND EmbeddingNDLayerParams
 1045 batchedMatmul BatchedMatMulLayerParams
 1065 getShape GetShapeLayerParams
 1070 loadConstantND LoadConstantNDLayerParams
 1080 fillLike FillLikeLayerParams
 1085 fillStatic FillStaticLayerParams
 1090 fillDynamic FillDynamicLayerParams
 1100 broadcastToLike BroadcastToLikeLayerParams
 1105 broadcastToStatic BroadcastToStaticLayerParams
 1110 broadcastToDynamic BroadcastToDynamicLayerParams
 1120 squeeze SqueezeLayerParams
 1125 expandDims ExpandDimsLayerParams
 1130 flattenTo2D FlattenTo2DLayerParams
 1135 reshapeLike ReshapeLikeLayerParams
 1140 reshapeStatic ReshapeStaticLayerParams
 1145 reshapeDynamic ReshapeDynamicLayerParams
 1150 rankPreservingReshape RankPreservingReshapeLayerParams
 1155 constantPad ConstantPaddingLayerParams
 1170 randomNormalLike RandomNormalLikeLayerParams
 1175 randomNormalStatic RandomNormalStaticLayerParams
 1180 randomNormalDynamic RandomNormalDynamicLayerParams
 1190 randomUniformLike RandomUniformLikeLayerParams
 1195 randomUniformStatic RandomUniformStaticLayerParams
 1200 randomUniformDynamic RandomUniformDynamicLayerParams
 1210 randomBernoulliLike RandomBernoulliLikeLayerParams
 1215 randomBernoulliStatic RandomBernoulliStaticLayerParams
 1220 randomBernoulliDynamic RandomBernoulliDynamicLayerParams
 1230 categoricalDistribution CategoricalDistributionLayerParams
 1250 reduceL1 ReduceL1LayerParams
 1255 reduceL2 ReduceL2LayerParams
 1260 reduceMax ReduceMaxLayerParams
 1265 reduceMin ReduceMinLayerParams
 1270 reduceSum ReduceSumLayerParams
 1275 reduceProd ReduceProdLayerParams
 1280 reduceMean ReduceMeanLayerParams
 1285 reduceLogSum ReduceLogSumLayerParams
 1290 reduceSumSquare ReduceSumSquareLayerParams
 1295 reduceLogSumExp ReduceLogSumExpLayerParams
 1313 whereNonZero WhereNonZeroLayerParams
 1315 matrixBandPart MatrixBandPartLayerParams
 1320 lowerTriangular LowerTriangularLayerParams
 1325 upperTriangular UpperTriangularLayerParams
 1330 whereBroadcastable WhereBroadcastableLayerParams
 1350 layerNormalization LayerNormalizationLayerParams
 1400 NonMaximumSuppression NonMaximumSuppressionLayerParams
 1450 oneHot OneHotLayerParams
 1455 cumSum CumSumLayerParams
 1460 clampedReLU ClampedReLULayerParams
 1461 argSort ArgSortLayerParams
 1465 pooling3d Pooling3DLayerParams
 1466 globalPooling3d GlobalPooling3DLayerParams
 1470 sliceBySize SliceBySizeLayerParams
 1471 convolution3d Convolution3DLayerParams
Tensor
 1 rank uint32
 2 dimValue int64*
ConvolutionLayerParams
 1 outputChannels uint64
 2 kernelChannels uint64
 10 nGroups uint64
 20 kernelSize uint64*
 30 stride uint64*
 40 dilationFactor uint64*
 50 valid ValidPadding
 51 same SamePadding
 60 isDeconvolution bool
 70 hasBias bool
 90 weights WeightParams
 91 bias WeightParams
 100 outputShape uint64*
ValidPadding
 1 paddingAmounts BorderAmounts
BorderAmounts
 10 borderAmounts BorderAmounts.EdgeSizes*
BorderAmounts.EdgeSizes
 1 startEdgeSize uint64
 2 endEdgeSize uint64
SamePadding
 1 asymmetryMode enum
WeightParams
 1 floatValue float*
 2 float16Value bytes
 30 rawValue bytes
 31 int8RawValue bytes
 40 quantization QuantizationParams
 50 isUpdatable bool
QuantizationParams
 1 numberOfBits uint64
 101 linearQuantization LinearQuantizationParams
 102 lookupTableQuantization LookUpTableQuantizationParams
LinearQuantizationParams
 1 scale float*
 2 bias float*
LookUpTableQuantizationParams
 1 floatValue float*
PoolingLayerParams
 1 type enum
 10 kernelSize uint64*
 20 stride uint64*
 30 valid ValidPadding
 31 same SamePadding
 32 includeLastPixel PoolingLayerParams.ValidCompletePadding
 50 avgPoolExcludePadding bool
 60 globalPooling bool
PoolingLayerParams.ValidCompletePadding
 10 paddingAmounts uint64*
ActivationParams
 5 linear ActivationLinear
 10 ReLU ActivationReLU
 15 leakyReLU ActivationLeakyReLU
 20 thresholdedReLU ActivationThresholdedReLU
 25 PReLU ActivationPReLU
 30 tanh ActivationTanh
 31 scaledTanh ActivationScaledTanh
 40 sigmoid ActivationSigmoid
 41 sigmoidHard ActivationSigmoidHard
 50 ELU ActivationELU
 60 softsign ActivationSoftsign
 70 softplus ActivationSoftplus
 71 parametricSoftplus ActivationParametricSoftplus
ActivationLinear
 1 alpha float
 2 beta float
ActivationReLU
ActivationLeakyReLU
 1 alpha float
ActivationThresholdedReLU
 1 alpha float
ActivationPReLU
 1 alpha WeightParams
ActivationTanh
ActivationScaledTanh
 1 alpha float
 2 beta float
ActivationSigmoid
ActivationSigmoidHard
 1 alpha float
 2 beta float
ActivationELU
 1 alpha float
ActivationSoftsign
ActivationSoftplus
ActivationParametricSoftplus
 1 alpha WeightParams
 2 beta WeightParams
InnerProductLayerParams
 1 inputChannels uint64
 2 outputChannels uint64
 10 hasBias bool
 20 weights WeightParams
 21 bias WeightParams
 22 int8DynamicQuantize bool
EmbeddingLayerParams
 1 inputDim uint64
 2 outputChannels uint64
 10 hasBias bool
 20 weights WeightParams
 21 bias WeightParams
BatchnormLayerParams
 1 channels uint64
 5 computeMeanVar bool
 6 instanceNormalization bool
 10 epsilon float
 15 gamma WeightParams
 16 beta WeightParams
 17 mean WeightParams
 18 variance WeightParams
MeanVarianceNormalizeLayerParams
 1 acrossChannels bool
 2 normalizeVariance bool
 3 epsilon float
L2NormalizeLayerParams
 1 epsilon float
SoftmaxLayerParams
LRNLayerParams
 1 alpha float
 2 beta float
 3 localSize uint64
 4 k float
CropLayerParams
 1 cropAmounts BorderAmounts
 5 offset uint64*
PaddingLayerParams
 1 constant PaddingLayerParams.PaddingConstant
 2 reflection PaddingLayerParams.PaddingReflection
 3 replication PaddingLayerParams.PaddingReplication
 10 paddingAmounts BorderAmounts
PaddingLayerParams.PaddingConstant
 1 value float
PaddingLayerParams.PaddingReflection
PaddingLayerParams.PaddingReplication
UpsampleLayerParams
 1 scalingFactor uint64*
 5 mode enum
 6 linearUpsampleMode enum
 7 fractionalScalingFactor float*
ResizeBilinearLayerParams
 1 targetSize uint64*
 2 mode SamplingMode
SamplingMode
 1 samplingMethod enum
CropResizeLayerParams
 1 targetSize uint64*
 2 normalizedCoordinates bool
 3 mode SamplingMode
 4 boxIndicesMode BoxCoordinatesMode
 5 spatialScale float
BoxCoordinatesMode
 1 boxMode enum
UnaryFunctionLayerParams
 1 type enum
 2 alpha float
 3 epsilon float
 4 shift float
 5 scale float
AddLayerParams
 1 alpha float
MultiplyLayerParams
 1 alpha float
AverageLayerParams
ScaleLayerParams
 1 shapeScale uint64*
 2 scale WeightParams
 3 hasBias bool
 4 shapeBias uint64*
 5 bias WeightParams
BiasLayerParams
 1 shape uint64*
 2 bias WeightParams
MaxLayerParams
MinLayerParams
DotProductLayerParams
 1 cosineSimilarity bool
ReduceLayerParams
 1 mode enum
 2 epsilon float
 3 axis enum
LoadConstantLayerParams
 1 shape uint64*
 2 data WeightParams
ReshapeLayerParams
 1 targetShape int64*
 2 mode enum
FlattenLayerParams
 1 mode enum
PermuteLayerParams
 1 axis uint64*
ConcatLayerParams
 100 sequenceConcat bool
SplitLayerParams
 1 nOutputs uint64
SequenceRepeatLayerParams
 1 nRepetitions uint64
ReorganizeDataLayerParams
 1 mode enum
 2 blockSize uint64
SliceLayerParams
 1 startIndex int64
 2 endIndex int64
 3 stride uint64
 4 axis enum
SimpleRecurrentLayerParams
 1 inputVectorSize uint64
 2 outputVectorSize uint64
 10 activation ActivationParams
 15 sequenceOutput bool
 20 hasBiasVector bool
 30 weightMatrix WeightParams
 31 recursionMatrix WeightParams
 32 biasVector WeightParams
 100 reverseInput bool
GRULayerParams
 1 inputVectorSize uint64
 2 outputVectorSize uint64
 10 activations ActivationParams*
 15 sequenceOutput bool
 20 hasBiasVectors bool
 30 updateGateWeightMatrix WeightParams
 31 resetGateWeightMatrix WeightParams
 32 outputGateWeightMatrix WeightParams
 50 updateGateRecursionMatrix WeightParams
 51 resetGateRecursionMatrix WeightParams
 52 outputGateRecursionMatrix WeightParams
 70 updateGateBiasVector WeightParams
 71 resetGateBiasVector WeightParams
 72 outputGateBiasVector WeightParams
 100 reverseInput bool
UniDirectionalLSTMLayerParams
 1 inputVectorSize uint64
 2 outputVectorSize uint64
 10 activations ActivationParams*
 15 params LSTMParams
 20 weightParams LSTMWeightParams
 100 reverseInput bool
LSTMParams
 10 sequenceOutput bool
 20 hasBiasVectors bool
 30 forgetBias bool
 40 hasPeepholeVectors bool
 50 coupledInputAndForgetGate bool
 60 cellClipThreshold float
LSTMWeightParams
 1 inputGateWeightMatrix WeightParams
 2 forgetGateWeightMatrix WeightParams
 3 blockInputWeightMatrix WeightParams
 4 outputGateWeightMatrix WeightParams
 20 inputGateRecursionMatrix WeightParams
 21 forgetGateRecursionMatrix WeightParams
 22 blockInputRecursionMatrix WeightParams
 23 outputGateRecursionMatrix WeightParams
 40 inputGateBiasVector WeightParams
 41 forgetGateBiasVector WeightParams
 42 blockInputBiasVector WeightParams
 43 outputGateBiasVector WeightParams
 60 inputGatePeepholeVector WeightParams
 61 forgetGatePeepholeVector WeightParams
 62 outputGatePeepholeVector WeightParams
BiDirectionalLSTMLayerParams
 1 inputVectorSize uint64
 2 outputVectorSize uint64
 10 activationsForwardLSTM ActivationParams*
 11 activationsBackwardLSTM ActivationParams*
 15 params LSTMParams
 20 weightParams LSTMWeightParams*
CustomLayerParams
 10 className string
 20 weights WeightParams*
 30 parameters CustomLayerParams.ParametersEntry*
 40 description string
CustomLayerParams.ParametersEntry
 1 key string
 2 value CustomLayerParams.CustomLayerParamValue
CustomLayerParams.CustomLayerParamValue
 10 doubleValue double
 20 stringValue string
 30 intValue int32
 40 longValue int64
 50 boolValue bool
CopyLayerParams
BranchLayerParams
 1 ifBranch NeuralNetwork
 2 elseBranch NeuralNetwork
NeuralNetwork
 1 layers NeuralNetworkLayer*
 2 preprocessing NeuralNetworkPreprocessing*
 5 arrayInputShapeMapping enum
 6 imageInputShapeMapping enum
 10 updateParams NetworkUpdateParameters
NeuralNetworkPreprocessing
 1 featureName string
 10 scaler NeuralNetworkImageScaler
 11 meanImage NeuralNetworkMeanImage
NeuralNetworkImageScaler
 10 channelScale float
 20 blueBias float
 21 greenBias float
 22 redBias float
 30 grayBias float
NeuralNetworkMeanImage
 1 meanImage float*
NetworkUpdateParameters
 1 lossLayers LossLayer*
 2 optimizer Optimizer
 3 epochs Int64Parameter
 10 shuffle BoolParameter
 20 seed Int64Parameter
LossLayer
 1 name string
 10 categoricalCrossEntropyLossLayer CategoricalCrossEntropyLossLayer
 11 meanSquaredErrorLossLayer MeanSquaredErrorLossLayer
CategoricalCrossEntropyLossLayer
 1 input string
 2 target string
MeanSquaredErrorLossLayer
 1 input string
 2 target string
Optimizer
 10 sgdOptimizer SGDOptimizer
 11 adamOptimizer AdamOptimizer
SGDOptimizer
 1 learningRate DoubleParameter
 2 miniBatchSize Int64Parameter
 3 momentum DoubleParameter
DoubleParameter
 1 defaultValue double
 10 range DoubleRange
DoubleRange
 1 minValue double
 2 maxValue double
Int64Parameter
 1 defaultValue int64
 10 range Int64Range
 11 set Int64Set
Int64Range
 1 minValue int64
 2 maxValue int64
Int64Set
 1 values int64*
AdamOptimizer
 1 learningRate DoubleParameter
 2 miniBatchSize Int64Parameter
 3 beta1 DoubleParameter
 4 beta2 DoubleParameter
 5 eps DoubleParameter
BoolParameter
 1 defaultValue bool
LoopLayerParams
 1 maxLoopIterations uint64
 2 conditionVar string
 3 conditionNetwork NeuralNetwork
 4 bodyNetwork NeuralNetwork
LoopBreakLayerParams
LoopContinueLayerParams
RangeStaticLayerParams
 1 endValue float
 2 startValue float
 3 stepSizeValue float
RangeDynamicLayerParams
 2 startValue float
 3 stepSizeValue float
ClipLayerParams
 1 minVal float
 2 maxVal float
CeilLayerParams
FloorLayerParams
SignLayerParams
RoundLayerParams
Exp2LayerParams
SinLayerParams
CosLayerParams
TanLayerParams
AsinLayerParams
AcosLayerParams
AtanLayerParams
SinhLayerParams
CoshLayerParams
TanhLayerParams
AsinhLayerParams
AcoshLayerParams
AtanhLayerParams
ErfLayerParams
GeluLayerParams
 1 mode enum
EqualLayerParams
 1 alpha float
NotEqualLayerParams
 1 alpha float
LessThanLayerParams
 2 alpha float
LessEqualLayerParams
 2 alpha float
GreaterThanLayerParams
 2 alpha float
GreaterEqualLayerParams
 2 alpha float
LogicalOrLayerParams
LogicalXorLayerParams
LogicalNotLayerParams
LogicalAndLayerParams
ModBroadcastableLayerParams
MinBroadcastableLayerParams
MaxBroadcastableLayerParams
AddBroadcastableLayerParams
PowBroadcastableLayerParams
DivideBroadcastableLayerParams
FloorDivBroadcastableLayerParams
MultiplyBroadcastableLayerParams
SubtractBroadcastableLayerParams
TileLayerParams
 1 reps uint64*
StackLayerParams
 1 axis int64
GatherLayerParams
 1 axis int64
ScatterLayerParams
 1 axis int64
 2 mode enum
GatherNDLayerParams
ScatterNDLayerParams
 1 mode enum
SoftmaxNDLayerParams
 1 axis int64
GatherAlongAxisLayerParams
 1 axis int64
ScatterAlongAxisLayerParams
 1 axis int64
 2 mode enum
ReverseLayerParams
 1 reverseDim bool*
ReverseSeqLayerParams
 1 batchAxis int64
 2 sequenceAxis int64
SplitNDLayerParams
 1 axis int64
 2 numSplits uint64
 3 splitSizes uint64*
ConcatNDLayerParams
 1 axis int64
 2 interleave bool
TransposeLayerParams
 1 axes uint64*
SliceStaticLayerParams
 1 beginIds int64*
 2 beginMasks bool*
 3 endIds int64*
 4 endMasks bool*
 5 strides int64*
 6 squeezeMasks bool*
SliceDynamicLayerParams
 2 beginMasks bool*
 3 endIds int64*
 4 endMasks bool*
 5 strides int64*
 6 squeezeMasks bool*
SlidingWindowsLayerParams
 1 axis int64
 2 windowSize uint64
 3 step uint64
TopKLayerParams
 1 axis int64
 2 K uint64
 3 useBottomK bool
ArgMinLayerParams
 1 axis int64
 2 removeDim bool
ArgMaxLayerParams
 1 axis int64
 2 removeDim bool
EmbeddingNDLayerParams
 1 vocabSize uint64
 2 embeddingSize uint64
 3 hasBias bool
 20 weights WeightParams
 21 bias WeightParams
BatchedMatMulLayerParams
 1 transposeA bool
 2 transposeB bool
 5 weightMatrixFirstDimension uint64
 6 weightMatrixSecondDimension uint64
 7 hasBias bool
 8 weights WeightParams
 9 bias WeightParams
 10 int8DynamicQuantize bool
GetShapeLayerParams
LoadConstantNDLayerParams
 1 shape uint64*
 2 data WeightParams
FillLikeLayerParams
 1 value float
FillStaticLayerParams
 1 value float
 2 targetShape uint64*
FillDynamicLayerParams
 1 value float
BroadcastToLikeLayerParams
BroadcastToStaticLayerParams
 1 targetShape uint64*
BroadcastToDynamicLayerParams
SqueezeLayerParams
 1 axes int64*
 2 squeezeAll bool
ExpandDimsLayerParams
 1 axes int64*
FlattenTo2DLayerParams
 1 axis int64
ReshapeLikeLayerParams
ReshapeStaticLayerParams
 1 targetShape int64*
ReshapeDynamicLayerParams
RankPreservingReshapeLayerParams
 1 targetShape int64*
ConstantPaddingLayerParams
 1 value float
 2 padAmounts uint64*
 3 padToGivenOutputSizeMode bool
RandomNormalLikeLayerParams
 1 seed int64
 2 mean float
 3 stdDev float
RandomNormalStaticLayerParams
 1 seed int64
 2 mean float
 3 stdDev float
 4 outputShape uint64*
RandomNormalDynamicLayerParams
 1 seed int64
 2 mean float
 3 stdDev float
RandomUniformLikeLayerParams
 1 seed int64
 2 minVal float
 3 maxVal float
RandomUniformStaticLayerParams
 1 seed int64
 2 minVal float
 3 maxVal float
 4 outputShape uint64*
RandomUniformDynamicLayerParams
 1 seed int64
 2 minVal float
 3 maxVal float
RandomBernoulliLikeLayerParams
 1 seed int64
 2 prob float
RandomBernoulliStaticLayerParams
 1 seed int64
 2 prob float
 3 outputShape uint64*
RandomBernoulliDynamicLayerParams
 1 seed int64
 2 prob float
CategoricalDistributionLayerParams
 1 seed int64
 2 numSamples int64
 3 isLogits bool
 4 eps float
 5 temperature float
ReduceL1LayerParams
 1 axes int64*
 2 keepDims bool
 3 reduceAll bool
ReduceL2LayerParams
 1 axes int64*
 2 keepDims bool
 3 reduceAll bool
ReduceMaxLayerParams
 1 axes int64*
 2 keepDims bool
 3 reduceAll bool
ReduceMinLayerParams
 1 axes int64*
 2 keepDims bool
 3 reduceAll bool
ReduceSumLayerParams
 1 axes int64*
 2 keepDims bool
 3 reduceAll bool
ReduceProdLayerParams
 1 axes int64*
 2 keepDims bool
 3 reduceAll bool
ReduceMeanLayerParams
 1 axes int64*
 2 keepDims bool
 3 reduceAll bool
ReduceLogSumLayerParams
 1 axes int64*
 2 keepDims bool
 3 reduceAll bool
ReduceSumSquareLayerParams
 1 axes int64*
 2 keepDims bool
 3 reduceAll bool
ReduceLogSumExpLayerParams
 1 axes int64*
 2 keepDims bool
 3 reduceAll bool
WhereNonZeroLayerParams
MatrixBandPartLayerParams
 1 numLower int64
 2 numUpper int64
LowerTriangularLayerParams
 1 k int64
UpperTriangularLayerParams
 1 k int64
WhereBroadcastableLayerParams
LayerNormalizationLayerParams
 1 normalizedShape int64*
 2 eps float
 3 gamma WeightParams
 4 beta WeightParams
NonMaximumSuppressionLayerParams
 1 iouThreshold float
 2 scoreThreshold float
 3 maxBoxes uint64
 4 perClassSuppression bool
OneHotLayerParams
 1 oneHotVectorSize uint64
 2 axis int64
 3 onValue float
 4 offValue float
CumSumLayerParams
 1 axis int64
 2 excludeFinalSum bool
 3 reverse bool
ClampedReLULayerParams
 1 alpha float
 2 beta float
ArgSortLayerParams
 1 axis int64
 2 descending bool
Pooling3DLayerParams
 1 type enum
 2 kernelDepth int32
 3 kernelHeight int32
 4 kernelWidth int32
 5 strideDepth int32
 6 strideHeight int32
 7 strideWidth int32
 8 customPaddingFront int32
 9 customPaddingBack int32
 10 customPaddingTop int32
 11 customPaddingBottom int32
 12 customPaddingLeft int32
 13 customPaddingRight int32
 14 countExcludePadding bool
 15 paddingType enum
GlobalPooling3DLayerParams
 1 type enum
SliceBySizeLayerParams
 2 size int64
 3 axis int64
Convolution3DLayerParams
 1 outputChannels int32
 2 inputChannels int32
 10 nGroups int32
 20 kernelDepth int32
 21 kernelHeight int32
 22 kernelWidth int32
 31 strideDepth int32
 32 strideHeight int32
 33 strideWidth int32
 40 dilationDepth int32
 41 dilationHeight int32
 42 dilationWidth int32
 50 hasBias bool
 60 weights WeightParams
 61 bias WeightParams
 70 paddingType enum
 80 customPaddingFront int32
 81 customPaddingBack int32
 82 customPaddingTop int32
 83 customPaddingBottom int32
 84 customPaddingLeft int32
 85 customPaddingRight int32
 86 isDeconvolution bool
 87 outputShape uint64*
BayesianProbitRegressor
 1 numberOfFeatures uint32
 2 bias BayesianProbitRegressor.Gaussian
 3 features BayesianProbitRegressor.FeatureWeight*
 10 regressionInputFeatureName string
 11 optimismInputFeatureName string
 12 samplingScaleInputFeatureName string
 13 samplingTruncationInputFeatureName string
 20 meanOutputFeatureName string
 21 varianceOutputFeatureName string
 22 pessimisticProbabilityOutputFeatureName string
 23 sampledProbabilityOutputFeatureName string
BayesianProbitRegressor.Gaussian
 1 mean double
 2 precision double
BayesianProbitRegressor.FeatureWeight
 1 featureId uint32
 2 weights BayesianProbitRegressor.FeatureValueWeight*
BayesianProbitRegressor.FeatureValueWeight
 1 featureValue uint32
 2 featureWeight BayesianProbitRegressor.Gaussian
GLMClassifier
 1 weights GLMClassifier.DoubleArray*
 2 offset double*
 3 postEvaluationTransform enum
 4 classEncoding enum
 100 stringClassLabels StringVector
 101 int64ClassLabels Int64Vector
GLMClassifier.DoubleArray
 1 value double*
StringVector
 1 vector string*
Int64Vector
 1 vector int64*
SupportVectorClassifier
 1 kernel Kernel
 2 numberOfSupportVectorsPerClass int32*
 3 sparseSupportVectors SparseSupportVectors
 4 denseSupportVectors DenseSupportVectors
 5 coefficients Coefficients*
 6 rho double*
 7 probA double*
 8 probB double*
 100 stringClassLabels StringVector
 101 int64ClassLabels Int64Vector
TreeEnsembleClassifier
 1 treeEnsemble TreeEnsembleParameters
 2 postEvaluationTransform enum
 100 stringClassLabels StringVector
 101 int64ClassLabels Int64Vector
NeuralNetworkClassifier
 1 layers NeuralNetworkLayer*
 2 preprocessing NeuralNetworkPreprocessing*
 5 arrayInputShapeMapping enum
 6 imageInputShapeMapping enum
 10 updateParams NetworkUpdateParameters
 100 stringClassLabels StringVector
 101 int64ClassLabels Int64Vector
 200 labelProbabilityLayerName string
KNearestNeighborsClassifier
 1 nearestNeighborsIndex NearestNeighborsIndex
 3 numberOfNeighbors Int64Parameter
 100 stringClassLabels StringVector
 101 int64ClassLabels Int64Vector
 110 defaultStringLabel string
 111 defaultInt64Label int64
 200 uniformWeighting UniformWeighting
 210 inverseDistanceWeighting InverseDistanceWeighting
NearestNeighborsIndex
 1 numberOfDimensions int32
 2 floatSamples FloatVector*
 100 linearIndex LinearIndex
 110 singleKdTreeIndex SingleKdTreeIndex
 200 squaredEuclideanDistance SquaredEuclideanDistance
FloatVector
 1 vector float*
LinearIndex
SingleKdTreeIndex
 1 leafSize int32
SquaredEuclideanDistance
UniformWeighting
InverseDistanceWeighting
ItemSimilarityRecommender
 1 itemItemSimilarities ItemSimilarityRecommender.SimilarItems*
 2 itemStringIds StringVector
 3 itemInt64Ids Int64Vector
 10 itemInputFeatureName string
 11 numRecommendationsInputFeatureName string
 12 itemRestrictionInputFeatureName string
 13 itemExclusionInputFeatureName string
 20 recommendedItemListOutputFeatureName string
 21 recommendedItemScoreOutputFeatureName string
ItemSimilarityRecommender.SimilarItems
 1 itemId uint64
 2 similarItemList ItemSimilarityRecommender.ConnectedItem*
 3 itemScoreAdjustment double
ItemSimilarityRecommender.ConnectedItem
 1 itemId uint64
 2 similarityScore double
Program
 1 version int64
 2 functions Program.FunctionsEntry*
 3 docString string
 4 attributes Program.AttributesEntry*
Program.FunctionsEntry
 1 key string
 2 value Function
Function
 1 inputs NamedValueType*
 2 opset string
 3 block_specializations Function.BlockSpecializationsEntry*
 4 attributes Function.AttributesEntry*
NamedValueType
 1 name string
 2 type ValueType
ValueType
 1 tensorType TensorType
 2 listType ListType
 3 tupleType TupleType
 4 dictionaryType DictionaryType
 5 stateType StateType
TensorType
 1 dataType enum
 2 rank int64
 3 dimensions Dimension*
 4 attributes TensorType.AttributesEntry*
Dimension
 1 constant Dimension.ConstantDimension
 2 unknown Dimension.UnknownDimension
Dimension.ConstantDimension
 1 size uint64
Dimension.UnknownDimension
 1 variadic bool
TensorType.AttributesEntry
 1 key string
 2 value Value
Value
 1 docString string
 2 type ValueType
 3 immediateValue Value.ImmediateValue
 5 blobFileValue Value.BlobFileValue
Value.ImmediateValue
 1 tensor TensorValue
 2 tuple TupleValue
 3 list ListValue
 4 dictionary DictionaryValue
TensorValue
 1 floats TensorValue.RepeatedFloats
 2 ints TensorValue.RepeatedInts
 3 bools TensorValue.RepeatedBools
 4 strings TensorValue.RepeatedStrings
 5 longInts TensorValue.RepeatedLongInts
 6 doubles TensorValue.RepeatedDoubles
 7 bytes TensorValue.RepeatedBytes
TensorValue.RepeatedFloats
 1 values float*
TensorValue.RepeatedInts
 1 values int32*
TensorValue.RepeatedBools
 1 values bool*
TensorValue.RepeatedStrings
 1 values string*
TensorValue.RepeatedLongInts
 1 values int64*
TensorValue.RepeatedDoubles
 1 values double*
TensorValue.RepeatedBytes
 1 values bytes
TupleValue
 1 values Value*
ListValue
 1 values Value*
DictionaryValue
 1 values DictionaryValue.KeyValuePair*
DictionaryValue.KeyValuePair
 1 key Value
 2 value Value
Value.BlobFileValue
 1 fileName string
 2 offset uint64
ListType
 1 type ValueType
 2 length Dimension
TupleType
 1 types ValueType*
DictionaryType
 1 keyType ValueType
 2 valueType ValueType
StateType
 1 wrappedType ValueType
Function.BlockSpecializationsEntry
 1 key string
 2 value Block
Block
 1 inputs NamedValueType*
 2 outputs string*
 3 operations Operation*
 4 attributes Block.AttributesEntry*
Operation
 1 type string
 2 inputs Operation.InputsEntry*
 3 outputs NamedValueType*
 4 blocks Block*
 5 attributes Operation.AttributesEntry*
Operation.InputsEntry
 1 key string
 2 value Argument
Argument
 1 arguments Argument.Binding*
Argument.Binding
 1 name string
 2 value Value
Operation.AttributesEntry
 1 key string
 2 value Value
Block.AttributesEntry
 1 key string
 2 value Value
Function.AttributesEntry
 1 key string
 2 value Value
Program.AttributesEntry
 1 key string
 2 value Value
CustomModel
 10 className string
 30 parameters CustomModel.ParametersEntry*
 40 description string
CustomModel.ParametersEntry
 1 key string
 2 value CustomModel.CustomModelParamValue
CustomModel.CustomModelParamValue
 10 doubleValue double
 20 stringValue string
 30 intValue int32
 40 longValue int64
 50 boolValue bool
 60 bytesValue bytes
LinkedModel
 1 linkedModelFile LinkedModelFile
LinkedModelFile
 1 linkedModelFileName StringParameter
 2 linkedModelSearchPath StringParameter
StringParameter
 1 defaultValue string
ClassConfidenceThresholding
 100 precisionRecallCurves PrecisionRecallCurve*
PrecisionRecallCurve
 1 precisionValues FloatVector
 2 precisionConfidenceThresholds FloatVector
 3 recallValues FloatVector
 4 recallConfidenceThresholds FloatVector
OneHotEncoder
 1 stringCategories StringVector
 2 int64Categories Int64Vector
 10 outputSparse bool
 11 handleUnknown enum
Imputer
 1 imputedDoubleValue double
 2 imputedInt64Value int64
 3 imputedStringValue string
 4 imputedDoubleArray DoubleVector
 5 imputedInt64Array Int64Vector
 6 imputedStringDictionary StringToDoubleMap
 7 imputedInt64Dictionary Int64ToDoubleMap
 11 replaceDoubleValue double
 12 replaceInt64Value int64
 13 replaceStringValue string
DoubleVector
 1 vector double*
StringToDoubleMap
 1 map StringToDoubleMap.MapEntry*
StringToDoubleMap.MapEntry
 1 key string
 2 value double
Int64ToDoubleMap
 1 map Int64ToDoubleMap.MapEntry*
Int64ToDoubleMap.MapEntry
 1 key int64
 2 value double
FeatureVectorizer
 1 inputList FeatureVectorizer.InputColumn*
FeatureVectorizer.InputColumn
 1 inputColumn string
 2 inputDimensions uint64
DictVectorizer
 1 stringToIndex StringVector
 2 int64ToIndex Int64Vector
Scaler
 1 shiftValue double*
 2 scaleValue double*
CategoricalMapping
 1 stringToInt64Map StringToInt64Map
 2 int64ToStringMap Int64ToStringMap
 101 strValue string
 102 int64Value int64
StringToInt64Map
 1 map StringToInt64Map.MapEntry*
StringToInt64Map.MapEntry
 1 key string
 2 value int64
Int64ToStringMap
 1 map Int64ToStringMap.MapEntry*
Int64ToStringMap.MapEntry
 1 key int64
 2 value string
Normalizer
 1 normType enum
ArrayFeatureExtractor
 1 extractIndex uint64*
NonMaximumSuppression
 1 pickTop NonMaximumSuppression.PickTop
 100 stringClassLabels StringVector
 101 int64ClassLabels Int64Vector
 110 iouThreshold double
 111 confidenceThreshold double
 200 confidenceInputFeatureName string
 201 coordinatesInputFeatureName string
 202 iouThresholdInputFeatureName string
 203 confidenceThresholdInputFeatureName string
 210 confidenceOutputFeatureName string
 211 coordinatesOutputFeatureName string
NonMaximumSuppression.PickTop
 1 perClass bool
Identity
TextClassifier
 1 revision uint32
 10 language string
 100 modelParameterData bytes
 200 stringClassLabels StringVector
WordTagger
 1 revision uint32
 10 language string
 20 tokensOutputFeatureName string
 21 tokenTagsOutputFeatureName string
 22 tokenLocationsOutputFeatureName string
 23 tokenLengthsOutputFeatureName string
 100 modelParameterData bytes
 200 stringTags StringVector
VisionFeaturePrint
 20 scene VisionFeaturePrint.Scene
 21 objects VisionFeaturePrint.Objects
VisionFeaturePrint.Scene
 1 version enum
VisionFeaturePrint.Objects
 1 version enum
 100 output string*
SoundAnalysisPreprocessing
 20 vggish SoundAnalysisPreprocessing.Vggish
SoundAnalysisPreprocessing.Vggish
Gazetteer
 1 revision uint32
 10 language string
 100 modelParameterData bytes
 200 stringClassLabels StringVector
WordEmbedding
 1 revision uint32
 10 language string
 100 modelParameterData bytes
AudioFeaturePrint
 20 sound AudioFeaturePrint.Sound
AudioFeaturePrint.Sound
 1 version enum
SerializedModel
 1 identifier string
 2 model bytes
`;
