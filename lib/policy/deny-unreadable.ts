import { type CompiledPolicy, type CompilePolicyOptions, compilePolicy } from './compile';
import { PolicyError } from './errors';
import { type ParsePolicyOptions, parsePolicy } from './parse';

/** What a policy is that nobody can read: it may have denied anything. */
const DENIES_ALL: CompiledPolicy = {
  denies: [{ index: 0, appliesTo: () => true }],
  allows: [],
};

/**
 * Prepares a policy that has not been read before. One that AWS would not have taken denies
 * everything.
 */
export function compileUnread(
  json: unknown,
  options: ParsePolicyOptions & CompilePolicyOptions = {},
): CompiledPolicy {
  try {
    return compilePolicy(parsePolicy(json, options), options);
  } catch (error) {
    if (error instanceof PolicyError) return DENIES_ALL;
    throw error;
  }
}
