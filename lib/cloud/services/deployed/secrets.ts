import type { StackEnvironment } from '../../cloudformation/stack-identity';
import type { SecretStore } from '../../cloudformation/stores/secret-store';
import type { Members } from '../decoded-call';
import { ServiceError } from '../service-error';

const NOT_FOUND = 'ResourceNotFoundException';
const CURRENT = 'AWSCURRENT';

/**
 * Secrets Manager GetSecretValue.
 *
 * @throws ServiceError ResourceNotFoundException
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 */
export function secretValue(
  store: SecretStore,
  environment: StackEnvironment,
  { SecretId, VersionId, VersionStage }: Members,
): Members {
  const id = text(SecretId) ?? '';
  const versionId = text(VersionId);
  const versionStage = text(VersionStage) ?? CURRENT;
  if (!store.has(environment, id)) {
    throw new ServiceError(NOT_FOUND, "Secrets Manager can't find the specified secret.");
  }
  const selector = versionId === undefined ? { versionStage } : { versionId };
  const found = store.read(environment, id, selector);
  if (found === undefined) {
    const what =
      versionId === undefined ? `staging label: ${versionStage}` : `VersionId: ${versionId}`;
    const message = `Secrets Manager can't find the specified secret value for ${what}`;
    throw new ServiceError(NOT_FOUND, message);
  }
  return {
    ARN: found.arn,
    Name: found.name,
    VersionId: found.versionId,
    SecretString: found.value,
    VersionStages: found.stages,
    CreatedDate: found.createdAt / 1000,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
