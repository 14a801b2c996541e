import type { IdSource } from './ids';
import { templateError } from './template-error';

/** Where a stack stands: account and region. */
export interface StackEnvironment {
  /** Twelve digits. */
  readonly accountId: string;
  /** Such as `eu-west-1`. */
  readonly region: string;
}

/** What the pseudo parameters say of a stack, and where it was read. */
export interface StackIdentity extends StackEnvironment {
  /** Name of the template: artifact id, for nested stacks `parent name/logical id`. */
  readonly source: string;
  /** Name of the stack in its account and region. */
  readonly stackName: string;
  /** ARN of the stack. */
  readonly stackId: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  /** `amazonaws.com` or `amazonaws.com.cn`. */
  readonly urlSuffix: string;
}

interface Partition {
  readonly prefix: string;
  readonly partition: string;
  readonly urlSuffix: string;
}

const COMMERCIAL: Partition = { prefix: '', partition: 'aws', urlSuffix: 'amazonaws.com' };

/** Partitions by the start of their regions' names. */
const PARTITIONS: readonly Partition[] = [
  { prefix: 'cn-', partition: 'aws-cn', urlSuffix: 'amazonaws.com.cn' },
  { prefix: 'us-gov-', partition: 'aws-us-gov', urlSuffix: 'amazonaws.com' },
  { prefix: 'us-iso-', partition: 'aws-iso', urlSuffix: 'c2s.ic.gov' },
  { prefix: 'us-isob-', partition: 'aws-iso-b', urlSuffix: 'sc2s.sgov.gov' },
  { prefix: 'eusc-', partition: 'aws-eusc', urlSuffix: 'amazonaws.eu' },
];

/**
 * Identity of a stack that is created.
 *
 * @throws {@link ValidationError} StackEnvironment - when account or region are none
 */
export function identify(
  source: string,
  stackName: string,
  { accountId, region }: StackEnvironment,
  ids: IdSource,
): StackIdentity {
  if (!/^\d{12}$/.test(accountId) || !/^[a-z]+(?:-[a-z0-9]+)+$/.test(region)) {
    throw templateError(
      'StackEnvironment',
      `a stack needs an account of 12 digits and a region such as eu-west-1, got: ${JSON.stringify({ accountId, region })}; give the environment of the stack`,
      source,
    );
  }
  const { partition, urlSuffix } = partitionOf(region);
  const uuid = ids.of(accountId, region, stackName).uuid();
  const stackId = `arn:${partition}:cloudformation:${region}:${accountId}:stack/${stackName}/${uuid}`;
  return { source, stackName, stackId, accountId, region, partition, urlSuffix };
}

/** The partition that a region is of. */
export function partitionOf(region: string): Pick<StackIdentity, 'partition' | 'urlSuffix'> {
  return PARTITIONS.find(({ prefix }) => region.startsWith(prefix)) ?? COMMERCIAL;
}

/** A text that is equal for the same account and region alone. */
export function environmentKey({ accountId, region }: StackEnvironment): string {
  return `${accountId}/${region}`;
}
