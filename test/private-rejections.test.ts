import { rejectionTests } from './_helpers/rejections';
import { privateAccessRejections } from './rejections/private-access.rejections';
import { privateDomainRejections } from './rejections/private-domain.rejections';
import { privateRestApiRejections } from './rejections/private-rest-api.rejections';

describe('a private API', () => {
  rejectionTests(privateRestApiRejections);
});

describe('the access to a private API', () => {
  rejectionTests(privateAccessRejections);
});

describe('a private domain', () => {
  rejectionTests(privateDomainRejections);
});
