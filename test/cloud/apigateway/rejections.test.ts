import type { CfnTemplate } from '../../../lib/model';
import recordedOfApis from '../../conformance/cases/rejections.api.json';
import recordedOfAuthorizers from '../../conformance/cases/rejections.authorizers.t2.json';
import recorded from '../../conformance/cases/rejections.json';
import recordedOfModels from '../../conformance/cases/rejections.models.t2.json';
import recordedOfResponses from '../../conformance/cases/rejections.responses.t2.json';
import recordedOfUsage from '../../conformance/cases/rejections.usage.t2.json';
import { testService } from './_service';

interface Recorded {
  readonly id: string;
  readonly title: string;
  readonly template: CfnTemplate;
  readonly error: string;
}

const all = [
  ...[...recorded, ...recordedOfApis],
  ...[...recordedOfAuthorizers, ...recordedOfModels, ...recordedOfResponses, ...recordedOfUsage],
] as unknown as Recorded[];

describe('a template that API Gateway refused', () => {
  test.each(all.map((one) => [one.id, one.title, one] as const))(
    'fails with its message: %s %s',
    async (_id, _title, { template, error }) => {
      const { stack } = testService();
      const pattern = /^\/(.*)\/$/s.exec(error)?.[1];
      await expect(stack.deploy(template)).rejects.toMatchObject({
        message: pattern === undefined ? error : expect.stringMatching(new RegExp(pattern)),
      });
    },
  );
});
