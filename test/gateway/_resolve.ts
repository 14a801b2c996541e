import { isIntrinsic, type RestApiModel } from '../../lib/model';

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-1',
  'AWS::AccountId': '123456789012',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': 'conformance',
};

/** Where every API of the tests stands. */
export const IDENTITY = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' };

type Fn = (argument: unknown) => unknown;

const FUNCTIONS: Readonly<Record<string, Fn>> = {
  Ref: (name) => refOf(String(name)),
  'Fn::GetAtt': (argument) => {
    const [name, attribute] = Array.isArray(argument) ? argument : String(argument).split('.');
    return attribute === 'Arn'
      ? `arn:aws:lambda:us-east-1:123456789012:function:${name}`
      : `${name}.${attribute}`;
  },
  'Fn::Join': (argument) => {
    const [separator, parts] = argument as [string, unknown[]];
    return parts.map(resolve).join(separator);
  },
  'Fn::Sub': (argument) => {
    const [text, values] = (Array.isArray(argument) ? argument : [argument, {}]) as [
      string,
      Record<string, unknown>,
    ];
    return text.replace(/\$\{([^}!]+)\}/g, (_reference, name: string) =>
      String(resolve(values[name] ?? subReference(name))),
    );
  },
};

function subReference(name: string): unknown {
  return name.includes('.') ? { 'Fn::GetAtt': name.split('.') } : { Ref: name };
}

/** Id of a resource: its logical id. */
export function refOf(name: string): string {
  return PSEUDO[name] ?? name;
}

/** Resolves the intrinsics that the suites use, wherever they stand. */
export function resolve(value: unknown): unknown {
  if (isIntrinsic(value)) {
    const [[name, argument] = ['', undefined]] = Object.entries(value);
    const apply = FUNCTIONS[name];
    if (apply === undefined) throw new Error(`the tests know no ${name}`);
    return apply(argument);
  }
  if (Array.isArray(value)) return value.map(resolve);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, resolve(member)]));
}

/** An API whose values are all literals; references to deployments stay references. */
export function resolveApi(api: RestApiModel): RestApiModel {
  const resolved = resolve(api) as RestApiModel;
  return { ...resolved, stages: api.stages, deployments: api.deployments };
}
