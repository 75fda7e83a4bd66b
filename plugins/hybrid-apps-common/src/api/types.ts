import { components } from './openapi.generated';

type Schemas = components['schemas'];

/** @public */
export type Health = Schemas['Health'];
/** @public */
export type Posture = Schemas['Posture'];
/** Posture per direction. @public */
export type Postures = Schemas['Postures'];
/** @public */
export type Protocol = Schemas['Protocol'];
/** A Kubernetes object, as far as this API looks into it. @public */
export type Manifest = Schemas['Manifest'];
/** @public */
export type ObjectRef = Schemas['ObjectRef'];
/** @public */
export type ObjectField = Schemas['ObjectField'];
/** @public */
export type ConsoleKind = Schemas['ConsoleKind'];
/** Which console to open. @public */
export type ConsoleRequest = Schemas['ConsoleRequest'];
/** For one WebSocket. @public */
export type ConsoleTicket = Schemas['ConsoleTicket'];
/** A console that somebody has. @public */
export type OpenConsole = Schemas['OpenConsole'];
/** @public */
export type CreatedObject = Schemas['CreatedObject'];
/** A task, and who started it. @public */
export type OpenTask = Schemas['OpenTask'];
/** How far one kind of one cluster is known. @public */
export type KindKnowledge = Schemas['KindKnowledge'];
/** @public */
export type AppTotals = Schemas['AppTotals'];
/** @public */
export type AppProblem = Schemas['AppProblem'];
/** @public */
export type AppSummary = Schemas['AppSummary'];
/** @public */
export type Topology = Schemas['Topology'];
/** @public */
export type TopologyNode = Schemas['TopologyNode'];
/** @public */
export type NodeMember = Schemas['NodeMember'];
/** @public */
export type NodeStatus = Schemas['NodeStatus'];
/** @public */
export type NodeFacts = Schemas['NodeFacts'];
/** @public */
export type TopologyEdge = Schemas['TopologyEdge'];
/** Why something is claimed: a sentence, and the field that says so. @public */
export type Evidence = Schemas['Evidence'];
/** @public */
export type ObjectDetails = Schemas['ObjectDetails'];
/** An act that has to do with an object as it is. @public */
export type ActOffer = Schemas['ActOffer'];
/** What a value that can be chosen would change of an object. @public */
export type ActPreview = Schemas['ActPreview'];
/** What can be done to an object, and what not. @public */
export type ObjectActs = Schemas['ObjectActs'];
/** Something that somebody did to an object. @public */
export type ActDone = Schemas['ActDone'];
/** Whether an app is stopped or started. @public */
export type PlanKind = Schemas['PlanKind'];
/** What would be done to stop or start an app. @public */
export type PlanPreview = Schemas['PlanPreview'];
/** What would be done to one object. @public */
export type PlanPreviewStep = Schemas['PlanPreviewStep'];
/** An object, and why nothing is done to it. @public */
export type PlanTold = Schemas['PlanTold'];
/** How an object ran before it was stopped. @public */
export type PlanBefore = Schemas['PlanBefore'];
/** A plan that stops or starts an app as a whole. @public */
export type Plan = Schemas['Plan'];
/** What is done to one object. @public */
export type PlanStep = Schemas['PlanStep'];
/** In which hours an app is to run. @public */
export type AppHours = Schemas['AppHours'];
/** What an object is made of, and how each part stands. @public */
export type ObjectInside = Schemas['ObjectInside'];
/** Whether it is known what is used, and as of when. @public */
export type Measurement = Schemas['Measurement'];
/** How far back it is told what was used. @public */
export type MetricsRange = Schemas['MetricsRange'];
/** What an app uses, now and over time. @public */
export type AppMetrics = Schemas['AppMetrics'];
/** What one component uses, now and over time. @public */
export type ComponentMetrics = Schemas['ComponentMetrics'];
/** @public */
export type MetricSeries = Schemas['MetricSeries'];
/** What is to be acted on, of what is used. @public */
export type UseFinding = Schemas['UseFinding'];
/** @public */
export type PolicyStatus = Schemas['PolicyStatus'];
/** @public */
export type Enforcement = Schemas['Enforcement'];
/** @public */
export type WorkloadPolicy = Schemas['WorkloadPolicy'];
/** @public */
export type PolicySummary = Schemas['PolicySummary'];
/** What one peer stands for. @public */
export type PolicyPeers = Schemas['PolicyPeers'];
/** @public */
export type Peer = Schemas['Peer'];
/** @public */
export type Connection = Schemas['Connection'];
/** @public */
export type ConnectionChange = Schemas['ConnectionChange'];
/** @public */
export type Finding = Schemas['Finding'];
/** @public */
export type PeerQuery = Schemas['PeerQuery'];
/** @public */
export type ReachabilityQuery = Schemas['ReachabilityQuery'];
/** @public */
export type Reachability = Schemas['Reachability'];
/** @public */
export type DirectionVerdict = Schemas['DirectionVerdict'];
/** @public */
export type PolicyRule = Schemas['PolicyRule'];
/** @public */
export type HistoryEntry = Schemas['HistoryEntry'];
/** Something that happened to an object, as the cluster tells it. @public */
export type ObjectEvent = Schemas['ObjectEvent'];
/** What happened to objects of an app, as far as it is known. @public */
export type AppEvents = Schemas['AppEvents'];
/** Who set some fields of an object. @public */
export type FieldManager = Schemas['FieldManager'];
/** Who manages which fields of an object, or why that is not known. @public */
export type FieldManagers = Schemas['FieldManagers'];
/** A sum, and of how many components it is not known. @public */
export type ModernizationAmount = Schemas['ModernizationAmount'];
/** @public */
export type ModernizationShare = Schemas['ModernizationShare'];
/** How much is in VMs, and how much in containers. @public */
export type ModernizationFigures = Schemas['ModernizationFigures'];
/** @public */
export type ModernizationPoint = Schemas['ModernizationPoint'];
/** @public */
export type ModernizationStage = Schemas['ModernizationStage'];
/** @public */
export type ModernizationComponent = Schemas['ModernizationComponent'];
/** @public */
export type ModernizationWait = Schemas['ModernizationWait'];
/** How far one app is in containers. @public */
export type Modernization = Schemas['Modernization'];
/** The same in one line. @public */
export type AppModernization = Schemas['AppModernization'];
/** @public */
export type ModernizationPage = Schemas['ModernizationPage'];
/** @public */
export type Cluster = Schemas['Cluster'];
/** What a cluster is made of. @public */
export type ClusterDetails = Schemas['ClusterDetails'];
/** @public */
export type ApplyRequest = Schemas['ApplyRequest'];
/** @public */
export type AppliedObject = Schemas['AppliedObject'];
/** @public */
export type ApplyResult = Schemas['ApplyResult'];
/** @public */
export type Readiness = Schemas['Readiness'];
/** @public */
export type DiscoveredApp = Schemas['DiscoveredApp'];
/** @public */
export type LeftOutApp = Schemas['LeftOutApp'];
/** The ways of a request. @public */
export type Trace = Schemas['Trace'];
/** @public */
export type TraceHop = Schemas['TraceHop'];
/** @public */
export type TraceState = Schemas['TraceState'];
/** @public */
export type TraceWay = Schemas['TraceWay'];
/** A line of a log, or what is told of logs. @public */
export type LogRow = Schemas['LogRow'];
/** A Pod whose log is read. @public */
export type LogSource = Schemas['LogSource'];
