/** Tells whether a text is what a pattern stands for. */
export type TextMatcher = (text: string) => boolean;

const ARN_PARTS = 6;

/**
 * Compiles the pattern of an ARN, as the condition `ArnLike` takes it: `*` stands for any run of
 * characters and `?` for one, neither of them across the colons of the ARN's first five parts.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function compileArnPattern(pattern: string): TextMatcher {
  if (!/[*?]/.test(pattern)) return (text) => text === pattern;
  if (/^\*+$/.test(pattern)) return () => true;
  const wanted = partsOf(pattern).map(compileWildcards);
  return (text) => {
    const parts = partsOf(text);
    return parts.length === wanted.length && wanted.every((match, i) => match(parts[i] ?? ''));
  };
}

function partsOf(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, ARN_PARTS - 1), parts.slice(ARN_PARTS - 1).join(':')];
}

/**
 * Only the last `*` passed is ever tried again, so the time is at most the product of both lengths.
 */
function compileWildcards(pattern: string): TextMatcher {
  if (!/[*?]/.test(pattern)) return (text) => text === pattern;
  return (text) => {
    let p = 0;
    let t = 0;
    let star = -1;
    let retry = 0;
    while (t < text.length) {
      if (pattern[p] === '*') {
        star = p++;
        retry = t;
      } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++retry;
      } else {
        return false;
      }
    }
    while (pattern[p] === '*') p++;
    return p === pattern.length;
  };
}
