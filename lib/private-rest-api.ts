import { Aspects, Lazy } from 'aws-cdk-lib';
import {
  CfnRestApi,
  type DomainName,
  type DomainNameOptions,
  EndpointType,
  type IRestApi,
  RestApi,
  type RestApiProps,
} from 'aws-cdk-lib/aws-apigateway';
import type { IInterfaceVpcEndpoint, IVpc } from 'aws-cdk-lib/aws-ec2';
import { PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { refuse } from './private/checks';
import { enforceRules } from './private/enforce-rules';
import {
  type AccessClause,
  accessStatements,
  needsSignature,
} from './private/private-access-clauses';
import {
  checkOnlyEndpoint,
  checkService,
  distinctEndpoints,
  makeEndpoint,
} from './private/private-endpoints';
import { checkPrivateProps, refuseDomainName, vpcsOf } from './private/private-props';
import { acknowledgeFindings, stageLogs } from './private/private-stage';
import { checkPolicy, validates, warnIfAnonymous } from './private/private-validation';
import { PrivateAccess } from './private-access';
import type { PrivateEndpointOptions } from './private-access-endpoint';
import { PrivateDomain } from './private-domain';
import type { PrivateApiDomainOptions } from './private-domain-options';

/** A private domain that several APIs answer on, and where on it this API does. */
export interface PrivateDomainMapping {
  /** The domain; its endpoints are let in by this API's default access. */
  readonly domain: PrivateDomain;

  /**
   * The path segment after the domain name that leads to this API.
   *
   * @default - the API answers at the root of the domain
   */
  readonly basePath?: string;
}

/**
 * A private REST API: what `RestApi` takes, and who may call from where.
 *
 * Not taken: `domainName` (public domains), `endpointTypes` other than PRIVATE.
 */
export interface PrivateRestApiProps extends RestApiProps {
  /**
   * Interface endpoints of `execute-api` to associate the API with, made here or imported.
   *
   * One endpoint can serve any number of private APIs, in shared VPCs of any account.
   *
   * @default - those made for `vpc` or `vpcs`
   */
  readonly vpcEndpoints?: IInterfaceVpcEndpoint[];

  /**
   * A VPC that gets an endpoint for this API.
   *
   * A VPC takes one such endpoint with private DNS: let further APIs share it, by
   * `vpcEndpoints: first.vpcEndpoints`.
   *
   * @default - no endpoint is made
   */
  readonly vpc?: IVpc;

  /**
   * Several VPCs that get an endpoint each; instead of `vpc`.
   *
   * @default - no endpoint is made
   */
  readonly vpcs?: IVpc[];

  /**
   * How the endpoints of `vpc` or `vpcs` are made.
   *
   * @default - private DNS, one private subnet in each zone, HTTPS from the VPC's addresses
   */
  readonly endpointOptions?: PrivateEndpointOptions;

  /**
   * Who may call. Statements of `policy` and `addToResourcePolicy` are added to it, and cannot
   * let in whom it keeps out.
   *
   * @default PrivateAccess.vpcEndpoints() - exactly the endpoints of this API and its domain
   */
  readonly access?: PrivateAccess;

  /**
   * A private custom domain name for this API alone.
   *
   * @default - no domain of its own
   */
  readonly domain?: PrivateApiDomainOptions;

  /**
   * A place on a private domain that exists already; instead of `domain`.
   *
   * @default - no shared domain
   */
  readonly sharedDomain?: PrivateDomainMapping;

  /**
   * Whether the stage logs every request as JSON, to a log group of its own.
   *
   * A destination of your own goes into `deployOptions.accessLogDestination`.
   *
   * @default true
   */
  readonly accessLogs?: boolean;

  /**
   * How long access logs are kept.
   *
   * @default RetentionDays.THREE_MONTHS
   */
  readonly accessLogRetention?: RetentionDays;
}

/**
 * A REST API that is reached from VPCs only, and only by whom you name.
 *
 * It writes the resource policy that a private API must have, makes endpoints and a private
 * custom domain where asked, and its `url` is an address that works inside the VPC. The default
 * stage logs accesses and errors. Everything else is `RestApi`.
 *
 * @example
 * const api = new PrivateRestApi(stack, 'Orders', { vpc });
 * api.root.addResource('orders').addMethod('GET');
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
 */
export class PrivateRestApi extends RestApi {
  /** The endpoints that the API is associated with, given ones first. */
  public readonly vpcEndpoints: IInterfaceVpcEndpoint[];

  /**
   * The private domain that the API answers on.
   *
   * @default - none
   */
  public readonly privateDomain?: PrivateDomain;

  /**
   * The log group of the default stage's access logs.
   *
   * @default - none, where `accessLogs` or `deploy` is off or the destination is yours
   */
  public readonly accessLogGroup?: ILogGroup;

  private readonly basePath?: string;
  private readonly clauses: AccessClause[];

  /**
   * @throws {@link ValidationError} PrivateApiAccess - when nothing says who may call
   * @throws {@link ValidationError} PrivateApiEndpointType - when the endpoint type is not PRIVATE
   * @throws {@link ValidationError} PrivateApiDomain - when a public domain, or two domains, are asked for
   * @throws {@link ValidationError} PrivateApiVpc - when VPCs and endpoint options do not fit together
   * @throws {@link ValidationError} PrivateEndpointService - when an endpoint is of another service
   * @throws {@link ValidationError} PrivateEndpointDuplicate - at synthesis, when a VPC gets a second endpoint with private DNS
   * @throws {@link ValidationError} PrivateApiPolicy - at synthesis, when the policy is missing
   * @throws {@link ValidationError} PrivateApiOpen - at synthesis, when the policy lets anybody in
   * @throws {@link ValidationError} ResourcePolicySize - at synthesis, when the policy is longer than its quota
   * @throws {@link ValidationError} PrivateApiUrl - when the default address is off and there is no domain
   */
  public constructor(scope: Construct, id: string, props: PrivateRestApiProps) {
    const logs = stageLogs(props);
    super(scope, id, logs.restApiProps);
    checkPrivateProps(this, props);
    this.vpcEndpoints = this.makeEndpoints(props);
    const domain = this.domainOf(props);
    if (domain) this.privateDomain = domain;
    const basePath = (props.domain ?? props.sharedDomain)?.basePath;
    if (basePath !== undefined) this.basePath = basePath;
    if (logs.destination?.logGroup) this.accessLogGroup = logs.destination.logGroup;

    this.clauses = this.clausesOf(props);
    this.define(props);
    this.privateDomain?.addMapping(this as IRestApi, basePath === undefined ? {} : { basePath });
    acknowledgeFindings(this);
    enforceRules(this);
  }

  /**
   * The address of a path, reachable inside the VPC.
   *
   * With a private domain: its name and base path. Else the address of the first endpoint, which
   * works with and without private DNS. Else the default address, which needs private DNS.
   *
   * @param path - starts with `/`
   */
  public override urlForPath(path = '/'): string {
    // RestApi makes its output before this class has its endpoints.
    if (this.vpcEndpoints === undefined) {
      return Lazy.string({ produce: () => this.urlForPath(path) });
    }
    const plain = super.urlForPath(path);
    if (this.privateDomain) return this.privateDomain.urlForPath(path, this.basePath);
    const [endpoint] = this.vpcEndpoints;
    return endpoint === undefined ? plain : this.urlForVpcEndpoint(endpoint, path);
  }

  /**
   * The address of a path through one of the endpoints, whatever DNS the VPC has.
   *
   * @param vpcEndpoint - an endpoint that the API is associated with
   * @param path - starts with `/`
   */
  public urlForVpcEndpoint(vpcEndpoint: IInterfaceVpcEndpoint, path = '/'): string {
    const known = this.vpcEndpoints.map((endpoint) => endpoint.vpcEndpointId);
    if (!known.includes(vpcEndpoint.vpcEndpointId)) {
      const change = 'pass the endpoint to the api';
      const context = { scope: this, code: 'PrivateApiEndpoint', prop: 'vpcEndpoint', change };
      refuse(context, 'must be an endpoint of this api', vpcEndpoint.node.path);
    }
    const plain = super.urlForPath(path);
    const own = `https://${this.restApiId}`;
    return `${own}-${vpcEndpoint.vpcEndpointId}${plain.slice(own.length)}`;
  }

  /**
   * Always fails: a private API cannot be mapped to a public domain.
   *
   * @throws {@link ValidationError} PrivateApiDomain - always
   */
  public override addDomainName(_id: string, options: DomainNameOptions): DomainName {
    return refuseDomainName(this, options);
  }

  private makeEndpoints(props: PrivateRestApiProps): IInterfaceVpcEndpoint[] {
    const given = props.vpcEndpoints ?? [];
    for (const endpoint of given) checkService(this, endpoint);
    const made = vpcsOf(props).map((vpc) => makeEndpoint(this, vpc, props.endpointOptions ?? {}));
    for (const endpoint of made) validates(this, () => checkOnlyEndpoint(this, endpoint));
    return distinctEndpoints([...given, ...made]);
  }

  private domainOf(props: PrivateRestApiProps): PrivateDomain | undefined {
    if (props.domain === undefined) return props.sharedDomain?.domain;
    const { basePath: _basePath, ...options } = props.domain;
    return new PrivateDomain(this, 'Domain', { vpcEndpoints: this.vpcEndpoints, ...options });
  }

  /** What a caller must pass; nothing if the whole policy was written by hand. */
  private clausesOf(props: PrivateRestApiProps): AccessClause[] {
    const own = this.vpcEndpoints.map((endpoint) => endpoint.vpcEndpointId);
    const endpointIds = [...new Set([...own, ...(this.privateDomain?._endpointIds ?? [])])];
    if (props.access === undefined && endpointIds.length === 0) return [];
    return (props.access ?? PrivateAccess.vpcEndpoints())._clauses(this, endpointIds);
  }

  private define(props: PrivateRestApiProps): void {
    const resource = this.node.defaultChild;
    if (!(resource instanceof CfnRestApi)) throw new TypeError('a RestApi has a CfnRestApi');
    const vpcEndpointIds = this.vpcEndpoints.map((endpoint) => endpoint.vpcEndpointId);
    resource.endpointConfiguration = {
      types: [EndpointType.PRIVATE],
      ...(vpcEndpointIds.length > 0 && { vpcEndpointIds }),
    };
    resource.policy = Lazy.uncachedAny({ produce: () => this.policyDocument(props.policy) });
    validates(this, () => checkPolicy(this, resource));
    if (needsSignature(this.clauses)) Aspects.of(this).add({ visit: warnIfAnonymous });
  }

  private policyDocument(written: PolicyDocument | undefined): PolicyDocument {
    const statements = [
      ...accessStatements(this.clauses),
      ...statementsOf(written),
      ...statementsOf(this.resourcePolicy),
    ];
    return new PolicyDocument({ statements });
  }
}

function statementsOf(policy: PolicyDocument | undefined): PolicyStatement[] {
  const statements: object[] = policy?.toJSON()?.Statement ?? [];
  return statements.map((statement) => PolicyStatement.fromJson(statement));
}
