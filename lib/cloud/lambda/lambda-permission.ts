/**
 * A statement of a function's resource policy: the properties of `AWS::Lambda::Permission`.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
export interface LambdaPermission {
  /** Unique among the statements of the same function, version or alias. */
  readonly statementId: string;
  /** `lambda:InvokeFunction`, or a pattern such as `lambda:*`. */
  readonly action: string;
  /** A service such as `apigateway.amazonaws.com`, an account, the ARN of a principal, or `*`. */
  readonly principal: string;
  /** Pattern of the caller's ARN, with `*` and `?`. @default - any */
  readonly sourceArn?: string;
  /** Account that the caller's ARN is of. @default - any */
  readonly sourceAccount?: string;
  /** Organization of the principal: API Gateway, a service, is in none. @default - any */
  readonly principalOrgId?: string;
  /** Token that the caller must send, which API Gateway never does. @default - none is asked for */
  readonly eventSourceToken?: string;
  /** `NONE` or `AWS_IAM`: for calls of the function's URL, which API Gateway's are not. @default - any */
  readonly functionUrlAuthType?: string;
  /** True: for calls that came by the function's URL, which API Gateway's do not. @default - any */
  readonly invokedViaFunctionUrl?: boolean;
}
