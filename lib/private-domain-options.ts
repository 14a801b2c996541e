import type { IStage } from 'aws-cdk-lib/aws-apigateway';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IInterfaceVpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';
import type { PrivateAccess } from './private-access';

/**
 * The regional DNS name of an interface endpoint, as `DnsEntries` of the endpoint has it.
 *
 * Needed for endpoints that were imported, whose DNS names the app does not know.
 */
export interface PrivateDnsTarget {
  /** The name, such as `vpce-0abc-1def.execute-api.eu-west-1.vpce.amazonaws.com`. */
  readonly dnsName: string;

  /** The id of AWS's hosted zone of that name, such as `Z38GZ743OKFT7T`. */
  readonly hostedZoneId: string;

  /**
   * Whether the endpoint answers over IPv6 too.
   *
   * @default false
   */
  readonly ipv6?: boolean;
}

/** A record of a private domain in one more private hosted zone, for the VPCs of that zone. */
export interface PrivateDomainAlias {
  /** The zone that holds the domain name, or a parent of it. */
  readonly hostedZone: IHostedZone;

  /**
   * The endpoint, made in this app, that callers in that zone's VPCs reach.
   *
   * @default - the domain's first endpoint
   */
  readonly vpcEndpoint?: IInterfaceVpcEndpoint;

  /**
   * The DNS name of that endpoint, where it was imported.
   *
   * @default - taken from `vpcEndpoint`
   */
  readonly dnsTarget?: PrivateDnsTarget;
}

/** Somebody outside this account who may call through a private domain. */
export interface PrivateDomainConsumer {
  /** Account (12 digits), or ARN of the organization or organizational unit. */
  readonly principal: string;

  /**
   * The consumer's interface endpoints (`vpce-…`) that may call.
   *
   * They are let in by the domain's own policy and by every `PrivateAccess.vpcEndpoints()`
   * without arguments. The consumer associates them with the domain and makes the DNS record.
   *
   * @default - none yet: the consumer may associate endpoints, calls are still refused
   */
  readonly vpcEndpointIds?: string[];
}

/**
 * A private custom domain name.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains.html
 */
export interface PrivateDomainProps {
  /** The name, in lower case; wildcards are not supported. 1 to 253 characters. */
  readonly domainName: string;

  /**
   * The certificate, in the region of the API; RSA 2048 or ECDSA P-256 or P-384.
   *
   * Either this or `validationZone`.
   *
   * @default - a certificate is made, and validated in `validationZone`
   */
  readonly certificate?: ICertificate;

  /**
   * The **public** hosted zone in which a new certificate is validated.
   *
   * ACM looks validation records up on the internet: a private zone cannot validate. With a name
   * that no public zone holds, pass a `certificate` of a private certificate authority instead.
   *
   * @default - no certificate is made
   */
  readonly validationZone?: IHostedZone;

  /**
   * The endpoints that are associated with the domain, one association each.
   *
   * @default - the endpoints of the API
   */
  readonly vpcEndpoints?: IInterfaceVpcEndpoint[];

  /**
   * Who may call through the domain. The API's own policy is asked as well.
   *
   * @default PrivateAccess.vpcEndpoints()
   */
  readonly access?: PrivateAccess;

  /**
   * The private hosted zone that gets the alias record (A, and AAAA for endpoints with IPv6).
   *
   * @default - no record is made: the name resolves where you make one
   */
  readonly hostedZone?: IHostedZone;

  /**
   * Where the record in `hostedZone` points.
   *
   * @default - the first endpoint, which must then be made in this app
   */
  readonly dnsTarget?: PrivateDnsTarget;

  /**
   * Records in further zones, where VPCs reach the domain through endpoints of their own.
   *
   * @default - none
   */
  readonly aliases?: PrivateDomainAlias[];

  /**
   * Accounts, organizations or units that may associate endpoints of their own with the domain.
   *
   * @default - the domain is not shared
   */
  readonly shareWith?: PrivateDomainConsumer[];

  /**
   * Whether accounts outside of this AWS organization may be among `shareWith`.
   *
   * @default false
   */
  readonly shareOutsideOrganization?: boolean;
}

/** The private domain of one API. */
export interface PrivateApiDomainOptions extends PrivateDomainProps {
  /**
   * The path segment after the domain name that leads to the API.
   *
   * @default - the API answers at the root of the domain
   */
  readonly basePath?: string;
}

/** Where on a private domain an API answers. */
export interface PrivateDomainMappingOptions {
  /**
   * The path segment after the domain name that leads to the API.
   *
   * @default - the API answers at the root of the domain
   */
  readonly basePath?: string;

  /**
   * The stage that answers.
   *
   * @default - the API's `deploymentStage`
   */
  readonly stage?: IStage;
}
