import { arn, type KnownType, type KnownTypes, ownId, prefixed, textProperty } from './known-type';

/** Of the addresses that are kept for documentation (RFC 3849). */
const IPV6_BLOCK = '2001:db8:1234:1a00::';

/** A resource of EC2: an id with a prefix, which attributes repeat. */
function ec2(prefix: string, ...idAttributes: readonly string[]): KnownType {
  return {
    id: prefixed(prefix),
    attributes: Object.fromEntries(idAttributes.map((attribute) => [attribute, ownId])),
  };
}

/** Networks. */
export const NETWORK_TYPES: KnownTypes = {
  'AWS::EC2::EIP': {
    id: ({ ids }) => `192.0.2.${Number.parseInt(ids.hex(2), 16)}`,
    attributes: {
      AllocationId: ({ ids }) => `eipalloc-0${ids.hex(16, 'allocation')}`,
      PublicIp: ownId,
    },
  },
  'AWS::EC2::EgressOnlyInternetGateway': ec2('eigw', 'Id'),
  'AWS::EC2::FlowLog': ec2('fl', 'Id'),
  'AWS::EC2::Instance': {
    ...ec2('i', 'InstanceId'),
    attributes: {
      InstanceId: ownId,
      AvailabilityZone: (facts) =>
        textProperty(facts, 'AvailabilityZone') || `${facts.stack.region}a`,
      PrivateIp: () => '10.0.0.10',
      PrivateDnsName: ({ stack }) => `ip-10-0-0-10.${stack.region}.compute.internal`,
      PublicIp: () => '192.0.2.10',
      PublicDnsName: ({ stack }) => `ec2-192-0-2-10.${stack.region}.compute.${stack.urlSuffix}`,
    },
  },
  'AWS::EC2::InternetGateway': ec2('igw', 'InternetGatewayId'),
  'AWS::EC2::LaunchTemplate': {
    ...ec2('lt', 'LaunchTemplateId'),
    attributes: {
      LaunchTemplateId: ownId,
      DefaultVersionNumber: () => '1',
      LatestVersionNumber: () => '1',
    },
  },
  'AWS::EC2::NatGateway': ec2('nat', 'NatGatewayId'),
  'AWS::EC2::NetworkAcl': ec2('acl', 'Id'),
  'AWS::EC2::NetworkAclEntry': { attributes: { Id: ownId } },
  'AWS::EC2::Route': {
    attributes: { CidrBlock: (facts) => textProperty(facts, 'DestinationCidrBlock') },
  },
  'AWS::EC2::RouteTable': ec2('rtb', 'RouteTableId'),
  'AWS::EC2::SecurityGroup': {
    ...ec2('sg'),
    attributes: {
      GroupId: ownId,
      Id: ownId,
      VpcId: (facts) => textProperty(facts, 'VpcId'),
    },
    createOnly: ['GroupName', 'GroupDescription', 'VpcId'],
  },
  'AWS::EC2::SecurityGroupEgress': ec2('sgr', 'Id'),
  'AWS::EC2::SecurityGroupIngress': ec2('sgr', 'Id'),
  'AWS::EC2::Subnet': {
    ...ec2('subnet'),
    attributes: {
      SubnetId: ownId,
      AvailabilityZone: (facts) =>
        textProperty(facts, 'AvailabilityZone') || `${facts.stack.region}a`,
      CidrBlock: (facts) => textProperty(facts, 'CidrBlock'),
      Ipv6CidrBlocks: () => [`${IPV6_BLOCK}/64`],
      NetworkAclAssociationId: ({ ids }) => `aclassoc-0${ids.hex(16, 'acl')}`,
      VpcId: (facts) => textProperty(facts, 'VpcId'),
    },
    createOnly: ['VpcId', 'CidrBlock', 'AvailabilityZone'],
  },
  'AWS::EC2::SubnetRouteTableAssociation': ec2('rtbassoc', 'Id'),
  'AWS::EC2::VPC': {
    ...ec2('vpc'),
    attributes: {
      VpcId: ownId,
      CidrBlock: (facts) => textProperty(facts, 'CidrBlock'),
      CidrBlockAssociations: ({ ids }) => [`vpc-cidr-assoc-0${ids.hex(16, 'cidr')}`],
      DefaultNetworkAcl: ({ ids }) => `acl-0${ids.hex(16, 'acl')}`,
      DefaultSecurityGroup: ({ ids }) => `sg-0${ids.hex(16, 'sg')}`,
      Ipv6CidrBlocks: () => [`${IPV6_BLOCK}/56`],
    },
    createOnly: ['CidrBlock'],
  },
  'AWS::EC2::VPCEndpoint': {
    ...ec2('vpce'),
    attributes: {
      Id: ownId,
      CreationTimestamp: () => '1970-01-01T00:00:00Z',
      // hosted zone and host name, as `zone:name`
      DnsEntries: (facts) => [
        `Z${facts.ids.upperAlphanumeric(13, 'zone')}:${facts.id}.${vpceService(textProperty(facts, 'ServiceName'))}`,
      ],
      NetworkInterfaceIds: ({ ids, properties }) => {
        const subnets: unknown = properties['SubnetIds'];
        const count = Array.isArray(subnets) ? subnets.length : 0;
        return Array.from({ length: count }, (_, index) => `eni-0${ids.hex(16, `eni ${index}`)}`);
      },
    },
    createOnly: ['ServiceName', 'VpcId', 'VpcEndpointType'],
  },
  'AWS::EC2::VPCEndpointService': ec2('vpce-svc', 'ServiceId'),
  'AWS::EC2::VPCGatewayAttachment': { createOnly: ['VpcId'] },
  'AWS::EC2::VPCPeeringConnection': ec2('pcx', 'Id'),
};

/** `com.amazonaws.eu-west-1.execute-api` serves below `execute-api.eu-west-1.vpce.amazonaws.com`. */
function vpceService(serviceName: string): string {
  const [, , region = '', ...service] = serviceName.split('.');
  return `${service.join('.')}.${region}.vpce.amazonaws.com`;
}

/** Load balancers, names and certificates. */
export const EDGE_TYPES: KnownTypes = {
  'AWS::CertificateManager::Certificate': {
    id: (facts) => arn(facts, 'acm', `certificate/${facts.ids.uuid()}`),
    attributes: { CertificateArn: ownId },
    createOnly: ['DomainName', 'SubjectAlternativeNames', 'ValidationMethod'],
  },
  'AWS::CloudFront::CachePolicy': { id: ({ ids }) => ids.uuid(), attributes: { Id: ownId } },
  'AWS::CloudFront::Distribution': {
    id: ({ ids }) => `E${ids.upperAlphanumeric(13)}`,
    attributes: {
      Id: ownId,
      DomainName: ({ ids }) => `d${ids.lowerAlphanumeric(13, 'domain')}.cloudfront.net`,
    },
  },
  'AWS::CloudFront::Function': {
    nameProperty: 'Name',
    attributes: {
      FunctionARN: ({ stack, id }) =>
        `arn:${stack.partition}:cloudfront::${stack.accountId}:function/${id}`,
      Stage: () => 'LIVE',
    },
  },
  'AWS::CloudFront::OriginAccessControl': {
    id: ({ ids }) => `E${ids.upperAlphanumeric(13)}`,
    attributes: { Id: ownId },
  },
  'AWS::CloudFront::OriginRequestPolicy': {
    id: ({ ids }) => ids.uuid(),
    attributes: { Id: ownId },
  },
  'AWS::CloudFront::ResponseHeadersPolicy': {
    id: ({ ids }) => ids.uuid(),
    attributes: { Id: ownId },
  },
  'AWS::ElasticLoadBalancingV2::Listener': {
    id: (facts) =>
      arn(facts, 'elasticloadbalancing', `listener/app/${facts.name}/${facts.ids.hex(16)}`),
    maxName: 32,
    attributes: { ListenerArn: ownId },
  },
  'AWS::ElasticLoadBalancingV2::ListenerRule': {
    id: (facts) =>
      arn(facts, 'elasticloadbalancing', `listener-rule/app/${facts.name}/${facts.ids.hex(16)}`),
    maxName: 32,
    attributes: { RuleArn: ownId, IsDefault: () => 'false' },
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    id: (facts) => arn(facts, 'elasticloadbalancing', `loadbalancer/${loadBalancer(facts)}`),
    nameProperty: 'Name',
    maxName: 32,
    attributes: {
      LoadBalancerArn: ownId,
      CanonicalHostedZoneID: ({ ids }) => `Z${ids.upperAlphanumeric(13, 'zone')}`,
      DNSName: ({ name, ids, stack }) =>
        `${name}-${ids.digits(10, 'dns')}.${stack.region}.elb.${stack.urlSuffix}`,
      LoadBalancerFullName: loadBalancer,
      LoadBalancerName: ({ name }) => name,
      SecurityGroups: ({ properties }) => properties['SecurityGroups'] ?? [],
    },
    createOnly: ['Scheme', 'Type'],
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    id: (facts) => arn(facts, 'elasticloadbalancing', targetGroup(facts)),
    nameProperty: 'Name',
    maxName: 32,
    attributes: {
      TargetGroupArn: ownId,
      TargetGroupFullName: targetGroup,
      TargetGroupName: ({ name }) => name,
      LoadBalancerArns: () => [],
    },
    createOnly: ['Port', 'Protocol', 'VpcId', 'TargetType'],
  },
  'AWS::Route53::HealthCheck': {
    id: ({ ids }) => ids.uuid(),
    attributes: { HealthCheckId: ownId },
  },
  'AWS::Route53::HostedZone': {
    id: ({ ids }) => `Z${ids.upperAlphanumeric(20)}`,
    attributes: {
      Id: ownId,
      NameServers: () =>
        ['com', 'net', 'org', 'co.uk'].map((end, n) => `ns-${n}.awsdns-0${n}.${end}`),
    },
    createOnly: ['Name'],
  },
  'AWS::Route53::RecordSet': {
    id: (facts) => textProperty(facts, 'Name').replace(/\.$/, ''),
    createOnly: ['Name', 'HostedZoneId', 'HostedZoneName'],
  },
  'AWS::Route53::RecordSetGroup': { attributes: { Id: ownId } },
};

type Named = Parameters<NonNullable<KnownType['id']>>[0];

function loadBalancer({ name, properties, ids }: Named): string {
  const kind = properties['Type'] === 'network' ? 'net' : 'app';
  return `${kind}/${name}/${ids.hex(16, 'load balancer')}`;
}

function targetGroup({ name, ids }: Named): string {
  return `targetgroup/${name}/${ids.hex(16, 'target group')}`;
}
