import { arn, globalArn, type KnownTypes, ownId, type TypeFacts, textProperty } from './known-type';

/** The path of an IAM resource, with a slash at both ends. */
function iamPath(facts: TypeFacts): string {
  return textProperty(facts, 'Path') || '/';
}

/** Users and their permissions. */
export const IAM_TYPES: KnownTypes = {
  'AWS::IAM::AccessKey': {
    id: ({ ids }) => `AKIA${ids.upperAlphanumeric(16)}`,
    attributes: { Id: ownId, SecretAccessKey: ({ ids }) => ids.lowerAlphanumeric(40, 'secret') },
  },
  'AWS::IAM::Group': {
    nameProperty: 'GroupName',
    attributes: { Arn: (facts) => globalArn(facts, 'iam', `group${iamPath(facts)}${facts.id}`) },
  },
  'AWS::IAM::InstanceProfile': {
    nameProperty: 'InstanceProfileName',
    attributes: {
      Arn: (facts) => globalArn(facts, 'iam', `instance-profile${iamPath(facts)}${facts.id}`),
    },
  },
  'AWS::IAM::ManagedPolicy': {
    id: (facts) => globalArn(facts, 'iam', `policy${iamPath(facts)}${facts.name}`),
    nameProperty: 'ManagedPolicyName',
    maxName: 128,
    attributes: {
      PolicyArn: ownId,
      PolicyId: ({ ids }) => `ANPA${ids.upperAlphanumeric(17, 'policy')}`,
      DefaultVersionId: () => 'v1',
    },
    createOnly: ['Path', 'Description'],
  },
  'AWS::IAM::OIDCProvider': {
    id: (facts) =>
      globalArn(
        facts,
        'iam',
        `oidc-provider/${textProperty(facts, 'Url').replace(/^https:\/\//, '')}`,
      ),
    attributes: { Arn: ownId },
    createOnly: ['Url'],
  },
  'AWS::IAM::Policy': { maxName: 128, attributes: { Id: ownId } },
  'AWS::IAM::Role': {
    nameProperty: 'RoleName',
    attributes: {
      Arn: (facts) => globalArn(facts, 'iam', `role${iamPath(facts)}${facts.id}`),
      RoleId: ({ ids }) => `AROA${ids.upperAlphanumeric(17, 'role')}`,
    },
    createOnly: ['Path'],
  },
  'AWS::IAM::RolePolicy': { maxName: 128 },
  'AWS::IAM::User': {
    nameProperty: 'UserName',
    attributes: { Arn: (facts) => globalArn(facts, 'iam', `user${iamPath(facts)}${facts.id}`) },
  },
};

/** Keys, user pools and firewalls. */
export const SECURITY_TYPES: KnownTypes = {
  'AWS::Cognito::IdentityPool': {
    id: ({ stack, ids }) => `${stack.region}:${ids.uuid()}`,
    attributes: { Id: ownId, Name: ({ name }) => name },
  },
  'AWS::Cognito::IdentityPoolRoleAttachment': { attributes: { Id: ownId } },
  'AWS::Cognito::UserPool': {
    id: ({ stack, ids }) => `${stack.region}_${ids.upperAlphanumeric(9)}`,
    attributes: {
      UserPoolId: ownId,
      Arn: (facts) => arn(facts, 'cognito-idp', `userpool/${facts.id}`),
      ProviderName: (facts) => userPoolIssuer(facts),
      ProviderURL: (facts) => `https://${userPoolIssuer(facts)}`,
    },
  },
  'AWS::Cognito::UserPoolClient': {
    id: ({ ids }) => ids.lowerAlphanumeric(26),
    attributes: {
      ClientId: ownId,
      ClientSecret: ({ ids }) => ids.lowerAlphanumeric(52, 'secret'),
      Name: ({ name }) => name,
    },
    createOnly: ['UserPoolId', 'GenerateSecret'],
  },
  'AWS::Cognito::UserPoolDomain': {
    id: (facts) => textProperty(facts, 'Domain'),
    attributes: {
      CloudFrontDistribution: ({ ids }) => `d${ids.lowerAlphanumeric(13, 'domain')}.cloudfront.net`,
    },
    createOnly: ['Domain', 'UserPoolId'],
  },
  'AWS::Cognito::UserPoolGroup': { nameProperty: 'GroupName', createOnly: ['UserPoolId'] },
  'AWS::Cognito::UserPoolResourceServer': {
    nameProperty: 'Identifier',
    createOnly: ['UserPoolId'],
  },
  'AWS::KMS::Alias': { nameProperty: 'AliasName' },
  'AWS::KMS::Key': {
    id: ({ ids }) => ids.uuid(),
    attributes: { KeyId: ownId, Arn: (facts) => arn(facts, 'kms', `key/${facts.id}`) },
  },
  'AWS::KMS::ReplicaKey': {
    id: ({ ids }) => `mrk-${ids.hex(32)}`,
    attributes: { KeyId: ownId, Arn: (facts) => arn(facts, 'kms', `key/${facts.id}`) },
  },
  'AWS::SecretsManager::ResourcePolicy': { attributes: { Id: ownId } },
  'AWS::SecretsManager::RotationSchedule': {
    id: (facts) => textProperty(facts, 'SecretId'),
    attributes: { Id: ownId },
  },
  'AWS::SecretsManager::SecretTargetAttachment': {
    id: (facts) => textProperty(facts, 'SecretId'),
    attributes: { Id: ownId },
  },
  'AWS::WAFv2::IPSet': firewallPart('ipset'),
  'AWS::WAFv2::RegexPatternSet': firewallPart('regexpatternset'),
  'AWS::WAFv2::RuleGroup': firewallPart('rulegroup'),
  'AWS::WAFv2::WebACL': firewallPart('webacl'),
  'AWS::WAFv2::WebACLAssociation': {
    id: (facts) => `${textProperty(facts, 'WebACLArn')}|${textProperty(facts, 'ResourceArn')}`,
    createOnly: ['WebACLArn', 'ResourceArn'],
  },
};

function userPoolIssuer({ stack, id }: TypeFacts & { readonly id: string }): string {
  return `cognito-idp.${stack.region}.${stack.urlSuffix}/${id}`;
}

/** `Ref` of a part of a firewall yields `name|id|scope`. */
function firewallPart(kind: string): KnownTypes[string] {
  return {
    id: (facts) => `${facts.name}|${facts.ids.uuid('id')}|${textProperty(facts, 'Scope')}`,
    nameProperty: 'Name',
    attributes: {
      Id: ({ ids }) => ids.uuid('id'),
      Arn: (facts) => {
        const scope = textProperty(facts, 'Scope') === 'CLOUDFRONT' ? 'global' : 'regional';
        return arn(facts, 'wafv2', `${scope}/${kind}/${facts.name}/${facts.ids.uuid('id')}`);
      },
    },
    createOnly: ['Scope'],
  };
}
