import type { StackIdentity } from '../cloudformation/stack-identity';

/** ARN of a function that a property calls by its name, a partial ARN, or its ARN. */
export function functionArn(
  { partition, region, accountId }: StackIdentity,
  name: unknown,
): string {
  const given = text(name) ?? '';
  if (given.startsWith('arn:')) return given;
  const plain = given.replace(/^\d{12}:function:|^function:/, '');
  return `arn:${partition}:lambda:${region}:${accountId}:function:${plain}`;
}

/** Takes the version or alias off the ARN of a function. */
export function splitQualifier(arn: string): { readonly arn: string; readonly qualifier?: string } {
  const parts = arn.split(':');
  const [qualifier] = parts.slice(7);
  return { arn: parts.slice(0, 7).join(':'), ...(qualifier !== undefined && { qualifier }) };
}

/** A text as CloudFormation reads it, which takes numbers and truth values for texts. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A number, also one that is given as a text. */
export function number(value: unknown): number | undefined {
  const read = text(value);
  return read === undefined || read === '' ? undefined : Number(read);
}

/** A truth value, also one that is given as a text. */
export function truth(value: unknown): boolean | undefined {
  const read = text(value);
  return read === undefined ? undefined : read.toLowerCase() === 'true';
}
