import { compact } from '../../../model/value';
import type { DomainRecord, MappingRecord } from '../registry/domain-registry';
import type { Registry } from '../registry/registry';
import { type Input, type OperationTable, optionalText, pageOf, requiredText } from './input';

/** Reads custom domain names. */
export const DOMAIN_OPERATIONS: OperationTable = {
  GetDomainName: (registry, input) => domainOutput(domainOf(registry, input)),
  GetDomainNames: ({ domains }, input) => {
    const page = pageOf([...domains.domains.values()], input);
    return { ...page, items: page.items.map(domainOutput) };
  },
  GetBasePathMappings: (registry, input) => {
    const { key } = domainOf(registry, input);
    const page = pageOf(registry.domains.mappingsOf(key), input);
    return { ...page, items: page.items.map(mappingOutput) };
  },
};

/** Private domains of one name are told apart by their ids. */
function domainOf({ domains }: Registry, input: Input): DomainRecord {
  const name = requiredText(input, 'domainName');
  const id = optionalText(input, 'domainNameId');
  const found = [...domains.domains.values()].find(
    (domain) => domain.domainName === name && domain.domainNameId === id,
  );
  return found ?? domains.domain(name);
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_DomainName.html */
function domainOutput({ key: _key, endpointTypes, policy, ...domain }: DomainRecord) {
  return {
    ...domain,
    ...compact({ policy: policy === undefined ? undefined : JSON.stringify(policy) }),
    endpointConfiguration: { types: endpointTypes },
    domainNameStatus: 'AVAILABLE',
  };
}

function mappingOutput({ domain: _domain, ...mapping }: MappingRecord) {
  return mapping;
}
