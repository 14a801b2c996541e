import { Template } from 'aws-cdk-lib/assertions';
import { MeteredApi, type MeteredApiProps, type MeteredConsumerOptions } from '../lib/metered-api';
import { FAST, ordersApi, SLOW } from './_helpers/metered';
import { newStack } from './_helpers/stacks';

describe('the logical ids', () => {
  type Resources = Record<string, { Type: string; Properties: Record<string, unknown> }>;
  type Consumers = Record<string, MeteredConsumerOptions>;

  /** The resources of a metered API with these, in this order. */
  function resourcesOf(props: MeteredApiProps, consumers: Consumers, apis = ['A', 'B']): Resources {
    const stack = newStack();
    const stages = apis.map((id) => ordersApi(stack, id).deploymentStage);
    const metered = new MeteredApi(stack, 'Metered', { ...props, stages });
    for (const [name, options] of Object.entries(consumers)) metered.addConsumer(name, options);
    const { Resources } = Template.fromStack(stack).toJSON() as { Resources: Resources };
    const ours = Object.entries(Resources).filter(([id]) => id.startsWith('Metered'));
    return Object.fromEntries(ours);
  }

  const tiers = { free: { throttle: SLOW }, pro: { throttle: FAST } };
  const consumers = {
    acme: { tier: 'pro' },
    initech: { tier: 'free' },
    umbrella: { tier: 'free' },
  };

  test('do not depend on any order', () => {
    const reversed = <T extends object>(record: T): T =>
      Object.fromEntries(Object.entries(record).reverse()) as T;
    expect(resourcesOf({ tiers: reversed(tiers) }, reversed(consumers), ['B', 'A'])).toEqual(
      resourcesOf({ tiers }, consumers),
    );
  });

  test('stay when something is added, and everything stays as it is', () => {
    const { initech, ...fewer } = consumers;
    const before = resourcesOf({ tiers }, fewer);
    const after = resourcesOf({ tiers: { first: {}, ...tiers } }, { initech, ...fewer });
    expect(after).toMatchObject(before);
    expect(Object.keys(after)).toHaveLength(Object.keys(before).length + 4);
  });

  test('stay when a stage is added, which only changes the plans', () => {
    const before = resourcesOf({ tiers }, consumers, ['B']);
    const after = resourcesOf({ tiers }, consumers, ['A', 'B']);
    const changed = Object.keys(after).filter(
      (id) => JSON.stringify(after[id]) !== JSON.stringify(before[id]),
    );
    expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
    expect(changed.map((id) => after[id]?.Type)).toEqual(
      Array(2).fill('AWS::ApiGateway::UsagePlan'),
    );
  });

  test('stay when a consumer changes tier, which only changes the place in a plan', () => {
    const before = resourcesOf({ tiers }, consumers);
    const after = resourcesOf({ tiers }, { ...consumers, acme: { tier: 'free' } });
    const changed = Object.keys(after).filter(
      (id) => JSON.stringify(after[id]) !== JSON.stringify(before[id]),
    );
    expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
    expect(changed.map((id) => after[id]?.Type)).toEqual(['AWS::ApiGateway::UsagePlanKey']);
  });

  test('stay when a consumer changes tier with the next generation, and nothing is replaced', () => {
    const of = (acme: MeteredConsumerOptions) => resourcesOf({ tiers }, { ...consumers, acme });
    const before = of({ tier: 'free', rotation: { current: 1 } });
    const during = of({ tier: 'free', nextTier: 'pro', rotation: { current: 1, next: 2 } });
    const after = of({ tier: 'pro', rotation: { current: 2 } });
    expect(during).toMatchObject(before);
    expect(during).toMatchObject(after);
  });
});
