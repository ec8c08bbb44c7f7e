import { LoadError, messageOf } from '../../../model/errors.js';

const certificateCodes = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Says why a signalling socket did not open. */
export function socketOpenError(thrown: unknown, origin: string): LoadError {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (certificateCodes.has(code))
    return new LoadError(
      'UNTRUSTED_CERTIFICATE',
      `The certificate of ${origin} is not trusted (${code}); give it one that is, or set ignoreHTTPSErrors.`,
      { cause: thrown },
    );
  return new LoadError(
    'UNREACHABLE',
    `The signalling of ${origin} cannot be reached: ${messageOf(thrown) || code}; check that the deployment runs and that its public URL is right.`,
    { cause: thrown },
  );
}
