import {
  freezeDeployment,
  Gateway,
  type GatewayRequest,
  type ResolvedApi,
  type Snapshot,
  type StageWorld,
} from '../../../lib/gateway';
import { compileIntegration } from '../../../lib/gateway/integration';
import { type CfnTemplate, readApiModel } from '../../../lib/model';
import { RecordedBackends } from './_backends';
import type { BackendNames, CaseRequest } from './_calls';

const IDENTITY = {
  partition: 'aws',
  region: 'us-east-1',
  accountId: '123456789012',
  apiId: 'a1b2c3d4e5',
} as const;

const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::Partition': IDENTITY.partition,
  'AWS::Region': IDENTITY.region,
  'AWS::AccountId': IDENTITY.accountId,
  'AWS::URLSuffix': 'amazonaws.com',
};

/** An API with stages and backends: what a template becomes when it is deployed. */
export interface DeployedTemplate {
  readonly backends: RecordedBackends;
  readonly world: StageWorld;
  readonly deployment: ReturnType<typeof freezeDeployment>;
  readonly stages: ReadonlyMap<string, Gateway>;
}

/** Deploys a template. */
export function deployTemplate(
  names: BackendNames,
  template: CfnTemplate,
  backends = new RecordedBackends(names, permittedFunctions(template)),
): DeployedTemplate {
  const api = resolve(
    readApiModel([{ name: 'Stack', template }]).restApis[0],
    template,
  ) as ResolvedApi;
  const world = worldOf(backends);
  const deployment = freezeDeployment(snapshotOf(api), compileIntegration);
  const stages = new Map(
    api.stages.map(({ name, variables }) => {
      const settings = {
        name: String(name),
        variables: variables as Record<string, string>,
        methodSettings: [],
        tracingEnabled: false,
        cacheClusterEnabled: false,
      };
      return [settings.name, new Gateway({ deployment, settings, world, backends })];
    }),
  );
  return { backends, world, deployment, stages };
}

function snapshotOf(api: ResolvedApi): Snapshot {
  const resourceIds = api.resources.map(({ path }, index) => [path, `res${index}`] as const);
  return {
    deploymentId: 'dep123',
    identity: IDENTITY,
    api,
    resourceIds: new Map([...resourceIds, ['/', 'root01']]),
  };
}

function worldOf(backends: RecordedBackends): StageWorld {
  return {
    clock: { now: () => backends.now },
    random: () => 0.5,
    key: () => undefined,
    accountThrottle: { rateLimit: 10_000, burstLimit: 5_000 },
    userPoolKeys: () => undefined,
    credentials: () => undefined,
  };
}

function permittedFunctions(template: CfnTemplate): Set<string> {
  const permissions = Object.values(template.Resources ?? {}).filter(
    ({ Type }) => Type === 'AWS::Lambda::Permission',
  );
  return new Set(
    permissions.map(({ Properties }) => {
      const name = Properties?.['FunctionName'] as { 'Fn::GetAtt': [string, string] };
      return name['Fn::GetAtt'][0];
    }),
  );
}

/** Puts a value in the place of each intrinsic. */
function resolve(value: unknown, template: CfnTemplate): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(item, template));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? [];
  const intrinsic = entries.length === 1 ? INTRINSICS[name ?? ''] : undefined;
  if (intrinsic !== undefined) return intrinsic(resolve(argument, template), template);
  return Object.fromEntries(entries.map(([key, member]) => [key, resolve(member, template)]));
}

type Intrinsic = (argument: unknown, template: CfnTemplate) => unknown;

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (name) => PSEUDO_PARAMETERS[String(name)] ?? name,
  'Fn::GetAtt': (argument, template) => {
    const [name = ''] = argument as string[];
    const isFunction = template.Resources?.[name]?.Type === 'AWS::Lambda::Function';
    return isFunction
      ? `arn:aws:lambda:us-east-1:123456789012:function:${name}`
      : `arn:aws:iam::123456789012:role/${name}`;
  },
  'Fn::Join': (argument) => {
    const [separator, parts] = argument as [string, string[]];
    return parts.join(separator);
  },
  'Fn::Sub': (text, template) =>
    String(text).replace(/\$\{([\w:]+)(?:\.(\w+))?\}/g, (_match, name: string, attribute) =>
      String(
        attribute === undefined
          ? INTRINSICS['Ref']?.(name, template)
          : INTRINSICS['Fn::GetAtt']?.([name, attribute], template),
      ),
    ),
};

/** What came of a request. */
export interface CaseOutcome {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly headerNames: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly log: readonly string[];
  /** Variables of the access log. */
  readonly context: Readonly<Record<string, unknown>>;
}

/** Sends a request to a stage. */
export async function send(
  gateway: Gateway,
  stage: string,
  request: CaseRequest,
): Promise<CaseOutcome> {
  const answer = await gateway.handle(gatewayRequest(stage, request));
  if (!(answer.body instanceof Uint8Array)) throw new Error('the answer is a stream');
  return {
    status: answer.status,
    headers: joined(answer.headers),
    headerNames: Object.fromEntries(answer.headers),
    body: Buffer.from(answer.body),
    log: answer.trace.log({ whole: true }).split('\n'),
    context: answer.trace.context(),
  };
}

/** A request as the front door of a stage gets it. */
export function gatewayRequest(stage: string, request: CaseRequest): GatewayRequest {
  const { method, headers = [], body = '', bodyBase64 } = request;
  const [path = '', ...query] = request.path.split('?');
  return {
    method,
    path,
    fullPath: `/${stage}${path}`,
    query: query.join('?'),
    headers,
    body: bodyBase64 === undefined ? Buffer.from(body) : Buffer.from(bodyBase64, 'base64'),
    source: { ip: '192.0.2.7' },
    domainName: `${IDENTITY.apiId}.execute-api.us-east-1.amazonaws.com`,
    protocol: 'HTTP/1.1',
  };
}

function joined(headers: readonly (readonly [string, string])[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of headers) {
    const known = values.get(name.toLowerCase());
    values.set(name.toLowerCase(), known === undefined ? value : `${known}, ${value}`);
  }
  return values;
}
