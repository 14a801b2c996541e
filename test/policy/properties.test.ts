import fc from 'fast-check';
import { evaluate } from '../../lib/policy';
import { request, statement } from './arbitraries';
import { policy } from './requests';

const statements = fc.array(statement, { minLength: 1, maxLength: 5 });

function effectOf(list: unknown[], about: Parameters<typeof evaluate>[1]) {
  return evaluate(policy(list), about).effect;
}

describe('for any policy and any request', () => {
  test('a Deny that applies wins over everything', () => {
    fc.assert(
      fc.property(statements, request, (list, about) => {
        const deny = { Effect: 'Deny', Action: '*', Resource: '*' };
        expect(effectOf([...list, deny], about)).toBe('explicitDeny');
      }),
      { numRuns: 200 },
    );
  });

  test('one more Allow never takes an allow away, and never lifts an explicit deny', () => {
    fc.assert(
      fc.property(statements, statement, request, (list, added, about) => {
        const before = effectOf(list, about);
        const after = effectOf([...list, { ...added, Effect: 'Allow' }], about);
        if (before !== 'implicitDeny') expect(after).toBe(before);
        expect(after === 'explicitDeny').toBe(before === 'explicitDeny');
      }),
      { numRuns: 300 },
    );
  });

  test('one more Deny never allows what was not allowed', () => {
    fc.assert(
      fc.property(statements, statement, request, (list, added, about) => {
        const after = effectOf([...list, { ...added, Effect: 'Deny' }], about);
        if (after === 'allow') expect(effectOf(list, about)).toBe('allow');
      }),
      { numRuns: 300 },
    );
  });

  test('the order of statements, and their spread over policies, makes no difference', () => {
    fc.assert(
      fc.property(statements, request, fc.nat(), (list, about, cut) => {
        const expected = effectOf(list, about);
        expect(effectOf([...list].reverse(), about)).toBe(expected);
        const spread = list.map((one) => policy(one));
        expect(
          evaluate(
            [...spread.slice(cut % list.length), ...spread.slice(0, cut % list.length)],
            about,
          ).effect,
        ).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });

  test('the statement named is one that applies by itself, with the effect of the decision', () => {
    fc.assert(
      fc.property(statements, request, (list, about) => {
        const { effect, statement: named } = evaluate(policy(list), about);
        expect(named === undefined).toBe(effect === 'implicitDeny');
        if (named) expect(effectOf([list[named.index]], about)).toBe(effect);
      }),
      { numRuns: 300 },
    );
  });

  test('a negated operator is the opposite of the plain one for a key with one value', () => {
    const pairs = fc.constantFrom(
      ['StringEquals', 'StringNotEquals'],
      ['StringLike', 'StringNotLike'],
      ['ArnLike', 'ArnNotLike'],
    );
    const word = fc.string({ maxLength: 5, unit: fc.constantFrom('a', 'b', '*', '?', ':') });
    fc.assert(
      fc.property(
        pairs,
        word,
        fc.option(word, { nil: undefined }),
        ([plain, negated], wanted, value) => {
          const decide = (operator: string) =>
            effectOf(
              [
                {
                  Effect: 'Allow',
                  Action: '*',
                  Resource: '*',
                  Condition: { [operator]: { 'a:k': wanted } },
                },
              ],
              {
                caller: { type: 'anonymous' },
                action: 'a:b',
                resource: 'arn:x',
                context: { 'a:k': value },
              },
            );
          expect(decide(plain!)).not.toBe(decide(negated!));
        },
      ),
      { numRuns: 300 },
    );
  });
});
