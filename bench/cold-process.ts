// Measures, in this process alone, the milliseconds from its start to the first answer of an API in
// a cloud assembly that is built: `FOLDER PATH`.
import { LocalCloud } from 'cdk-gatehouse/testing';

async function main(folder: string, path: string): Promise<void> {
  const cloud = await LocalCloud.deploy(folder);
  const { status } = await cloud.stage('prod').fetch(path);
  const answered = performance.now();
  if (status !== 200) throw new Error(`the first call answered ${status}`);
  await cloud.destroy();
  console.log(JSON.stringify(answered));
}

const [folder = '', path = ''] = process.argv.slice(2);
void main(folder, path);
