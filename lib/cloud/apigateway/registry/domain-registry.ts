import { conflict, notFound } from '../service-error';

/**
 * A custom domain name, public (`AWS::ApiGateway::DomainName`) or private
 * (`AWS::ApiGateway::DomainNameV2`).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_DomainName.html
 */
export interface DomainRecord {
  /** Name of a public domain; ARN of a private one. */
  readonly key: string;
  readonly domainName: string;
  readonly domainNameArn: string;
  /** Tells private domains of one name apart. */
  readonly domainNameId?: string;
  readonly certificateArn?: string;
  readonly regionalCertificateArn?: string;
  readonly distributionDomainName?: string;
  readonly distributionHostedZoneId?: string;
  readonly regionalDomainName?: string;
  readonly regionalHostedZoneId?: string;
  readonly endpointTypes: readonly string[];
  readonly securityPolicy?: string;
  readonly policy?: unknown;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_BasePathMapping.html */
export interface MappingRecord {
  /** Key of the domain. */
  readonly domain: string;
  /** `(none)` for the root. */
  readonly basePath: string;
  readonly restApiId: string;
  /** @default - the first part of the path below the base path names it */
  readonly stage?: string;
}

/** Name that the service has for the base path of the root. */
export const ROOT_BASE_PATH = '(none)';

/** VPC endpoint that may resolve a private domain. */
export interface AccessAssociationRecord {
  readonly arn: string;
  readonly domainNameArn: string;
  readonly source: string;
  readonly sourceType: string;
}

/** Custom domain names of a region. */
export class DomainRegistry {
  public readonly domains = new Map<string, DomainRecord>();
  public readonly associations = new Map<string, AccessAssociationRecord>();
  private readonly mappings = new Map<string, MappingRecord>();

  /** @throws ServiceError where there is a public domain of this name */
  public create(domain: DomainRecord): void {
    if (this.domains.has(domain.key)) {
      throw conflict('The domain name you provided already exists.');
    }
    this.domains.set(domain.key, domain);
  }

  /** Takes a domain away, with its mappings. */
  public remove(key: string): void {
    this.domains.delete(key);
    for (const { basePath } of this.mappingsOf(key)) this.unmap(key, basePath);
  }

  /** @throws ServiceError where there is no such domain */
  public domain(key: string): DomainRecord {
    const domain = this.domains.get(key);
    if (domain === undefined) throw notFound('Invalid domain name identifier specified');
    return domain;
  }

  /** @throws ServiceError where there is no such domain, or where it has the base path already */
  public map(mapping: MappingRecord): void {
    this.domain(mapping.domain);
    const key = mappingKey(mapping.domain, mapping.basePath);
    if (this.mappings.has(key)) throw conflict('Base path already exists for this domain name');
    this.mappings.set(key, mapping);
  }

  /** Replaces what a base path leads to. */
  public remap(mapping: MappingRecord): void {
    this.mappings.set(mappingKey(mapping.domain, mapping.basePath), mapping);
  }

  /** Takes a mapping away. */
  public unmap(domain: string, basePath: string): void {
    this.mappings.delete(mappingKey(domain, basePath));
  }

  /** Mappings of a domain, longest base path first, that of the root last. */
  public mappingsOf(domain: string): MappingRecord[] {
    return [...this.mappings.values()]
      .filter((mapping) => mapping.domain === domain)
      .sort((a, b) => lengthOf(b) - lengthOf(a));
  }
}

function lengthOf({ basePath }: MappingRecord): number {
  return basePath === ROOT_BASE_PATH ? 0 : basePath.length;
}

function mappingKey(domain: string, basePath: string): string {
  return `${domain}\n${basePath}`;
}
