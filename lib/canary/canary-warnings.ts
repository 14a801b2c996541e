import { Annotations, CfnDeletionPolicy, type IAspect } from 'aws-cdk-lib';
import type { CfnMethod, IRestApi } from 'aws-cdk-lib/aws-apigateway';
import { CfnAlias, CfnFunction, CfnPermission, CfnVersion } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { methodsOf, render } from '../private/deployment-contents';
import { referencesIn } from '../private/deployment-identity';

/** A method and the Lambda code behind it. */
interface Invocation {
  readonly method: CfnMethod;
  /** Code that moves under the integration, one version of it, or no Lambda code. */
  readonly target: 'moving' | CfnVersion | undefined;
  /** Whether API Gateway invokes by a role instead of the function's own policy. */
  readonly byRole: boolean;
}

/** Tells what a canary cannot do for an API as it is, once the API is complete. */
export class CanaryWarnings implements IAspect {
  public constructor(
    private readonly scope: IConstruct,
    private readonly api: IRestApi,
  ) {}

  public visit(node: IConstruct): void {
    if (node !== this.scope) return;
    const invocations = methodsOf(this.api).map((method) => invocationOf(method));
    const fragile = versionsWithFragilePermission(this.api);
    this.warnOfMovingCode(invocations.filter(({ target }) => target === 'moving'));
    this.warnOfVersions(invocations.filter(({ target }) => isVersion(target) && !isKept(target)));
    this.warnOfPermissions(
      invocations.filter(
        ({ target, byRole }) => isVersion(target) && !byRole && fragile.has(target),
      ),
    );
  }

  private warnOfMovingCode(invocations: readonly Invocation[]): void {
    this.warn(
      'canaryCodeNotCanaried',
      invocations,
      'invoke $LATEST or an alias, so canary and production run the same code; integrate `fn.currentVersion` to canary code too',
    );
  }

  private warnOfVersions(invocations: readonly Invocation[]): void {
    this.warn(
      'canaryVersionNotRetained',
      invocations,
      'invoke a Lambda version that is deleted when the code changes, while production still needs it; set `currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN }`',
    );
  }

  private warnOfPermissions(invocations: readonly Invocation[]): void {
    this.warn(
      'canaryPermissionNotRetained',
      invocations,
      'invoke a Lambda version by a permission that is replaced when the code changes, while production still needs it; give the integration a `credentialsRole`',
    );
  }

  private warn(id: string, invocations: readonly Invocation[], what: string): void {
    if (invocations.length === 0) return;
    const paths = invocations.slice(0, 3).map(({ method }) => method.node.path);
    const rest = invocations.length - paths.length;
    const more = rest > 0 ? ` and ${rest} more` : '';
    Annotations.of(this.scope).addWarningV2(
      `cdk-gatehouse:${id}`,
      `${paths.join(', ')}${more} ${what}`,
    );
  }
}

function invocationOf(method: CfnMethod): Invocation {
  const integration = (render(method).properties['Integration'] ?? {}) as Record<string, unknown>;
  const uri = JSON.stringify(integration['Uri'] ?? '');
  return {
    method,
    target: targetOf(method, uri),
    byRole: integration['Credentials'] !== undefined,
  };
}

function targetOf(method: CfnMethod, uri: string): Invocation['target'] {
  if (!uri.includes('invocations')) return undefined;
  if (uri.includes('${stageVariables.') || /:function:[^:/"]+\//.test(uri)) return 'moving';
  const targets = referencesIn(method, method.integration).map(({ target }) => target);
  const version = targets.find((target) => isVersion(target));
  if (version !== undefined) return version;
  const moves = targets.some((node) => node instanceof CfnAlias || node instanceof CfnFunction);
  return moves ? 'moving' : undefined;
}

/** A permission that goes when its version's logical id changes: CloudFormation replaces it. */
function versionsWithFragilePermission(api: IRestApi): ReadonlySet<CfnVersion> {
  const permissions = api.node.root.node.findAll().filter((node) => node instanceof CfnPermission);
  const targets = permissions
    .filter(({ cfnOptions }) => !KEPT.has(cfnOptions.updateReplacePolicy))
    .flatMap((permission) => referencesIn(permission, permission.functionName))
    .map(({ target }) => target);
  return new Set(targets.filter((target) => isVersion(target)));
}

const KEPT: ReadonlySet<unknown> = new Set([
  CfnDeletionPolicy.RETAIN,
  CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE,
]);

const isVersion = (target: unknown): target is CfnVersion => target instanceof CfnVersion;

const isKept = ({ cfnOptions }: CfnVersion): boolean => KEPT.has(cfnOptions.deletionPolicy);
