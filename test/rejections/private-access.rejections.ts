import type { Stack } from 'aws-cdk-lib';
import {
  AnyPrincipal,
  ArnPrincipal,
  OrganizationPrincipal,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { PrivateAccess } from '../../lib/private-access';
import { PrivateRestApi, type PrivateRestApiProps } from '../../lib/private-rest-api';
import type { Rejection } from '../_helpers/rejections';

const GUIDE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';
const CREATE = `${GUIDE}/apigateway-private-api-create.html`;
const KEYS = `${GUIDE}/apigateway-resource-policies-aws-condition-keys.html`;
const ORGANIZATIONS =
  'https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html';
const PRINCIPALS =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html';

function apiWith(props: (stack: Stack) => PrivateRestApiProps): Rejection['build'] {
  return (stack) => {
    new PrivateRestApi(stack, 'Api', props(stack)).root.addMethod('GET');
  };
}

function accessOf(access: PrivateAccess): Rejection['build'] {
  return apiWith(() => ({ access }));
}

/** What `PrivateAccess` refuses. */
export const privateAccessRejections: Rejection[] = [
  {
    code: 'PrivateAccessEmpty',
    when: 'an access names the endpoints of an api that has none',
    see: CREATE,
    build: accessOf(PrivateAccess.vpcEndpoints()),
  },
  {
    code: 'PrivateAccessEmpty',
    when: 'an access names no VPC',
    see: KEYS,
    build: accessOf(PrivateAccess.vpc()),
  },
  {
    code: 'PrivateAccessEmpty',
    when: 'an access names no principal',
    see: KEYS,
    build: accessOf(PrivateAccess.principals()),
  },
  {
    code: 'PrivateAccessEmpty',
    when: 'an access is all of nothing',
    see: KEYS,
    build: accessOf(PrivateAccess.all()),
  },
  {
    code: 'PrivateAccessEmpty',
    when: 'an access is any of nothing',
    see: KEYS,
    build: accessOf(PrivateAccess.any()),
  },
  {
    code: 'PrivateAccessId',
    when: 'an endpoint is named by something else than its id',
    see: KEYS,
    build: accessOf(PrivateAccess.vpcEndpointIds('vpc-1a2b3c4d')),
  },
  {
    code: 'PrivateAccessId',
    when: 'a VPC is named by a pattern',
    see: KEYS,
    build: accessOf(PrivateAccess.vpcIds('vpc-*')),
  },
  ...['o-123456789', `o-${'1'.repeat(33)}`, 'o-ABCDEFGHIJ', '1234567890'].map((id) => ({
    code: 'PrivateAccessOrganization',
    when: `an organization is called ${id}`,
    see: ORGANIZATIONS,
    build: accessOf(PrivateAccess.organization(id)),
  })),
  {
    code: 'PrivateAccessContradiction',
    when: 'a call must come through two endpoints',
    see: KEYS,
    build: accessOf(
      PrivateAccess.all(
        PrivateAccess.vpcEndpointIds('vpce-1a2b3c4d'),
        PrivateAccess.vpcEndpointIds('vpce-5e6f7a8b'),
      ),
    ),
  },
  {
    code: 'PrivateAccessPrincipal',
    when: 'the principal is everybody',
    see: PRINCIPALS,
    build: accessOf(PrivateAccess.principals(new AnyPrincipal())),
  },
  {
    code: 'PrivateAccessPrincipal',
    when: 'the principal is a service',
    see: PRINCIPALS,
    build: accessOf(PrivateAccess.principals(new ServicePrincipal('lambda.amazonaws.com'))),
  },
  {
    code: 'PrivateAccessPrincipal',
    when: 'the principal is an organization',
    see: KEYS,
    build: accessOf(PrivateAccess.principals(new OrganizationPrincipal('o-1234567890'))),
  },
  {
    code: 'PrivateAccessPrincipal',
    when: 'a principal has a wildcard in its name',
    see: PRINCIPALS,
    build: accessOf(
      PrivateAccess.principals(new ArnPrincipal('arn:aws:iam::111111111111:role/team-*')),
    ),
  },
  {
    code: 'PrivateAccessPrincipal',
    when: 'a principal is a session, which policies know by its role',
    see: KEYS,
    build: accessOf(
      PrivateAccess.principals(new ArnPrincipal('arn:aws:sts::111111111111:assumed-role/a/b')),
    ),
  },
];
