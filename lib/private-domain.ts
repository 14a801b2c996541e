import { ArnFormat, Lazy, Names, Stack, Token } from 'aws-cdk-lib';
import {
  CfnBasePathMappingV2,
  CfnDomainNameAccessAssociation,
  CfnDomainNameV2,
  CfnRestApi,
  EndpointType,
  type IRestApi,
  type IStage,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigateway';
import {
  Certificate,
  CertificateValidation,
  type ICertificate,
} from 'aws-cdk-lib/aws-certificatemanager';
import type { IInterfaceVpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { CfnResourceShare } from 'aws-cdk-lib/aws-ram';
import { Construct } from 'constructs';
import { checkCount, refuse } from './private/checks';
import { accessStatements } from './private/private-access-clauses';
import { makeAliases } from './private/private-aliases';
import { checkCertificate } from './private/private-certificate';
import { checkService, distinctEndpoints, renderedProperty } from './private/private-endpoints';
import { checkBasePath, checkConsumer, checkDomainName } from './private/private-names';
import { checkPolicy, validates } from './private/private-validation';
import { PrivateAccess } from './private-access';
import type { PrivateDomainMappingOptions, PrivateDomainProps } from './private-domain-options';

/** Domain name access associations of one account (can be raised). */
const MAX_ASSOCIATIONS = 100;

const SHARE_PERMISSION = 'APIGatewayPrivateDomainNameManagementPolicyDefaultPermission';

/**
 * A private custom domain name that one or several private APIs answer on.
 *
 * It makes the domain with its own resource policy, associates it with interface endpoints, and
 * where asked makes the certificate, the alias records, and a share for other accounts. Domain
 * and associations each take about 15 minutes to be ready.
 *
 * `PrivateRestApi` makes one for its `domain`; make it yourself to put several APIs on one name.
 *
 * @example
 * const domain = new PrivateDomain(stack, 'Domain', {
 *   domainName: 'shop.internal.example.com',
 *   validationZone,
 *   vpcEndpoints: [endpoint],
 * });
 * const orders = new PrivateRestApi(stack, 'Orders', {
 *   sharedDomain: { domain, basePath: 'orders' }, // https://shop.internal.example.com/orders/
 * });
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains.html
 */
export class PrivateDomain extends Construct {
  /** The domain name. */
  public readonly domainName: string;

  /** The ARN of the domain, which consumers in other accounts need. */
  public readonly domainNameArn: string;

  /** The id that tells private domains of the same name apart. */
  public readonly domainNameId: string;

  /** The certificate, given or made. */
  public readonly certificate: ICertificate;

  /** The endpoints that are associated with the domain. */
  public readonly vpcEndpoints: IInterfaceVpcEndpoint[];

  private readonly consumerEndpointIds: string[];
  private readonly basePaths = new Set<string>();

  /**
   * @throws {@link ValidationError} PrivateDomainName - when the name is not a lower-case domain name
   * @throws {@link ValidationError} PrivateDomainCertificate - when not exactly one of `certificate` and `validationZone` is given, or it cannot be used
   * @throws {@link ValidationError} PrivateDomainEndpoints - when there is no endpoint
   * @throws {@link ValidationError} PrivateDomainAssociations - when there are more than 100 endpoints
   * @throws {@link ValidationError} PrivateDomainZone - when a zone cannot hold the name
   * @throws {@link ValidationError} PrivateDomainAlias - when a record has no known target
   * @throws {@link ValidationError} PrivateDomainConsumer - when a consumer is not an account, organization or unit
   */
  public constructor(scope: Construct, id: string, props: PrivateDomainProps) {
    super(scope, id);
    this.checkProps(props);
    this.domainName = props.domainName;
    this.vpcEndpoints = distinctEndpoints(props.vpcEndpoints ?? []);
    const consumers = props.shareWith ?? [];
    this.consumerEndpointIds = consumers.flatMap((consumer) => consumer.vpcEndpointIds ?? []);
    this.certificate = props.certificate ?? this.makeCertificate(props);

    const domain = this.makeDomain(props.access ?? PrivateAccess.vpcEndpoints());
    this.domainNameArn = domain.attrDomainNameArn;
    this.domainNameId = domain.attrDomainNameId;
    this.associate();
    makeAliases(this, props);
    this.share(props);
  }

  /**
   * Lets an API answer on this domain, at a base path of its own.
   *
   * @throws {@link ValidationError} PrivateDomainBasePath - when the base path is malformed or taken
   * @throws {@link ValidationError} PrivateDomainMapping - at synthesis, when the API is not private
   * @throws {@link ValidationError} PrivateDomainStage - at synthesis, when the API has no stage
   */
  public addMapping(
    api: IRestApi,
    options: PrivateDomainMappingOptions = {},
  ): CfnBasePathMappingV2 {
    const { basePath } = options;
    checkBasePath(api, basePath);
    this.takeBasePath(api, basePath ?? '');
    validates(api, () => checkStage(api, options));
    validates(api, () => checkPrivateApi(api));
    return new CfnBasePathMappingV2(asScope(api), this.mappingId(basePath), {
      domainNameArn: this.domainNameArn,
      restApiId: api.restApiId,
      stage: Lazy.string({ produce: () => stageOf(api, options)?.stageName }),
      ...(basePath === undefined ? {} : { basePath }),
    });
  }

  /** The address of a path below a base path of this domain; it starts with `/`. */
  public urlForPath(path = '/', basePath?: string): string {
    return `https://${this.domainName}${basePath === undefined ? '' : `/${basePath}`}${path}`;
  }

  /**
   * The ids of all endpoints that calls to this domain come through.
   *
   * @internal
   */
  public get _endpointIds(): string[] {
    return [...this.vpcEndpoints.map((one) => one.vpcEndpointId), ...this.consumerEndpointIds];
  }

  private checkProps(props: PrivateDomainProps): void {
    checkDomainName(this, props.domainName);
    const endpoints = props.vpcEndpoints ?? [];
    if (endpoints.length === 0) {
      const change = 'give the domain or its api an endpoint';
      const context = { scope: this, code: 'PrivateDomainEndpoints', prop: 'vpcEndpoints', change };
      refuse(context, 'must name at least one endpoint', undefined);
    }
    const change = 'reach the domain through fewer endpoints, such as one in a shared VPC';
    const code = 'PrivateDomainAssociations';
    checkCount({ scope: this, code, prop: 'vpcEndpoints', change }, endpoints, MAX_ASSOCIATIONS);
    for (const endpoint of endpoints) checkService(this, endpoint);
    checkCertificate(this, props);
    (props.shareWith ?? []).forEach((consumer, index) => {
      checkConsumer(this, `shareWith[${index}]`, consumer);
    });
  }

  private makeCertificate({ domainName, validationZone }: PrivateDomainProps): ICertificate {
    const validation = CertificateValidation.fromDns(validationZone);
    return new Certificate(this, 'Certificate', { domainName, validation });
  }

  private makeDomain(access: PrivateAccess): CfnDomainNameV2 {
    const statements = accessStatements(access._clauses(this, this._endpointIds));
    const domain = new CfnDomainNameV2(this, 'Resource', {
      domainName: this.domainName,
      certificateArn: this.certificate.certificateArn,
      endpointConfiguration: { types: [EndpointType.PRIVATE] },
      // The only policy that private domains have.
      securityPolicy: SecurityPolicy.TLS_1_2,
      policy: new PolicyDocument({ statements }),
    });
    validates(this, () => checkPolicy(this, domain));
    return domain;
  }

  private associate(): void {
    for (const endpoint of this.vpcEndpoints) {
      const id = `Association-${Names.nodeUniqueId(endpoint.node)}`;
      new CfnDomainNameAccessAssociation(this, id, {
        accessAssociationSource: endpoint.vpcEndpointId,
        accessAssociationSourceType: 'VPCE',
        domainNameArn: this.domainNameArn,
      });
    }
  }

  private share({ shareWith = [], shareOutsideOrganization = false }: PrivateDomainProps): void {
    if (shareWith.length === 0) return;
    new CfnResourceShare(this, 'Share', {
      name: this.node.path.replaceAll('/', '-'),
      allowExternalPrincipals: shareOutsideOrganization,
      principals: shareWith.map((consumer) => consumer.principal),
      resourceArns: [this.domainNameArn],
      permissionArns: [
        Stack.of(this).formatArn({
          service: 'ram',
          region: '',
          account: 'aws',
          resource: 'permission',
          resourceName: SHARE_PERMISSION,
          arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
        }),
      ],
    });
  }

  /** One API may answer on several domains, and on several paths of one. */
  private mappingId(basePath = '(none)'): string {
    const path = Token.isUnresolved(basePath) ? '(deployed)' : basePath;
    return `BasePathMapping-${Names.nodeUniqueId(this.node)}.${path}`;
  }

  private takeBasePath(api: IRestApi, basePath: string): void {
    if (this.basePaths.has(basePath)) {
      const change = 'give each api on a domain a base path of its own';
      const context = { scope: api, code: 'PrivateDomainBasePath', prop: 'basePath', change };
      refuse(context, 'must be free', basePath || '(none)');
    }
    this.basePaths.add(basePath);
  }
}

/** Refuses an API of this app that is not private; what an imported one is stays unknown. */
function checkPrivateApi(api: IRestApi): void {
  const resource = api.node.defaultChild;
  if (!(resource instanceof CfnRestApi)) return;
  const endpoints = renderedProperty(resource, 'EndpointConfiguration');
  const rendered = JSON.stringify(endpoints ?? 'EDGE');
  if (/"(PRIVATE|Ref)"/.test(rendered)) return;
  const change = 'use a PrivateRestApi, or a public domain';
  const context = { scope: api, code: 'PrivateDomainMapping', prop: 'api', change };
  refuse(context, 'must be private to answer on a private domain', endpoints ?? 'EDGE');
}

/** APIs are constructs, which their interface does not say. */
function asScope(api: IRestApi): Construct {
  return api as IRestApi & Construct;
}

/** The stage that answers, which an API without `deploy` gets late. */
function stageOf(api: IRestApi, options: PrivateDomainMappingOptions): IStage | undefined {
  return options.stage ?? api.deploymentStage;
}

function checkStage(api: IRestApi, options: PrivateDomainMappingOptions): void {
  if (stageOf(api, options) !== undefined) return;
  const change = 'set `deploymentStage` of the api, or leave `deploy` on';
  const context = { scope: api, code: 'PrivateDomainStage', prop: 'stage', change };
  refuse(context, 'must be known to map an api to a domain', undefined);
}
