import type { OperationTable } from './input';

/** Reads what belongs to the account. */
export const ACCOUNT_OPERATIONS: OperationTable = {
  /** @see https://docs.aws.amazon.com/apigateway/latest/api/API_GetAccount.html */
  GetAccount: (registry) => ({
    ...(registry.cloudWatchRoleArn !== undefined && {
      cloudwatchRoleArn: registry.cloudWatchRoleArn,
    }),
    throttleSettings: { ...registry.accountThrottle },
    features: ['UsagePlans'],
    apiKeyVersion: '4',
  }),
};
