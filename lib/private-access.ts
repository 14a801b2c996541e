import { Token } from 'aws-cdk-lib';
import type { IVpc, IVpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import type { IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { checkPattern, refuse } from './private/checks';
import {
  type AccessClause,
  allOf,
  anyOf,
  type CallerKey,
  contradiction,
} from './private/private-access-clauses';
import { principalFactors } from './private/private-principals';

/** How the values of a condition key are written, and what makes an access of them. */
interface ValueForm {
  readonly key: CallerKey;
  readonly code: string;
  readonly prop: string;
  readonly pattern: RegExp;
  readonly allowed: string;
}

const ENDPOINT_IDS: ValueForm = {
  key: 'aws:SourceVpce',
  code: 'PrivateAccessId',
  prop: 'PrivateAccess.vpcEndpointIds',
  pattern: /^vpce-[0-9a-z]+$/,
  allowed: 'vpce- and lower-case letters and digits',
};

const VPC_IDS: ValueForm = {
  key: 'aws:SourceVpc',
  code: 'PrivateAccessId',
  prop: 'PrivateAccess.vpcIds',
  pattern: /^vpc-[0-9a-z]+$/,
  allowed: 'vpc- and lower-case letters and digits',
};

const ORGANIZATION_ID: ValueForm = {
  key: 'aws:PrincipalOrgID',
  code: 'PrivateAccessOrganization',
  prop: 'PrivateAccess.organization',
  pattern: /^o-[a-z0-9]{10,32}$/,
  allowed: 'o- and 10 to 32 lower-case letters and digits',
};

/** More clauses than this fill any resource policy, and are more than anybody can review. */
const MAX_CLAUSES = 64;

/** What an access is applied to. */
interface AccessTarget {
  readonly scope: IConstruct;
  /** Ids of the endpoints that `PrivateAccess.vpcEndpoints()` stands for. */
  readonly endpointIds: readonly string[];
}

type Bind = (target: AccessTarget) => AccessClause[];

/**
 * Who may call a private API, as the resource policy says it.
 *
 * `vpcEndpoints` and `vpc` ask where a call comes from; they work with every kind of
 * authorization. `organization` and `principals` ask who signed it; they only ever pass calls of
 * methods with IAM authorization. The values of one access are alternatives; accesses are
 * combined with `all` and `any`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
 */
export class PrivateAccess {
  /**
   * Calls through any of these interface endpoints.
   *
   * Without arguments: through the endpoints that the API is associated with, those of its
   * private domain, and those of the consumers that the domain is shared with.
   */
  public static vpcEndpoints(...endpoints: IVpcEndpoint[]): PrivateAccess {
    if (endpoints.length === 0) return PrivateAccess.ownEndpoints();
    return PrivateAccess.vpcEndpointIds(...endpoints.map((endpoint) => endpoint.vpcEndpointId));
  }

  /** Calls through any of these interface endpoints, given by their ids (`vpce-…`). */
  public static vpcEndpointIds(...ids: string[]): PrivateAccess {
    return PrivateAccess.oneOf(ENDPOINT_IDS, ids);
  }

  /** Calls out of any of these VPCs, through whatever endpoint they have. */
  public static vpc(...vpcs: IVpc[]): PrivateAccess {
    return PrivateAccess.vpcIds(...vpcs.map((vpc) => vpc.vpcId));
  }

  /** Calls out of any of these VPCs, given by their ids (`vpc-…`). */
  public static vpcIds(...ids: string[]): PrivateAccess {
    return PrivateAccess.oneOf(VPC_IDS, ids);
  }

  /**
   * Calls signed by a principal of this AWS organization.
   *
   * @param organizationId - `o-` and 10 to 32 lower-case letters and digits
   */
  public static organization(organizationId: string): PrivateAccess {
    return PrivateAccess.oneOf(ORGANIZATION_ID, [organizationId]);
  }

  /**
   * Calls signed by any of these principals: IAM roles, users, or anybody in an account.
   *
   * Within the API's own account nobody else passes either, whatever their own policies say. A
   * principal of another account also needs `execute-api:Invoke` in its own policies.
   */
  public static principals(...principals: IPrincipal[]): PrivateAccess {
    return new PrivateAccess(({ scope }) => {
      const change = 'name the roles, users or accounts that may call';
      const context = {
        scope,
        code: 'PrivateAccessPrincipal',
        prop: 'PrivateAccess.principals',
        change,
      };
      if (principals.length === 0) empty(scope, 'PrivateAccess.principals');
      return [principalFactors(context, principals)];
    });
  }

  /** Only calls that every one of these accesses lets in. */
  public static all(...accesses: PrivateAccess[]): PrivateAccess {
    return new PrivateAccess((target) => {
      if (accesses.length === 0) empty(target.scope, 'PrivateAccess.all');
      return allOf(accesses.map((access) => access.bind(target)));
    });
  }

  /** Calls that at least one of these accesses lets in. */
  public static any(...accesses: PrivateAccess[]): PrivateAccess {
    return new PrivateAccess((target) => {
      if (accesses.length === 0) empty(target.scope, 'PrivateAccess.any');
      const parts = accesses.map((access) => access.bind(target));
      checkClauses(
        target.scope,
        parts.map((part) => part.length).reduce((a, b) => a * b, 1),
      );
      return anyOf(parts);
    });
  }

  private static ownEndpoints(): PrivateAccess {
    return new PrivateAccess(({ scope, endpointIds }) => {
      if (endpointIds.length === 0) empty(scope, 'PrivateAccess.vpcEndpoints');
      return [[{ key: 'aws:SourceVpce', values: endpointIds }]];
    });
  }

  private static oneOf(form: ValueForm, values: string[]): PrivateAccess {
    const { key, code, prop, pattern, allowed } = form;
    return new PrivateAccess(({ scope }) => {
      const change = 'copy the id from the console, or pass the construct';
      if (values.length === 0) empty(scope, prop);
      for (const value of values)
        checkPattern({ scope, code, prop, change }, value, pattern, allowed);
      return [[{ key, values: [...new Set(values)] }]];
    });
  }

  private constructor(private readonly bind: Bind) {}

  /**
   * The clauses that a caller must pass.
   *
   * @internal
   */
  public _clauses(scope: IConstruct, endpointIds: readonly string[]): AccessClause[] {
    const clauses = this.bind({ scope, endpointIds });
    checkClauses(scope, clauses.length);
    const known = clauses.filter((clause) => !clause.some(hasToken));
    const key = contradiction(known);
    if (key !== undefined) {
      const change = 'a call has one value only: combine with PrivateAccess.any';
      const context = { scope, code: 'PrivateAccessContradiction', prop: 'access', change };
      refuse(context, `must not ask for two different values of ${key}`, undefined);
    }
    return clauses;
  }
}

function hasToken(factor: AccessClause[number]): boolean {
  return factor.values.some((value) => Token.isUnresolved(value));
}

function checkClauses(scope: IConstruct, count: number): void {
  if (count <= MAX_CLAUSES) return;
  const change = 'name the callers in fewer combinations';
  const context = { scope, code: 'PrivateAccessComplexity', prop: 'access', change };
  refuse(context, `must come to no more than ${MAX_CLAUSES} statements`, count);
}

function empty(scope: IConstruct, prop: string): never {
  const change = 'name at least one caller, or give the api an endpoint';
  refuse({ scope, code: 'PrivateAccessEmpty', prop, change }, 'must let somebody in', undefined);
}
