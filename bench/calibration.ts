/**
 * Rounds of the loop below that a second of processor time held on the machine which the budgets
 * were set on.
 */
const REFERENCE = 220_000;
const LOOPS = 8000;

/** A result of some work: how often it was done in a second, and in one of processor time. */
export interface Rate {
  readonly wall: number;
  readonly cpu: number;
}

/** Processor time of this process so far, in milliseconds: what other processes use does not count. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Does some work so many times, and says at which rate. */
export async function rateOf(times: number, work: () => void | Promise<void>): Promise<Rate> {
  const [started, startedCpu] = [performance.now(), cpuMs()];
  await work();
  const [wall, cpu] = [performance.now() - started, cpuMs() - startedCpu];
  return { wall: (times * 1000) / wall, cpu: (times * 1000) / cpu };
}

/** The best of several rates: others that use the machine make a rate lower, nothing makes it higher. */
export function best(rates: readonly Rate[]): Rate {
  return {
    wall: Math.max(...rates.map(({ wall }) => wall)),
    cpu: Math.max(...rates.map(({ cpu }) => cpu)),
  };
}

/**
 * How fast this machine is, by what any JavaScript does that handles events: objects, maps, JSON.
 * Without it, a slow day looks like a slow change.
 */
export class Machine {
  private readonly looks: Rate[] = [];

  /** Measures for a moment: to be done between the measurements that are to be judged. */
  public async look(): Promise<void> {
    this.looks.push(await rateOf(LOOPS, loop));
  }

  /** How many times as fast as the machine of the budgets, at its best moment so far. */
  public get speed(): number {
    return best(this.looks).cpu / REFERENCE;
  }

  /** What tables say of it. */
  public toString(): string {
    const loops = Math.round(best(this.looks).cpu);
    return `this machine: ${loops} loops a CPU second, ${this.speed.toFixed(2)}× the one of the budgets`;
  }
}

const EVENT = {
  text: 'x'.repeat(40),
  numbers: [1, 2, 3],
  nested: { more: { stage: 'prod', nothing: null, type: 'application/json' } },
  headers: { Accept: 'application/json', 'User-Agent': 'bench', Host: 'example.com' },
  texts: ['a', 'b', 'c'],
};

let checksum = 0;

function loop(): void {
  for (let index = 0; index < LOOPS; index += 1) {
    const event = { ...EVENT, index, id: `id-${index}-${index * 7}` };
    const members = new Map<string, unknown>(Object.entries(event));
    checksum += JSON.stringify(JSON.parse(JSON.stringify(event))).length + members.size;
  }
  if (checksum === 0) throw new Error('the loop was left out');
}
