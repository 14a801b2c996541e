import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';

/** Keys that sign, and that show who has signed. */
export interface RsaKeys {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/**
 * Makes RSA keys of 2048 bits.
 *
 * They are made as DER first. Key objects that come from the generator itself share a lock with it,
 * and Node.js waits for that for ever when it collects the generator while it reads details of the
 * key (`asymmetricKeyDetails`, as `jsonwebtoken` does).
 */
export function makeRsaKeys(): RsaKeys {
  const made = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  return {
    privateKey: createPrivateKey({ key: made.privateKey, type: 'pkcs8', format: 'der' }),
    publicKey: createPublicKey({ key: made.publicKey, type: 'spki', format: 'der' }),
  };
}
