/* Made by tools/cloud-roles.ts from github.com/iann0036/iam-dataset (commit 2073fa52, itself from iam.googleapis.com/v1/roles), of 2026-08-22: predefined roles of Google Cloud with what they hold of the permissions below. */

export const GOOGLE_ROLES_DATE = "2026-08-22";

/** In the order that the roles count them, in base 36. */
export const GOOGLE_ROLE_PERMISSIONS = `
aiplatform.customJobs.create
aiplatform.datasets.delete
aiplatform.datasets.export
aiplatform.datasets.import
aiplatform.datasets.update
aiplatform.endpoints.delete
aiplatform.endpoints.deploy
aiplatform.endpoints.explain
aiplatform.endpoints.predict
aiplatform.endpoints.setIamPolicy
aiplatform.endpoints.undeploy
aiplatform.endpoints.update
aiplatform.entityTypes.delete
aiplatform.entityTypes.deleteFeatureValues
aiplatform.entityTypes.exportFeatureValues
aiplatform.entityTypes.importFeatureValues
aiplatform.entityTypes.readFeatureValues
aiplatform.entityTypes.setIamPolicy
aiplatform.entityTypes.streamingReadFeatureValues
aiplatform.entityTypes.update
aiplatform.entityTypes.writeFeatureValues
aiplatform.featureGroups.delete
aiplatform.featureGroups.setIamPolicy
aiplatform.featureGroups.update
aiplatform.featureOnlineStores.delete
aiplatform.featureOnlineStores.setIamPolicy
aiplatform.featureOnlineStores.update
aiplatform.featureViews.directWrite
aiplatform.featureViews.fetchFeatureValues
aiplatform.featureViews.searchNearestEntities
aiplatform.featureViews.setIamPolicy
aiplatform.featureViews.sync
aiplatform.featureViews.update
aiplatform.featurestores.batchReadFeatureValues
aiplatform.featurestores.delete
aiplatform.featurestores.exportFeatures
aiplatform.featurestores.importFeatures
aiplatform.featurestores.readFeatures
aiplatform.featurestores.setIamPolicy
aiplatform.featurestores.update
aiplatform.featurestores.writeFeatures
aiplatform.indexEndpoints.delete
aiplatform.indexEndpoints.deploy
aiplatform.indexEndpoints.queryVectors
aiplatform.indexEndpoints.undeploy
aiplatform.indexEndpoints.update
aiplatform.indexes.delete
aiplatform.indexes.update
aiplatform.notebookRuntimeTemplates.apply
aiplatform.notebookRuntimeTemplates.delete
aiplatform.notebookRuntimeTemplates.setIamPolicy
aiplatform.notebookRuntimeTemplates.update
aiplatform.pipelineJobs.create
aiplatform.reasoningEngines.delete
aiplatform.reasoningEngines.query
aiplatform.reasoningEngines.setIamPolicy
aiplatform.reasoningEngines.update
artifactregistry.repositories.delete
artifactregistry.repositories.deleteArtifacts
artifactregistry.repositories.downloadArtifacts
artifactregistry.repositories.setIamPolicy
artifactregistry.repositories.update
artifactregistry.repositories.uploadArtifacts
bigquery.datasets.delete
bigquery.datasets.setIamPolicy
bigquery.datasets.update
bigquery.tables.delete
bigquery.tables.getData
bigquery.tables.setIamPolicy
bigquery.tables.update
bigquery.tables.updateData
cloudbuild.builds.create
cloudfunctions.functions.create
cloudfunctions.functions.invoke
cloudfunctions.functions.setIamPolicy
cloudfunctions.functions.sourceCodeSet
cloudfunctions.functions.update
cloudscheduler.jobs.create
compute.instances.create
compute.instances.osAdminLogin
compute.instances.osLogin
compute.instances.setIamPolicy
compute.instances.setMetadata
compute.instances.setServiceAccount
container.clusters.update
container.deployments.update
container.pods.create
container.pods.exec
dataflow.jobs.create
dataproc.clusters.create
discoveryengine.dataStores.delete
discoveryengine.dataStores.setIamPolicy
discoveryengine.dataStores.update
discoveryengine.documents.create
discoveryengine.documents.get
discoveryengine.documents.import
discoveryengine.documents.purge
discoveryengine.documents.update
discoveryengine.engines.delete
discoveryengine.engines.setIamPolicy
discoveryengine.engines.update
discoveryengine.servingConfigs.answer
discoveryengine.servingConfigs.search
iam.roles.update
iam.serviceAccountKeys.create
iam.serviceAccounts.actAs
iam.serviceAccounts.getAccessToken
iam.serviceAccounts.implicitDelegation
iam.serviceAccounts.setIamPolicy
iam.serviceAccounts.signBlob
iam.serviceAccounts.signJwt
ml.models.delete
ml.models.predict
ml.models.setIamPolicy
ml.models.update
ml.versions.create
ml.versions.predict
notebooks.instances.create
notebooks.instances.setIamPolicy
notebooks.instances.start
notebooks.instances.update
notebooks.instances.use
resourcemanager.folders.setIamPolicy
resourcemanager.organizations.setIamPolicy
resourcemanager.projects.setIamPolicy
run.jobs.create
run.jobs.delete
run.jobs.run
run.jobs.runWithOverrides
run.jobs.setIamPolicy
run.jobs.sshRoot
run.jobs.update
run.routes.invoke
run.services.create
run.services.delete
run.services.setIamPolicy
run.services.sshRoot
run.services.update
secretmanager.secrets.delete
secretmanager.secrets.setIamPolicy
secretmanager.secrets.update
secretmanager.versions.access
secretmanager.versions.add
secretmanager.versions.destroy
storage.buckets.delete
storage.buckets.setIamPolicy
storage.buckets.update
storage.objects.create
storage.objects.delete
storage.objects.get
storage.objects.setIamPolicy
storage.objects.update
workflows.workflows.create
`;

/** A role, without `roles/`, and the numbers of its permissions. */
export const GOOGLE_ROLE_LINES = `
aiedgeportal.serviceAgent 43 44 45
aiplatform.admin 0 1 2 3 4 5 6 7 8 9 a b c d e f g h i j k l m n o p q r s t u v w x y z 10 11 12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f 1g 1h 1i 1j 1k
aiplatform.agentSandboxServiceAgent 1n 43 44 45
aiplatform.batchPredictionServiceAgent 1v 1x 1y 40 42 43 44 45 47
aiplatform.colabEnterpriseAdmin 1c 1d 1e 1f 1g
aiplatform.colabEnterpriseUser 1c 1g
aiplatform.colabServiceAgent 26 2a 2b 2x 39
aiplatform.customCodeServiceAgent 0 1 2 3 4 5 6 7 8 a b c d e f g i j k l n o q r s t v w x y z 10 11 13 14 15 16 17 18 19 1a 1b 1c 1d 1f 1g 1h 1i 1k 1n 1v 1x 1y 2y 2z 31 32 40 43 44 45 47
aiplatform.editor 0 1 2 3 4 5 6 7 8 a b c d e f g i j k l n o q r s t v w x y z 10 11 13 14 15 16 17 18 19 1a 1b 1c 1d 1f 1g 1h 1i 1k
aiplatform.entityTypeOwner c d e f g h i j k s t x
aiplatform.expressAdmin 1 4 8 1h 1i 1k
aiplatform.expressUser 1 4 8 1h 1i 1k
aiplatform.extensionCustomCodeServiceAgent 43 44 45 46 47
aiplatform.extensionServiceAgent 8 2u 2y 45
aiplatform.featurestoreAdmin c d e f g h i j k l m n o p q r s t u v w x y z 10 11 12 13 14
aiplatform.featurestoreDataViewer e g i s t x
aiplatform.featurestoreDataWriter d e f g i k s t x
aiplatform.featurestoreInstanceCreator y 13
aiplatform.featurestoreResourceEditor c j
aiplatform.featurestoreResourceViewer
aiplatform.featurestoreUser c d e f g h i j k x y z 10 11 12 13 14
aiplatform.memoryEditor
aiplatform.memoryUser
aiplatform.memoryViewer
aiplatform.migrator
aiplatform.modelMonitoringServiceAgent 1v 1x 1y 40 42 43 44 45 47
aiplatform.notebookExecutorUser 1g
aiplatform.notebookRuntimeAdmin 1c 1d 1e 1f
aiplatform.notebookRuntimeUser 1c
aiplatform.notebookServiceAgent
aiplatform.onlinePredictionServiceAgent
aiplatform.provisionedThroughputAdmin
aiplatform.publisherProvisionedThroughputAdmin
aiplatform.publisherProvisionedThroughputViewer
aiplatform.ragServiceAgent 8 v w 15 16 17 18 19 1a 1b 1v 1x 1y 45
aiplatform.rapidevalServiceAgent 8
aiplatform.reasoningEngineServiceAgent 5 6 7 8 a b 45
aiplatform.serviceAgent 0 1 2 3 4 5 6 7 8 a b c d e f g i j k l n o q r s t v w x y z 10 11 13 14 15 16 17 18 19 1a 1b 1c 1d 1f 1g 1h 1i 1k 1n 1q 1v 1x 1y 26 2a 2b 2g 2x 2y 39 3h 3i 3j 3n 3o 3p 3q 40 43 44 45 47
aiplatform.sessionEditor
aiplatform.sessionUser
aiplatform.sessionViewer
aiplatform.telemetryServiceAgent
aiplatform.tensorboardWebAppUser
aiplatform.tuningServiceAgent 6 8 1u 1v 1x 1y 42 43 44 45 47
aiplatform.user 0 1 2 3 4 5 6 7 8 a b c d e f g i j k l n o q r s t v w x y z 10 11 13 14 15 16 17 18 19 1a 1b 1c 1d 1f 1g 1h 1i 1k
aiplatform.viewer s t 17 1i
aisandbox.serviceAgent 8
anthosservicemesh.serviceAgent 2c
apigateway.serviceAgent 2y
apigee.serviceAgent 2y
appdevelopmentexperience.serviceAgent 2c
appengine.appAdmin 1m 1n 1q
appengine.deployer 1m 1n 1q
appengine.serviceAgent 1n 1q 2y 31
appengineflex.serviceAgent 1n 1q 1z 26 2a 2x 2y 31 32 3g 40 41 42 43 44 45
apphub.appManagementViewer 45
artifactregistry.admin 1l 1m 1n 1o 1p 1q
artifactregistry.attachmentReader
artifactregistry.attachmentWriter
artifactregistry.containerRegistryMigrationAdmin 1n 1o 1q 45
artifactregistry.createOnPushRepoAdmin 1m 1n 1q
artifactregistry.createOnPushWriter 1n 1q
artifactregistry.editor 1l 1m 1n 1p 1q
artifactregistry.reader 1n
artifactregistry.repoAdmin 1m 1n 1q
artifactregistry.serviceAgent 1n
artifactregistry.viewer 1n
artifactregistry.writer 1n 1q
assuredoss.admin 1n 2w
assuredoss.projectAdmin 1n
assuredoss.reader 1n
assuredoss.user 1n
automl.serviceAgent 1v 1x 1y 43 44 45 47
automlrecommendations.serviceAgent 1v 1x 1y 2g 43 44 45 47
backupdr.cloudStorageOperator 43 44 45
backupdr.computeEngineOperator 26 2a 2b 2x
backupdr.serviceAgent 26 2a 2b 2x
batch.serviceAgent 26 27 28 2a 2b 2x
bigquery.admin 1r 1s 1t 1u 1v 1w 1x 1y
bigquery.connectedSheetsServiceAgent 1x 1y
bigquery.connectionAdmin
bigquery.connectionUser
bigquery.dataEditor 1u 1v 1x 1y
bigquery.dataOwner 1r 1s 1t 1u 1v 1w 1x 1y
bigquery.dataViewer 1v
bigquery.filteredDataViewer
bigquery.jobUser
bigquery.metadataViewer
bigquery.objectRefAdmin
bigquery.objectRefReader
bigquery.readSessionUser
bigquery.resourceAdmin
bigquery.resourceEditor
bigquery.resourceViewer
bigquery.routineAdmin 1u 1v 1x 1y
bigquery.routineDataEditor 1u 1v 1x 1y
bigquery.routineDataViewer 1v
bigquery.routineMetadataViewer
bigquery.securityAdmin 1s 1t 1w 1x
bigquery.studioAdmin 1c 1d 1e 1f 1r 1s 1t 1u 1v 1w 1x 1y
bigquery.studioUser 1c
bigquery.user
bigquerycontinuousquery.serviceAgent 2y
bigquerydatatransfer.serviceAgent 2y
bigquerymigration.worker 43 45
bigqueryomni.serviceAgent 1y
bigqueryspark.serviceAgent 2y
binaryauthorization.serviceAgent 1n
businessaicode.serviceAgent 8
ces.serviceAgent 8 1v 1x 1y 21 2l 2m 2n 2p 2q 2s 2u 3j 3o 43 44 45 47
chronicle.serviceAgent 1u 1x 1y 41 43 44 45
chronicle.soarServiceAgent 42
cloudasset.serviceAgent 1u 1x 1y 43 44 45
cloudbuild.admin 1z
cloudbuild.builds.builder 1m 1n 1q 1z 43 44 45 47
cloudbuild.builds.editor 1z
cloudbuild.editor 1z
cloudbuild.serviceAgent 1m 1n 1q 1z 2y 43 44 45 47
cloudconfig.serviceAgent 1z 2x 2y 40 42 43 44 45 47
clouddeploy.jobRunner 43 45
clouddeploy.serviceAgent 1z 2x 2y 45
clouddeploymentmanager.serviceAgent 1l 1p 1r 1t 1u 1v 1x 1y 1z 20 24 25 26 2a 2b 2c 2d 2h 2v 2x 40 42 43 44 45 48
cloudfunctions.admin 1n 20 21 22 23 24 3h 3i 3j 3k 3l 3m 3n 3o 3p 3q 3r 3s 3t
cloudfunctions.developer 1n 20 21 23 24 3h 3i 3j 3k 3m 3n 3o 3p 3q 3s 3t
cloudfunctions.editor 1n 20 21 23 24 3h 3i 3j 3k 3m 3n 3o 3p 3q 3s 3t
cloudfunctions.invoker 21
cloudfunctions.serviceAgent 1l 1m 1n 1o 1p 1q 1z 21 2x 2y 31 3h 3i 3j 3k 3m 3n 3o 3p 3q 3s 3t 40 42 43 44 45
cloudfunctions.viewer
cloudhub.operator 45
cloudmigration.inframanager 26 2a 2b 40 42
cloudmigration.storageaccess 43 44 45 47
cloudoptimization.serviceAgent 43 44 45 47
cloudscheduler.admin 25
cloudscheduler.serviceAgent 2y
cloudtasks.serviceAgent 2y
cloudtestservice.testAdmin 42 43 44 45
cloudtestservice.testViewer 45
cloudtpu.serviceAgent 26 27 28 29 2a 2b 2x
cloudtranslate.serviceAgent 43 45
commercebusinessenablement.admin 1t
compliancescanning.serviceAgent 1n 45
composer.ServiceAgentV2Ext 30
composer.environmentAndStorageObjectAdmin 43 44 45 46 47
composer.environmentAndStorageObjectUser 45
composer.environmentAndStorageObjectViewer 45
composer.serviceAgent 1l 1m 1n 1p 1q 26 27 28 29 2a 2b 2c 2d 2e 2f 2x 2y 40 41 42 43 44 45 46 47
composer.worker 1l 1m 1n 1o 1p 1q 1z 2c 2d 2e 2f 43 44 45 46 47
compute.admin 26 27 28 29 2a 2b
compute.editor 26 27 28 2a 2b
compute.futureReservationAdmin
compute.futureReservationUser
compute.futureReservationViewer
compute.imageUser
compute.instanceAdmin 26 27 28 29 2a 2b
compute.instanceAdmin.v1 26 27 28 29 2a 2b
compute.instanceGroupManagerServiceAgent 26 27 28 2a 2b 2x
compute.interconnectAttachmentGroupAnalyzer
compute.interconnectGroupAnalyzer
compute.loadBalancerAdmin
compute.loadBalancerServiceUser
compute.networkAdmin
compute.networkUser
compute.networkViewer
compute.orgFirewallPolicyAdmin
compute.orgFirewallPolicyUser
compute.orgSecurityPolicyAdmin
compute.orgSecurityPolicyUser
compute.orgSecurityResourceAdmin
compute.osAdminLogin 27 28
compute.osLogin 28
compute.osLoginExternalUser
compute.packetMirroringAdmin
compute.packetMirroringUser
compute.peerSubnetMigrationAdmin
compute.publicIpAdmin
compute.securityAdmin
compute.serviceAgent 26 2a 2b 2x 2y 2z 32 43 45 47
compute.soleTenantViewer
compute.storageAdmin
compute.viewer
compute.vmExtensionPolicyAdmin
compute.vmExtensionPolicyViewer
compute.xpnAdmin
config.agent 40 42 43 44 45 47
configdelivery.serviceAgent 1n 1o 1q 1z 2x
connectors.serviceAgent 2y 2z
contactcenterinsights.serviceAgent 1x 1y 43 45 47
container.admin 2c 2d 2e 2f
container.cloudKmsKeyUser
container.clusterAdmin 2c
container.clusterViewer
container.defaultNodeServiceAccount
container.defaultNodeServiceAgent
container.developer 2d 2e 2f
container.editor 2c 2d 2e 2f
container.hostServiceAgentUser
container.nodeServiceAccount 45
container.nodeServiceAgent 45
container.serviceAgent 1x 1y 26 27 28 29 2a 2b 2c 2d 2e 2f 2x
container.viewer
containeranalysis.ServiceAgent 1n 45
containerregistry.ServiceAgent 45
containerscanning.ServiceAgent 1n 45
containerthreatdetection.serviceAgent 2e 2f
contentwarehouse.serviceAgent 21 43 44 45 47
dataflow.admin 1z 2g 43 45
dataflow.developer 1z 2g
dataflow.serviceAgent 1r 1s 1t 1u 1v 1w 1x 1y 26 27 28 29 2a 2b 2g 2x 2y 2z 31 32 40 41 42 43 44 45 46 47
dataflow.worker 43 45
datafusion.serviceAgent 1r 1s 1t 1u 1v 1w 1x 1y 2h 40 41 42 43 44 45 46 47
datalabeling.serviceAgent 1v 33 34 35 36 37 38 43 44 45 47
datamigration.serviceAgent 45
datapipelines.serviceAgent 1z 25 2g 2x 40 41 42 43 44 45 46 47
dataplex.discoveryServiceAgent 45
dataplex.serviceAgent 1r 1s 1t 1u 1v 1w 1x 1y 2x 40 41 42 43 44 45 46 47
dataplex.storageDataOwner 1u 1v 1x 1y 43 44 45 47
dataplex.storageDataReader 1v 45
dataplex.storageDataWriter 1y 43 44 47
dataprep.serviceAgent 1u 1v 1x 1y 1z 2g 2x 43 44 45 46 47
dataproc.admin 2h
dataproc.editor 2h
dataproc.hubAgent 2a 2h 2x 45
dataproc.serviceAgent 26 27 28 29 2a 2b 2c 2h 2x 2y 40 41 42 43 44 45 46 47
dataproc.worker 43 44 45 46 47
datastream.bigqueryWriter 1v 1x 1y
datastream.serviceAgent 1v 1x 1y 43 45
datastudio.managedStorageServiceAgent 1u 1v 1y 43 44 45
designcenter.admin 43 44 45 47
designcenter.editor 45
designcenter.serviceAgent 1z 40 42 43 44 45 47
designcenter.user 43 44 45 47
designcenter.viewer 45
dialogflow.serviceAgent 8 1v 1y 21 2l 2m 2n 2p 2q 2s 2u 3j 3o 43 44 45
discoveryengine.admin 2i 2j 2k 2l 2m 2n 2o 2p 2q 2r 2s 2t 2u
discoveryengine.agentAdmin
discoveryengine.agentspaceAdmin 2i 2j 2k 2l 2m 2n 2o 2p 2q 2r 2s 2t 2u
discoveryengine.agentspaceEditor 2l 2m 2n 2p 2t 2u
discoveryengine.agentspaceRestrictedUser
discoveryengine.agentspaceUser 2t 2u
discoveryengine.agentspaceViewer 2m 2t 2u
discoveryengine.editor 2l 2m 2n 2p 2t 2u
discoveryengine.notebookEditor
discoveryengine.notebookLmOwner
discoveryengine.notebookLmUser
discoveryengine.notebookOwner
discoveryengine.notebookViewer
discoveryengine.podcastApiUser 2t 2u
discoveryengine.serviceAgent 8 1h 1i 1k 1v 1x 1y 2t 2u 41 43 44 45 47
discoveryengine.user 2t 2u
discoveryengine.viewer 2m 2t 2u
dlp.orgdriver s t 17 1i 1u 1v 1x 1y 45
dlp.projectdriver s t 17 1i 1u 1v 1x 1y 45
dlp.serviceAgent 1r 1s 1t 1u 1v 1w 1x 1y 40 41 42 43 44 45 46 47
documentaicore.serviceAgent 43 44 45 47
dspm.serviceAgent 1v
earthengine.appsPublisher 30
edgecontainer.clusterServiceAgent 42 43 44 45 47
editor 0 1 2 3 4 5 6 7 8 a b c d e f g i j k l n o q r s t v w x y z 10 11 13 14 15 16 17 18 19 1a 1b 1c 1d 1f 1g 1h 1i 1k 1l 1m 1n 1p 1q 1z 20 21 23 24 25 26 27 28 2a 2b 2c 2d 2e 2f 2g 2h 2i 2k 2l 2m 2n 2o 2p 2q 2s 2t 2u 2w 2x 33 34 36 37 38 39 3b 3c 3d 3h 3i 3j 3k 3m 3n 3o 3p 3q 3s 3t 3u 3w 3y 3z 40 48
enterpriseknowledgegraph.serviceAgent 1v 1x 1y 45
eventarc.serviceAgent 2d 2x 2y 42
firebase.admin 1n 20 21 22 23 24 3h 3i 3j 3k 3l 3m 3n 3o 3p 3q 3r 3s 3t 40 41 42 43 44 45 46 47
firebase.developAdmin 1n 20 21 22 23 24 3h 3i 3j 3k 3l 3m 3n 3o 3p 3q 3r 3s 3t 40 41 42 43 44 45 46 47
firebase.developViewer 45
firebase.editor 45
firebase.managementServiceAgent 1s 1t 3g 41 42
firebase.sdkAdminServiceAgent 40 42 43 44 45 46 47
firebase.viewer 45
firebaseapphosting.computeRunner 1n 1q 43 44 45 47
firebaseapphosting.serviceAgent 1l 1m 1n 1p 1z 2x 3o 3p 3q 3t
firebasecrashlytics.serviceAgent 1v 1x 1y
firebasedataconnect.serviceAgent 3o
firebaseml.serviceAgent 8
firebasemods.serviceAgent 22 2x 3r
firebaserules.system 43 44 45 47
firebasestorage.serviceAgent 43 44 45 47
firebasetelemetry.serviceAgent 45
firestore.serviceAgent 43 44 45
fleetengine.serviceAgent 1v
flow.serviceAgent 8
gameservices.serviceAgent 2c 2d 2e 2f 2x
geminicloudassist.admin 45
geminicloudassist.editor 45
geminicloudassist.user 45
geminicloudassist.viewer 45
generativelanguage.serviceAgent 45
genomics.serviceAgent 26 27 28 29 2a 2b 2x
gkebackup.serviceAgent 2c 2d 2e 2f
gkehub.crossProjectServiceAgent 3g
gkehub.serviceAgent 2c
gkemulticloud.controlPlaneMachineServiceAgent 1n
gkemulticloud.nodePoolMachineServiceAgent 1n
hypercomputecluster.serviceAgent 26 2a 2b 2c 2x 2y 40 41 42 43 44 45 47
iam.accessPolicyAdmin
iam.accessPolicyUser
iam.accessPolicyViewer
iam.admin 2v 2w 2x 30
iam.dataScientist 0 1 2 3 4 5 6 7 8 a b c d e f g i j k l n o q r s t v w x y z 10 11 13 14 15 16 17 18 19 1a 1b 1c 1d 1f 1g 1h 1i 1k 1n 1u 1v 1x 1y 20 21 23 24 2x 3h 3i 3j 3k 3m 3n 3o 3p 3q 3s 3t 43 44 45 46 47
iam.databasesAdmin 1r 1s 1t 1u 1v 1w 1x 1y 2x 40 41 42 43 44 45 46 47
iam.denyAdmin
iam.denyReviewer
iam.devOps 1n 1q 1z 20 21 23 24 27 28 2x 30 3h 3i 3j 3k 3m 3n 3o 3p 3q 3s 3t 43 44 45 46 47
iam.editor 2w 2x
iam.infrastructureAdmin 26 27 28 29 2a 2b 2c 2d 2e 2f 40 41 42 43 44 45 46 47
iam.mlEngineer 0 1 2 3 4 5 6 7 8 9 a b c d e f g h i j k l m n o p q r s t u v w x y z 10 11 12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f 1g 1h 1i 1j 1k 1r 1s 1t 1u 1v 1w 1x 1y 2d 2e 2f 2h 3h 3i 3j 3k 3m 3n 3o 3p 3q 3s 3t 43 44 45 46 47
iam.networkAdmin 26 27 28 29 2a 2b
iam.oauthClientAdmin
iam.oauthClientViewer
iam.operationViewer
iam.organizationRoleAdmin 2v
iam.organizationRoleViewer
iam.principalAccessBoundaryAdmin
iam.principalAccessBoundaryUser
iam.principalAccessBoundaryViewer
iam.roleAdmin 2v
iam.roleViewer
iam.scimSyncer
iam.securityAdmin 9 h m p u 12 1e 1j 1o 1s 1w 22 29 2j 2r 30 35 3a 3e 3f 3g 3l 3r 3v 41 46
iam.securityAuditor 1n
iam.securityReviewer
iam.serviceAccountAdmin 30
iam.serviceAccountApiKeyBindingAdmin
iam.serviceAccountCreator
iam.serviceAccountDeleter
iam.serviceAccountKeyAdmin 2w
iam.serviceAccountOpenIdTokenCreator
iam.serviceAccountTokenCreator 2y 2z 31 32
iam.serviceAccountUser 2x
iam.serviceAccountViewer
iam.siteReliabilityEngineer 1v 26 27 28 29 2a 2b
iam.supportUser 7 8 e g i s t x 11 17 1c 1i 1n 1v 2m 2t 2u 34 38 45
iam.viewer
iam.workforcePoolAdmin
iam.workforcePoolEditor
iam.workforcePoolViewer
iam.workloadIdentityPoolAdmin
iam.workloadIdentityPoolViewer
iam.workloadIdentityUser 2y
iam.workspacePoolAdmin
identitytoolkit.serviceAgent 21
integrations.serviceAgent 21 25 2y 3j 3o 42 43 45 47
issuerswitch.serviceAgent 43 45
krmapihosting.anthosApiEndpointServiceAgent 2c 2d 2e 2f 2x 3g
krmapihosting.serviceAgent 2c 2d 2e 2f 2x
kuberun.eventsControlPlaneServiceAgent 25 42
lifesciences.serviceAgent 26 27 28 29 2a 2b 2x
livestream.serviceAgent 43 44 45 47
looker.serviceAgent 1v
managedflink.serviceAgent 45
managedidentities.domaincontrollerOperator 45
mediaasset.serviceAgent 43 44 45
meshcontrolplane.serviceAgent 2c 2d 2e 2f
metastore.migrationAdmin 26 2a
metastore.serviceAgent 40 42 43 44 45 47
migrationcenter.serviceAgent 45
ml.admin 33 34 35 36 37 38
ml.developer 34 38
ml.editor 33 34 36 37 38
ml.jobOwner
ml.modelOwner 33 34 35 36 37 38
ml.modelUser 34 38
ml.operationOwner
ml.serviceAgent 1n 1v 1y 2y 2z 31 32 40 41 42 43 44 45 46 47
ml.viewer
monitoring.notificationServiceAgent 3o
multiclusteringress.serviceAgent 2d
networkactions.serviceAgent 1n
notebooks.admin 1g 39 3a 3b 3c 3d
notebooks.editor 39 3b 3c 3d
notebooks.legacyAdmin 26 27 28 29 2a 2b 39 3a 3b 3c 3d
notebooks.legacyViewer
notebooks.runner 1g 39
notebooks.serviceAgent 0 1g 26 27 28 29 2a 2b 2x 2y 39 3a 3b 3c 3d
notebooks.viewer
ondemandscanning.serviceAgent 1n 45
osconfig.serviceAgent 2a 2x
owner 0 1 2 3 4 5 6 7 8 9 a b c d e f g h i j k l m n o p q r s t u v w x y z 10 11 12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f 1g 1h 1i 1j 1k 1l 1m 1n 1o 1p 1q 1r 1s 1t 1w 1z 20 21 22 23 24 25 26 27 28 29 2a 2b 2c 2d 2e 2f 2g 2h 2i 2j 2k 2l 2m 2n 2o 2p 2q 2r 2s 2t 2u 2v 2w 2x 30 33 34 35 36 37 38 39 3a 3b 3c 3d 3g 3h 3i 3j 3k 3l 3m 3n 3o 3p 3q 3r 3s 3t 3u 3v 3w 3x 3y 3z 40 48
privilegedaccessmanager.folderServiceAgent 3e
privilegedaccessmanager.organizationServiceAgent 3f
privilegedaccessmanager.projectServiceAgent 3g
privilegedaccessmanager.serviceAgent 3e 3f 3g
pubsub.serviceAgent 2y 2z 31 32
resourcemanager.folderAdmin 3e 3g
resourcemanager.folderIamAdmin 3e
resourcemanager.organizationAdmin 3e 3f 3g
resourcemanager.projectIamAdmin 3g
retail.serviceAgent 1v 1x 1y 2g 43 44 45 47
routeoptimization.serviceAgent 43 45 47
run.admin 3h 3i 3j 3k 3l 3m 3n 3o 3p 3q 3r 3s 3t
run.builder 1m 1n 1q 45
run.developer 3h 3i 3j 3k 3m 3n 3o 3p 3q 3s 3t
run.editor 3h 3i 3j 3k 3m 3n 3o 3p 3q 3s 3t
run.invoker 3j 3o
run.jobsExecutor 3j
run.jobsExecutorWithOverrides 3j 3k
run.serviceAgent 1n 1q 1z 2x 2y 31 3o 42 43 44 45 47
run.servicesInvoker 3o
run.sourceDeveloper 1n 1z 3h 3i 3j 3k 3m 3n 3o 3p 3q 3s 3t 43 45
run.sourceViewer 45
run.sshReader
run.sshRoot 3m 3s
run.viewer
runapps.serviceAgent 1z 2x 40 43 44 45
saasservicemgmt.serviceAgent 1n 1q 40 41 43 44 45
seclm.serviceAgent 8 2u
secretmanager.admin 3u 3v 3w 3x 3y 3z
secretmanager.editor 3u 3w 3y 3z
secretmanager.secretAccessor 3x
secretmanager.secretVersionAdder 3y
secretmanager.secretVersionManager 3y 3z
secretmanager.viewer
securedlandingzone.bqdwProjectRemediator 1s 1t 41 42
securesourcemanager.serviceAgent 32
securitycenter.admin 1n 2w
securitycenter.adminEditor 1n
securitycenter.adminViewer 1n
securitycenter.securityResponseServiceAgent 2a 2x 42
serverless.serviceAgent 1n 1z 2x 2y 31 3o 45
sourcerepo.serviceAgent 2y
spanner.serviceAgent 8 26 2a 2b 3j 3o 43 44 45
spectrumsas.serviceAgent 1y
speech.serviceAgent 43 45 47
storage.admin 40 41 42 43 44 45 46 47
storage.annotationGeneratorService 45 47
storage.bucketViewer
storage.editor 40
storage.expressModeServiceInput 43 44 47
storage.expressModeServiceOutput 44 45
storage.expressModeUserAccess 43 44 45 47
storage.folderAdmin 43 44 45 46 47
storage.hmacKeyAdmin
storage.insightsCollectorService
storage.legacyBucketOwner 41 42 43 44
storage.legacyBucketReader
storage.legacyBucketWriter 43 44
storage.legacyObjectOwner 45 46 47
storage.legacyObjectReader 45
storage.objectAdmin 43 44 45 46 47
storage.objectCreator 43
storage.objectUser 43 44 45 47
storage.objectViewer 45
storage.viewer
stream.serviceAgent 43 45
telcoautomation.serviceAgent 2c 2d 2e 2f
transcoder.serviceAgent 43 44 45
vectorsearch.serviceAgent 8 43 45
viewer 7 8 e g i s t x 11 17 1c 1i 1n 2m 2t 2u 34 38
visionai.serviceAgent 8 1v 1x 1y 21 3j 3o 40 43 44 45 47
visualinspection.serviceAgent 0 1 2 3 4 5 6 7 8 9 a b c d e f g h i j k l m n o p q r s t u v w x y z 10 11 12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f 1g 1h 1i 1j 1k 1l 1m 1n 1o 1p 1q 40 41 42 43 44 45 46 47
vmmigration.serviceAgent 26 2a 2b
vpcaccess.serviceAgent 26 2a
workflows.admin 48
workflows.editor 48
workflows.serviceAgent 2y
workloadcertificate.serviceAgent 2c
workstations.serviceAgent 26 2a 2b 2x
`;
