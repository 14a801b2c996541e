import { ValidationError } from '../errors';
import type { CallSource, HeaderPair } from '../gateway';
import { compileUnread, evaluate, methodArn } from '../policy';
import {
  type DomainRecord,
  type MappingRecord,
  ROOT_BASE_PATH,
} from './apigateway/registry/domain-registry';
import type { LiveStage } from './apigateway/registry/live-stage';
import type { RestApi } from './apigateway/registry/rest-api';
import type { ApiGatewayService } from './apigateway/service';
import { readEndpointCall } from './endpoint-host';
import type { Region } from './regions';

/** What an address leads to. */
export interface Destination {
  readonly stage: LiveStage;
  readonly api: RestApi;
  /** Path below the stage, as sent. */
  readonly path: string;
  /** Path as sent, with the stage or the base path before it. */
  readonly fullPath: string;
  /** Query as sent, without the question mark. */
  readonly query: string;
  readonly domainName: string;
}

/** An address that leads to no stage: the service answers `Forbidden`. */
export interface DeadEnd {
  /** Why, for the trace. */
  readonly reason: string;
  /** The domain or the API that was found, where the caller may not enter. */
  readonly domainName: string;
}

/** A URL in its parts, nothing decoded; the slashes that its path begins with count as one. */
interface Address {
  readonly host: string;
  readonly path: string;
  readonly query: string;
}

const URL_PARTS = /^https?:\/\/([^/?#:]+)(?::\d+)?([^?#]*)(?:\?([^#]*))?/i;
const PATH_PARTS = /^([^?#]*)(?:\?([^#]*))?/;
const EXECUTE_API =
  /^([a-z0-9]+)(?:-(vpce-[0-9a-f]+))?\.execute-api\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/;

/**
 * Finds the stage that a URL leads to: by the address of the API itself, a custom domain, a
 * private domain of a VPC endpoint, or the name of the endpoint.
 *
 * @param headers - of the call: behind an endpoint's name they say which API is meant
 * @param regions - API Gateway of every account and region
 * @param source - where the call comes from: a private address is one only inside of the VPC
 * @throws {@link ValidationError} Address - when no API or domain has the host
 */
export function findDestination(
  url: string,
  headers: readonly HeaderPair[],
  source: CallSource,
  regions: readonly Region[],
): Destination | DeadEnd {
  const [, named = '', path = '', query = ''] = URL_PARTS.exec(url) ?? [];
  const host = named.toLowerCase();
  const address = { host, path: path.replace(/^\/*/, '/'), query };
  const endpoint = readEndpointCall(host, headers);
  if (endpoint === undefined) return findAddress(address, url, source, regions);
  const { vpce, host: meant = host, domainName } = endpoint;
  if (vpce !== source.vpce) return { domainName, reason: `the call must come through ${vpce}` };
  const behind = { ...address, host: meant };
  const found = findByApi(behind, source, regions) ?? findByDomain(behind, source, regions);
  return { ...(found ?? { reason: 'neither x-apigw-api-id nor Host names an API' }), domainName };
}

function findAddress(
  address: Address,
  url: string,
  source: CallSource,
  regions: readonly Region[],
): Destination | DeadEnd {
  return (
    findByApi(address, source, regions) ??
    findByDomain(address, source, regions) ??
    refuseHost(url, regions)
  );
}

/** Where a path below a stage leads, as if it was called by the address of its API. */
export function stageDestination(
  stage: LiveStage,
  api: RestApi,
  pathAndQuery: string,
): Destination {
  const [, path = '', query = ''] = PATH_PARTS.exec(pathAndQuery) ?? [];
  const below = path.startsWith('/') ? path : `/${path}`;
  return {
    stage,
    api,
    path: below,
    fullPath: `/${stage.name}${below}`,
    query,
    domainName: hostOf(api),
  };
}

/** Host under which an API answers by itself. */
export function hostOf({ identity: { apiId, region, partition } }: RestApi): string {
  return `${apiId}.execute-api.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`;
}

/** Why a caller cannot reach an API at its own address; undefined if he can. */
export function unreachable(stage: LiveStage, source: CallSource): string | undefined {
  const { endpointTypes } = stage.deployment.snapshot.api;
  const isPrivate = endpointTypes.some((type) => type === 'PRIVATE');
  if (!isPrivate || source.vpce !== undefined) return undefined;
  return 'a private API can be reached through a VPC endpoint only, say which by `vpce`';
}

function findByApi(
  address: Address,
  source: CallSource,
  regions: readonly Region[],
): Destination | DeadEnd | undefined {
  const [, apiId, vpce, name] = EXECUTE_API.exec(address.host) ?? [];
  const apis = regions
    .filter(({ environment }) => environment.region === name)
    .flatMap(({ service }) => service.restApis());
  const api = apis.find(({ id }) => id === apiId);
  if (api === undefined) return undefined;
  if (vpce !== undefined && vpce !== source.vpce) {
    return deadEnd(address, `the call must come through ${vpce}`);
  }
  if (api.present().api.disableExecuteApiEndpoint === true) {
    return deadEnd(address, 'the API answers under its custom domains only');
  }
  return enter(address, api, { path: address.path }, source);
}

function findByDomain(
  address: Address,
  source: CallSource,
  regions: readonly Region[],
): Destination | DeadEnd | undefined {
  const found = regions.flatMap(({ service }) =>
    [...service.domains.domains.values()]
      .filter(({ domainName }) => covers(domainName, address.host))
      .map((domain) => ({ domain, service })),
  );
  const [best] = found.sort((a, b) => rank(b, source) - rank(a, source));
  if (best === undefined) return undefined;
  const { domain, service } = best;
  const mapping = service.domains.mappingsOf(domain.key).find((one) => fits(one, address.path));
  const api = service.restApis().find(({ id }) => id === mapping?.restApiId);
  if (mapping === undefined || api === undefined) {
    return deadEnd(address, 'no base path of the domain fits');
  }
  const path = address.path.slice(basePathOf(mapping).length);
  const destination = enter(address, api, { path, stageName: mapping.stage }, source);
  if (!('stage' in destination)) return destination;
  const refused = refuseAtDomain(best, destination, source);
  return refused === undefined ? destination : deadEnd(address, refused);
}

interface Found {
  readonly domain: DomainRecord;
  readonly service: ApiGatewayService;
}

/** A private domain that the caller's endpoint may use goes first, then names without wildcard. */
function rank({ domain, service }: Found, source: CallSource): number {
  const mine = mayResolve(domain, service, source) ? 2 : 0;
  return mine + (domain.domainName.startsWith('*') ? 0 : 1);
}

function enter(
  { host, path: fullPath, query }: Address,
  api: RestApi,
  { path, stageName }: { readonly path: string; readonly stageName?: string | undefined },
  source: CallSource,
): Destination | DeadEnd {
  const [, first = ''] = path.split('/');
  const stage = api.stages.get(stageName ?? decodeSegment(first));
  if (stage === undefined) return { domainName: host, reason: 'the path begins with no stage' };
  const reason = unreachable(stage, source);
  if (reason !== undefined) return { domainName: host, reason };
  const below = stageName === undefined ? path.slice(first.length + 1) : path;
  return { stage, api, path: below === '' ? '/' : below, fullPath, query, domainName: host };
}

function refuseAtDomain(
  { domain, service }: Found,
  destination: Destination,
  source: CallSource,
): string | undefined {
  if (!domain.endpointTypes.includes('PRIVATE')) return undefined;
  if (!mayResolve(domain, service, source)) {
    return 'the VPC endpoint of the caller has no access association with the private domain';
  }
  if (allowsInvoke(domain, destination, source)) return undefined;
  return 'the policy of the private domain does not allow the call';
}

function mayResolve(
  { domainNameArn }: DomainRecord,
  { domains }: ApiGatewayService,
  { vpce }: CallSource,
): boolean {
  return [...domains.associations.values()].some(
    (one) => one.domainNameArn === domainNameArn && one.source === vpce,
  );
}

/**
 * A policy names the domain by its ARN, or what is below it in the short form `execute-api:/…`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains-provider-share-cli.html
 */
function allowsInvoke(
  { policy, domainNameArn }: DomainRecord,
  { api: { identity }, stage, path }: Destination,
  { ip, vpce, vpc, vpcIp }: CallSource,
): boolean {
  if (policy === undefined) return false;
  const compiled = compileUnread(policy, { attachedTo: 'resource', api: identity });
  const effects = [
    domainNameArn.replace(':apigateway:', ':execute-api:'),
    methodArn(identity, { stage: stage.name, verb: 'ANY', path }),
  ].map(
    (resource) =>
      evaluate(compiled, {
        action: 'execute-api:Invoke',
        resource,
        caller: { type: 'anonymous' },
        context: {
          'aws:SourceIp': ip,
          'aws:SourceVpce': vpce,
          'aws:SourceVpc': vpc,
          'aws:VpcSourceIp': vpcIp,
        },
      }).effect,
  );
  return effects.includes('allow') && !effects.includes('explicitDeny');
}

function covers(domainName: string, host: string): boolean {
  const name = domainName.toLowerCase();
  if (!name.startsWith('*.')) return name === host;
  return host.endsWith(name.slice(1)) && !host.slice(0, -name.length + 1).includes('.');
}

function fits(mapping: MappingRecord, path: string): boolean {
  const base = basePathOf(mapping);
  return path === base || path.startsWith(`${base}/`);
}

function basePathOf({ basePath }: MappingRecord): string {
  return basePath === ROOT_BASE_PATH || basePath === '' ? '' : `/${basePath}`;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function deadEnd({ host: domainName }: Address, reason: string): DeadEnd {
  return { domainName, reason };
}

function refuseHost(url: string, regions: readonly Region[]): never {
  const hosts = regions.flatMap(({ service }) => [
    ...service.restApis().map(hostOf),
    ...[...service.domains.domains.values()].map(({ domainName }) => domainName),
  ]);
  throw new ValidationError(
    'Address',
    `the URL must lead to an API or a domain of the deployed app (${hosts.join(', ')}), got: ${JSON.stringify(url)}`,
  );
}
