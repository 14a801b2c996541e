import fc from 'fast-check';
import type { StackSource } from '../../../lib/cloud/cloudformation';
import type { CfnResource } from '../../../lib/model';
import { FakeAccount, reasonOf, source, thing } from './fake-account';

type Resources = Record<string, CfnResource>;

/** A resource of a random template, before it has a logical id. */
interface Node {
  readonly id: number;
  /** Of the resources with lower ids, those that it needs. */
  readonly needs: readonly number[];
  readonly value: number;
  readonly name: number | undefined;
  readonly way: string;
}

/** How a resource can need another. */
const WAYS: Readonly<Record<string, (id: string) => Partial<CfnResource>>> = {
  ref: (id) => ({ Properties: { [`To${id}`]: { Ref: id } } }),
  attribute: (id) => ({ Properties: { [`To${id}`]: { 'Fn::GetAtt': [id, 'Arn'] } } }),
  sub: (id) => ({ Properties: { [`To${id}`]: { 'Fn::Sub': `x-\${${id}}` } } }),
  dependsOn: (id) => ({ DependsOn: [id] }),
};

const MAX_NODES = 12;

/** Random resources `R0`, `R1`, … in random order, without a circle. */
const templates: fc.Arbitrary<Resources> = fc
  .uniqueArray(
    fc.record({
      id: fc.nat(MAX_NODES),
      needs: fc.uniqueArray(fc.nat(MAX_NODES), { maxLength: 4 }),
      value: fc.nat(2),
      name: fc.option(fc.nat(1), { nil: undefined }),
      way: fc.constantFrom(...Object.keys(WAYS)),
    }) as fc.Arbitrary<Node>,
    { selector: ({ id }) => id, minLength: 1, maxLength: MAX_NODES },
  )
  .map((nodes) =>
    Object.fromEntries(nodes.map((node) => [`R${node.id}`, resourceOf(node, nodes)])),
  );

function neededBy({ id, needs }: Node, nodes: readonly Node[]): string[] {
  return nodes
    .filter((other) => other.id < id && needs.includes(other.id))
    .map((other) => `R${other.id}`);
}

function resourceOf(node: Node, nodes: readonly Node[]): CfnResource {
  const parts = neededBy(node, nodes).map((id) => WAYS[node.way]!(id));
  const properties = Object.assign({}, ...parts.map((part) => part.Properties ?? {}));
  const named = node.name === undefined ? {} : { Name: node.name };
  return thing(
    { Value: node.value, ...named, ...properties },
    { DependsOn: parts.flatMap((part) => part.DependsOn ?? []) },
  );
}

/** Pairs of a resource and one that it needs. */
function edges(resources: Resources): [string, string][] {
  const text = (id: string) => JSON.stringify(resources[id]);
  return Object.keys(resources).flatMap((id) =>
    Object.keys(resources)
      .filter((other) => other !== id && new RegExp(`"${other}"|\\{${other}\\}`).test(text(id)))
      .map((other): [string, string] => [id, other]),
  );
}

/** What is in the account, with logical ids in place of physical ones. */
function contents(account: FakeAccount): string[] {
  return [...account.things]
    .map(([id, properties]) => `${id} ${JSON.stringify(properties)}`.replace(/\b(r\d+)-\d+/g, '$1'))
    .sort();
}

/** Where the random resources stand: in a stack, or in a stack that is nested in another. */
const PLACES: Readonly<Record<string, (resources: Resources, more: Resources) => StackSource[]>> = {
  'a stack': (resources) => [source('S', resources)],
  'a nested stack': (resources, more) => [
    source('Parent', { N: { Type: 'AWS::CloudFormation::Stack' }, ...more }),
    source('S', resources, { parent: { source: 'Parent', logicalId: 'N' } }),
  ],
};

/** Stands behind the nested stack, so that the nested stack is complete when this fails. */
const BEHIND = { R99: thing({ Value: { Ref: 'N' } }) };

/** Physical ids of random resources. */
function idsOf(account: FakeAccount, resources: Resources): unknown[] {
  const stacks = account.engine.stacks.flatMap((stack) => [
    stack,
    ...[...stack.resources.values()].flatMap(({ nested }) => nested ?? []),
  ]);
  return Object.keys(resources).map((id) =>
    stacks.map(({ resources: records }) => records.get(id)?.physicalId),
  );
}

const RUNS = { numRuns: 100 };

test('each resource is created behind those that it needs, and deleted before them', async () => {
  await fc.assert(
    fc.asyncProperty(templates, async (resources) => {
      const account = new FakeAccount();
      await account.deploy(resources);
      const created = account.takeCalls();
      for (const [id, needed] of edges(resources)) {
        expect(created.indexOf(`create ${id}`)).toBeGreaterThan(
          created.indexOf(`create ${needed}`),
        );
      }
      const physical = new Map(Object.keys(resources).map((id) => [id, account.id(id)]));
      await account.engine.delete();
      const deleted = account.takeCalls();
      for (const [id, needed] of edges(resources)) {
        expect(deleted.indexOf(`delete ${physical.get(id)}`)).toBeLessThan(
          deleted.indexOf(`delete ${physical.get(needed)}`),
        );
      }
      expect(account.things.size).toBe(0);
    }),
    RUNS,
  );
});

test('an update to the same template does nothing', async () => {
  await fc.assert(
    fc.asyncProperty(templates, async (resources) => {
      const account = new FakeAccount();
      await account.deploy(resources);
      account.takeCalls();
      const { events } = await account.deploy(structuredClone(resources));
      expect([events, account.calls]).toEqual([[], []]);
    }),
    RUNS,
  );
});

test('an update leads where a new deployment of the same template leads', async () => {
  await fc.assert(
    fc.asyncProperty(templates, templates, async (before, after) => {
      const updated = new FakeAccount();
      await updated.deploy(before);
      await updated.deploy(after);
      const fresh = new FakeAccount();
      await fresh.deploy(after);
      expect(contents(updated)).toEqual(contents(fresh));
    }),
    RUNS,
  );
});

test.each(Object.entries(PLACES))(
  'an update of %s that fails anywhere leads back to where it began',
  async (_name, place) => {
    await fc.assert(
      fc.asyncProperty(
        templates,
        templates,
        fc.nat(),
        fc.boolean(),
        async (before, after, at, halfway) => {
          const rehearsal = new FakeAccount();
          await rehearsal.engine.deploy(place(before, {}));
          rehearsal.takeCalls();
          await rehearsal.engine.deploy(place(after, BEHIND));
          const calls = rehearsal.calls.filter((call) => !call.startsWith('delete'));
          fc.pre(calls.length > 0);

          const account = new FakeAccount();
          await account.engine.deploy(place(before, {}));
          const things = new Map(account.things);
          const ids = idsOf(account, before);
          const call = calls[at % calls.length]!;
          account.failOnce(halfway ? `${call}!` : call);
          const update = () => account.engine.deploy(place(after, BEHIND));
          expect(await reasonOf(update)).toContain('UPDATE_ROLLBACK_COMPLETE');
          expect(account.things).toEqual(things);
          expect(idsOf(account, before)).toEqual(ids);
          expect((await account.engine.deploy(place(before, {}))).events).toEqual([]);
          await update();
          expect(contents(account)).toEqual(contents(rehearsal));
        },
      ),
      RUNS,
    );
  },
);

test('a creation that fails anywhere leaves nothing', async () => {
  await fc.assert(
    fc.asyncProperty(templates, fc.nat(), fc.boolean(), async (resources, at, halfway) => {
      const ids = Object.keys(resources);
      const call = `create ${ids[at % ids.length]}`;
      const account = new FakeAccount();
      account.failing.add(halfway ? `${call}!` : call);
      expect(await account.failure(resources)).toContain('ROLLBACK_COMPLETE');
      expect([account.things.size, account.engine.stacks]).toEqual([0, []]);
    }),
    RUNS,
  );
});
